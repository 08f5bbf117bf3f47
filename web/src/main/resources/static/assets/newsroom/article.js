/** An article's page: walking through its claims, and words chosen in the text that go into the forms beside it. */
import { toldAt } from "stet/newsroom";
import { singleKeys } from "stet/keys";
import { pressing } from "stet/panel";
import { isSheet, open as openSheet } from "stet/sheet";
import "stet/times";

const copy = document.getElementById("copy");
const panel = () => document.getElementById("panel");
/** The id of the element of the claim or the statement that is chosen. */
let chosen = null;
/** Where an act has just led: asked for the next that is open, this is it. */
let arrived = null;
/** As they stood before the panel came anew. */
let order = [];

const cards = () => [...panel().querySelectorAll(".one-claim, .one-statement")];
const current = () => cards().find(each => each.id === chosen);
const together = () => document.getElementById("together");
const picks = () => [...panel().querySelectorAll("[data-pick]:checked")];
const marks = id => [...copy.querySelectorAll(".claim")].filter(each => each.dataset.claims.split(" ").includes(id));

/** Chooses a claim or a statement in the list and in the text. */
function choose(id, { focus = true, scroll = true } = {}) {
  chosen = id;
  arrived = null;
  for (const mark of copy.querySelectorAll(".claim.chosen")) {
    mark.classList.remove("chosen");
  }
  for (const item of cards()) {
    item.classList.toggle("chosen", item.id === id);
  }
  const item = current();
  if (item && focus) {
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }
  if (item?.dataset.claim) {
    const found = marks(item.dataset.claim);
    found.forEach(mark => mark.classList.add("chosen"));
    if (found.length > 0 && scroll) {
      found[0].scrollIntoView({ block: "nearest" });
    }
  }
  light(item, scroll);
}

/** The words of a statement are lit in the text, which has no element for them. */
async function light(item, scroll) {
  CSS.highlights?.delete("statement");
  if (!item?.matches(".one-statement") || !CSS.highlights) {
    return;
  }
  const { place, start, words } = item.dataset;
  const range = copy.dataset.ready
    ? (await import("stet/editor")).rangeOf(place, Number(start), words)
    : rangeIn(copy.querySelector(`[data-place="${CSS.escape(place)}"]`), Number(start), words.length);
  if (range && chosen === item.id) {
    CSS.highlights.set("statement", new Highlight(range));
    if (scroll) {
      range.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
    }
  }
}

// An editor that takes the place of the words shows them anew.
new MutationObserver(() => light(current(), false)).observe(copy, { attributeFilter: ["data-ready"] });

/** Characters of an element as a range. The words of a list are its items, one on each line. */
function rangeIn(element, start, length) {
  const range = document.createRange();
  let at = 0;
  let item = null;
  let begun = false;
  const texts = element ? document.createTreeWalker(element, NodeFilter.SHOW_TEXT) : null;
  while (texts?.nextNode()) {
    const text = texts.currentNode;
    const within = text.parentElement.closest("li");
    at += item && within !== item ? 1 : 0;
    item = within;
    if (!begun && start < at + text.length) {
      range.setStart(text, Math.max(0, start - at));
      begun = true;
    }
    if (begun && start + length <= at + text.length) {
      range.setEnd(text, start + length - at);
      return range;
    }
    at += text.length;
  }
  return null;
}

/** What is settled is walked through apart from what is to be checked. */
const reach = () => {
  const settled = each => each.closest(".settled") !== null;
  const all = cards();
  const here = current();
  const near = all.filter(each => settled(each) === (here ? settled(here) : false));
  return near.length > 0 ? near : all;
};

function walk(step, wanted = () => true) {
  const all = (wanted === open ? cards() : reach()).filter(each => wanted(each) || each.id === chosen);
  if (all.length === 0) {
    return;
  }
  const at = all.findIndex(each => each.id === chosen);
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length;
  choose(all[next].id);
}

const open = item => !("pending" in item.dataset)
  && ("required" in item.dataset || ["UNCHECKED", "QUERIED", "DISPUTED"].includes(item.dataset.verdict));
const pickable = item => !("pending" in item.dataset) && item.querySelector("[data-pick]") !== null;

/** Chooses the card for the next act, or takes it out again. */
function pick(goOn) {
  const item = current();
  if (!item) {
    walk(1, pickable);
    return;
  }
  const box = item.querySelector("[data-pick]");
  if (box) {
    box.checked = !box.checked;
    count();
    const next = goOn && onwards(item).find(each => pickable(each) && !each.querySelector("[data-pick]").checked);
    if (next) {
      choose(next.id);
    }
  }
}

/** Those after this one, and then those before it. */
function onwards(item) {
  const all = reach();
  const from = all.indexOf(item) + 1;
  return [...all.slice(from), ...all.slice(0, from)];
}

function count() {
  const said = panel().querySelector("[data-chosen]");
  if (said) {
    said.textContent = picks().length === 0 ? "" : `: ${picks().length}`;
  }
}

/** The form for a source, with the last one chosen already: what comes next is one key, or a new source that is typed. */
function source() {
  const box = current()?.querySelector("[data-pick]");
  if (picks().length === 0 && box && !("pending" in current().dataset)) {
    box.checked = true;
    count();
  }
  const details = together().querySelector("details");
  details.open = true;
  details.scrollIntoView({ block: "nearest" });
  together().querySelector("[type=radio]:checked")?.focus();
}

const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  o: () => (arrived && arrived === chosen ? choose(chosen) : walk(1, open)),
  x: () => pick(true),
};
const ON_A_CARD = {
  " ": () => pick(false),
  ArrowDown: () => walk(1),
  ArrowUp: () => walk(-1),
};

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")
      || (!singleKeys() && !(event.target === current() && event.key in ON_A_CARD))
      || event.target.closest("input, textarea, select, [contenteditable]:not([contenteditable=false])")) {
    return;
  }
  const item = current();
  const act = item?.querySelector(`[data-claim-key="${CSS.escape(event.key)}"]`);
  const key = KEYS[event.key] ?? (event.target === item ? ON_A_CARD[event.key] : undefined);
  if (act) {
    event.preventDefault();
    act.parentElement.open = true;
    act.parentElement.querySelector("textarea, input:not([type=hidden]), select")?.focus();
  } else if (event.key === "c" && together()) {
    event.preventDefault();
    source();
  } else if (key && cards().length > 0) {
    event.preventDefault();
    key();
  }
}, true);

document.addEventListener("keydown", event => {
  const act = event.key === "Escape" && event.target.closest(".one-claim details, #together details");
  if (act) {
    act.open = false;
    (act.closest(".one-claim") ?? current() ?? panel()).focus();
  }
});

// ---- An act is sent, and its answer takes a while: keys go on to the next claim, not astray

const verdicts = form => form.id === "together" || (form.matches(".acts form") && form.closest(".one-claim") !== null);

// Where words are not saved yet, the request waits for that; what it says is what the form says now, whatever is typed meanwhile.
document.addEventListener("htmx:confirm", event => {
  const form = event.detail.elt;
  if (event.detail.verb !== "post" || !form.matches?.("form") || !panel().contains(form) || !verdicts(form)) {
    return;
  }
  event.detail.etc.values = new FormData(form, event.detail.triggeringEvent?.submitter);
  const about = form.id === "together" ? picks().map(each => each.closest("li")) : [form.closest(".one-claim")];
  const last = about.at(-1) ?? current();
  about.forEach(item => { item.dataset.pending = form.getAttribute("action"); });
  if (form.id === "together") {
    picks().forEach(each => { each.checked = false; });
    count();
    form.dataset.left = "";
    // A form that is sent again meanwhile says something else, so it is another request, and no repetition of this one.
    form.elements.namedItem("key").value = crypto.randomUUID();
  }
  form.closest("details")?.removeAttribute("open");
  form.querySelector("details")?.removeAttribute("open");
  arrive(last);
});

// htmx would keep a second sending of a form back until the first is answered, and then lose it with the form, since the answer brings
// another.
document.addEventListener("htmx:beforeRequest", event => {
  if (event.detail.elt.id === "together") {
    event.detail.elt["htmx-internal-data"].xhr = null;
  }
});

const nowhere = () => document.activeElement === document.body || document.activeElement === panel();

/** Goes on to the next that is open after this one, or from the top; where none is, to the end of the work: the sign-off. */
function arrive(after) {
  const all = cards();
  const from = all.indexOf(after) + 1;
  const others = [...all.slice(from), ...all.slice(0, from)];
  const next = others.find(open) ?? others.find(pickable);
  if (next) {
    choose(next.id, { scroll: true });
    arrived = next.id;
  } else {
    chosen = null;
    light(null);
    panel().querySelector(".signoff").focus({ preventScroll: true });
  }
}

document.addEventListener("htmx:afterRequest", event => {
  // A request that was never answered has no status.
  const { xhr } = event.detail;
  const refused = xhr?.getResponseHeader("HX-Retarget") === "#refused" || event.detail.failed || xhr?.status === 0;
  const action = event.detail.elt?.getAttribute?.("action");
  if (refused && action) {
    let first = null;
    for (const item of cards().filter(each => each.dataset.pending === action)) {
      delete item.dataset.pending;
      const box = item.querySelector("[data-pick]");
      if (box && event.detail.elt.id === "together") {
        box.checked = true;
      }
      first ??= item;
    }
    count();
    // What was typed is there still, for whoever has not gone on to something else.
    const details = event.detail.elt.closest("details") ?? event.detail.elt.querySelector("details");
    if (first && !document.activeElement?.matches("input, textarea, select")) {
      if (details) {
        details.open = true;
      }
      if (chosen === arrived) {
        choose(first.id);
      }
    }
  }
});

document.addEventListener("stet:panel-goes", () => { order = cards().map(each => each.id); });

// A claim is chosen where it is underlined, where it is listed, and by whoever says so; a comment, where its words are.
copy.addEventListener("click", event => {
  const mark = event.target.closest("mark");
  if (mark && !copy.dataset.ready) {
    showMarked(mark.dataset.claims?.split(" ") ?? [], mark.dataset.comments?.split(" ") ?? []);
  }
});
document.addEventListener("stet:mark", event => showMarked(event.detail.claims, event.detail.comments));

/** Shows what was said of words that were pressed: the comment to whoever reads comments, otherwise the claim. */
function showMarked(claims, comments) {
  if (comments.length && (!claims.length || panel().getAttribute("aria-label") === "Comments")) {
    showComment(comments[0]);
  } else if (claims.length) {
    show(claims[0]);
  }
}

function showComment(comment) {
  openSheet();
  if (!toComment(comment)) {
    remarked = comment;
    panel().querySelector("nav a[href$='/comments']").click();
  }
}

function toComment(comment) {
  const item = document.getElementById(`comment-${comment}`);
  item?.focus({ preventScroll: true });
  item?.scrollIntoView({ block: "nearest" });
  return item !== null;
}

/** The claim or the comment whose card is shown once its panel has come; null if none is waited for. */
let tapped = null;
let remarked = null;

/** Shows the card of a claim that was pressed in the text; over the text, it is fetched from whatever panel is open. */
function show(claim) {
  choose(`claim-${claim}`, { focus: false, scroll: false });
  openSheet();
  if (current()) {
    toCard();
  } else if (isSheet()) {
    tapped = claim;
    panel().querySelector("nav a[href$='/checking']").click();
  }
}

function toCard() {
  if (isSheet()) {
    current().focus({ preventScroll: true });
  }
  current().scrollIntoView({ block: "nearest" });
}

document.addEventListener("stet:panel", () => {
  if (remarked && toComment(remarked)) {
    remarked = null;
  }
  if (tapped && document.getElementById(`claim-${tapped}`)) {
    choose(`claim-${tapped}`, { focus: false, scroll: false });
    tapped = null;
    toCard();
  }
});
document.addEventListener("focusin", event => {
  const item = event.target.closest?.(".one-claim, .one-statement");
  if (item && !pressing() && item.id !== chosen) {
    choose(item.id, { focus: false });
  }
});
document.addEventListener("click", event => {
  const item = event.target.closest(".one-claim, .one-statement");
  if (item && event.target.closest(".words")) {
    event.preventDefault();
    choose(item.id);
  } else if (item && item.id !== chosen) {
    choose(item.id, { focus: false });
  }
});
document.addEventListener("change", event => {
  if (event.target.matches?.("[data-pick]")) {
    count();
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

// ---- A source is typed or pasted in one line, and says how it is taken

const ASKED_AFTER = 150;
let asking;

document.addEventListener("input", event => {
  const line = event.target;
  if (!line.matches?.("[data-paste-source]")) {
    return;
  }
  const form = line.form;
  const another = form.querySelector("[data-another]");
  if (another) {
    another.checked = true;
  }
  if ("left" in form.dataset) {
    delete form.dataset.left;
    putRight(form).forEach(field => { field.value = field.matches("[name$='.kind']") ? "named" : ""; });
  }
  clearTimeout(asking);
  asking = setTimeout(() => taken(line), ASKED_AFTER);
});

const putRight = form => [...form.querySelectorAll(".put-right input, .put-right select")];

async function taken(line) {
  const said = line.closest("fieldset").querySelector("[data-taken]");
  const typed = line.value;
  if (typed.trim() === "") {
    said.textContent = "";
    return;
  }
  const source = await toldAt(`/newsroom/articles/${panel().closest("main").dataset.article}/source?line=${encodeURIComponent(typed)}`);
  if (source !== null && line.value === typed) {
    const { called, locator, consulted, note } = source;
    said.textContent = `Taken as: ${called} – ${locator}${note ? ` – ${note}` : ""}, consulted on ${consulted}`;
    line.form.querySelector("[name='sources.0.locator?']").placeholder = locator;
    line.form.querySelector("[name='sources.0.note?']").placeholder = note;
  }
}

// Among the sources at hand, a letter begins a new one.
document.addEventListener("keydown", event => {
  if (event.target.matches?.("#together [type=radio]") && event.key.length === 1 && event.key !== " "
      && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const line = together().querySelector("[data-paste-source]");
    line.value = "";
    line.focus();
  }
}, true);

// ---- The panel comes anew with each answer

function enhance(event) {
  for (const hint of panel().querySelectorAll("[data-with-script]")) {
    hint.hidden = false;
  }
  panel().querySelectorAll(".claims").forEach(each => each.classList.add("walked"));
  count();
  if (!chosen && event?.detail?.acted && panel().querySelector("#signoff")) {
    // Nobody had chosen any: what is open next is where the work goes on.
    const next = nowhere() && cards().find(each => open(each) || pickable(each));
    if (next) {
      choose(next.id, { scroll: false });
      arrived = next.id;
    } else if (nowhere()) {
      panel().querySelector(".signoff").focus({ preventScroll: true });
    }
  }
  if (!chosen) {
    return;
  }
  const was = arrived;
  const at = order.indexOf(chosen);
  const here = current() ?? order.slice(at + 1).map(id => document.getElementById(id)).find(each => each && (open(each) || pickable(each)))
    ?? cards().find(each => open(each) || pickable(each));
  const astray = nowhere();
  if (here) {
    choose(here.id, { focus: astray && order.length > 0, scroll: false });
    arrived = was === null ? null : here.id;
  } else {
    chosen = null;
    light(null);
    if (astray && order.length > 0) {
      panel().querySelector(".signoff")?.focus({ preventScroll: true });
    }
  }
  if (event?.detail?.acted && nowhere()) {
    panel().querySelector("#signoff")?.focus({ preventScroll: true });
  }
}

document.addEventListener("stet:panel", enhance);

enhance();
const target = location.hash.startsWith("#claim-") ? location.hash.slice(1) : null;
if (target) {
  choose(target);
}
