/** Claims and open comments, marked in the words they are about. They follow the words as they are typed, until the ledger says anew where they stand. */
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { linesOf, Spot, wordsOf } from "stet/schema";
import { hunks } from "stet/difference";

const key = new PluginKey("claims");

/** As many decorations as there are stretches, each of which says which claims and comments it is in: they may overlap. */
export function underlines() {
  return new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set) {
        const placed = tr.getMeta(key);
        if (placed !== undefined) {
          return DecorationSet.create(tr.doc, placed);
        }
        return tr.docChanged ? followed(tr, set) : set;
      },
    },
    props: {
      decorations: state => key.getState(state),
      handleClick(view, at) {
        const found = key.getState(view.state).find(at, at);
        if (found.length) {
          const { claims, comments } = found[0].spec;
          document.dispatchEvent(new CustomEvent("stet:mark", { detail: { claims, comments } }));
        }
        return false;
      },
    },
  });
}

function followed(tr, set) {
  const mapped = set.map(tr.mapping, tr.doc);
  const replanted = tr.getMeta("replanted") ?? [];
  const lost = [];
  for (const id of replanted) {
    const was = within(tr.before, id);
    const now = within(tr.doc, id);
    if (was && now) {
      for (const each of set.find(was.from, was.to)) {
        lost.push(Decoration.inline(each.from - was.from + now.from, each.to - was.from + now.from, each.spec.attributes, each.spec));
      }
    }
  }
  return lost.length ? mapped.add(tr.doc, lost) : mapped;
}

function within(doc, id) {
  let at = 0;
  for (const node of doc.children) {
    if (node.attrs.id === id) {
      return { from: at, to: at + node.nodeSize };
    }
    at += node.nodeSize;
  }
  return null;
}

/**
 * Marks claims and comments in a view.
 * @param said the words of each place for which their places were given, by the place's key
 * @param linesAt the nodes that make up a place, see linesIn()
 */
export function underline(view, claims, comments, said, linesAt) {
  const placed = [];
  const byPlace = Map.groupBy([...claims.map(claim => ({ anchor: claim.anchor, claim })), ...comments.map(comment => ({ anchor: comment.anchor, comment }))],
    each => each.anchor.place);
  for (const [place, here] of byPlace) {
    const lines = linesAt(view.state.doc, place);
    if (lines) {
      placed.push(...stretches(lines, here, said.get(place) ?? ""));
    }
  }
  view.dispatch(view.state.tr.setMeta(key, placed).setMeta("addToHistory", false));
}

function stretches(lines, marked, base) {
  const spots = lines.map(each => ({ ...each, spot: new Spot(each.node) }));
  const words = spots.map(each => each.spot.words).join("\n");
  const shifted = shift(base, words);
  const found = [];
  let from = 0;
  for (const { spot, at } of spots) {
    const end = from + spot.words.length;
    const here = marked
      .map(each => ({ ...each, start: Math.max(from, shifted(each.anchor.start, 1)), end: Math.min(end, shifted(each.anchor.start + each.anchor.words.length, -1)) }))
      .filter(each => each.start < each.end);
    const cuts = [...new Set(here.flatMap(each => [each.start, each.end]))].sort((a, b) => a - b);
    for (let i = 0; i + 1 < cuts.length; i++) {
      const over = here.filter(each => each.start <= cuts[i] && cuts[i + 1] <= each.end);
      if (over.length) {
        found.push(stretch(at + spot.before(cuts[i] - from), at + spot.after(cuts[i + 1] - from), over));
      }
    }
    from = end + 1;
  }
  return found;
}

/** Where a place in the words that the ledger knows is in the words as they have been typed since. */
function shift(base, words) {
  if (base === words) {
    return offset => offset;
  }
  const changes = hunks({ words: base }, { words });
  return (offset, side) => {
    let moved = offset;
    for (const { was, wasEnd, now, nowEnd } of changes) {
      if (wasEnd <= offset && !(was === wasEnd && wasEnd === offset && side < 0)) {
        moved += nowEnd - now - (wasEnd - was);
      } else if (was < offset) {
        moved = side > 0 ? nowEnd : now;
      }
    }
    return moved;
  };
}

function stretch(from, to, over) {
  const claims = over.flatMap(each => each.claim ?? []);
  const comments = over.flatMap(each => each.comment ?? []);
  const attributes = {
    nodeName: "mark",
    class: [...claims.slice(0, 1).map(claim => `claim ${name(claim.verdict)} of-${name(claim.kind)}`), ...comments.slice(0, 1).map(() => "remark")].join(" "),
    title: [...claims.map(claim => `${spoken(claim.kind)}, ${claim.verdict.toLowerCase().replaceAll("_", " ")}`), ...comments.map(comment => `${comment.by}: ${comment.text}`)].join("; "),
    ...ids("data-claims", claims),
    ...ids("data-comments", comments),
  };
  return Decoration.inline(from, to, attributes, { claims: claims.map(each => each.id), comments: comments.map(each => each.id), attributes });
}

function ids(attribute, these) {
  return these.length ? { [attribute]: these.map(each => each.id).join(" ") } : {};
}

function name(value) {
  return value.toLowerCase().replaceAll("_", "-");
}

function spoken(kind) {
  return kind[0] + kind.slice(1).toLowerCase().replaceAll("_", " ");
}

/** The nodes whose words are those of a place in the body, with where the words begin in the document. */
export function linesIn(doc, place) {
  if (!place.startsWith("block/")) {
    return null;
  }
  const here = within(doc, place.slice("block/".length));
  return here && linesOf(doc.nodeAt(here.from)).map(({ node, at }) => ({ node, at: here.from + at }));
}

/** The words of a content's places that claims can be about. */
export function passages(content) {
  return new Map([
    ["headline", content.headline],
    ["standfirst", content.standfirst ?? ""],
    ...content.blocks.map(block => [`block/${block.id}`, wordsOf(block)]),
  ]);
}
