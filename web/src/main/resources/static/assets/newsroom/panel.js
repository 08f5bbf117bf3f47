/**
 * The panel beside an article's words comes anew with each answer, and when somebody else has changed something. Whatever was unfolded or
 * half typed in it stays. "stet:panel-goes" is told before (its detail has the form that was sent, if one was), "stet:panel" after.
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
const nameOf = details => [details.closest("li")?.id, details.querySelector("summary").textContent].join(" ");
const typedIn = form => [...form?.querySelectorAll(FIELDS) ?? []].some(each => each.value !== each.defaultValue);

let unfolded = [];
let half = [];

function goes(sent) {
  const form = sent?.form ?? sent;
  unfolded = [...panel().querySelectorAll("details[open]")].filter(each => !each.contains(form)).map(nameOf);
  half = [...panel().querySelectorAll(FIELDS)]
    .filter(each => each.form && each.form !== form && each.value !== each.defaultValue)
    .map(each => [address(each), each.value]);
  tell("stet:panel-goes", { form });
}

function comes() {
  for (const details of panel().querySelectorAll("details")) {
    details.open ||= unfolded.includes(nameOf(details));
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
  unfolded = [];
  half = [];
  tell("stet:panel");
}

/** The words come with each answer, too. Where they are only read, they are shown anew; an editor sees to its own. */
function words(page) {
  const fresh = page.getElementById("copy");
  if (fresh && !copy.dataset.ready) {
    copy.replaceChildren(...fresh.childNodes);
  }
}

document.addEventListener("htmx:beforeSwap", event => {
  if (event.detail.target?.id === "panel" && event.detail.shouldSwap) {
    words(new DOMParser().parseFromString(event.detail.serverResponse, "text/html"));
    goes(event.detail.requestConfig?.elt);
  }
});

document.addEventListener("htmx:afterSettle", event => {
  if (event.detail.elt.id === "panel") {
    comes();
    if (event.detail.requestConfig?.verb === "post") {
      tell("stet:changed");
      say("Done.");
    }
  }
});

// ---- What others change

let waiting;
let asked = 0;
let pressed = -BETWEEN_WORDS;
document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
document.addEventListener("htmx:beforeRequest", () => { asked += 1; });
document.addEventListener("htmx:afterRequest", () => { asked -= 1; });

/** Nobody's cursor is moved: while somebody types in the panel, or an answer is on its way, the panel waits. */
const busy = () => asked > 0 || (panel().contains(document.activeElement) && typedIn(document.activeElement.form))
  || document.activeElement?.matches?.("#panel input:not([type=hidden]), #panel textarea, #panel select");

/** With many claims a new panel takes longer than a keystroke may, so it comes between two words. */
const typing = () => performance.now() - pressed < BETWEEN_WORDS;

function soon(pause) {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, pause);
}

async function refresh() {
  if (typing() || busy()) {
    soon(typing() || asked > 0 ? SOON : LATER);
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
  const focused = panel().contains(document.activeElement) ? document.activeElement.closest("[id]")?.id : null;
  goes(null);
  words(page);
  panel().replaceWith(page.getElementById("panel"));
  document.getElementById("standing").replaceWith(page.getElementById("standing"));
  window.htmx.process(panel());
  comes();
  // Asked where it stands, the browser lays the page out: once, when all of it is as it will be.
  panel().scrollTop = at;
  if (focused && focused !== "panel") {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

document.addEventListener("stet:live", ({ detail }) => {
  if (detail.name === "missed" || (detail.article === article && detail.sequence > Number(panel().dataset.sequence))) {
    soon(SOON);
  }
});
