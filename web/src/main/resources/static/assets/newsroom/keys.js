/**
 * Keys. Whatever can be done on a page says its key itself, in data-key: one key, or two that follow one another. A link or a button is
 * pressed, a field is gone to. Keys for one of several things, such as a claim, stand in data-keys on their list. The list under "?" and the palette are made of what is on the page, so neither can be out of date.
 */
const PATIENCE = 1200;
let first = null;
let forget;

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

document.addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && !event.shiftKey) {
    event.preventDefault();
    openPalette();
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
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
    press(hit);
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
  for (const [keys, what] of [...found.map(each => [each.dataset.key, called(each)]), ...walked, ["Ctrl K", "Find an act or an article"], ["?", "This list"]]) {
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
  sheet.append(list, close);
  sheet.showModal();
}

/** Everything that can be pressed here, and the articles whose headline says what is typed. */
function openPalette() {
  const here = [...document.querySelectorAll("a[href], button, summary")]
    .filter(each => onView(each) && !each.closest("dialog, #copy") && called(each) !== "" && each.id !== "palette-button")
    .map(each => ({ what: called(each), keys: each.dataset.key ?? "", take: () => press(each) }));
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
      item.append(each.what);
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
    const answer = await fetch(`/api/articles?limit=8&text=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
    if (mine === asked && answer.ok) {
      articles = (await answer.json()).cards.map(card => ({
        what: card.headline || "No headline yet",
        keys: "",
        take: () => { location.href = `/newsroom/articles/${encodeURIComponent(card.article)}`; },
      }));
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
