/** Who else has the article open, and in which block: a line in the bar, and a name by the block. */
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { make } from "stet/dom";
import { csrf } from "stet/newsroom";

const EVERY = 3_000;
const SOON = 400;
const key = new PluginKey("here");

export function nameTags() {
  return new Plugin({
    key,
    state: {
      init: () => ({ others: [], tags: DecorationSet.empty }),
      apply(tr, was) {
        const others = tr.getMeta(key);
        if (others !== undefined) {
          return { others, tags: tagged(tr.doc, others) };
        }
        return tr.docChanged ? { others: was.others, tags: was.tags.map(tr.mapping, tr.doc) } : was;
      },
    },
    props: { decorations: state => key.getState(state).tags },
  });
}

function tagged(doc, others) {
  const byBlock = Map.groupBy(others, other => other.place);
  const tags = [];
  doc.forEach((node, at) => {
    const here = byBlock.get(`block/${node.attrs.id}`);
    if (here) {
      tags.push(Decoration.node(at, at + node.nodeSize, { class: "somebody", "data-here": names(here) }));
    }
  });
  return DecorationSet.create(doc, tags);
}

function names(others) {
  return others.map(other => other.name).join(", ");
}

/** Tells where this person is, and is told where the others are. */
export class Here {
  #address;
  #views;
  #label;
  #place = "";
  #timer;
  #shown = "";

  /**
   * @param views by place: "headline", "standfirst" and "body"
   * @param label what a place is called
   */
  constructor(article, views, label) {
    this.#address = `/newsroom/articles/${article}/presence`;
    this.#views = views;
    this.#label = label;
    this.element = make("span", { class: "also", hidden: true });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#leave() : this.#tell()));
    addEventListener("pagehide", () => this.#leave());
    this.#tell();
  }

  at(place) {
    if (place !== this.#place) {
      this.#place = place;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#tell(), SOON);
    }
  }

  async #tell() {
    clearTimeout(this.#timer);
    const place = this.#place;
    try {
      const response = await fetch(this.#address, {
        method: "PUT", headers: { "Content-Type": "application/json", ...csrf() }, body: JSON.stringify({ place }),
      });
      if (response.ok) {
        this.#show(await response.json());
      }
    } catch {
      // Who is offline sees nobody, and is told that they are offline elsewhere.
      this.#show([]);
    }
    if (!document.hidden) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#tell(), place === this.#place ? EVERY : SOON);
    }
  }

  #leave() {
    clearTimeout(this.#timer);
    fetch(this.#address, { method: "DELETE", headers: csrf(), keepalive: true }).catch(() => {});
  }

  #show(others) {
    const now = JSON.stringify(others);
    if (now === this.#shown) {
      return;
    }
    this.#shown = now;
    const { body, ...lines } = this.#views;
    body.dispatch(body.state.tr.setMeta(key, others).setMeta("addToHistory", false));
    for (const [place, view] of Object.entries(lines)) {
      const here = others.filter(other => other.place === place);
      view.dom.classList.toggle("somebody", here.length > 0);
      here.length ? view.dom.setAttribute("data-here", names(here)) : view.dom.removeAttribute("data-here");
    }
    this.element.hidden = others.length === 0;
    this.element.title = names(others);
    this.element.replaceChildren("Also here: ", ...others.flatMap((other, i) => [i ? "; " : "", make("b", {}, other.name), other.place ? `, ${this.#label(other.place)}` : ""]));
  }
}
