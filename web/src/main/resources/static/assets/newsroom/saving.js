/** Brings what is written into the ledger, and what others write into the editor: one request at a time, and nothing is lost between. */
import { csrf } from "stet/newsroom";
import { freshId, same, whole } from "stet/schema";

/** After typing stops; milliseconds. */
const PAUSE = 1_000;
const KEPT_AFTER = 500;
const SLOW = 400;
const AGAIN_AFTER = [2_000, 5_000, 15_000];
/** A browser sends no more than this after a page is gone. */
const MOST_IN_PARTING = 60_000;

const OFFLINE = "Offline: kept on this device";

/** The newsroom did not answer, or could not at the moment; whatever was asked may be asked again. */
class Unreachable extends Error {}

async function reach(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch (failure) {
    throw new Unreachable(failure.message);
  }
  if (response.status >= 500 || response.status === 429) {
    throw new Unreachable(response.statusText);
  }
  return response;
}

/**
 * What the editor is, to this: `content()`; `follow()`, which is the same and follows what is typed from then on; `bring(was, now,
 * contested)`, which brings in what became of a content that was followed, or says that it cannot; `conflicts(places, was, now)`;
 * `renew(ids)`, which gives blocks other ids; `tell({state, sentence})`; `choose(conflicts)`.
 */
export class Saving {
  #editor;
  #article;
  #person;
  #kept;
  #base;
  #known;
  #sent = null;
  #busy = false;
  #again = false;
  #contested = [];
  #before = null;
  #refused = null;
  #failures = 0;
  #pause;
  #keeping;
  #waiting = [];

  /** @param base {revision, tag, content} that the editor shows, with the ETag of the content */
  constructor(editor, article, person, kept, base) {
    this.#editor = editor;
    this.#article = article;
    this.#person = person;
    this.#kept = kept;
    this.#base = base;
    this.#known = new Set(base.content.blocks.map(block => block.id));
    addEventListener("online", () => this.save());
    document.addEventListener("stet:signed-in", () => this.save());
    addEventListener("offline", () => this.#dirty() && this.#tell("offline", OFFLINE));
    addEventListener("pagehide", () => this.#part());
    addEventListener("pageshow", event => event.persisted && this.save());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#keep() : this.#refused?.signedOut && this.save()));
  }

  get revision() {
    return this.#base.revision;
  }

  /** The ETag of what the ledger has, as far as is known here. */
  get tag() {
    return this.#base.tag;
  }

  /** What the ledger has, as far as is known here. */
  get base() {
    return this.#base.content;
  }

  /** Whether something was typed that the ledger does not have, or may not have. */
  get dirty() {
    return this.#dirty();
  }

  /** Goes on with what was kept: as if it had been typed just now. */
  resume({ revision, tag, base, sent }) {
    this.#base = { revision, tag, content: base };
    this.#known = new Set([...this.#known, ...base.blocks.map(block => block.id)]);
    this.#sent = sent ?? null;
    return this.save();
  }

  /** Something was typed. */
  changed() {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.save(), PAUSE);
    this.#keeping ??= setTimeout(() => this.#keep(), KEPT_AFTER);
    if (!this.#refused && this.#failures === 0 && !this.#contested.length) {
      this.#tell("typing", "");
    }
  }

  /** Resolves once everything that was typed until now is in the ledger; false if something is in the way. */
  async saved() {
    if (this.#dirty() || this.#busy) {
      const answered = new Promise(settle => this.#waiting.push(settle));
      this.save();
      await answered;
    }
    return !this.#dirty();
  }

  async save() {
    clearTimeout(this.#pause);
    if (this.#busy) {
      this.#again = true;
      return;
    }
    if (this.#contested.length) {
      this.#settle();
      return;
    }
    this.#busy = true;
    this.#again = false;
    try {
      if (this.#refused?.signedOut && !await this.#isMe()) {
        return;
      }
      this.#sent ??= this.#next();
      if (this.#sent === null) {
        this.#clean();
        return;
      }
      this.#keep();
      const slow = setTimeout(() => this.#tell("saving", "Saving…"), SLOW);
      try {
        await this.#answered(await this.#put(this.#sent));
      } finally {
        clearTimeout(slow);
      }
    } catch (failure) {
      this.#unreachable(failure);
    } finally {
      this.#busy = false;
      if (this.#again && !this.#contested.length) {
        this.changed();
      }
      this.#settle();
    }
  }

  /**
   * What others wrote, brought in: a content with its revision, newer than ours.
   * @returns {boolean} false if something of ours must be saved first, which brings it in as well
   */
  receive({ revision, contentTag, content }) {
    if (this.#busy || this.#contested.length || this.#dirty() || !this.#editor.bring(this.#editor.follow(), content)) {
      this.save();
      return false;
    }
    this.#know({ revision, tag: contentTag, content });
    this.#clean();
    return true;
  }

  /** The texts were chosen; what was chosen stands in the editor. */
  chosen() {
    this.#contested = [];
    this.#before = null;
    this.#refused = null;
    return this.save();
  }

  get contested() {
    return this.#contested;
  }

  // ---- The ledger

  #next() {
    this.#renewGone();
    const content = this.#editor.follow();
    return same(content, this.#base.content)
      ? null
      : { key: crypto.randomUUID?.() ?? freshId() + freshId() + freshId(), revision: this.#base.revision, tag: this.#base.tag, content };
  }

  /** A block that comes back after its removal was saved, by undoing it, is a new one to the ledger: no id is used twice. */
  #renewGone() {
    const now = new Set(this.#base.content.blocks.map(block => block.id));
    this.#editor.renew(id => this.#known.has(id) && !now.has(id));
  }

  #put({ key, revision, tag, content }, options = {}) {
    return reach(`/api/articles/${this.#article}/content`, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "If-Match": tag ?? `"r${revision}"`, "Idempotency-Key": key, ...csrf() },
      body: JSON.stringify(whole(content)),
      ...options,
    });
  }

  async #answered(response) {
    if (response.ok) {
      return this.#done(await response.json(), response.headers.get("ETag"));
    }
    if (response.status === 412) {
      this.#sent = null;
      if (await this.#merge(this.#base.content, 0)) {
        this.#again = true;
      }
      return;
    }
    return this.#refusedBy(response);
  }

  async #refusedBy(response) {
    const problem = await response.json().catch(() => ({}));
    const type = problem.type?.replace("/api/problems/", "") ?? "";
    if (type === "signed-in-as-another") {
      this.#refuse(`${problem.detail}.`, { signedOut: true });
    } else if (response.status === 401 || (response.status === 403 && type !== "role-missing")) {
      this.#refuse("You are not signed in any more. Your words are kept on this device.", { signedOut: true });
    } else {
      this.#sent = null;
      if (type === "block-id-reused" && !this.#refused) {
        const now = new Set(this.#base.content.blocks.map(block => block.id));
        this.#editor.renew(id => !now.has(id));
        this.#again = true;
      }
      this.#refuse(`${problem.detail ?? "This could not be saved"}. Your words are kept on this device.`, {});
    }
  }

  async #done({ revision, merged, sequence }, tag) {
    const { content } = this.#sent;
    this.#failures = 0;
    this.#refused = null;
    if (!merged || this.#editor.bring(content, merged)) {
      this.#know({ revision, tag, content: merged ?? content });
    } else if (!await this.#merge(content, revision)) {
      return;
    }
    this.#sent = null;
    document.dispatchEvent(new CustomEvent("stet:saved", { detail: { article: this.#article, revision, sequence } }));
    if (this.#contested.length) {
      return;
    }
    if (this.#dirty()) {
      this.changed();
    } else {
      this.#clean();
    }
  }

  /**
   * Has Stet merge what is written here with what it has, and brings that in. As long as somebody types where it belongs, it is asked anew.
   * @param base what both were made from
   * @param revision that it has at least
   * @returns {boolean} false if it was refused
   */
  async #merge(base, revision) {
    for (;;) {
      const content = this.#editor.follow();
      const response = await reach(`/api/articles/${this.#article}/merge-preview`, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...csrf() },
        body: JSON.stringify({ base: whole(base), content: whole(content) }),
      });
      if (!response.ok) {
        await this.#refusedBy(response);
        return false;
      }
      const preview = await response.json();
      if (preview.revision < revision) {
        throw new Unreachable("It does not show yet what it has");
      }
      const contested = new Set(preview.conflicts.map(each => each.place));
      if (this.#editor.bring(content, preview.merged, contested)) {
        this.#merged(base, { revision: preview.revision, tag: response.headers.get("ETag"), content: preview.latest }, contested);
        return true;
      }
    }
  }

  #merged(was, now, contested) {
    const before = { ...this.#base, sent: this.#sent };
    this.#know(now);
    if (contested.size) {
      this.#before ??= before;
      this.#contested = this.#editor.conflicts(contested, was, now.content);
      this.#keep();
      this.#tell("needs", "Somebody else changed the same words. Choose what they should be.");
      this.#editor.choose(this.#contested);
    } else {
      this.#before = null;
    }
  }

  #know(base) {
    this.#base = base;
    base.content.blocks.forEach(block => this.#known.add(block.id));
  }

  async #isMe() {
    const response = await reach("/api/me");
    const me = response.ok ? await response.json() : null;
    if (me?.id === this.#person) {
      this.#refused = null;
      return true;
    }
    this.#refuse(me === null
      ? "You are not signed in any more. Your words are kept on this device."
      : `${me.name} is signed in here now. Your words are kept on this device until you sign in again.`, { signedOut: true });
    return false;
  }

  // ---- This device

  #dirty() {
    return this.#sent !== null || this.#contested.length > 0 || !same(this.#editor.content(), this.#base.content);
  }

  #keep() {
    clearTimeout(this.#keeping);
    this.#keeping = undefined;
    if (!this.#dirty()) {
      this.#kept.drop();
      return;
    }
    const { revision, tag, content, sent } = this.#before ?? { ...this.#base, sent: this.#sent };
    if (!this.#kept.keep({ revision, tag, base: content, content: this.#editor.content(), sent })) {
      this.#tell("needs", "This browser has no room to keep what is not saved yet. Leave this page open.");
    }
  }

  /** The page goes away: one last try, and what comes of it is asked when it is opened again. */
  #part() {
    if (!this.#busy && !this.#contested.length && !this.#refused) {
      this.#sent ??= this.#next();
      if (this.#sent !== null && JSON.stringify(this.#sent.content).length < MOST_IN_PARTING) {
        this.#put(this.#sent, { keepalive: true }).catch(() => {});
      }
    }
    this.#keep();
  }

  #clean() {
    this.#failures = 0;
    this.#refused = null;
    this.#kept.drop();
    this.#tell("saved", "Saved");
  }

  #refuse(sentence, why) {
    this.#refused = why;
    this.#keep();
    this.#tell("needs", sentence, why);
    if (why.signedOut) {
      this.#pause = setTimeout(() => this.save(), AGAIN_AFTER[1]);
    }
  }

  #unreachable(failure) {
    this.#keep();
    if (!(failure instanceof Unreachable)) {
      this.#tell("needs", "Something went wrong here. Your words are kept on this device; please load this page again.");
      throw failure;
    }
    this.#tell("offline", navigator.onLine === false ? OFFLINE : "Stet cannot be reached: kept on this device");
    this.#pause = setTimeout(() => this.save(), AGAIN_AFTER[Math.min(this.#failures++, AGAIN_AFTER.length - 1)]);
  }

  #tell(state, sentence, why = {}) {
    this.#editor.tell({ state, sentence, signedOut: why.signedOut === true });
  }

  #settle() {
    this.#waiting.splice(0).forEach(settle => settle());
  }
}
