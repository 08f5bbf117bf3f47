/**
 * Nothing that was typed is lost because a session has ended, and nothing is sent in the name of whoever has signed in since. The
 * password is asked for in the page; when the same person is back, what could not be sent is sent. Tells "stet:signed-in" then. Before
 * something goes to readers, or changes who comes in, whoever has not proved for long that it is them is asked for it likewise.
 */
import { make } from "stet/dom";
import { csrf, me, say } from "stet/newsroom";
import { canUse, sent } from "stet/passkeys";

const NOT_REACHED = "Stet cannot be reached. Nothing was sent; what you typed is still there.";
const NOT_PROVED = "Nothing was sent; what you typed is still here.";
/** What is said besides of what proves it, where a password does not. */
const WANTED = {
  password: "",
  code: "Give the code that your authenticator app shows, or a recovery code. ",
  passkey: "You have a passkey, and nothing less shows that it is you. ",
};
const ENDED = "You are not signed in any more. Nothing was sent; what you typed is still here.";

/** What is to be sent again, each as a function. */
let unsent = [];
let asking = null;
/** Where whoever signed in with a password that was given to them sets one of their own; null unless they must. */
let ownPassword = null;
/** When a key was last pressed: whoever types on does not type their words into a field that has just come up. */
let pressed = 0;
document.addEventListener("keydown", () => { pressed = performance.now(); }, true);

/**
 * Who is signed in in this browser now, with a token for forms; null for nobody, or where they must set a password of their own first.
 * @param sends the form that is to be sent, such as "POST /newsroom/people/invite": the answer then says whether it takes a factor first
 */
async function signedIn(sends = "") {
  const answer = await fetch(`/newsroom/signed-in?for=${encodeURIComponent(sends)}`, { headers: { Accept: "application/json", "HX-Request": "true" } });
  ownPassword = answer.headers.get("HX-Redirect")?.includes("/own-password") ? "/own-password" : null;
  if (answer.status === 401) {
    return null;
  }
  if (!answer.ok) {
    throw new Error(answer.statusText);
  }
  return answer.json();
}

const somebodyElse = name => `${name} has signed in here since this page was opened by ${me.name}. Nothing was sent in either name; what was typed is still here.`;

// ---- The password, asked for in the page

/** Asks whoever the page was made for to sign in again; true once they have. */
export function signIn(why = ENDED, since = performance.now()) {
  asking ??= ask(why, since).finally(() => { asking = null; });
  return asking;
}

/**
 * A dialog in which something is given.
 * @param send sends it; resolves to true once that is enough, and says otherwise why not by the function that it is given
 * @param first the field in which the focus begins; none where there is nothing to type
 */
function dialogue({ title, why, fields, press, first, send, byPasskey, since }) {
  return new Promise(settle => {
    let done = false;
    const said = make("p", { class: "bad", role: "alert", id: "again-said" });
    const enter = make("button", { type: "submit" }, press);
    const refuse = (sentence, field = first) => {
      said.textContent = sentence;
      field?.select();
      (field ?? enter).focus();
      return said;
    };
    const passkey = byPasskey && canUse() ? [make("button", { type: "button", class: "plain", onclick: () => sends(() => byPasskey(refuse)) }, "Use a passkey")] : [];
    const form = make("form", {},
      make("h2", { id: "again-title", tabindex: "-1" }, title),
      make("p", { id: "again-why" }, why),
      ...fields,
      said,
      make("p", { class: "acts" }, enter, " ", ...passkey, " ", make("button", { type: "button", class: "plain", onclick: () => dialog.close() }, "Later")));
    const dialog = make("dialog", { class: "sheet again", "aria-labelledby": "again-title", "aria-describedby": "again-why" }, form);
    const sends = async how => {
      if (enter.getAttribute("aria-disabled")) {
        return;
      }
      enter.setAttribute("aria-disabled", "true");
      said.textContent = "";
      try {
        done = await how();
        if (done) {
          dialog.close();
        }
      } catch {
        refuse("Stet cannot be reached; please try again.");
      } finally {
        enter.removeAttribute("aria-disabled");
      }
    };
    form.addEventListener("submit", event => {
      event.preventDefault();
      sends(() => send(refuse));
    });
    // Where the focus was, it is again: a dialog that is closed sees to that.
    dialog.addEventListener("close", () => {
      dialog.remove();
      settle(done);
      if (done) {
        document.getElementById("refused").replaceChildren();
        document.dispatchEvent(new Event("stet:signed-in"));
        unsent.splice(0).forEach(send => send());
      }
    });
    document.body.append(dialog);
    dialog.showModal();
    (pressed > since ? form.querySelector("h2") : first ?? enter).focus();
  });
}

/** Where somebody has no password: they come back to what they were about to send. */
const elsewhere = () => make("p", {}, "Or ", make("a", { href: "/sign-in/sso?anew=yes&next=/newsroom/account", target: "_blank" }, `sign in anew with ${me.singleSignOn}`), "; then press “Later” here, and do it again.");

const field = (input, label) => make("p", {}, make("label", { for: input.id }, label), input);
const json = (address, body, headers = {}) => fetch(address, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) });

function ask(why, since) {
  const name = make("input", { id: "again-name", autocomplete: "username", autocapitalize: "none", spellcheck: "false", required: true, value: me.signInName });
  const password = make("input", { id: "again-password", type: "password", autocomplete: "current-password", required: true, "aria-describedby": "again-said" });
  const code = make("input", { id: "again-code", autocomplete: "one-time-code", autocapitalize: "none", spellcheck: "false", maxlength: "60", "aria-describedby": "again-said" });
  const asksCode = field(code, "Code of your second factor");
  asksCode.hidden = true;
  const isMe = async refuse => {
    const now = await signedIn();
    if (now?.person === me.id) {
      return true;
    }
    if (ownPassword) {
      refuse("That password was given to you for one sign-in. Set one of your own, and sign in here with that: ", password)
        .append(make("a", { href: ownPassword, target: "_blank" }, "set a password"));
    } else {
      refuse(`${now?.name ?? "Nobody"} is signed in here now. What stands on this page is ${me.name}’s; it is sent when ${me.name} signs in again.`, password);
    }
    return false;
  };
  return dialogue({
    title: `Sign in again, ${me.name}`, why, since, press: "Sign in", first: me.signInName ? password : name,
    fields: [field(name, "Name"), field(password, "Password"), asksCode],
    send: async refuse => {
      const answer = await json("/api/session", { name: name.value, password: password.value, ...(code.value ? { code: code.value } : {}) });
      if (!answer.ok) {
        const problem = await answer.json().catch(() => ({}));
        const aboutCode = /\/(code-needed|wrong-code)$/.test(problem.type);
        asksCode.hidden &&= !aboutCode;
        refuse(`${problem.detail ?? "That did not work"}.`, aboutCode ? code : password);
        return false;
      }
      return isMe(refuse);
    },
    byPasskey: async refuse => await sent("/api/session/passkey", refuse) && isMe(refuse),
  });
}

/** Does something that may take a factor first, by the server's list: asks for it, and then does it. */
export async function proving(sends, does) {
  const now = await signedIn(sends);
  if (now?.stepUp) {
    unsent.push(does);
    askedAnew(now.stepUp, performance.now());
  } else {
    await does();
  }
}

/**
 * Asks whoever is signed in to prove anew that it is them; true once they have.
 * @param by "password", "code" or "passkey"
 */
function proveAnew(by, since) {
  asking ??= askAnew(by, since).finally(() => { asking = null; });
  return asking;
}

function askAnew(by, since) {
  const byPasskey = refuse => sent("/api/session/factor/passkey", refuse, csrf());
  const asks = {
    title: `Is it still you, ${me.name}?`, since,
    why: `It is some time since you showed here that it is you, and this goes to readers or concerns who comes in. ${WANTED[by]}Then it is sent.`,
  };
  if (by === "passkey") {
    const cannot = refuse => { refuse("This browser uses no passkeys here."); return false; };
    return dialogue({ ...asks, press: "Use a passkey", fields: [], send: canUse() ? byPasskey : cannot });
  }
  const code = by === "code";
  const factor = make("input", {
    id: "again-factor", required: true, "aria-describedby": "again-said", ...(code
      ? { autocomplete: "one-time-code", autocapitalize: "none", spellcheck: "false", maxlength: "60" }
      : { type: "password", autocomplete: "current-password" }),
  });
  return dialogue({
    ...asks, press: "Go on", first: factor, byPasskey,
    fields: [field(factor, code ? "Code of your second factor" : "Password"), ...(me.singleSignOn ? [elsewhere()] : [])],
    send: async refuse => {
      const answer = await json("/api/session/factor", code ? { code: factor.value.trim() } : { password: factor.value }, csrf());
      if (answer.ok) {
        return true;
      }
      const problem = await answer.json().catch(() => ({}));
      refuse(`${problem.detail ?? "That did not work"}.`);
      return false;
    },
  });
}

/** Says why nothing was sent, where refusals stand, with the way to send it. */
function refused(sentence) {
  const shown = make("div", { class: "sentence", tabindex: "-1" }, make("p", {}, sentence), again());
  document.getElementById("refused").replaceChildren(shown);
  if (!document.activeElement?.matches("input, textarea, select, [contenteditable]")) {
    shown.focus();
  }
}

const again = () => make("button", { type: "button", onclick: backAgain }, `Sign in as ${me.name}`);

/** Whoever comes back by themselves sends by themselves: they may have typed on since it was refused. */
async function backAgain() {
  if (await signIn("Sign in, and go on where you were.")) {
    say("You are signed in again. What you typed is still here.");
  }
}

/** A page that hears by the way that it cannot go on says so, and asks for nothing: somebody may be typing. */
export function notSignedIn() {
  if (!asking && !document.querySelector("#refused .sentence")) {
    document.getElementById("refused").replaceChildren(make("div", { class: "sentence", tabindex: "-1" },
      make("p", {}, "You are not signed in here any more, so this page shows nothing new."), again()));
  }
}

async function asked(sentence, since) {
  if (!await signIn(sentence, since)) {
    // What was not sent stays where it was typed; pressed again, it is another wish.
    unsent = [];
    refused(ENDED);
  }
}

async function askedAnew(by, since) {
  if (!await proveAnew(by, since)) {
    unsent = [];
    say(NOT_PROVED);
  }
}

// ---- What htmx sends

/** By the event that caused it: what a request that is sent again said the first time, whatever has been typed since. */
const saidThen = new WeakMap();
const begun = new WeakMap();

document.addEventListener("htmx:configRequest", event => {
  const { triggeringEvent, formData, elt } = event.detail;
  const then = saidThen.get(triggeringEvent);
  if (then) {
    [...formData.keys()].filter(name => name !== "key").forEach(name => formData.delete(name));
    then.forEach(([name, value]) => formData.append(name, value));
  }
  begun.set(elt, performance.now());
});

document.addEventListener("htmx:beforeOnLoad", event => {
  const { xhr, requestConfig } = event.detail;
  const by = xhr.getResponseHeader("Stet-Step-Up");
  if (xhr.status !== 401 && !by) {
    return;
  }
  const { verb, path, elt, triggeringEvent, formData, target } = requestConfig;
  const cause = triggeringEvent ?? new Event("again");
  saidThen.set(cause, [...formData.entries()].filter(([name]) => name !== "key"));
  unsent.push(() => {
    // Whatever was meant to be shown anew may have come anew meanwhile.
    const source = elt.isConnected ? elt : document.getElementById(elt.id) ?? document.getElementById("panel");
    window.htmx.ajax(verb, path, { source, event: cause, ...(target.isConnected ? { target } : {}) });
  });
  // The page is not left for that of the sign-in; and whoever waits for the answer is told that it failed.
  event.preventDefault();
  event.detail.failed = true;
  setTimeout(() => (by ? askedAnew(by, begun.get(elt)) : asked(ENDED, begun.get(elt))));
});

document.addEventListener("htmx:afterSwap", event => {
  if (event.detail.target.id === "refused" && event.detail.xhr?.getResponseHeader("Stet-Person")) {
    event.detail.target.querySelector(".quiet")?.replaceWith(again());
  }
});

// ---- What a browser sends by itself: first it is asked who is there

let passes = null;
const SENT = "sent";
/** Milliseconds after which a form that is still there can be sent again. */
const ON_ITS_WAY = 10_000;

document.addEventListener("submit", async event => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post") {
    return;
  }
  if (form === passes) {
    onItsWay(form);
    return;
  }
  event.preventDefault();
  if (form.dataset.asking) {
    return;
  }
  form.dataset.asking = "yes";
  const since = performance.now();
  const { submitter } = event;
  const send = async () => {
    // A button without an action of its own says that of the page.
    const to = new URL(submitter?.getAttribute("formaction") ?? form.getAttribute("action"), location.href);
    const now = await signedIn(`POST ${to.pathname}`);
    if (now === null) {
      unsent.push(() => send().catch(() => say(NOT_REACHED)));
      asked(ENDED, since);
    } else if (now.person !== me.id) {
      refused(somebodyElse(now.name));
    } else if (now.stepUp) {
      unsent.push(() => send().catch(() => say(NOT_REACHED)));
      askedAnew(now.stepUp, since);
    } else {
      const token = form.elements.namedItem(now.field);
      if (token) {
        token.value = now.token;
      }
      passes = form;
      form.requestSubmit(submitter);
      passes = null;
    }
  };
  try {
    await send();
  } catch {
    say(NOT_REACHED);
  } finally {
    if (form.dataset.asking !== SENT) {
      delete form.dataset.asking;
    }
  }
});

/** Until the answer comes the page stays, and whoever presses again would have it done twice, or hear that it could not be done. */
function onItsWay(form) {
  form.dataset.asking = SENT;
  say("It is being sent.");
  // Nobody is told that somebody stopped waiting for the answer.
  setTimeout(() => { delete form.dataset.asking; }, ON_ITS_WAY);
}

// A browser's Back may show the page as it was left.
window.addEventListener("pageshow", event => {
  if (event.persisted) {
    document.querySelectorAll("form[data-asking]").forEach(form => { delete form.dataset.asking; });
    say("");
  }
});
