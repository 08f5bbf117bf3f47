/**
 * Hears what happens in the newsroom while the page can be seen, and tells it on the document: "stet:live" when an article has changed
 * (its detail has article, sequence, kind and who) or when something was missed ({name: "missed"}), and "stet:<name>" for all else.
 */
const LINGER = 5_000;
const LONGEST_PAUSE = 60_000;

let last = document.querySelector('meta[name="stet-live"]')?.content;
let source;
let pause = 2_000;
let later;

function tell(event) {
  if (event.lastEventId) {
    last = event.lastEventId;
  }
  const detail = JSON.parse(event.data);
  const name = detail.name === "changed" || detail.name === "missed" ? "live" : detail.name;
  document.dispatchEvent(new CustomEvent(`stet:${name}`, { detail }));
}

function open() {
  clearTimeout(later);
  if (source || last === undefined) {
    return;
  }
  source = new EventSource(`/newsroom/live?after=${encodeURIComponent(last)}`);
  source.onopen = () => { pause = 2_000; };
  source.onmessage = tell;
  source.onerror = () => {
    // A line that broke is mended by the browser; where it was refused, only a later try may help.
    if (source?.readyState === EventSource.CLOSED) {
      source = undefined;
      later = setTimeout(open, pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
  };
}

function close() {
  clearTimeout(later);
  source?.close();
  source = undefined;
}

// A browser has few lines to one place, so a page that nobody sees gives up its own.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    clearTimeout(later);
    later = setTimeout(close, LINGER);
  } else {
    open();
  }
});
document.addEventListener("stet:signed-in", () => { close(); open(); });
addEventListener("pagehide", close);
addEventListener("pageshow", event => { if (event.persisted) { open(); } });

document.addEventListener("stet:notices", ({ detail }) => {
  const count = document.getElementById("unseen");
  if (count) {
    const was = Number.parseInt(count.textContent, 10) || 0;
    const badge = document.createElement("span");
    badge.className = "count";
    badge.textContent = detail.unseen;
    const aside = document.createElement("span");
    aside.className = "aside";
    aside.textContent = " not looked at";
    badge.append(aside);
    count.replaceChildren(...(detail.unseen > 0 ? [badge] : []));
    if (detail.unseen > was) {
      document.dispatchEvent(new CustomEvent("stet:said", { detail: { value: detail.unseen === 1 ? "You have a notice" : `You have ${detail.unseen} notices` } }));
    }
  }
});

open();
