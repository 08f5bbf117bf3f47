/** The buttons over the text. One of them is reached with Tab, the others with the arrow keys. */
import { make } from "stet/dom";
import { icon } from "stet/icons";
import { schema, leadsSomewhere } from "stet/schema";
import { TAKEN } from "stet/pictures";
import { acts, is, linkAt, linked } from "stet/writing";

const MAC = /Mac|iP(hone|ad)/.test(navigator.platform);

/** What each button does, with its key; its sign has the same name. */
const BUTTONS = [
  ["bold", "Bold", "Ctrl+B"],
  ["italic", "Italic", "Ctrl+I"],
  ["link", "Link", "Ctrl+Shift+L"],
  ["paragraph", "Paragraph", "Ctrl+Alt+0"],
  ["crosshead", "Crosshead", "Ctrl+Alt+1"],
  ["quotation", "Quotation", "Ctrl+Alt+2"],
  ["list", "List", "Ctrl+Alt+3"],
  ["numbered", "Numbered list", "Ctrl+Alt+4"],
  ["picture", "Picture", "Ctrl+Alt+5"],
  ["up", "Move up", "Alt+ArrowUp"],
  ["down", "Move down", "Alt+ArrowDown"],
  ["undo", "Undo", "Ctrl+Z"],
  ["redo", "Redo", "Ctrl+Shift+Z"],
];

const PRESSED = {
  bold: state => marked(state, schema.marks.bold),
  italic: state => marked(state, schema.marks.italic),
  link: state => Boolean(linkAt(state)?.href),
  paragraph: state => is(state, "paragraph"),
  crosshead: state => is(state, "crosshead"),
  quotation: state => is(state, "quotation"),
  list: state => is(state, "list", false),
  numbered: state => is(state, "list", true),
};

function marked(state, mark) {
  const { from, to, empty, $from } = state.selection;
  return empty ? Boolean(mark.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, mark);
}

export class Toolbar {
  #view;
  #brings;
  #buttons = new Map();
  #state = "";

  /** @param brings takes a picture that somebody chose, as a list of files */
  constructor(brings) {
    this.#brings = brings;
    this.element = make("div", { class: "toolbar", role: "toolbar", "aria-label": "Formatting", "aria-controls": "body-text" });
    for (const [name, title, key] of BUTTONS) {
      const shown = MAC ? key.replace("Ctrl", "⌘") : key;
      const button = make("button", {
        type: "button", class: `plain as-${name}`, title: `${title} (${shown})`, "aria-label": title, "aria-keyshortcuts": key.replace("Ctrl", "Control"),
        "data-key": key, "data-act": name, tabindex: this.#buttons.size ? "-1" : "0",
        onmousedown: event => event.preventDefault(),
        onclick: () => this.press(name),
      }, icon(name));
      this.#buttons.set(name, button);
      this.element.append(button);
    }
    this.element.addEventListener("keydown", event => this.#arrow(event));
    this.link = this.#linkForm();
  }

  use(view) {
    this.#view = view;
    this.update(view.state);
  }

  press(name) {
    if (name === "link") {
      return this.editLink();
    }
    if (name === "picture") {
      return this.choosePicture();
    }
    const done = acts[name](this.#view.state, this.#view.dispatch, this.#view);
    this.#view.focus();
    return done;
  }

  /** Which buttons are down; nothing is touched where nothing has changed. */
  update(state) {
    const pressed = Object.entries(PRESSED).filter(([, test]) => test(state)).map(([name]) => name);
    const key = pressed.join();
    if (key !== this.#state) {
      this.#state = key;
      Object.keys(PRESSED).forEach(name => this.#buttons.get(name).setAttribute("aria-pressed", String(pressed.includes(name))));
    }
  }

  #arrow(event) {
    const buttons = [...this.#buttons.values()];
    const now = buttons.indexOf(document.activeElement);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === "Escape") {
      this.#view.focus();
    } else if (next !== undefined && now >= 0) {
      event.preventDefault();
      buttons[now].tabIndex = -1;
      const there = buttons[(next + buttons.length) % buttons.length];
      there.tabIndex = 0;
      there.focus();
    }
  }

  choosePicture() {
    const chooser = make("input", { type: "file", accept: TAKEN.join() });
    chooser.addEventListener("change", () => this.#brings([...chooser.files]));
    chooser.click();
    return true;
  }

  // ---- Links

  #linkForm() {
    const address = make("input", { type: "url", id: "link-address", placeholder: "https://", autocomplete: "off" });
    const wrong = make("span", { class: "bad", role: "alert" });
    const close = () => { form.hidden = true; this.#view.focus(); };
    const set = () => {
      const typed = address.value.trim();
      const href = typed && !/^[a-z][a-z0-9+.-]*:/i.test(typed) ? `https://${typed}` : typed;
      if (href && !leadsSomewhere(href)) {
        wrong.textContent = "A link leads to an http, https or mailto address.";
        return;
      }
      linked(this.#target, href)(this.#view.state, this.#view.dispatch);
      close();
    };
    const form = make("div", { class: "link-form", role: "group", "aria-label": "Link", hidden: true },
      make("label", { for: "link-address" }, "Leads to"), address,
      make("button", { type: "button", class: "plain", onclick: set }, "Set"),
      make("button", { type: "button", class: "plain", onclick: () => { address.value = ""; set(); } }, "Remove"), wrong);
    form.addEventListener("keydown", event => {
      if (event.key === "Enter" && event.target === address) {
        event.preventDefault();
        set();
      } else if (event.key === "Escape") {
        event.stopPropagation();
        close();
      }
    });
    this.#address = address;
    this.#wrong = wrong;
    return form;
  }

  #address;
  #wrong;
  #target;

  editLink() {
    this.#target = linkAt(this.#view.state);
    if (this.#target === null) {
      this.#view.focus();
      document.dispatchEvent(new CustomEvent("stet:said", { detail: { value: "Select the words that shall be a link." } }));
      return true;
    }
    this.#address.value = this.#target.href;
    this.#wrong.textContent = "";
    this.link.hidden = false;
    this.#address.focus();
    return true;
  }
}
