/**
 * Names after an @ in a comment: whoever is here is offered, and what is chosen is written out. Who is told is found in the words by the
 * newsroom itself, so a name that was typed by hand calls as well.
 */
import { make } from "stet/dom";

const MOST = 6;
/** A name that has begun: an @ at the beginning of a word, and what follows up to the caret, which may have one space in it. */
const BEGUN = /(?:^|[^\p{L}\p{N}])@([\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]*)?)$/u;

let field = null;
let list = null;
let found = [];
let chosen = 0;

const people = () => [...document.querySelectorAll("#comment [name='mentions:all'] option")].map(option => option.textContent);
const fold = words => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
/** Whether any part of a name begins so. */
const fits = (name, typed) => fold(name).split(" ").some((_, at, parts) => parts.slice(at).join(" ").startsWith(fold(typed)));

function close() {
  list?.remove();
  field?.removeAttribute("aria-controls");
  field?.removeAttribute("aria-activedescendant");
  list = null;
  found = [];
}

function begun() {
  return field.selectionStart === field.selectionEnd ? BEGUN.exec(field.value.slice(0, field.selectionStart))?.[1] : undefined;
}

function show() {
  const typed = begun();
  found = typed === undefined ? [] : people().filter(name => fits(name, typed)).slice(0, MOST);
  if (found.length === 0) {
    close();
    return;
  }
  chosen = Math.min(chosen, found.length - 1);
  if (!list) {
    list = make("ul", { id: "mentioned", class: "mentioned", role: "listbox", "aria-label": "People" });
    field.closest("label").after(list);
    field.setAttribute("aria-controls", "mentioned");
    field.setAttribute("aria-autocomplete", "list");
  }
  list.replaceChildren(...found.map((name, at) => make("li", { id: `mentioned-${at}`, role: "option", "aria-selected": String(at === chosen) }, name)));
  field.setAttribute("aria-activedescendant", `mentioned-${chosen}`);
}

function take(name) {
  const caret = field.selectionStart;
  field.setRangeText(`${name} `, caret - begun().length, caret, "end");
  close();
  field.focus();
}

document.addEventListener("input", event => {
  if (event.target.matches("[data-mentions]")) {
    if (event.target !== field) {
      close();
      field = event.target;
    }
    chosen = 0;
    show();
  }
});

// Before all others: what chooses a name neither leaves the field nor sends the form.
document.addEventListener("keydown", event => {
  if (!list || event.target !== field) {
    return;
  }
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    chosen = (chosen + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
    show();
  } else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") {
    take(found[chosen]);
  } else if (event.key === "Escape") {
    close();
  } else {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

document.addEventListener("pointerdown", event => {
  const name = event.target.closest?.(".mentioned li");
  if (name) {
    event.preventDefault();
    take(name.textContent);
  } else if (event.target !== field) {
    close();
  }
});
document.addEventListener("focusout", event => { if (event.target === field) { close(); } });
document.addEventListener("stet:panel-goes", close);
