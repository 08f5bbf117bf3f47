/**
 * On a narrow screen what stands beside the words is a sheet over them: opened by its button, by a claim that is tapped, or by what leads
 * into it; closed by its button, by Escape, and by a tap beside it. While it is open, only it can be reached, and nothing under it scrolls.
 */
const narrow = matchMedia("(max-width: 64rem)");
const main = document.getElementById("main");
const beside = document.getElementById("beside");
const opener = document.getElementById("opens");
const head = beside.querySelector(".sheet-head");
const scrim = document.getElementById("scrim");
const panel = () => document.getElementById("panel");
const under = () => [...document.querySelectorAll(".skip, .bar, .untold, #standing, #copy, #opens")];
const isOpen = () => main.dataset.sheet === "open";
/** Where the focus was when it was opened. */
let back = null;

export const isSheet = () => narrow.matches;

function lay() {
  const was = isOpen();
  if (narrow.matches) {
    main.dataset.sheet = was ? "open" : "closed";
  } else {
    delete main.dataset.sheet;
  }
  opener.hidden = !narrow.matches;
  head.hidden = !narrow.matches;
  reach(narrow.matches && was);
}

/** Only the sheet, or all but the sheet. */
function reach(only) {
  under().forEach(each => { each.inert = only; });
  scrim.hidden = !only;
  const attributes = { role: "dialog", "aria-modal": "true", "aria-labelledby": "sheet-title" };
  Object.entries(attributes).forEach(([name, value]) => (only ? beside.setAttribute(name, value) : beside.removeAttribute(name)));
}

/** Opens the sheet, if there is one, and goes into it. */
export function open() {
  if (!narrow.matches || isOpen()) {
    return;
  }
  back = document.activeElement;
  main.dataset.sheet = "open";
  reach(true);
  if (!beside.contains(document.activeElement)) {
    panel().focus({ preventScroll: true });
  }
}

export function close() {
  if (!isOpen()) {
    return;
  }
  main.dataset.sheet = "closed";
  reach(false);
  if (back?.closest?.("#copy .ProseMirror")) {
    // The editor knows where its cursor was; the browser does not.
    document.dispatchEvent(new Event("stet:write-on"));
  } else {
    (back?.isConnected && back !== document.body ? back : opener).focus({ preventScroll: true });
  }
  back = null;
}

opener.addEventListener("click", open);
document.getElementById("closes").addEventListener("click", close);
scrim.addEventListener("click", close);
narrow.addEventListener("change", lay);
document.addEventListener("click", event => {
  if (event.target.closest("#standing .way a")) {
    open();
  }
});
document.addEventListener("keydown", event => {
  // What is unfolded is folded first.
  if (event.key === "Escape" && !event.defaultPrevented && !event.target.closest("dialog, .one-claim details, #together details")) {
    close();
  }
});

function called() {
  for (const words of [opener.querySelector("span"), document.getElementById("sheet-title")]) {
    words.textContent = panel().getAttribute("aria-label");
  }
}

// What is fixed to the edges of the window knows how high the bar of the state is, and the keyboard of a telephone.
function measure() {
  const standing = document.getElementById("standing");
  main.style.setProperty("--strip", `${narrow.matches ? 0 : standing.offsetHeight}px`);
  const seen = window.visualViewport;
  main.style.setProperty("--keyboard", `${seen && seen.scale === 1 ? Math.max(0, innerHeight - seen.height - seen.offsetTop) : 0}px`);
}

document.addEventListener("stet:panel", () => { called(); measure(); });
addEventListener("resize", measure);
window.visualViewport?.addEventListener("resize", measure);
lay();
measure();
// Whoever was led to something in the panel sees it.
if (location.hash.length > 1 && panel().querySelector(`#${CSS.escape(location.hash.slice(1))}`)) {
  open();
}
