/** The pictures of an article: dropped or pasted instead of chosen, and captions that are counted while they are typed. */
import { pageAt, say } from "stet/newsroom";

export const TAKEN = ["image/jpeg", "image/png", "image/webp", "image/gif"];
const LARGEST = 20 * 1024 * 1024;
const panel = () => document.getElementById("panel");
const files = transfer => [...(transfer?.files ?? [])];

// ---- In they come

/**
 * Which of the files is sent, and what is said of it.
 *
 * @returns {{picture: ?File, sentence: string}} no picture if none can be sent, and the sentence says why
 */
export function wrongWith(dropped) {
  const pictures = dropped.filter(file => TAKEN.includes(file.type));
  if (pictures.length === 0) {
    return { picture: null, sentence: "That is no JPEG, PNG, WebP or GIF." };
  }
  if (pictures[0].size > LARGEST) {
    return { picture: null, sentence: "This picture is larger than 20 MB. Nothing was sent." };
  }
  return { picture: pictures[0], sentence: pictures.length > 1 ? "One at a time: the first is being sent." : "The picture is being sent …" };
}

/** Sends a picture with a form, as if it had been chosen in it. */
function send(form, dropped) {
  const { picture, sentence } = wrongWith(dropped);
  if (picture) {
    const chosen = new DataTransfer();
    chosen.items.add(picture);
    form.elements.file.files = chosen.files;
    form.requestSubmit();
  }
  say(sentence);
}

const goal = target => target.closest?.(".drop") ?? (target.closest?.("#panel") && document.getElementById("add-picture"));

document.addEventListener("dragover", event => {
  const form = [...event.dataTransfer.types].includes("Files") && goal(event.target);
  if (form) {
    event.preventDefault();
    form.classList.add("over");
  }
});
for (const gone of ["dragleave", "drop", "dragend"]) {
  document.addEventListener(gone, () => {
    for (const form of document.querySelectorAll(".drop.over")) {
      form.classList.remove("over");
    }
  });
}
document.addEventListener("drop", event => {
  const form = files(event.dataTransfer).length > 0 && goal(event.target);
  if (form) {
    event.preventDefault();
    send(form, files(event.dataTransfer));
  }
});
document.addEventListener("paste", event => {
  const form = document.getElementById("add-picture");
  if (form && files(event.clipboardData).length > 0
      && !event.target.closest?.("[contenteditable]:not([contenteditable=false]), input, textarea")) {
    event.preventDefault();
    send(form, files(event.clipboardData));
  }
});

// ---- What is said of them

/** As the server counts: a character is a character, however it is stored. */
const length = words => [...words.trim().replace(/\s+/g, " ")].length;

function weigh(form) {
  const alt = form.elements.altText;
  const count = document.getElementById(alt.getAttribute("aria-describedby")).querySelector("[data-count]");
  const most = Number(alt.dataset.atMost);
  const used = length(alt.value);
  const repeats = used > 0 && alt.value.trim().toLowerCase() === form.elements.caption.value.trim().toLowerCase();
  count.hidden = false;
  count.textContent = repeats ? "This is the caption again; say what can be seen."
    : used > most ? `${used} of ${most}: ${used - most} too many.` : `${used} of ${most}.`;
  count.classList.toggle("bad", repeats || used > most);
  const synthetic = form.elements.sourceType.selectedOptions[0]?.hasAttribute("data-synthetic");
  form.querySelector("[data-label]").hidden = !synthetic && form.elements.label.value === "";
}

function enhance() {
  for (const form of panel()?.querySelectorAll("form[data-caption]") ?? []) {
    weigh(form);
  }
  for (const take of panel()?.querySelectorAll("[data-take]") ?? []) {
    take.hidden = false;
  }
}

document.addEventListener("input", event => {
  const form = event.target.closest("form[data-caption]");
  if (form) {
    weigh(form);
  }
});
document.addEventListener("click", event => {
  const take = event.target.closest("[data-take]");
  if (take) {
    const field = take.form.elements[take.dataset.take];
    field.value = take.dataset.value;
    take.closest(".suggestion").hidden = true;
    weigh(take.form);
    field.focus();
  }
});

// A form is about the caption as it was when it was opened. Where somebody else was faster, theirs is said, and the next save is made
// with it in view; what was typed stays where it is.
document.addEventListener("htmx:afterRequest", async event => {
  const form = event.detail.elt?.closest?.("form[data-caption]");
  if (!form || event.detail.xhr.status < 400) {
    return;
  }
  const now = await pageAt(location.href);
  const theirs = now?.getElementById(form.closest("li").id)?.querySelector("form[data-caption]");
  if (theirs && theirs.elements.sequence.value !== form.elements.sequence.value) {
    const changed = ["caption", "altText"].filter(name => theirs.elements[name].defaultValue !== form.elements[name].defaultValue);
    form.elements.sequence.value = theirs.elements.sequence.value;
    for (const name of changed) {
      form.elements[name].defaultValue = theirs.elements[name].defaultValue;
      say(`It now says: “${theirs.elements[name].defaultValue}”. Save again to put yours in its place.`);
    }
  }
});

// ---- What is half typed is about the caption as it was then, and is saved as such

let opened = [];
const typedIn = form => [...form.elements].some(each => each.matches("textarea, input:not([type=hidden])") && each.value !== each.defaultValue);

document.addEventListener("stet:panel-goes", ({ detail }) => {
  opened = [...panel().querySelectorAll("form[data-caption]")].filter(form => !detail.forms.includes(form) && typedIn(form))
    .map(form => [form.elements.figure.value, form.elements.sequence.value]);
});

document.addEventListener("stet:panel", () => {
  for (const form of panel().querySelectorAll("form[data-caption]")) {
    form.elements.sequence.value = opened.find(([figure]) => figure === form.elements.figure.value)?.[1] ?? form.elements.sequence.value;
  }
  enhance();
});
enhance();
