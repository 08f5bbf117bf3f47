/**
 * The panel beside an article's words comes anew with each answer, and when somebody else has changed something. Whatever was unfolded or
 * half typed in it stays. "stet:panel-goes" is told before (its detail has the forms that were sent), "stet:panel" after.
 */
import { say } from "stet/newsroom";

const FIELDS = "textarea, input:not([type=hidden], [type=file], [type=checkbox], [type=radio])";
const SOON = 300;
const LATER = 3_000;
const BETWEEN_WORDS = 200;

const article = document.getElementById("main").dataset.article;
const copy = document.getElementById("copy");
const panel = () => document.getElementById("panel");
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
const address = field => [field.form.getAttribute("action"), field.form.elements._about?.value, field.name].join(" ");
const nameOf = details => [details.closest("li")?.id, details.querySelector("summary").firstChild?.textContent].join(" ");
const typedIn = form => [...form?.querySelectorAll(FIELDS) ?? []].some(each => each.value !== each.defaultValue);

let unfolded = [];
let half = [];
let picked = [];
let focused = null;

/** A form that was sent has said what it said; one that was opened again since has more to say. */
const over = form => form && !(form.id === "together" && form.querySelector("details[open]"));

function goes(forms) {
  const gone = forms.filter(over);
  unfolded = [...panel().querySelectorAll("details[open]")].filter(each => !gone.some(form => each.contains(form))).map(nameOf);
  half = [...panel().querySelectorAll(FIELDS)]
    .filter(each => each.form && !gone.includes(each.form) && each.value !== each.defaultValue && each.closest("details")?.open !== false)
    .map(each => [address(each), each.value]);
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
  const caret = element.matches(FIELDS) && element.type !== "date" ? [element.selectionStart, element.selectionEnd] : null;
  return { id, field: element.matches("[type=radio], [type=checkbox]") ? valueOf(element) : address(element), caret };
}

/** Whoever was typing types on in the same place: never does a key go astray because an answer came. */
function comesBack({ id, field, caret }) {
  const found = field && [...panel().querySelectorAll("input:not([type=hidden]), textarea, select")]
    .find(each => each.form && (each.matches("[type=radio], [type=checkbox]") ? valueOf(each) : address(each)) === field);
  if (found?.checkVisibility()) {
    found.focus({ preventScroll: true });
    if (caret && caret[0] !== null) {
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
    const kept = field.form && half.find(([where]) => where === address(field));
    if (kept) {
      field.value = kept[1];
      for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) {
        around.open = true;
      }
    }
  }
  const back = focused;
  unfolded = [];
  half = [];
  picked = [];
  focused = null;
  if (back) {
    comesBack(back);
  }
  tell("stet:panel");
}

/** The words come with each answer, too. Where they are only read, they are shown anew; an editor sees to its own. */
function words(page) {
  const fresh = page.getElementById("copy");
  if (fresh && !copy.dataset.ready) {
    copy.replaceChildren(...fresh.childNodes);
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
    const sent = event.detail.requestConfig?.elt;
    if (sent) {
      unshown.add(sent.form ?? sent);
    }
    const posted = event.detail.requestConfig?.verb === "post";
    if (asked > 1 || (held && posted)) {
      event.detail.shouldSwap = false;
      if (posted) {
        done();
      }
      return;
    }
    words(new DOMParser().parseFromString(event.detail.serverResponse, "text/html"));
    goes([...unshown]);
    unshown.clear();
  }
});

function done() {
  tell("stet:changed");
  say("Done.");
}

document.addEventListener("htmx:afterSettle", event => {
  if (event.detail.elt.id === "panel") {
    comes();
    if (event.detail.requestConfig?.verb === "post") {
      done();
    }
  }
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

/** The number of the last event that the panel should show. */
let wanted = 0;

async function refresh() {
  // The answer to a form of one's own has often brought already what the live line tells.
  if (unshown.size === 0 && Number(panel().dataset.sequence) >= wanted) {
    return;
  }
  if (typing() || busy()) {
    soon(typing() || held || asked > 0 ? SOON : LATER);
    return;
  }
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) {
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (typing() || busy()) {
    soon(SOON);
    return;
  }
  const at = panel().scrollTop;
  goes([...unshown]);
  unshown.clear();
  wanted = 0;
  words(page);
  panel().replaceWith(page.getElementById("panel"));
  document.getElementById("standing").replaceWith(page.getElementById("standing"));
  window.htmx.process(panel());
  comes();
  // Asked where it stands, the browser lays the page out: once, when all of it is as it will be.
  panel().scrollTop = at;
}

document.addEventListener("stet:live", ({ detail }) => {
  if (detail.name === "missed" || (detail.article === article && detail.sequence > Number(panel().dataset.sequence))) {
    wanted = detail.name === "missed" ? Infinity : Math.max(wanted, detail.sequence);
    soon(SOON);
  }
});
