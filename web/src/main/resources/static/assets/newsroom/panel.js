/**
 * The panel beside an article's words comes anew with each answer, and when somebody else has changed something. Whatever was unfolded or
 * half typed in it stays. "stet:panel-goes" is told before (its detail has the forms that were sent), "stet:panel" after.
 */
import { done } from "stet/done";
import { pageAt, say } from "stet/newsroom";

const FIELDS = "textarea, select, input:not([type=hidden], [type=file], [type=checkbox], [type=radio])";
/** What waits to be seen to, in each panel but that of the checkers, who have more to walk through. */
const WAITING = ".one-comment:not(.resolved), .one-figure:has(.lacks, form[action$='/approve-caption']), .obstacles a, .assignments button";
const SOON = 300;
const LATER = 3_000;
const MUCH_LATER = 60_000;
const BETWEEN_WORDS = 200;

const article = document.getElementById("main").dataset.article;
const copy = document.getElementById("copy");
const panel = () => document.getElementById("panel");
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
const address = field => [field.form.getAttribute("action"), field.form.elements._about?.value, field.name].join(" ");
const nameOf = details => [details.closest("li")?.id, details.querySelector("summary").firstChild?.textContent].join(" ");
const isSelect = field => field.matches("select");
const said = field => (isSelect(field) ? [...field.selectedOptions].map(each => each.value).join("\n") : field.value);
const atFirst = field => {
  if (!isSelect(field)) {
    return field.defaultValue;
  }
  const chosen = [...field.options].filter(each => each.defaultSelected);
  return (chosen.length > 0 || field.multiple ? chosen : [...field.options].slice(0, 1)).map(each => each.value).join("\n");
};
const typedIn = form => [...form?.querySelectorAll(FIELDS) ?? []].some(each => said(each) !== atFirst(each));

function write(field, words) {
  if (isSelect(field)) {
    const chosen = words.split("\n");
    [...field.options].forEach(each => { each.selected = chosen.includes(each.value); });
  } else {
    field.value = words;
  }
}

let unfolded = [];
/** What was typed and not sent, by the address of its field: also while another panel is looked at. */
const half = new Map();
let picked = [];
let focused = null;
/** The form whose answer has come, as it was, and what waited beside it; null if what comes is no answer to one. */
let acted = null;
/** What a form said when it was sent: whatever it says besides was typed since, and is not over. */
const sent = new WeakMap();

/** A form that was sent has said what it said; one that was opened again since has more to say. */
const over = form => form && !(form.id === "together" && form.querySelector("details[open]"));

function goes(forms) {
  const gone = forms.filter(over);
  unfolded = [...panel().querySelectorAll("details[open]")].filter(each => !gone.some(form => each.contains(form))).map(nameOf);
  for (const field of [...panel().querySelectorAll(FIELDS)].filter(each => each.form)) {
    const since = gone.includes(field.form) ? sent.get(field.form)?.get(field.name) ?? said(field) : atFirst(field);
    if (said(field) !== since && field.closest("details")?.open !== false) {
      half.set(address(field), said(field));
    } else {
      half.delete(address(field));
    }
  }
  picked = [...panel().querySelectorAll("[data-pick]:checked, details[open] [type=radio]:checked")].map(valueOf);
  focused = whereIs(document.activeElement);
  tell("stet:panel-goes", { forms });
}

const valueOf = field => `${field.name} ${field.value}`;

/** A field is found again by what it is, anything else by the nearest thing round it that has a name; null outside the panel. */
function whereIs(element) {
  if (!element || !panel().contains(element)) {
    return null;
  }
  const id = element.closest("[id]").id;
  if (!element.form || !element.name) {
    return { id };
  }
  const caret = Number.isInteger(element.selectionStart) ? [element.selectionStart, element.selectionEnd] : null;
  return { id, field: element.matches("[type=radio], [type=checkbox]") ? valueOf(element) : address(element), caret };
}

/** Whoever was typing types on in the same place: never does a key go astray because an answer came. */
function comesBack({ id, field, caret }) {
  const found = field && [...panel().querySelectorAll("input:not([type=hidden]), textarea, select")]
    .find(each => each.form && (each.matches("[type=radio], [type=checkbox]") ? valueOf(each) : address(each)) === field);
  if (found?.checkVisibility()) {
    found.focus({ preventScroll: true });
    if (caret) {
      found.setSelectionRange(...caret);
    }
    return;
  }
  (document.getElementById(id) ?? panel()).focus({ preventScroll: true });
}

function comes() {
  for (const details of panel().querySelectorAll("details")) {
    details.open ||= unfolded.includes(nameOf(details));
  }
  for (const field of panel().querySelectorAll("[data-pick], details[open] [type=radio]")) {
    field.checked ||= picked.includes(valueOf(field));
  }
  for (const field of panel().querySelectorAll(FIELDS)) {
    const kept = field.form && half.get(address(field));
    if (typeof kept === "string") {
      write(field, kept);
      half.delete(address(field));
      for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) {
        around.open = true;
      }
    }
  }
  const back = focused;
  const after = acted;
  unfolded = [];
  picked = [];
  focused = null;
  acted = null;
  if (back && !after?.left) {
    comesBack(back);
  }
  if (after) {
    goesOn(after);
  }
  tell("stet:panel", { acted: after !== null });
}

// ---- After an act the focus goes on to what waits next, and never to nowhere

const nowhere = () => document.activeElement === document.body || document.activeElement === panel();
const which = element => element.id || element.getAttribute("aria-label") || element.textContent.replace(/\s+/g, " ").trim();
const whatWaits = () => [...panel().querySelectorAll(WAITING)];

/** What was about to be done, for when the panel has come anew: `left` says that nobody has gone on to another field since. */
function leaves(form) {
  const all = whatWaits();
  const at = all.findIndex(each => each === form || each.contains(form) || form.contains(each));
  const active = document.activeElement;
  return {
    action: form.getAttribute("action"),
    about: form.elements._about?.value,
    later: at < 0 ? null : all.slice(at + 1).map(which),
    left: active === document.body || active === panel() || (form.contains(active) && !active.matches(FIELDS)),
  };
}

function goesOn({ action, about, later, left }) {
  // Claims are walked through, which article.js sees to.
  if (panel().querySelector("#signoff") || (!left && !nowhere())) {
    return;
  }
  const all = whatWaits();
  const again = later === null && [...panel().querySelectorAll("form")]
    .find(each => each.getAttribute("action") === action && each.elements._about?.value === about && each.checkVisibility());
  const field = again && [...again.querySelectorAll(FIELDS)].find(each => each.checkVisibility());
  const next = field || (later && all.find(each => later.includes(which(each)))) || all[0]
    || panel().querySelector(".signoff, [data-next]") || panel();
  next.focus({ preventScroll: true });
  const { top } = next.getBoundingClientRect();
  const shown = panel().getBoundingClientRect();
  if (top < Math.max(0, shown.top) || top > Math.min(innerHeight, shown.bottom)) {
    next.scrollIntoView({ block: "nearest" });
  }
}

/** The words come with each answer, too. Where they are only read, they are shown anew; an editor sees to its own. */
function words(page) {
  const fresh = page.getElementById("copy");
  if (fresh && fresh.dataset.edits !== undefined) {
    copy.dataset.edits = fresh.dataset.edits;
  }
  if (fresh && !copy.dataset.ready) {
    const unsaved = copy.querySelectorAll(":scope > .unsaved");
    copy.replaceChildren(...unsaved, ...fresh.childNodes);
  }
}

let asked = 0;

// Nothing moves between the press of a mouse and its release: what was pressed would be gone, and the click with it.
let held = false;
document.addEventListener("pointerdown", event => { held = event.button === 0; }, true);
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => { held = false; }, true);
}
addEventListener("blur", () => { held = false; });
export const pressing = () => held;

// Each answer is the whole panel: of several that are under way, the last is shown, and that to a form not while a button is held. The
// panel is then fetched when it can be shown; these are the forms whose answer waits for that. Another panel is not held back, since it
// is what was asked for.
const unshown = new Set();

document.addEventListener("htmx:beforeSwap", event => {
  if (event.detail.target?.id === "panel" && event.detail.shouldSwap) {
    const from = event.detail.requestConfig?.elt;
    if (from) {
      unshown.add(from.form ?? from);
    }
    const posted = event.detail.requestConfig?.verb === "post";
    if (asked > 1 || (held && posted)) {
      event.detail.shouldSwap = false;
      if (posted) {
        told(event.detail.requestConfig);
      }
      return;
    }
    words(new DOMParser().parseFromString(event.detail.serverResponse, "text/html"));
    acted = posted && from ? leaves(from) : null;
    goes([...unshown]);
    unshown.clear();
  }
});

function told({ path, formData }) {
  tell("stet:changed");
  say(done(path, formData));
}

document.addEventListener("htmx:beforeRequest", ({ detail: { elt, requestConfig } }) => {
  if (requestConfig.verb === "post" && elt.matches("form")) {
    sent.set(elt, new Map([...elt.querySelectorAll(FIELDS)].map(each => [each.name, said(each)])));
  }
});

document.addEventListener("htmx:afterSettle", event => {
  if (event.detail.elt.id === "panel") {
    comes();
    if (event.detail.requestConfig?.verb === "post") {
      told(event.detail.requestConfig);
    }
  }
});

// A page of before comes back as a panel: scripts are loaded once, and hold to the elements that are there.
document.addEventListener("htmx:historyCacheMiss", event => {
  event.preventDefault();
  window.htmx.ajax("GET", event.detail.path, { source: panel() });
});

// ---- What others change

let waiting;
let pressed = -BETWEEN_WORDS;
document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
/** A form that waits until the words are saved is under way, too: were it replaced meanwhile, it would never be sent. */
for (const begin of ["htmx:beforeRequest", "stet:act-waits"]) {
  document.addEventListener(begin, () => { asked += 1; });
}
for (const end of ["htmx:afterRequest", "stet:act-goes"]) {
  document.addEventListener(end, () => {
    asked -= 1;
    if (asked === 0 && unshown.size > 0) {
      soon(0);
    }
  });
}

/** Nobody's cursor is moved: while somebody types in the panel, holds a button, or an answer is on its way, the panel waits. */
const busy = () => asked > 0 || held || (panel().contains(document.activeElement) && typedIn(document.activeElement.form))
  || document.activeElement?.matches?.("#panel input:not([type=hidden]), #panel textarea, #panel select");

/** With many claims a new panel takes longer than a keystroke may, so it comes between two words. */
const typing = () => performance.now() - pressed < BETWEEN_WORDS;

function soon(pause) {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, pause);
}

/** The number of the last event that the panel should show, and does not yet. */
let wanted = 0;
let fetching = false;
/** The back-off while the page cannot be had, as without a network; milliseconds. */
let again = LATER;

async function refresh() {
  // The answer to a form of one's own has often brought already what the live line tells.
  if (fetching || (unshown.size === 0 && Number(panel().dataset.sequence) >= wanted)) {
    return;
  }
  if (typing() || busy()) {
    soon(typing() || held || asked > 0 ? SOON : LATER);
    return;
  }
  // What happens while the page is on its way may not be in it, and is wanted still when it has come.
  const { pathname } = location;
  const showing = wanted;
  wanted = 0;
  fetching = true;
  const page = await pageAt(pathname);
  fetching = false;
  if (page === null) {
    wanted = Math.max(wanted, showing);
    soon(again);
    again = Math.min(2 * again, MUCH_LATER);
    return;
  }
  again = LATER;
  const fresh = page.getElementById("panel");
  // The answer to a form may have come faster, with what happened later, and another panel may have been opened.
  const late = location.pathname !== pathname || Number(fresh.dataset.sequence) < Number(panel().dataset.sequence);
  if (late || typing() || busy()) {
    wanted = Math.max(wanted, showing);
    soon(SOON);
    return;
  }
  const at = panel().scrollTop;
  goes([...unshown]);
  unshown.clear();
  words(page);
  panel().replaceWith(fresh);
  document.getElementById("standing").replaceWith(page.getElementById("standing"));
  window.htmx.process(panel());
  window.htmx.process(document.getElementById("standing"));
  comes();
  // Asked where it stands, the browser lays the page out: once, when all of it is as it will be.
  panel().scrollTop = at;
  soon(SOON);
}

document.addEventListener("stet:live", ({ detail }) => {
  if (detail.name === "missed" || (detail.article === article && detail.sequence > Number(panel().dataset.sequence))) {
    wanted = detail.name === "missed" ? Infinity : Math.max(wanted, detail.sequence);
    soon(SOON);
  }
});
