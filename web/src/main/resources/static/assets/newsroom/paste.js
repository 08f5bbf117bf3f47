/** What is pasted: its words and what they are, and nothing else that came with them. */
import { Fragment, Slice } from "prosemirror-model";
import { raisedOrLowered } from "stet/raised";
import { addressOf, startOf } from "stet/schema";

/** In characters; beyond it, nobody looks what is in it. */
export const MOST_PASTED = 4_000_000;

// These are what stet.domain.content.Words takes out of whatever comes in, or refuses; whoever pastes need not be told.
const DIRECTIONS_AND_NOTHINGS = /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFC\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0001}]|(?<!\u{1F3F4}[\u{E0020}-\u{E007E}]*)[\u{E0020}-\u{E007F}]/gu;
const JOINING = "Adlam Arabic Balinese Bengali Chakma Devanagari Gujarati Gurmukhi Hanifi_Rohingya Javanese Kannada Khmer Malayalam Mandaic Meetei_Mayek Mongolian Myanmar Nko Oriya Phags_Pa Sinhala Syriac Tamil Telugu Tibetan"
  .split(" ").map(script => `\\p{Script=${script}}`).join("");
const LETTER = `(?<=(?=\\p{L})[${JOINING}]\\p{M}*)`;
const FACE = "(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}]\\p{M}*)";
/** They join letters and faces that are drawn together; between others, they are only there to be overlooked. */
const JOINERS = new RegExp(`(${LETTER}\\u200D|${LETTER}\\u200C(?=[\\p{L}\\p{M}])|${FACE}\\u200D(?=\\p{Extended_Pictographic}))|[\\u200C\\u200D]`, "gu");
const CONTROLS = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F]|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/** Words without characters that nobody sees, and that turn others round. */
export function visible(words) {
  return words.replace(CONTROLS, "").replace(DIRECTIONS_AND_NOTHINGS, "").replace(JOINERS, "$1");
}

/** Plain text with a line end wherever it shows one: Word writes its line breaks as vertical tabs. */
export function visibleLines(text) {
  return visible(text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n"));
}

const names = list => new Set(list.split(" "));
const BLOCKS = names("ADDRESS ARTICLE ASIDE BODY CAPTION CENTER DD DETAILS DIALOG DIR DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM HEADER HGROUP HR LEGEND LI LISTING MAIN MENU NAV OL P PLAINTEXT PRE SEARCH SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL XMP");
const NEVER = names("AREA AUDIO BASE BUTTON CANVAS DATALIST EMBED FRAME FRAMESET HEAD IFRAME IMG INPUT LINK MAP MATH META METER NOFRAMES NOSCRIPT OBJECT OPTGROUP OPTION PARAM PICTURE PROGRESS RP SCRIPT SELECT SOURCE STYLE SVG TEMPLATE TEXTAREA TITLE TRACK VIDEO XML");
/** Of those, what somebody sees, and what it is told as when it is missed. */
const SHOWN = new Map([..."AUDIO CANVAS EMBED IFRAME OBJECT VIDEO".split(" ").map(tag => [tag, "media"]), ["MATH", "formulas"], ["SVG", "pictures"], ["BUTTON", ""], ["INPUT", ""], ["SELECT", ""], ["TEXTAREA", ""]]);
const LISTS = names("DIR MENU OL UL");
const AS_TYPED = names("LISTING PLAINTEXT PRE XMP");

/** What is said of a paste in which not all is as it was, in this order. */
const TOLD = {
  struck: "Struck words were left out.",
  notes: "Footnotes, comments and their marks were left out.",
  links: "A link whose address is too long is plain words now.",
  pictures: "Pictures were left out: drop or choose them one at a time.",
  media: "Films, sounds and frames were left out.",
  formulas: "Formulas were left out.",
  tables: "A table came in as a paragraph for each row, with | between its cells.",
  nested: "Lists within a list came in as items of one list.",
  lines: "An item with several paragraphs came in as an item for each.",
  numberedLines: "A numbered item with several paragraphs is one line here, so that each item keeps its number.",
  numbers: "A numbered list counts up from its first number here; it had other numbers.",
  raised: "Raised or lowered words are written on the line, since there are no such characters for them.",
};

/**
 * HTML with paragraphs, crossheads, quotations and lists, bold, italic and links; and no attribute but a link's address.
 *
 * @param quotes what opens and closes a quotation, and one within it
 * @param longestAddress of a link, in characters
 * @returns {{html: string, told: string}} told: a sentence for each thing that is not as it was; empty if all is
 */
export function cleanHtml(html, { quotes = ["“", "”", "‘", "’"], longestAddress = Infinity } = {}) {
  // A document of its own has no window: nothing in it runs, and no picture of it is fetched.
  // Its styles are read, not applied, and its handlers are not even looked at: the page's own rules forbid both, and complain.
  const inert = html
    .replace(/<style\b[\s\S]*?<\/style[^>]*>/gi, "")
    .replace(/<[a-z][^<>]*>/gi, tag => tag.replace(/([\s"'/])(style|on[a-z]+)\s*=/gi, "$1data-$2="))
    .replace(/<(\/?)style\b/gi, "<$1template");
  // Rows without their table would lose what makes them rows.
  const rows = /<table\b/i.test(inert) ? null : /<t([rdh]|body)\b/i.exec(inert);
  const pasted = new DOMParser().parseFromString(rows ? `<table>${/^[dh]$/i.test(rows[1]) ? "<tr>" : ""}${inert}</table>` : inert, "text/html");
  const source = { sheets: sheets(html, pasted), quotes, longestAddress, left: new Set(), speakers: new Set(), keepsNotes: false };
  let reader = read(pasted.body, source);
  if (reader.blocks.length === 0 && source.left.has("notes")) {
    // Whoever copies the words of a note alone wants them.
    Object.assign(source, { left: new Set(), keepsNotes: true });
    reader = read(pasted.body, source);
  }
  return { html: reader.html(), told: Object.keys(TOLD).filter(each => source.left.has(each)).map(each => TOLD[each]).join(" ") };
}

/** Clean HTML as the one line that a headline has room for. */
export function oneLine(html) {
  const page = document.implementation.createHTMLDocument("");
  page.body.innerHTML = html;
  const line = page.createElement("p");
  line.textContent = [...page.querySelectorAll("p, h2, li, blockquote, figcaption")].map(each => each.textContent).filter(each => each).join(" ");
  return line.outerHTML;
}

/** The lines of what is pasted, each as the words in it. */
function linesIn(slice) {
  const lines = [];
  if (slice.content.firstChild?.isInline) {
    return [slice.content];
  }
  slice.content.descendants(node => {
    if (node.isTextblock && node.content.size) {
      lines.push(node.content);
    }
    return !node.isTextblock;
  });
  return lines;
}

/**
 * Several lines pasted where there is room for one: what is within a list are items of it, and a caption, a quotation and who said it
 * have all of them, with spaces between.
 *
 * @returns null where they are put in as they are
 */
export function joined(state, slice) {
  const { $from, $to } = state.selection;
  const lines = linesIn(slice);
  const { item, words, speaker, caption } = state.schema.nodes;
  const type = $from.parent.type;
  if (lines.length < 2 || !$from.sameParent($to)) {
    return null;
  }
  if (type === item) {
    return state.tr.replaceSelection(new Slice(Fragment.fromArray(lines.map(line => item.create(null, line))), 1, 1));
  }
  if (type !== words && type !== speaker && type !== caption) {
    return null;
  }
  const spaced = lines.reduce((all, line) => all.append(Fragment.from(state.schema.text(" "))).append(line));
  const inline = type === speaker ? state.schema.text(spaced.textBetween(0, spaced.size)) : spaced;
  return state.tr.replaceWith($from.pos, $to.pos, inline);
}

function read(body, source) {
  const reader = new Reader(source);
  reader.read(body, {});
  reader.end();
  return reader;
}

/** What stands between two blocks of what is pasted is in two blocks; what is within a line of it, in one. */
class Reader {
  blocks = [];
  #open = null;
  #list = null;
  #speaker = null;
  /** Whether words were left out just now: the space before them goes, too, where a stop follows. */
  #gap = false;
  #line;
  #source;

  /** @param line whether all of it is one line, as a cell is and the words of an item */
  constructor(source, line = false) {
    this.#source = source;
    this.#line = line;
  }

  read(element, style) {
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        this.#words(child.data, style);
      } else if (child.nodeType === Node.ELEMENT_NODE) {
        this.#element(child, style);
      }
    }
  }

  #element(element, outer) {
    const tag = element.tagName.toUpperCase();
    const said = property => this.#said(element, property);
    if (hidden(element, said) || this.#source.speakers.has(element)) {
      return;
    }
    if (NEVER.has(tag)) {
      this.#never(element, tag, outer);
      return;
    }
    if (struck(element, tag, said)) {
      this.#leaveWords("struck", element);
      return;
    }
    if (!this.#source.keepsNotes && isNote(element, tag, said)) {
      this.#leaveWords("notes", element);
      return;
    }
    if (tag === "BR" || tag === "HR") {
      this.#part();
      return;
    }
    const style = styled(element, tag, said, outer);
    if (tag === "A") {
      style.href = this.#address(element);
    }
    const display = said("display") ?? "";
    if (/^(table|grid|treegrid)$/.test(role(element)) || tag === "TABLE" || /^(inline-)?table$/.test(display)) {
      this.#apart(() => this.#table(element, style));
    } else if (isRow(element, said) && !outer.looks) {
      this.#apart(() => this.#row(cellsOf(element, this.#source), style));
    } else if (/^H[1-6]$/.test(tag) || role(element) === "heading") {
      this.#block("h2", element, { ...style, bold: false });
    } else if (LISTS.has(tag) || (role(element) === "list" && BLOCKS.has(tag))) {
      this.#apart(() => this.#ofList(element, tag, style));
    } else if (isItem(element, tag, display)) {
      this.#item(element, style);
    } else if (isQuotation(element, tag)) {
      this.#apart(() => this.#quotation(element, style));
    } else if (tag === "P" && this.#list === null && this.#fromWord(element, style)) {
      return;
    } else if (tag === "Q") {
      this.#quoted(element, style);
    } else if (tag === "RT") {
      this.#words(element.parentElement.querySelector("rp") ? "(" : " (", style);
      this.read(element, style);
      this.#words(")", style);
    } else if (shifted(tag, said) && !outer.shifted) {
      this.#shifted(element, { ...style, shifted: true }, shifted(tag, said));
    } else if (isBlock(element, tag, display, outer, said)) {
      this.#apart(() => this.read(element, style));
    } else if (BLOCKS.has(tag)) {
      this.#words(" ", style);
      this.read(element, style);
      this.#words(" ", style);
    } else {
      this.read(element, style);
    }
  }

  #said(element, property) {
    return inline(element, property) ?? this.#source.sheets.get(element)?.[property];
  }

  #address(link) {
    const address = addressOf(visible(link.getAttribute("href") ?? ""));
    if (address?.length > this.#source.longestAddress) {
      this.#leave("links");
      return null;
    }
    return address;
  }

  #leave(what) {
    this.#source.left.add(what);
  }

  #leaveWords(what, element) {
    if (element.textContent.trim()) {
      this.#leave(what);
      this.#gap = true;
    }
  }

  // ---- What is no text

  #never(element, tag, style) {
    const alt = (element.getAttribute(tag === "SVG" ? "aria-label" : "alt") ?? "").trim();
    if (tag === "IMG" || tag === "SVG") {
      if (isFace(alt) || (alt && /\bemoji/i.test(element.getAttribute("class") ?? ""))) {
        this.#words(alt, style);
      } else if (!isSpeck(element) && (element.hasAttribute("src") || tag === "SVG")) {
        this.#leave("pictures");
        this.#words(" ", style);
      }
    } else if (tag === "PICTURE") {
      this.read(element, style);
    } else if (SHOWN.has(tag)) {
      this.#words(" ", style);
      if (SHOWN.get(tag)) {
        this.#leave(SHOWN.get(tag));
      }
    }
  }

  // ---- Blocks

  /** Whatever this adds stands in blocks of its own. */
  #apart(add) {
    this.#part();
    add();
    this.#part();
  }

  /** Here something is at an end: a block, or a word of a line that cannot be parted. */
  #part() {
    if (!this.#line && this.#open?.kind === "item") {
      this.#partItem();
    } else if (this.#line || this.#open?.whole) {
      this.#words(" ", {});
    } else {
      this.end();
    }
  }

  /**
   * An item is one text. What stands under one another in it stays readable as two where that is two items; but an item with a number is
   * what others call it by, so it stays one.
   */
  #partItem() {
    const { runs, list } = this.#open;
    if ((list ?? this.#list).kind === "ol") {
      runs.push({ words: " ", style: {}, parts: true });
    } else {
      const follows = this.#open.follows || runs.some(says);
      this.end();
      this.#open = { kind: "item", runs: [], whole: true, list, follows };
    }
  }

  /** A block that stays in one, whatever it has in it. */
  #block(kind, element, style) {
    if (this.#line || this.#list || this.#speaker !== null || this.#open?.whole) {
      this.#apart(() => this.read(element, style));
      return;
    }
    this.end();
    this.#open = { kind, runs: [], whole: true };
    this.read(element, style);
    this.end();
  }

  #words(data, style) {
    const shown = visible(data);
    if (style.typed && /[\r\n]/.test(shown)) {
      shown.split(/\r\n?|\n/).forEach((line, i) => {
        if (i > 0) {
          this.#part();
        }
        this.#words(line, style);
      });
      return;
    }
    const words = (style.converted ? shown.replaceAll("\u00A0", " ") : shown).replace(/[ \t\n\r\f\v\u2028\u2029]+/g, " ");
    if (words && (this.#open || words !== " ")) {
      this.#open ??= this.#list ? { kind: "item", runs: [], whole: true } : { kind: this.#speaker === null ? "p" : "quotation", runs: [] };
      const last = this.#open.runs.at(-1);
      if (this.#gap && last && /^[.,;:!?)\]”’]/.test(words)) {
        last.words = last.words.replace(/ $/, "");
      }
      this.#gap = false;
      this.#open.runs.push({ words, style });
    }
  }

  end() {
    const ended = this.#open;
    this.#open = null;
    const runs = tidy(ended?.runs ?? []);
    if (!runs.length) {
      return;
    }
    if (ended.follows) {
      this.#leave("lines");
    }
    if (ended.runs.some((run, at) => run.parts && ended.runs.slice(0, at).some(says) && ended.runs.slice(at).some(says))) {
      this.#leave("numberedLines");
    }
    if (ended.kind === "item" && this.#list) {
      this.#list.items.push(runs);
    } else if (ended.kind === "item") {
      this.#loose(ended.list, runs);
    } else if (ended.kind === "p" && BULLET.test(runs[0].words) && !this.#line) {
      runs[0] = { ...runs[0], words: runs[0].words.replace(BULLET, "") };
      this.#loose({ kind: "ul", key: "typed" }, tidy(runs));
    } else {
      this.blocks.push({ kind: ended.kind, runs, speaker: this.#speaker ?? "" });
    }
  }

  // ---- Lists

  #ofList(element, tag, style) {
    if (this.#line || this.#open?.whole && !this.#list) {
      this.read(element, style);
    } else if (this.#list) {
      this.end();
      this.#leave("nested");
      this.read(element, style);
    } else {
      const numbered = tag === "OL" || isNumbered(this.#said(element, "list-style-type"));
      const backwards = element.hasAttribute("reversed");
      const first = numbered && !backwards ? element.getAttribute("start") : null;
      if (tag === "OL" && backwards) {
        this.#leave("numbers");
      }
      const quoted = this.#speaker;
      this.#speaker = null;
      this.#list = { kind: numbered ? "ol" : "ul", items: [], start: this.#number(first) };
      this.read(element, style);
      this.end();
      const { kind, items, start } = this.#list;
      this.#list = null;
      this.#speaker = quoted;
      if (quoted !== null) {
        items.forEach(runs => this.blocks.push({ kind: "quotation", runs, speaker: quoted }));
      } else if (items.length) {
        this.blocks.push({ kind, items, start });
      }
    }
  }

  #item(element, style) {
    if (this.#line || (this.#open?.whole && !this.#list)) {
      this.#apart(() => this.read(element, style));
      return;
    }
    const value = element.getAttribute("value");
    this.end();
    if (this.#list && value !== null && this.#list.items.length === 0) {
      this.#list.start = this.#number(value);
    } else if (this.#list && value !== null && Number(value) !== (this.#list.start ?? 1) + this.#list.items.length) {
      this.#leave("numbers");
    }
    const numbered = element.closest("ol") !== null || isNumbered(this.#said(element, "list-style-type"));
    this.#open = { kind: "item", runs: [], whole: true, list: { kind: numbered ? "ol" : "ul", key: "item" } };
    this.read(element, style);
    this.end();
  }

  /** With what a list begins that is said to begin with this; what is no number that Stet keeps is said to be left out. */
  #number(said) {
    const start = startOf(said);
    if (said !== null && start === null && Number(said) !== 1) {
      this.#leave("numbers");
    }
    return start;
  }

  /** Items that no list has round them are of one list as long as nothing stands between them. */
  #loose({ kind, key, start = null }, runs) {
    const last = this.blocks.at(-1);
    if (last?.key === key && (last.kind === kind || key.startsWith("l"))) {
      last.items.push(runs);
    } else {
      this.blocks.push({ kind, key, items: [runs], start });
    }
  }

  /** Word writes the items of a list as paragraphs, each with its bullet or number in it. */
  #fromWord(element, style) {
    const [, key, level] = /^(l\d+) level(\d+)/.exec(this.#said(element, "mso-list") ?? "") ?? [];
    const named = /\bMsoListParagraph/.test(element.className);
    if (this.#line || this.#open?.whole || this.#speaker !== null || !(key || named)) {
      return false;
    }
    this.end();
    const runs = this.#runs(element, style);
    const ignored = [...element.querySelectorAll("[data-style]")].find(each => inline(each, "mso-list") === "ignore")?.textContent.trim();
    const typed = key ? undefined : TYPED_MARKER.exec(element.textContent.trimStart())?.[1];
    const marker = ignored ?? typed;
    const last = this.blocks.at(-1);
    const ofWord = last?.key?.startsWith("l") ? last : null;
    if (key === undefined && marker === undefined) {
      if (ofWord === null) {
        return false;
      }
      // Another paragraph of the item before it.
      if (runs.length && ofWord.kind === "ol") {
        this.#leave("numberedLines");
        ofWord.items.push(tidy([...ofWord.items.pop(), { words: " ", style: {} }, ...runs]));
      } else if (runs.length) {
        this.#leave("lines");
        ofWord.items.push(runs);
      }
      return true;
    }
    if (typed !== undefined && runs[0]?.words.startsWith(typed)) {
      runs[0].words = runs[0].words.slice(typed.length).trimStart();
    }
    const list = key ?? ofWord?.key ?? "l";
    const numbered = /^\(?\w+[.)]$/.test(marker ?? "");
    if (level > 1) {
      this.#leave("nested");
    }
    if (runs.length) {
      const first = numbered && ofWord?.key !== list ? /^\(?(\d+)/.exec(marker)?.[1] : undefined;
      this.#loose({ kind: numbered ? "ol" : "ul", key: list, start: this.#number(first ?? null) }, runs);
    }
    return true;
  }

  // ---- Quotations

  #quotation(element, style) {
    const speaker = speakerOf(element);
    const named = speaker ? this.#runs(speaker, {}).map(run => run.words).join("").replace(/^[\s–—-]+/, "") : "";
    if (speaker) {
      this.#source.speakers.add(speaker);
    }
    if (this.#line || this.#list || this.#open?.whole) {
      this.#quoted(element, style);
      this.#words(named ? ` (${named})` : "", style);
      return;
    }
    const outer = this.#speaker;
    this.#speaker = named || outer || "";
    this.read(element, style);
    this.end();
    this.#speaker = outer;
  }

  #quoted(element, style) {
    const [open, close, inner, end] = this.#source.quotes;
    const marked = /^\s*[\p{Pi}\p{Pf}"„‚]/u.test(element.textContent);
    this.#words(marked ? "" : style.quoted ? inner : open, style);
    this.read(element, { ...style, quoted: !style.quoted });
    this.#words(marked ? "" : style.quoted ? end : close, style);
  }

  // ---- Tables

  #table(element, style) {
    const rows = rowsOf(element, this.#source);
    if (isForLooks(element, rows)) {
      this.read(element, { ...style, looks: true });
      return;
    }
    for (const caption of element.querySelectorAll(":scope > caption")) {
      this.#apart(() => this.read(caption, style));
    }
    rows.forEach(cells => this.#apart(() => this.#row(cells, style)));
  }

  #row(cells, style) {
    const said = cells.map(cell => this.#runs(cell, style));
    if (said.every(runs => runs.length === 0)) {
      return;
    }
    if (said.length > 1) {
      this.#leave("tables");
    }
    said.forEach((runs, i) => {
      this.#words(i > 0 ? " | " : "", style);
      (runs.length ? runs : [{ words: "–", style }]).forEach(run => this.#words(run.words, { ...run.style, typed: false, looks: false }));
    });
  }

  /** What an element says, in one line. */
  #runs(element, style) {
    const reader = new Reader(this.#source, true);
    reader.read(element, style);
    reader.end();
    return reader.blocks.flatMap(block => block.runs);
  }

  // ---- Raised and lowered

  #shifted(element, style, shift) {
    const link = element.closest("a[href]") ?? element.querySelector("a[href]");
    const local = (link?.getAttribute("href") ?? "").includes("#");
    const runs = this.#runs(element, style);
    const before = (this.#open?.runs ?? []).map(run => run.words).join("");
    const { words, note, told } = raisedOrLowered(runs.map(run => run.words).join(""), before, shift, local);
    if (note && !this.#source.keepsNotes) {
      this.#leave("notes");
      return;
    }
    if (told) {
      this.#leave("raised");
    }
    const spaced = element.textContent;
    this.#words(`${/^\s/.test(spaced) ? " " : ""}${words}${/\s$/.test(spaced) ? " " : ""}`, runs[0]?.style ?? style);
  }

  // ---- What comes of it

  html() {
    const out = document.implementation.createHTMLDocument("").body;
    const make = tag => out.ownerDocument.createElement(tag);
    for (const block of this.blocks) {
      if (block.items) {
        const list = out.appendChild(make(block.kind));
        if (block.kind === "ol" && block.start !== null) {
          list.setAttribute("start", block.start);
        }
        block.items.forEach(runs => fill(list.appendChild(make("li")), runs));
      } else if (block.kind === "quotation") {
        const figure = out.appendChild(make("figure"));
        figure.className = "quotation";
        fill(figure.appendChild(make("blockquote")), block.runs);
        figure.appendChild(make("figcaption")).textContent = block.speaker;
      } else {
        fill(out.appendChild(make(block.kind)), block.runs);
      }
    }
    return out.innerHTML;
  }
}

const says = run => /\S/.test(run.words);

/** What Word types before an item, where it is told by nothing else. */
const TYPED_MARKER = /^([·•§o▪–-]|\w{1,4}[.)])[\s\u00A0]{2,}/;
const BULLET = /^[•‣◦▪●○■▸►⁃∙·]\s+/;

/** Spaces that only keep things apart on a page are one, and none are at the ends; a single no-break space is a part of what it joins. */
function tidy(runs) {
  const out = [];
  for (const run of runs) {
    let words = run.words.replace(/[ \u00A0]{2,}/g, " ");
    const last = out.at(-1);
    if (!last) {
      words = words.replace(/^\s+/, "");
    } else if (/[ \u00A0]$/.test(last.words) && /^[ \u00A0]/.test(words)) {
      last.words = `${last.words.slice(0, -1)} `;
      words = words.slice(1);
    }
    if (words) {
      out.push({ ...run, words });
    }
  }
  while (out.length) {
    const last = out.at(-1);
    last.words = last.words.replace(/\s+$/, "");
    if (last.words) {
      break;
    }
    out.pop();
  }
  return out;
}

function fill(element, runs) {
  const page = element.ownerDocument;
  runs.forEach(({ words, style }) => {
    let node = page.createTextNode(words);
    for (const [set, tag] of [[style.italic, "em"], [style.bold, "strong"]]) {
      if (set) {
        const mark = page.createElement(tag);
        mark.append(node);
        node = mark;
      }
    }
    if (style.href) {
      const link = page.createElement("a");
      link.setAttribute("href", style.href);
      link.append(node);
      node = link;
    }
    element.append(node);
  });
}

// ---- What the source shows

/** What looks bold is bold, and what says it is bold but does not look so is not: Google's documents come in one <b> that is normal. */
function styled(element, tag, said, outer) {
  const style = { ...outer, converted: element.classList.contains("Apple-converted-space") };
  const weight = said("font-weight");
  if (weight) {
    style.bold = weight === "bold" || weight === "bolder" || Number(weight) >= 600;
  } else if (tag === "B" || tag === "STRONG") {
    style.bold = true;
  }
  const slant = said("font-style");
  if (slant) {
    style.italic = slant === "italic" || slant.startsWith("oblique");
  } else if (tag === "I" || tag === "EM" || tag === "CITE") {
    style.italic = true;
  }
  const space = said("white-space") ?? (AS_TYPED.has(tag) ? "pre" : undefined);
  if (space) {
    style.typed = /^(pre|break-spaces)/.test(space);
  }
  style.boxes = /^(inline-)?(flex|grid)/.test(said("display") ?? "");
  return style;
}

function isBlock(element, tag, display, outer, said) {
  if (outer.boxes || /^(left|right)$/.test(said("float") ?? "") || /^(absolute|fixed)$/.test(said("position") ?? "")) {
    return true;
  }
  return display ? !/^(inline|contents|ruby)/.test(display) : BLOCKS.has(tag);
}

function role(element) {
  return element.getAttribute("role") ?? "";
}

/** What the page it came from did not show, and the bullets that Word writes before its items, are not pasted. */
function hidden(element, said) {
  return element.hidden || (element.tagName === "DIALOG" && !element.hasAttribute("open")) || said("display") === "none" || /^(hidden|collapse)$/.test(said("visibility") ?? "") || said("content-visibility") === "hidden"
    || /^0*\.?0+[a-z%]*$/.test(said("font-size") ?? "") || /^0*\.?0+%?$/.test(said("opacity") ?? "")
    || said("mso-list") === "ignore" || said("mso-hide") === "all";
}

function struck(element, tag, said) {
  return tag === "DEL" || tag === "S" || tag === "STRIKE" || element.classList.contains("msoDel")
    || `${said("text-decoration")} ${said("text-decoration-line")}`.includes("line-through");
}

/** Which way what stands here was moved off the line: "up", "down", or not. */
function shifted(tag, said) {
  const align = said("vertical-align");
  if (align) {
    return align === "super" ? "up" : align === "sub" ? "down" : "";
  }
  return tag === "SUP" ? "up" : tag === "SUB" ? "down" : "";
}

function isItem(element, tag, display) {
  return tag === "LI" || display === "list-item" || (role(element) === "listitem" && BLOCKS.has(tag));
}

function isNumbered(type) {
  return /decimal|roman|alpha|latin/.test(type ?? "");
}

function isQuotation(element, tag) {
  return tag === "BLOCKQUOTE" || /\bMso(Intense)?Quote\b/.test(element.className) || (tag === "FIGURE" && element.querySelector("blockquote") !== null);
}

/** Who is quoted, where the end of a quotation says so. */
function speakerOf(element) {
  const named = element.querySelector("footer, figcaption");
  if (named) {
    return named;
  }
  const cite = [...element.querySelectorAll("cite")].at(-1);
  return cite && element.textContent.trimEnd().endsWith(cite.textContent.trimEnd()) && cite.textContent.trim() !== element.textContent.trim() ? cite : null;
}

/** An emoji, of which a picture is drawn. */
function isFace(alt) {
  return alt.length < 40 && /[\p{Extended_Pictographic}\p{Regional_Indicator}\u20E3]/u.test(alt) && !/\p{L}/u.test(alt);
}

/** A picture that nobody is to see, as those that tell who reads a letter. */
function isSpeck(element) {
  return ["width", "height"].some(side => Number.parseFloat(inline(element, side) ?? element.getAttribute(side) ?? "9") <= 2);
}

// ---- Notes

const TO_NOTE = /#_{0,2}(ftn|edn|ftnt|fn|sdfootnote|sdendnote|msocom|cmnt|cite_note|footnote|endnote|note)[-_:.]?[-\w:.]*$/i;
const FROM_NOTE = /#_{0,2}(ftnref|ednref|ftnt_?ref|cmnt_?ref|msoanchor|fnref|cite_ref|sdfootnote\d+anc|sdendnote\d+anc|footnote-?ref)[-_:.]?[-\w:.]*$/i;
const NOTE_MARK = /\b(msocomanchor|MsoCommentReference|MsoFootnoteReference|MsoEndnoteReference|sdfootnoteanc|sdendnoteanc|footnote-?ref|noteref)\b/i;
const NOTES = /(^|\s)(MsoFootnoteText|MsoEndnoteText|MsoCommentText|sdfootnote(-\w+)?|sdendnote(-\w+)?|footnotes?|endnotes?)(\s|$)/i;

/** Marks of footnotes and comments, and the notes themselves: they are no part of the text. */
function isNote(element, tag, said) {
  const is = `${role(element)} ${element.getAttribute("epub:type") ?? ""}`;
  if (tag === "A") {
    const href = element.getAttribute("href") ?? "";
    if ((TO_NOTE.test(href) || FROM_NOTE.test(href)) && element.textContent.trim().length <= 8) {
      return true;
    }
  }
  if (NOTE_MARK.test(element.className) || /noteref/.test(is) || (tag === "SUP" && element.classList.contains("reference"))) {
    return true;
  }
  if (/^(footnote|endnote|comment)/.test(said("mso-element") ?? "") || /\b(doc-)?(footnotes?|endnotes?|rearnotes?)\b/.test(is) || NOTES.test(element.className)) {
    return true;
  }
  if (tag === "P" || tag === "LI" || tag === "DD") {
    const first = element.querySelector("a[href]");
    return first !== null && FROM_NOTE.test(first.getAttribute("href")) && element.textContent.trim().startsWith(first.textContent.trim());
  }
  return /^(_?ftn|_?edn|_com_|_msocom_|sdfootnote|sdendnote)\d+$/.test(element.id) && tag === "DIV";
}

// ---- Tables

function displayOf(element, source) {
  return inline(element, "display") ?? source.sheets.get(element)?.display;
}

function isRow(element, said) {
  return element.tagName === "TR" || said("display") === "table-row" || role(element) === "row";
}

function cellsOf(row, source) {
  return [...row.children].filter(cell => cell.tagName === "TD" || cell.tagName === "TH" || displayOf(cell, source) === "table-cell" || /^(grid|row|column)?(cell|header)$/.test(role(cell)));
}

/** The cells of each row; one that reaches over several rows says the same in each of them. */
function rowsOf(table, source) {
  const rows = [];
  const reaching = [];
  const gather = element => {
    for (const child of element.children) {
      const said = property => inline(child, property) ?? source.sheets.get(child)?.[property];
      if (hidden(child, said) || struck(child, child.tagName, said)) {
        continue;
      }
      if (isRow(child, said)) {
        const cells = [];
        const own = cellsOf(child, source).filter(cell => !hidden(cell, property => inline(cell, property) ?? source.sheets.get(cell)?.[property]));
        for (let column = 0; own.length || reaching.some((each, at) => at >= column && each.left > 0); column++) {
          const from = reaching[column];
          if (from?.left > 0) {
            from.left--;
            cells.push(from.cell);
          } else if (own.length) {
            const cell = own.shift();
            cells.push(cell);
            reaching[column] = { cell, left: Math.min(Math.max(Number(cell.getAttribute("rowspan") ?? 1) - 1, 0), 1000) };
            for (let more = Math.min(Number(cell.getAttribute("colspan") ?? 1), 100); more > 1; more--) {
              reaching[++column] = { cell, left: 0 };
            }
          }
        }
        rows.push(cells);
      } else if (/^T(BODY|HEAD|FOOT)$/.test(child.tagName) || /^table-.*group$/.test(said("display") ?? "") || role(child) === "rowgroup") {
        gather(child);
      }
    }
  };
  gather(table);
  return rows;
}

/** A table that only puts things beside one another on a page, as letters have them. */
function isForLooks(table, rows) {
  return /^(presentation|none)$/.test(role(table)) || rows.every(cells => cells.length < 2) || table.querySelector("table, h1, h2, h3, blockquote") !== null
    || (rows.length === 1 && rows[0].some(cell => cell.querySelectorAll("p, div, li").length > 2));
}

// ---- Styles

const parsed = new WeakMap();

/** What an element's own style says of one thing. */
function inline(element, property) {
  let said = parsed.get(element);
  if (!said) {
    said = new Map((element.getAttribute("data-style") ?? "").split(";").map(each => {
      const [name, ...value] = each.split(":");
      return [name.trim().toLowerCase(), value.join(":").replace(/!.*/, "").trim().toLowerCase()];
    }).filter(([, value]) => value));
    parsed.set(element, said);
  }
  return said.get(property);
}

const READ = ["display", "visibility", "font-weight", "font-style", "font-size", "text-decoration-line", "vertical-align", "white-space", "float", "position", "opacity", "list-style-type"];
const MOST_RULES = 1_000;

/** What the style sheets that come with it say of its elements: Pages and Word write there what is struck and what is bold. */
function sheets(html, pasted) {
  const said = new Map();
  let rules = 0;
  for (const [, css] of html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style/gi)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css.replace(/<!--|-->/g, ""));
    for (const rule of sheet.cssRules) {
      const set = rule instanceof CSSStyleRule ? READ.filter(property => rule.style.getPropertyValue(property)) : [];
      if (set.length && rules++ < MOST_RULES) {
        for (const element of pasted.body.querySelectorAll(rule.selectorText)) {
          const known = said.get(element) ?? {};
          set.forEach(property => { known[property] = rule.style.getPropertyValue(property).toLowerCase(); });
          said.set(element, known);
        }
      }
    }
  }
  return said;
}
