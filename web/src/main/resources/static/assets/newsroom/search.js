/** The page of hits: they come while words are typed, the address says what is shown, and j and k go from one to the next. */
import { singleKeys } from "stet/keys";

const main = document.querySelector("main.search");
const form = main.querySelector("form");

/** What is shown can be sent to somebody, and is there again when one comes back. */
document.addEventListener("htmx:afterSwap", event => {
  if (event.detail.target.id === "hits" || event.detail.elt.id === "hits") {
    const said = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    history.replaceState(null, "", `${location.pathname}${said.size > 0 ? `?${said}` : ""}`);
  }
});

document.addEventListener("keydown", event => {
  if (!singleKeys() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")
      || event.target.closest("input, textarea, select, [contenteditable]") || !["j", "k"].includes(event.key)) {
    return;
  }
  const titles = [...main.querySelectorAll(".hit .title")];
  const here = titles.indexOf(document.activeElement.closest?.(".hit")?.querySelector(".title"));
  const there = here < 0 ? 0 : Math.max(0, Math.min(titles.length - 1, here + (event.key === "j" ? 1 : -1)));
  event.preventDefault();
  titles[there]?.focus();
  titles[there]?.scrollIntoView({ block: "nearest" });
});
