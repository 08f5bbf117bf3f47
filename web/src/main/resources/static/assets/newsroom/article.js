/** An article's page: walking through its claims, and words chosen in the text that go into the forms beside it. */
import { say } from "stet/newsroom";

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

// ---- What changed, here or elsewhere

const FIELDS = "textarea, input:not([type=hidden], [type=file], [type=checkbox], [type=radio])";
const address = field => [field.form.getAttribute("action"), field.form.elements._about?.value, field.name].join(" ");
let half = [];

/** What was typed in the panel and not sent, but for the form that was just sent: the panel that comes has it again. */
document.addEventListener("htmx:beforeSwap", event => {
  if (event.detail.target?.id === "panel") {
    const sent = event.detail.requestConfig?.elt;
    half = [...panel().querySelectorAll(FIELDS)]
      .filter(each => each.form && each.form !== sent && each.form !== sent?.form && each.value !== each.defaultValue)
      .map(each => [address(each), each.value]);
  }
});

function putBack() {
  for (const field of panel().querySelectorAll(FIELDS)) {
    const kept = field.form && half.find(([where]) => where === address(field));
    if (kept) {
      field.value = kept[1];
      for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) {
        around.open = true;
      }
    }
  }
  half = [];
}

function enhance() {
  for (const hint of panel().querySelectorAll("[data-with-script]")) {
    hint.hidden = false;
  }
  panel().querySelector(".claims")?.classList.add("walked");
  if (chosen) {
    choose(chosen, { focus: false, scroll: false });
  }
}

// The words come with each answer. Where they are only read, they are shown anew; an editor sees to its own.
document.addEventListener("htmx:beforeSwap", event => {
  if (event.detail.target?.id === "panel" && !copy.dataset.ready) {
    const words = new DOMParser().parseFromString(event.detail.serverResponse, "text/html").getElementById("copy");
    if (words) {
      copy.replaceChildren(...words.childNodes);
    }
  }
});

document.addEventListener("htmx:afterSettle", event => {
  if (event.detail.target.id !== "panel" && !event.detail.elt.closest?.("#panel")) {
    return;
  }
  enhance();
  putBack();
  if (event.detail.requestConfig?.verb === "post") {
    document.dispatchEvent(new CustomEvent("stet:changed"));
    say("Done.");
  }
});

/** Brings the panel up to date, unless somebody is in the middle of something there, or an answer is on its way. */
let waiting;
let asked = 0;
document.addEventListener("htmx:beforeRequest", () => { asked += 1; });
document.addEventListener("htmx:afterRequest", () => { asked -= 1; });
function refresh() {
  clearTimeout(waiting);
  const busy = panel().contains(document.activeElement)
    && document.activeElement.matches("input, textarea, select")
    || [...panel().querySelectorAll("textarea, input:not([type=hidden])")].some(each => each.value !== each.defaultValue);
  if (busy || asked > 0) {
    waiting = setTimeout(refresh, busy ? 3000 : 300);
    return;
  }
  const at = panel().scrollTop;
  window.htmx.ajax("GET", location.pathname, { target: "#panel", select: "#panel", swap: "outerHTML show:none", source: document.querySelector(".work") })
    .then(() => { panel().scrollTop = at; });
}
document.addEventListener("stet:live", event => {
  if (event.detail.name === "missed" || event.detail.article === document.getElementById("main").dataset.article) {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 300);
  }
});

enhance();
const target = location.hash.startsWith("#claim-") ? location.hash.slice("#claim-".length) : null;
if (target) {
  choose(target);
}
