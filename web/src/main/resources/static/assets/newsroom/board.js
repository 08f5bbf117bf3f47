/**
 * The board and one's own work while they are open: what the server says now replaces what it said before, card by card, so that
 * nothing is lost that somebody is reading, has opened or is typing into.
 */
import { done } from "stet/done";
import { singleKeys } from "stet/keys";
import { forMe, say } from "stet/newsroom";
import { notSignedIn } from "stet/sending";

const AT_MOST_EVERY = 1_000;
/** Ages grow without anything happening. */
const GROWS_OLD = 60_000;

const shown = document.querySelector("[data-live]");
let address = location.pathname + location.search;
let asked = 0;
let waiting;
let under = false;
/** Whether somebody has asked for a look that had to be put off. */
let put = false;

/** Lets an element have these children in this order, and moves none that needs not move: what moves loses the focus. */
function arrange(element, wanted) {
  const keep = new Set(wanted);
  for (const child of [...element.childNodes]) {
    if (!keep.has(child)) {
      child.remove();
    }
  }
  wanted.forEach((child, at) => {
    if (element.childNodes[at] !== child) {
      element.insertBefore(child, element.childNodes[at] ?? null);
    }
  });
}

/** Makes what is shown what it is now. A card stays the same element wherever it goes, and what was opened on it stays open. */
function become(old, now, byId) {
  if (old.isEqualNode(now) || (old.nodeType === Node.ELEMENT_NODE && old.matches(".acts"))) {
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.data = now.data;
    return;
  }
  for (const { name } of [...old.attributes]) {
    if (!now.hasAttribute(name)) {
      old.removeAttribute(name);
    }
  }
  for (const { name, value } of now.attributes) {
    old.setAttribute(name, value);
  }
  const free = [...old.childNodes].filter(child => !child.id);
  arrange(old, [...now.childNodes].map(child => {
    const at = free.findIndex(each => each.nodeName === child.nodeName && each.className === child.className);
    const same = child.id ? byId.get(child.id) : free.splice(at, at < 0 ? 0 : 1)[0];
    if (!same) {
      return document.adoptNode(child.cloneNode(true));
    }
    become(same, child, byId);
    return same;
  }));
}

function take(html) {
  const now = new DOMParser().parseFromString(html, "text/html").querySelector("[data-live]");
  if (!now || shown.isEqualNode(now)) {
    return;
  }
  const focused = document.activeElement;
  const place = [...shown.querySelectorAll(".card")].indexOf(focused.closest(".card"));
  become(shown, now, new Map([...shown.querySelectorAll("[id]")].map(each => [each.id, each])));
  window.htmx?.process(shown);
  counted();
  if (document.activeElement !== focused) {
    const next = focused.isConnected ? focused : [...shown.querySelectorAll(".card .title")].at(Math.max(0, place));
    next?.focus({ preventScroll: true });
  }
}

// ---- Many at once

const many = document.getElementById("many");
const give = document.getElementById("give");
const went = document.getElementById("went");
const boxes = () => [...document.querySelectorAll(".pick input")];
/** Each once, though a live story may have two cards. */
const chosen = () => [...new Set(boxes().filter(box => box.checked).map(box => box.value))];

function counted() {
  if (!many) {
    return;
  }
  const count = chosen().length;
  many.classList.toggle("some", count > 0);
  many.querySelector("[data-count]").textContent = `${count} selected:`;
  many.querySelector("[data-none]").hidden = false;
}

function choose(articles, checked) {
  for (const box of boxes()) {
    if (articles.includes(box.value)) {
      box.checked = checked;
    }
  }
  counted();
}

let closes;
/** What went goes by itself, unless somebody reads on in it; what did not stays until the next act. */
function goes() {
  clearTimeout(closes);
  if (went.querySelector(".went") && !went.querySelector(".not-done")) {
    closes = setTimeout(() => (went.matches(":hover, :focus-within") ? goes() : went.replaceChildren()), 10_000);
  }
}

if (many) {
  document.addEventListener("change", event => {
    if (event.target.matches(".pick input")) {
      choose([event.target.value], event.target.checked);
    }
  });
  many.querySelector("[data-none]").addEventListener("click", () => {
    choose(chosen(), false);
    document.getElementById("main").focus();
  });
  document.addEventListener("htmx:afterRequest", event => {
    const { elt, xhr } = event.detail;
    if (!elt.matches("#many, #give, .undo") || xhr.status === 0 || xhr.status === 401) {
      return;
    }
    // What was done is selected no longer; what was not stays, to be tried again.
    const done = went.querySelector(".went")?.dataset.done.split(" ") ?? [];
    const focused = many.contains(document.activeElement);
    choose(done, false);
    if (focused && chosen().length === 0) {
      document.querySelector(`[data-article="${CSS.escape(done[0] ?? "")}"] .title`)?.focus({ preventScroll: true });
    }
    goes();
    soon();
  });
  // A form that refuses is read as well, whatever its status.
  document.addEventListener("htmx:beforeSwap", event => {
    if (event.detail.target === went && event.detail.xhr.status === 422) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  counted();
}

// ---- From person to person: a card, or all that are selected with it, is dropped on a name

/** The articles that are being dragged. */
let dragged = [];

function overPerson(event) {
  return dragged.length > 0 ? event.target.closest?.("[data-person]") : null;
}

if (give) {
  document.addEventListener("dragstart", event => {
    const card = event.target.closest?.(".card[draggable=true]");
    if (!card) {
      return;
    }
    const article = card.dataset.article;
    dragged = chosen().includes(article) ? chosen() : [article];
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.length === 1 ? card.querySelector(".title").textContent : `${dragged.length} articles`);
    document.body.classList.add("dragging");
    card.classList.add("dragged");
  });
  document.addEventListener("dragover", event => {
    const person = overPerson(event);
    document.querySelectorAll(".people .over").forEach(each => each.classList.toggle("over", each === person));
    if (person) {
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
      person.classList.add("over");
    }
  });
  document.addEventListener("drop", event => {
    const person = overPerson(event);
    if (person) {
      event.preventDefault();
      give.elements.namedItem("person").value = person.dataset.person;
      give.querySelector("[data-articles]").replaceChildren(...dragged.map(article => {
        const field = document.createElement("input");
        field.type = "hidden";
        field.name = "articles";
        field.value = article;
        return field;
      }));
      give.requestSubmit();
    }
  });
  document.addEventListener("dragend", () => {
    dragged = [];
    document.body.classList.remove("dragging");
    document.querySelectorAll(".dragged, .people .over").forEach(each => each.classList.remove("dragged", "over"));
  });
}

async function look() {
  // A list that is open would close, and a date half typed be lost.
  if (under || document.activeElement.closest(".hands form")) {
    put = true;
    return;
  }
  under = true;
  put = false;
  asked = performance.now();
  try {
    const answer = await fetch(address, { headers: { ...forMe, "HX-Request": "true", Accept: "text/html" } });
    if (answer.status === 401 || answer.headers.has("Stet-Person")) {
      notSignedIn();
    } else if (answer.ok || answer.status === 422) {
      take(await answer.text());
    }
  } catch {
    // The line is down; when it is up again, the page is told that it missed something.
  } finally {
    under = false;
    if (put) {
      soon();
    }
  }
}

function soon() {
  if (waiting === undefined) {
    waiting = setTimeout(() => { waiting = undefined; look(); }, Math.max(0, AT_MOST_EVERY - (performance.now() - asked)));
  }
}

if (shown) {
  document.addEventListener("stet:live", soon);
  document.addEventListener("stet:signed-in", soon);
  setInterval(() => { if (!document.hidden) { soon(); } }, GROWS_OLD);

  document.addEventListener("focusout", () => { if (put) { soon(); } });

  // What may be done with a card comes when it is opened. "toggle" does not bubble, but can be caught on its way down.
  document.addEventListener("toggle", event => {
    const hands = event.target.matches?.(".acts[open]") && event.target.querySelector(".hands[hx-get]");
    if (hands) {
      window.htmx?.trigger(hands, "opened");
    }
  }, true);

  document.addEventListener("htmx:afterRequest", event => {
    const menu = event.detail.elt.closest?.(".acts");
    if (menu && event.detail.elt.matches("form") && event.detail.xhr.status < 400) {
      say(done(event.detail.requestConfig.path, event.detail.requestConfig.formData));
      menu.open = false;
      menu.querySelector("summary").focus();
      // The next time it is opened, it says who has it then.
      const hands = menu.querySelector(".hands");
      const again = document.createElement("div");
      again.className = "hands";
      const card = menu.closest(".card").dataset.article;
      again.setAttribute("hx-get", `/newsroom/cards/${encodeURIComponent(card)}?back=${encodeURIComponent(address)}`);
      again.setAttribute("hx-trigger", "opened once");
      again.setAttribute("hx-select", ".hands");
      again.setAttribute("hx-swap", "outerHTML");
      hands.replaceWith(again);
      window.htmx?.process(again);
      soon();
    }
  });

  document.addEventListener("click", event => {
    const more = event.target.closest?.("[data-more]");
    if (more && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      const column = more.closest(".column");
      const cards = column.querySelectorAll(".card").length;
      address = more.dataset.more;
      history.replaceState(null, "", address);
      look().then(() => column.querySelectorAll(".card .title")[cards]?.focus());
    }
  });

  document.addEventListener("keydown", event => {
    if (!singleKeys() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")
        || event.target.closest("input, textarea, select, [contenteditable]")) {
      return;
    }
    const titles = [...shown.querySelectorAll(".card .title")];
    const here = titles.indexOf(document.activeElement.closest?.(".card")?.querySelector(".title"));
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      const there = here < 0 ? 0 : Math.max(0, Math.min(titles.length - 1, here + (event.key === "j" ? 1 : -1)));
      titles[there]?.focus();
      titles[there]?.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if (event.key === "x" && here >= 0) {
      const box = titles[here].closest(".card").querySelector(".pick input");
      if (box) {
        event.preventDefault();
        box.click();
      }
    } else if (event.key === "o" && here >= 0) {
      event.preventDefault();
      titles[here].closest(".card").querySelector(".acts summary")?.click();
    }
  });
}
