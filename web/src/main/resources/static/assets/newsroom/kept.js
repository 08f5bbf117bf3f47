/**
 * Words that are not in the ledger yet, kept in this browser: through a lost network, a crash or a session that has ended, until they
 * are. Each tab keeps its own, in the name of whoever is signed in.
 */
const PREFIX = "stet:kept:";
/** Without locks, nobody can tell whether a tab is still open, but by when it last kept something; milliseconds. */
const A_WHILE = 60_000;

export class Kept {
  #name;
  #mine;

  constructor(person, article) {
    this.#name = `${PREFIX}${person}:${article}:`;
  }

  /** Finds out which tab this is: the same one after a reload, and another one if it was duplicated. */
  async open() {
    const tab = sessionStorage.getItem("stet:tab");
    this.#mine = tab !== null && await claimed(tab) ? tab : await fresh();
    sessionStorage.setItem("stet:tab", this.#mine);
  }

  /**
   * Keeps what has not been saved.
   * @param record {revision, tag, base, content, sent}: what it was made from, what it is, and the save that nobody has answered yet
   * @returns {boolean} whether this browser has room for it
   */
  keep(record) {
    try {
      localStorage.setItem(this.#name + this.#mine, JSON.stringify({ ...record, at: Date.now() }));
      return true;
    } catch {
      return false;
    }
  }

  drop() {
    localStorage.removeItem(this.#name + this.#mine);
  }

  /** What this tab kept, or else a tab that is gone; null if there is nothing. It is this tab's from now on. */
  async take() {
    const own = read(this.#name + this.#mine);
    if (own) {
      return own;
    }
    for (const name of Object.keys(localStorage).filter(each => each.startsWith(this.#name))) {
      const tab = name.slice(this.#name.length);
      const found = read(name);
      const perhapsOpen = !navigator.locks && Date.now() - found?.at < A_WHILE;
      if (found && !perhapsOpen && await claimed(tab)) {
        localStorage.setItem(this.#name + this.#mine, localStorage.getItem(name));
        localStorage.removeItem(name);
        return found;
      }
    }
    return null;
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

async function fresh() {
  const tab = Math.random().toString(36).slice(2);
  await claimed(tab);
  return tab;
}

/** Whether no other tab is this one. The browser gives the claim up when the tab closes, however it does. */
function claimed(tab) {
  if (!navigator.locks) {
    return Promise.resolve(true);
  }
  return new Promise(settle => {
    navigator.locks.request(`stet:tab:${tab}`, { ifAvailable: true }, lock => {
      settle(lock !== null);
      return lock === null ? null : new Promise(() => {});
    });
  });
}
