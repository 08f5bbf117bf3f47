/** An article's words as the editor has them, and as the API has them. */
import { Schema, Fragment } from "prosemirror-model";

const MARKS = {
  bold: { parseDOM: [{ tag: "strong" }], toDOM: () => ["strong", 0] },
  italic: { parseDOM: [{ tag: "em" }], toDOM: () => ["em", 0] },
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [{ tag: "a[href]", getAttrs: a => leadsSomewhere(a.getAttribute("href")) && { href: a.getAttribute("href") } }],
    // Not followed on a click, which is for setting the cursor; Ctrl and a click is the browser's.
    toDOM: mark => ["a", { href: mark.attrs.href, rel: "external noopener", title: mark.attrs.href }, 0],
  },
};

const ID = { id: { default: null } };

/** An element that the panels' links lead to; see the ids of the page as it is without scripts. */
function placed(node, attributes = {}) {
  return node.attrs.id === null ? attributes : { ...attributes, id: `at-block-${node.attrs.id}`, "data-block": node.attrs.id };
}

/** The number with which a list begins, if that is another than 1 and one that Stet keeps; else null. */
export function startOf(number) {
  return /^\d{1,4}$/.test(number ?? "") && Number(number) !== 1 ? Number(number) : null;
}

function block(content, rest) {
  return { group: "block", content, defining: true, ...rest, attrs: { ...ID, ...rest.attrs } };
}

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: block("text*", { defining: false, parseDOM: [{ tag: "p" }], toDOM: node => ["p", placed(node), 0] }),
    crosshead: block("text*", { parseDOM: [{ tag: "h2" }], toDOM: node => ["h2", placed(node), 0] }),
    quotation: block("words speaker", {
      isolating: true,
      parseDOM: [{ tag: "figure.quotation" }],
      toDOM: node => ["figure", placed(node, { class: "quotation" }), 0],
    }),
    list: block("item+", {
      // The number of the first item, where it is not 1.
      attrs: { numbered: { default: false }, start: { default: null } },
      parseDOM: [{ tag: "ul", attrs: { numbered: false } }, { tag: "ol", getAttrs: list => ({ numbered: true, start: startOf(list.getAttribute("start")) }) }],
      toDOM: node => [node.attrs.numbered ? "ol" : "ul", placed(node, node.attrs.start === null ? {} : { start: node.attrs.start }), 0],
    }),
    figure: block("caption", {
      isolating: true,
      draggable: true,
      // What the picture is and what else is said of it; the caption's words are the node's own.
      attrs: { picture: { default: { altText: "", label: "" } } },
      toDOM: node => ["figure", placed(node, { class: "picture" }), shown(node.attrs.picture), ["div", 0]],
    }),
    words: { content: "text*", toDOM: () => ["blockquote", ["p", { "data-hint": "What was said" }, 0]], parseDOM: [{ tag: "blockquote" }] },
    speaker: { content: "text*", marks: "", toDOM: () => ["figcaption", { class: "speaker", "data-hint": "Who said it" }, 0], parseDOM: [{ tag: "figcaption" }] },
    item: { content: "text*", parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
    caption: { content: "text*", toDOM: () => ["figcaption", { "data-hint": "Caption" }, 0] },
    text: { group: "inline" },
  },
  marks: MARKS,
});

/** One line of words without formatting: the headline and the standfirst. */
export const line = new Schema({ nodes: { doc: { content: "text*" }, text: {} } });

function shown(picture) {
  return picture.file
    ? ["div", { class: "shown", contenteditable: "false" }, ["img", { src: `/newsroom/pictures/${picture.file}/960`, alt: picture.altText || "" }]]
    : ["div", { class: "shown none", contenteditable: "false" }, "No picture yet"];
}

/** Whether the ledger takes it for where a link leads: http and https with a host and no name before it, or mailto. */
export function leadsSomewhere(href) {
  return URL.canParse(href) && !/[\s<>"{}|\\^`]|%(?![0-9a-f]{2})|#.*#/i.test(href)
    && /^(mailto:[^#]|https?:\/\/[^/?#:@[][^/?#@[\]]*([/?#][^[\]]*)?$)/i.test(href);
}

/** Where a link leads, with what no address has in it written as addresses have it; null if it leads nowhere. */
export function addressOf(typed) {
  const [address, ...fragment] = typed.trim().split("#");
  const href = [address, ...(fragment.length ? [fragment.join("%23")] : [])].join("#")
    .replace(/[\s<>"{}|\\^`[\]]/g, encodeURIComponent).replace(/%(?![0-9a-f]{2})/gi, "%25");
  return leadsSomewhere(href) ? href : null;
}

export function freshId() {
  return "b" + Array.from(crypto.getRandomValues(new Uint8Array(5)), byte => byte.toString(16).padStart(2, "0")).join("");
}

// ---- Words as an article keeps them

const SPACE = /[ \t\n\r\f\v\u2028\u2029]/;
const CLEAN = /^(?:[^\p{Cc}\p{Cs} \u2028\u2029]+(?: [^\p{Cc}\p{Cs} \u2028\u2029]+)*)?$/u;
const UNSEEN = /[\p{Cc}\p{Cs}]/u;

/**
 * A string with single spaces and none at its ends, and without what no reader could see.
 * @returns {{words: string, at: number[] | null}} at: where each character was; null if each is where it was
 */
export function cleaned(raw) {
  if (CLEAN.test(raw)) {
    return { words: raw, at: null };
  }
  let words = "";
  const at = [];
  let space = -1;
  let from = 0;
  for (const character of raw) {
    if (SPACE.test(character)) {
      space = words && space < 0 ? from : space;
    } else if (!UNSEEN.test(character)) {
      if (space >= 0) {
        words += " ";
        at.push(space);
        space = -1;
      }
      words += character;
      for (let unit = 0; unit < character.length; unit++) {
        at.push(from + unit);
      }
    }
    from += character.length;
  }
  return { words, at };
}

/** Words whose places in the editor can be told: where each begins, and where it has ended. */
export class Spot {
  constructor(node) {
    const { words, at } = cleaned(node.textContent);
    this.words = words;
    this.at = at;
  }

  /** Where the character at this place begins in the node. */
  before(offset) {
    if (this.at === null) {
      return offset;
    }
    return offset < this.at.length ? this.at[offset] : this.after(offset);
  }

  /** Where the character before this place ends in the node. */
  after(offset) {
    if (this.at === null) {
      return offset;
    }
    return offset === 0 ? 0 : this.at[offset - 1] + 1;
  }

  /** Which place in the words a place in the node is. */
  offset(inNode) {
    if (this.at === null) {
      return Math.min(inNode, this.words.length);
    }
    let low = 0;
    let high = this.at.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at[middle] < inNode) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

const texts = new WeakMap();

/** The words of a node with their formatting, in the one form in which the ledger has them. */
export function textOf(node) {
  let text = texts.get(node);
  if (!text) {
    text = read(node);
    texts.set(node, text);
  }
  return text;
}

function read(node) {
  const spot = new Spot(node);
  const marks = [];
  const open = new Map();
  let from = 0;
  node.forEach(child => {
    const start = spot.offset(from);
    const end = spot.offset(from + child.nodeSize);
    for (const mark of child.marks) {
      const style = mark.type.name.toUpperCase();
      const key = style + (mark.attrs.href ?? "");
      const before = open.get(key);
      if (before && start <= before.end) {
        before.end = Math.max(before.end, end);
      } else if (end > start) {
        const added = mark.attrs.href === undefined ? { style, start, end } : { style, start, end, href: mark.attrs.href };
        open.set(key, added);
        marks.push(added);
      }
    }
    from += child.nodeSize;
  });
  const order = { BOLD: 0, ITALIC: 1, LINK: 2 };
  marks.sort((a, b) => a.start - b.start || a.end - b.end || order[a.style] - order[b.style]);
  return marks.length ? { words: spot.words, marks } : { words: spot.words };
}

/** A text of the API as nodes; where links overlap, the one that begins last has the words, as on the page. */
export function inline(text, of = schema) {
  const { words, marks = [] } = text;
  if (!words) {
    return [];
  }
  const cuts = [...new Set([0, words.length, ...marks.flatMap(mark => [mark.start, mark.end])])].sort((a, b) => a - b);
  const nodes = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const over = marks.filter(mark => mark.start <= cuts[i] && cuts[i + 1] <= mark.end);
    const link = over.filter(mark => mark.style === "LINK").sort((a, b) => b.start - a.start || a.end - b.end)[0];
    const set = [...new Set(over.filter(mark => mark.style !== "LINK").map(mark => mark.style.toLowerCase()))].map(name => of.mark(name));
    nodes.push(of.text(words.slice(cuts[i], cuts[i + 1]), link ? [...set, of.mark("link", { href: link.href })] : set));
  }
  return Fragment.fromArray(nodes).content;
}

// ---- Blocks

const blocks = new WeakMap();

/** A block as the API has it. */
export function blockOf(node) {
  let found = blocks.get(node);
  if (!found) {
    found = written(node);
    blocks.set(node, found);
  }
  return found;
}

function written(node) {
  const id = node.attrs.id;
  switch (node.type.name) {
    case "quotation":
      return { kind: "quotation", id, text: textOf(node.child(0)), speaker: textOf(node.child(1)).words };
    case "list":
      return { kind: "list", id, numbered: node.attrs.numbered, ...(node.attrs.start !== null && { start: node.attrs.start }), items: node.children.map(textOf) };
    case "figure":
      return { kind: "figure", id, picture: { ...node.attrs.picture, caption: textOf(node.child(0)) } };
    default:
      return { kind: node.type.name, id, text: textOf(node) };
  }
}

/** A block of the API in the editor. As long as nobody changes it, it is written back exactly as it came. */
export function nodeOf(block) {
  const node = made(block);
  blocks.set(node, block);
  return node;
}

function made(block) {
  const { nodes } = schema;
  const { id } = block;
  switch (block.kind) {
    case "quotation":
      return nodes.quotation.create({ id }, [nodes.words.create(null, inline(block.text)), nodes.speaker.create(null, inline({ words: block.speaker }))]);
    case "list":
      return nodes.list.create({ id, numbered: block.numbered, start: block.start ?? null }, block.items.map(item => nodes.item.create(null, inline(item))));
    case "figure": {
      const { caption, ...picture } = block.picture;
      return nodes.figure.create({ id, picture }, nodes.caption.create(null, inline(caption)));
    }
    default:
      return nodes[block.kind].create({ id }, inline(block.text));
  }
}

/** A content with each of its lists, also where they are empty: the API takes one that is missing for one that was forgotten. */
export function whole(content) {
  const text = said => ({ ...said, marks: said.marks ?? [] });
  return {
    ...content,
    subjects: content.subjects ?? [],
    blocks: (content.blocks ?? []).map(block => {
      switch (block.kind) {
        case "list": return { ...block, items: block.items.map(text) };
        case "figure": return { ...block, picture: { ...block.picture, caption: text(block.picture.caption) } };
        default: return { ...block, text: text(block.text) };
      }
    }),
  };
}

/** What can be checked in a block: its text, its items joined by line ends, or its caption. */
export function wordsOf(block) {
  switch (block.kind) {
    case "list": return block.items.map(item => item.words).join("\n");
    case "figure": return block.picture.caption.words;
    default: return block.text.words;
  }
}

/** The nodes whose words are a block's words, each with where its content begins, counted from the block's own beginning. */
export function linesOf(node) {
  if (node.isTextblock) {
    return [{ node, at: 1 }];
  }
  const lines = [];
  node.forEach((child, offset) => {
    if (child.type.name !== "speaker") {
      lines.push({ node: child, at: offset + 2 });
    }
  });
  return lines;
}

export function docOf(content) {
  const nodes = content.blocks.map(nodeOf);
  return schema.nodes.doc.create(null, nodes.length ? nodes : schema.nodes.paragraph.create({ id: freshId() }));
}

/** Whether two values of the API say the same; what is left out and what is empty are one. */
export function same(a, b) {
  if (a === b) {
    return true;
  }
  if (empty(a) || empty(b)) {
    return empty(a) && empty(b);
  }
  if (typeof a !== "object" || typeof b !== "object") {
    return false;
  }
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((each, i) => same(each, b[i]));
  }
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every(key => same(a[key], b[key]));
}

function empty(value) {
  return value === undefined || value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
}
