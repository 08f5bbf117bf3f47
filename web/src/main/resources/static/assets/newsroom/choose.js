/** Where two people changed the same words: what they were, both versions, and what they shall be. Nothing is saved until it is said. */
import { make } from "stet/dom";
import { hunks } from "stet/difference";

let dialog = null;

/**
 * @param conflicts {label, base, mine, theirs}: words, empty where there are none
 * @param done called with the words that were chosen, in the same order
 */
export function choose(conflicts, done) {
  dialog?.remove();
  const fields = [];
  const form = make("form", { method: "dialog" },
    make("h2", { id: "choose-title" }, conflicts.length === 1 ? "Two versions of the same words" : `Two versions of the same words, in ${conflicts.length} places`),
    make("p", {}, "Somebody else changed the same words while you wrote. Nothing of either is lost: write here what the words shall be."));
  conflicts.forEach((conflict, i) => {
    const field = make("textarea", { id: `choose-${i}`, rows: rows(conflict), spellcheck: "true" });
    field.value = conflict.mine || conflict.theirs;
    fields.push(field);
    const take = (title, words) => make("button", { type: "button", class: "plain", onclick: () => { field.value = words; field.focus(); } }, title);
    form.append(make("fieldset", { class: "conflict" },
      make("legend", {}, conflict.label),
      make("div", { class: "versions" },
        version("What it said", conflict.base, conflict.base, "There was nothing here."),
        version("Yours", conflict.base, conflict.mine, "You took it out."),
        version("Theirs, in Stet now", conflict.base, conflict.theirs, "They took it out.")),
      make("label", { for: `choose-${i}` }, "What it shall say"),
      field,
      make("p", { class: "acts" },
        take("Take yours", conflict.mine),
        take("Take theirs", conflict.theirs),
        take("Take both", [conflict.mine, conflict.theirs].filter(words => words).join(" ")))));
  });
  form.append(make("p", { class: "acts" },
    make("button", { type: "submit", value: "save" }, "Save what it shall say"),
    make("button", { type: "submit", value: "later", class: "plain" }, "Decide later")));
  dialog = make("dialog", { class: "choose", "aria-labelledby": "choose-title" }, form);
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "save") {
      done(fields.map(field => field.value));
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  fields[0].focus();
}

export function reopen() {
  if (dialog && !dialog.open) {
    dialog.returnValue = "";
    dialog.showModal();
  }
}

function rows({ mine, theirs }) {
  return String(Math.min(12, Math.max(2, Math.ceil(Math.max(mine.length, theirs.length) / 70))));
}

/** One version, with what is new in it set apart. */
function version(title, base, words, none) {
  const shown = make("p", {});
  if (!words) {
    shown.append(make("em", {}, none));
  } else {
    let from = 0;
    for (const hunk of hunks({ words: base }, { words })) {
      shown.append(words.slice(from, hunk.now));
      if (hunk.nowEnd > hunk.now) {
        shown.append(make("ins", {}, words.slice(hunk.now, hunk.nowEnd)));
      }
      from = hunk.nowEnd;
    }
    shown.append(words.slice(from));
  }
  return make("div", { class: "version" }, make("h3", {}, title), shown);
}
