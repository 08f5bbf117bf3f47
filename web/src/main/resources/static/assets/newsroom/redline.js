/**
 * A redline: j and k go from one change to the next; the slider says at which revision it is, and goes there when it is let go. Words that
 * are marked in a passage as it stood can be put back alone.
 */
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

const alone = document.querySelector("section[data-restore]");
if (alone) {
  const only = Object.assign(document.createElement("a"), { className: "only-marked", textContent: "Only the marked words", hidden: true });
  alone.append(only);
  // How many characters of the passage stand before this point of the page; null where it is not in the passage.
  const at = (node, offset) => {
    const part = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-from]");
    return part && alone.contains(part) ? Number(part.dataset.from) + (node.nodeType === Node.TEXT_NODE ? offset : offset ? part.textContent.length : 0) : null;
  };
  document.addEventListener("selectionchange", () => {
    const marked = document.getSelection();
    const range = marked.rangeCount && !marked.isCollapsed ? marked.getRangeAt(0) : null;
    const from = range && at(range.startContainer, range.startOffset);
    const to = range && at(range.endContainer, range.endOffset);
    only.hidden = !range || from === null || to === null || from >= to;
    if (!only.hidden) {
      only.href = `?${new URLSearchParams({ revision: alone.dataset.restore, passage: alone.dataset.passage, from, to })}`;
    }
  });
}
