/** What every page of the newsroom does: forms that answer in place, and a sentence of what was done. */
import "stet/live";
import { token } from "stet/token";

const said = document.getElementById("said");
let hush;

/** Says something for a while, to eyes and to screen readers. */
export function say(sentence, forHowLong = 6000) {
  clearTimeout(hush);
  said.textContent = sentence;
  hush = setTimeout(() => { said.textContent = ""; }, forHowLong);
}

const mine = document.querySelector('meta[name="stet-person"]');
/** For whom this page was made, whoever is signed in by now. */
export const me = { id: mine.content, name: mine.dataset.name, signInName: mine.dataset.signInName, singleSignOn: mine.dataset.singleSignOn };

/** The headers that a change needs besides the session: the token against forged ones, and whose page it comes from. */
export const csrf = () => ({ ...forMe, ...token() });

/** The header of whatever else is asked for: a page shows nothing that was made for somebody else. */
export const forMe = { "Stet-Person": me.id };

async function had(address, accept, read) {
  try {
    const answer = await fetch(address, { headers: { ...forMe, Accept: accept } });
    return answer.ok && !answer.redirected ? await read(answer) : null;
  } catch {
    return null;
  }
}

/** A page as it is now; null where it cannot be had. When the network is back, the live line tells that something was missed. */
export const pageAt = address => had(address, "text/html", async answer => new DOMParser().parseFromString(await answer.text(), "text/html"));

/** What a program is told at an address; null where it cannot be had. */
export const toldAt = address => had(address, "application/json", answer => answer.json());

// Each press of a button is one wish, however often its request is sent; and the next press is another.
document.addEventListener("htmx:configRequest", event => {
  if (event.detail.verb === "post") {
    event.detail.parameters.set("key", crypto.randomUUID());
    Object.assign(event.detail.headers, csrf());
  } else {
    Object.assign(event.detail.headers, forMe);
  }
});

// A refusal comes with a status of its own, and is shown all the same.
document.addEventListener("htmx:beforeSwap", event => {
  const { xhr } = event.detail;
  if (xhr.getResponseHeader("HX-Retarget") === "#refused") {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  } else if (xhr.status < 400) {
    document.getElementById("refused").replaceChildren();
  }
});

document.addEventListener("htmx:afterSwap", event => {
  if (event.detail.target.id === "refused") {
    say("");
  }
  // It is read out wherever the focus is; whoever types on already keeps it.
  if (event.detail.target.id === "refused" && !document.activeElement?.matches("input, textarea, select")) {
    event.detail.target.querySelector(".sentence")?.focus();
  }
});

document.addEventListener("stet:said", event => say(event.detail.value));

document.addEventListener("htmx:sendError", () => say("Stet cannot be reached. Nothing was done; what you typed is still there."));
document.addEventListener("htmx:responseError", event => {
  if (event.detail.xhr.status >= 500) {
    say("Something went wrong, and the fault is ours. Please try again.");
  }
});
