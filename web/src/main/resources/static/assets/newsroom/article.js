/** An article's page: walking through its claims, and words chosen in the text that go into the forms beside it. */
import { say } from "stet/newsroom";
import "stet/panel";

const copy = document.getElementById("copy");
const panel = () => document.getElementById("panel");
let chosen = null;

const claims = () => [...panel().querySelectorAll(".one-claim")];
const marks = id => [...copy.querySelectorAll(".claim")].filter(each => each.dataset.claims.split(" ").includes(id));

/** Chooses a claim in the list and in the text. */
function choose(id, { focus = true, scroll = true } = {}) {
  chosen = id;
  for (const mark of copy.querySelectorAll(".claim.chosen")) {
    mark.classList.remove("chosen");
  }
  for (const item of claims()) {
    item.classList.toggle("chosen", item.dataset.claim === id);
  }
  const found = marks(id);
  found.forEach(mark => mark.classList.add("chosen"));
  const item = claims().find(each => each.dataset.claim === id);
  if (item && focus) {
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }
  if (found.length > 0 && scroll) {
    found[0].scrollIntoView({ block: "nearest" });
  }
}

function walk(step, wanted = () => true) {
  const all = claims().filter(wanted);
  if (all.length === 0) {
    return;
  }
  const at = all.findIndex(each => each.dataset.claim === chosen);
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length;
  choose(all[next].dataset.claim);
}

const open = item => ["UNCHECKED", "QUERIED", "DISPUTED"].includes(item.dataset.verdict);

const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  o: () => walk(1, open),
};

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey
      || event.target.closest("input, textarea, select, [contenteditable]:not([contenteditable=false])")) {
    return;
  }
  const item = claims().find(each => each.dataset.claim === chosen);
  const act = item?.querySelector(`[data-claim-key="${CSS.escape(event.key)}"]`);
  if (act) {
    event.preventDefault();
    act.parentElement.open = true;
    act.parentElement.querySelector("textarea, input:not([type=hidden]), select")?.focus();
  } else if (KEYS[event.key] && claims().length > 0) {
    event.preventDefault();
    KEYS[event.key]();
  }
}, true);

document.addEventListener("keydown", event => {
  if (event.key === "Escape" && event.target.closest(".one-claim details")) {
    const act = event.target.closest("details");
    act.open = false;
    act.closest(".one-claim").focus();
  }
});

// A claim is chosen where it is underlined, where it is listed, and by whoever says so.
copy.addEventListener("click", event => {
  const mark = event.target.closest(".claim");
  if (mark && !copy.isContentEditable) {
    choose(mark.dataset.claims.split(" ")[0], { focus: false, scroll: false });
    claims().find(each => each.dataset.claim === chosen)?.scrollIntoView({ block: "nearest" });
  }
});
document.addEventListener("stet:claim", event => choose(event.detail.id, { focus: false, scroll: false }));
document.addEventListener("focusin", event => {
  const item = event.target.closest?.(".one-claim");
  if (item && item.dataset.claim !== chosen) {
    choose(item.dataset.claim, { focus: false });
  }
});
document.addEventListener("click", event => {
  const item = event.target.closest(".one-claim");
  if (item && event.target.closest(".words")) {
    event.preventDefault();
    choose(item.dataset.claim);
  } else if (item && item.dataset.claim !== chosen) {
    choose(item.dataset.claim, { focus: false });
  }
});

// The words that a comment is about are shown where they are written.
document.addEventListener("click", async event => {
  const comment = event.target.closest(".one-comment .words")?.closest(".one-comment");
  if (comment && copy.dataset.ready) {
    event.preventDefault();
    const { goTo } = await import("stet/editor");
    goTo(comment.dataset.place, Number(comment.dataset.start), comment.dataset.words);
  }
});

// ---- Words chosen in the text

/** Where the words stand that are chosen: within one place, without spaces at their ends; null where none are. */
function anchorOfSelection() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) {
    return null;
  }
  const range = selection.getRangeAt(0);
  const start = range.startContainer.parentElement?.closest("[data-place]");
  const end = range.endContainer.parentElement?.closest("[data-place]");
  if (!start || start !== end || !copy.contains(start)) {
    return null;
  }
  const before = document.createRange();
  before.selectNodeContents(start);
  before.setEnd(range.startContainer, range.startOffset);
  const text = range.toString();
  const words = text.trim();
  const lead = text.length - text.trimStart().length;
  // A list's words are its items, one on each line.
  const items = [...start.querySelectorAll("li")];
  const lines = items.filter(item => item.compareDocumentPosition(range.startContainer) & Node.DOCUMENT_POSITION_FOLLOWING
    && !item.contains(range.startContainer)).length;
  return words === "" ? null : { place: start.dataset.place, start: before.toString().length + lines + lead, words };
}

function fill(anchor) {
  for (const form of panel().querySelectorAll("#raise, #comment")) {
    form.elements["anchor.place"].value = anchor.place;
    form.elements["anchor.words"].value = anchor.words;
    form.querySelector("[data-start]").value = anchor.start;
    const details = form.elements["anchor.words"].closest("details");
    if (details) {
      details.open = true;
    }
  }
}

document.addEventListener("selectionchange", () => {
  const anchor = anchorOfSelection();
  if (anchor) {
    fill(anchor);
  }
});
document.addEventListener("stet:selection", event => {
  if (event.detail) {
    fill(event.detail);
  }
});
// Who changes the words by hand no longer means the place that was counted.
document.addEventListener("input", event => {
  if (event.target.name === "anchor.words") {
    event.target.form.querySelector("[data-start]").value = "";
  }
});

// ---- A source is pasted whole, and says what it is
const KINDS = [
  [/^https?:\/\/\S+$/i, "WEB_PAGE"],
  [/\.(mp3|m4a|wav|ogg|mp4|mov)$|\brecording\b/i, "RECORDING"],
  [/\btranscript\b/i, "TRANSCRIPT"],
  [/^\+?[\d\s()/-]{6,}$|\b(call|phone|telephone|rang)\b/i, "OWN_CALL"],
  [/\.(pdf|docx?|xlsx?|odt|csv)$|\b(minutes|report|letter|document|register|ruling|statute)\b/i, "DOCUMENT"],
];
document.addEventListener("paste", event => {
  if (event.target.matches?.("[data-paste-source]")) {
    const pasted = event.clipboardData.getData("text/plain").trim();
    const kind = KINDS.find(([pattern]) => pattern.test(pasted));
    if (kind) {
      event.target.closest("fieldset").querySelector("select").value = kind[1];
      say(`Taken as: ${event.target.closest("fieldset").querySelector("select").selectedOptions[0].text}`);
    }
  }
});

// ---- The panel comes anew with each answer

function enhance() {
  for (const hint of panel().querySelectorAll("[data-with-script]")) {
    hint.hidden = false;
  }
  panel().querySelector(".claims")?.classList.add("walked");
  if (chosen) {
    choose(chosen, { focus: false, scroll: false });
  }
}

document.addEventListener("stet:panel", enhance);

enhance();
const target = location.hash.startsWith("#claim-") ? location.hash.slice("#claim-".length) : null;
if (target) {
  choose(target);
}
