/** A redline: j and k go from one change to the next; the slider says at which revision it is, and goes there when it is let go. */
import { singleKeys } from "stet/keys";

document.addEventListener("keydown", event => {
  if (!singleKeys() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")
      || event.target.closest("input, textarea, select, [contenteditable]") || !["j", "k"].includes(event.key)) {
    return;
  }
  const changes = [...document.querySelectorAll(".redlined .change")];
  const here = changes.indexOf(document.activeElement.closest?.(".row")?.querySelector(".change"));
  const there = changes[here < 0 ? 0 : Math.max(0, Math.min(changes.length - 1, here + (event.key === "j" ? 1 : -1)))];
  event.preventDefault();
  there?.focus({ preventScroll: true });
  there?.closest(".row").scrollIntoView({ block: "nearest" });
});

const slider = document.querySelector("form[data-slider]");
if (slider) {
  const range = slider.querySelector("input[type=range]");
  const output = slider.querySelector("output");
  range.addEventListener("input", () => { output.value = `${range.value} of ${range.max}`; });
  // Whoever moves it by keys goes step by step, and says when to go.
  range.addEventListener("pointerup", () => slider.requestSubmit());
}
