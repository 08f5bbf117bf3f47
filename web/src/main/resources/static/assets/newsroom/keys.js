/**
 * Keys. Whatever can be done on a page says its key itself, in data-key: one key, or two that follow one another. A link or a button is
 * pressed, a field is gone to; what changes something is made ready, and done by Ctrl Enter: nothing is done by a key that was meant
 * for a field. Keys for one of several things, such as a claim, stand in data-keys on their list. The list under "?" and the palette are
 * made of what is on the page, so neither can be out of date.
 *
 * Single keys can be turned off, which is kept for the person (WCAG 2.1.4). What has Ctrl in it works all the same.
 */
import { csrf, say, toldAt } from "stet/newsroom";

const PATIENCE = 1200;
const READY = 15_000;
let first = null;
let forget;

/** Whether keys do something by themselves. */
export const singleKeys = () => document.body.dataset.singleKeys !== "off";

const typing = target => target.closest?.("input, textarea, select, [contenteditable]:not([contenteditable=false])") !== null;
const onView = element => element.checkVisibility({ visibilityProperty: true });

/** What something on the page is called. */
function called(element) {
  const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.firstChild?.textContent ?? element.textContent;
  return label.replace(/\s+/g, " ").trim();
}

function acts(root = document) {
  const open = document.querySelector("dialog[open]");
  return [...(open ?? root).querySelectorAll("[data-key]")].filter(onView);
}

export function press(element) {
  if (element.matches("input, textarea, select")) {
    element.focus();
    return;
  }
  element.click();
  if (element.matches("summary") && element.parentElement.open) {
    element.parentElement.querySelector("textarea, input:not([type=hidden]), select")?.focus();
  }
}

// ---- What changes something takes two steps, the second of which nobody types by mistake

/** {key, what} of the act that is ready to be done. */
let ready = null;
let notReady;

/** Whether pressing it asks the newsroom for something. */
const changes = element => element.matches("button:not([type=button])") && element.form?.getAttribute("method")?.toLowerCase() === "post";
const readied = () => ready && acts().find(each => each.dataset.key === ready.key && called(each) === ready.what);

function makeReady(element) {
  forgetReady();
  ready = { key: element.dataset.key, what: called(element) };
  element.classList.add("ready");
  element.scrollIntoView({ block: "center" });
  notReady = setTimeout(forgetReady, READY);
  say(`${ready.what}? Ctrl Enter does it.`, READY);
}

function forgetReady() {
  clearTimeout(notReady);
  if (ready) {
    ready = null;
    document.querySelectorAll(".ready").forEach(each => each.classList.remove("ready"));
    say("");
  }
}

document.addEventListener("pointerdown", forgetReady, true);
document.addEventListener("focusin", event => { if (typing(event.target)) { forgetReady(); } });
// A panel that comes anew has the same act in another element.
document.addEventListener("stet:panel", () => { if (ready) { readied()?.classList.add("ready"); } });

document.addEventListener("keydown", event => {
  if (ready && !["Control", "Meta", "Shift", "Alt"].includes(event.key)) {
    const act = (event.ctrlKey || event.metaKey) && event.key === "Enter" ? readied() : null;
    forgetReady();
    if (act) {
      event.preventDefault();
      event.stopImmediatePropagation();
      act.click();
    }
  }
}, true);

document.addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && !event.shiftKey) {
    event.preventDefault();
    openPalette();
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !singleKeys()) {
    return;
  }
  if (event.key === "?") {
    event.preventDefault();
    openList();
    return;
  }
  const key = event.key;
  const two = first === null ? null : `${first} ${key}`;
  clearTimeout(forget);
  first = null;
  const found = acts();
  const hit = found.find(each => each.dataset.key === two) ?? found.find(each => each.dataset.key === key);
  if (hit) {
    event.preventDefault();
    changes(hit) ? makeReady(hit) : press(hit);
  } else if (found.some(each => each.dataset.key.startsWith(`${key} `))) {
    first = key;
    forget = setTimeout(() => { first = null; }, PATIENCE);
  }
});

function dialog(id, title) {
  document.getElementById(id)?.remove();
  const made = document.createElement("dialog");
  made.id = id;
  made.className = "sheet";
  made.setAttribute("aria-labelledby", `${id}-title`);
  const heading = document.createElement("h2");
  heading.id = `${id}-title`;
  heading.textContent = title;
  made.append(heading);
  made.addEventListener("close", () => made.remove());
  made.addEventListener("click", event => { if (event.target === made) { made.close(); } });
  document.body.append(made);
  return made;
}

function keyed(keys) {
  const shown = document.createElement("span");
  for (const key of keys.split(" ")) {
    const each = document.createElement("kbd");
    each.textContent = key;
    shown.append(each, " ");
  }
  return shown;
}

function openList() {
  const found = acts();
  const sheet = dialog("keys", "Keys on this page");
  const list = document.createElement("dl");
  const seen = new Set();
  const walked = [...document.querySelectorAll("[data-keys]")].filter(onView).flatMap(each => Object.entries(JSON.parse(each.dataset.keys)));
  const single = [...found.map(each => [changes(each) ? `${each.dataset.key} Ctrl+Enter` : each.dataset.key, called(each)]), ...walked, ["?", "This list"]];
  for (const [keys, what] of [...(singleKeys() ? single : []), ["Ctrl K", "Find an act or an article"]]) {
    if (!seen.has(keys)) {
      seen.add(keys);
      const row = document.createElement("div");
      const term = document.createElement("dt");
      const said = document.createElement("dd");
      term.append(keyed(keys));
      said.textContent = what;
      row.append(term, said);
      list.append(row);
    }
  }
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => sheet.close());
  sheet.append(theSwitch(), list, close);
  sheet.showModal();
  // Not the switch, which a space would turn, nor the last button, to which a long list would be scrolled.
  const heading = sheet.querySelector("h2");
  heading.tabIndex = -1;
  heading.focus();
}

/** The one switch for all single keys, which is also on the page of one's account. */
function theSwitch() {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.id = "single-keys";
  box.checked = singleKeys();
  const label = document.createElement("label");
  label.htmlFor = box.id;
  label.textContent = " Single keys do something on my pages";
  const said = document.createElement("p");
  said.className = "quiet";
  said.setAttribute("role", "status");
  const tell = () => {
    said.textContent = box.checked
      ? "Keys such as j work wherever nothing is typed. What changes something waits for Ctrl Enter."
      : "They are off, in every browser in which you sign in. Ctrl K finds every act, and this list.";
  };
  tell();
  box.addEventListener("change", async () => {
    const body = new URLSearchParams(box.checked ? { single: "on" } : {});
    try {
      const answer = await fetch("/newsroom/account/keys", { method: "POST", headers: { ...csrf(), "HX-Request": "true" }, body });
      if (!answer.ok) {
        throw new Error(answer.statusText);
      }
      document.body.dataset.singleKeys = box.checked ? "on" : "off";
      tell();
    } catch {
      box.checked = !box.checked;
      said.textContent = "That could not be kept; please try again.";
    }
  });
  const row = document.createElement("div");
  const line = document.createElement("p");
  line.append(box, label);
  row.append(line, said);
  return row;
}

/** The sentence in which something was found, as text, whatever it says. */
function inIts(sentence) {
  const shown = document.createElement("span");
  shown.className = "sentence";
  shown.dir = "auto";
  for (const piece of sentence.pieces) {
    if (piece.found) {
      const mark = document.createElement("mark");
      mark.textContent = piece.words;
      shown.append(mark);
    } else {
      shown.append(piece.words);
    }
  }
  return shown;
}

/** Everything that can be pressed here, and the articles in which what is typed stands. */
function openPalette() {
  const here = [...document.querySelectorAll("a[href], button, summary")]
    .filter(each => onView(each) && !each.closest("dialog, #copy") && called(each) !== "" && each.id !== "palette-button")
    .map(each => ({ what: called(each), keys: singleKeys() ? each.dataset.key ?? "" : "", take: () => press(each) }));
  here.push({ what: "Keys on this page", keys: singleKeys() ? "?" : "", take: openList });
  const sheet = dialog("palette", "Find");
  const field = document.createElement("input");
  field.type = "search";
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-expanded", "true");
  field.setAttribute("aria-controls", "palette-list");
  field.setAttribute("aria-label", "An act or an article");
  field.autocomplete = "off";
  const list = document.createElement("ul");
  list.id = "palette-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "What fits");
  sheet.append(field, list);
  let articles = [];
  let chosen = 0;
  let asked = 0;

  const fitting = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    return [...here.filter(each => words.every(word => each.what.toLowerCase().includes(word))), ...articles].slice(0, 12);
  };
  const show = () => {
    const fit = fitting();
    chosen = Math.max(0, Math.min(chosen, fit.length - 1));
    list.replaceChildren(...fit.map((each, at) => {
      const item = document.createElement("li");
      item.id = `palette-${at}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(at === chosen));
      const what = document.createElement("span");
      what.append(each.what);
      if (each.where) {
        what.append(inIts(each.where));
      }
      item.append(what);
      if (each.keys) {
        item.append(keyed(each.keys));
      }
      item.addEventListener("click", () => take(each));
      return item;
    }));
    if (fit.length > 0) {
      field.setAttribute("aria-activedescendant", `palette-${chosen}`);
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  };
  const take = each => {
    sheet.close();
    each.take();
  };
  const search = async () => {
    const text = field.value.trim();
    const mine = ++asked;
    if (text.length < 2) {
      articles = [];
      return;
    }
    const found = await toldAt(`/api/search?limit=8&typing=true&q=${encodeURIComponent(text)}`);
    if (mine === asked && found !== null) {
      articles = found.hits.map(hit => ({
        what: hit.headline || "No headline yet",
        where: hit.sentences.find(sentence => !["headline", "slugline"].includes(sentence.passage)),
        keys: "",
        take: () => { location.href = `/newsroom/articles/${encodeURIComponent(hit.article)}`; },
      }));
      articles.push({ what: `Search for “${text}”`, keys: "", take: () => { location.href = `/newsroom/search?q=${encodeURIComponent(text)}`; } });
      show();
    }
  };
  field.addEventListener("input", () => { chosen = 0; show(); search(); });
  field.addEventListener("keydown", event => {
    const fit = fitting();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : fit.length - 1)) % Math.max(1, fit.length);
      show();
      list.children[chosen]?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && fit.length > 0) {
      event.preventDefault();
      take(fit[chosen]);
    }
  });
  show();
  sheet.showModal();
  field.focus();
}

const button = document.getElementById("palette-button");
if (button) {
  button.hidden = false;
  button.addEventListener("click", openPalette);
}
