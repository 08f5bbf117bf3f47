/** What is pasted: its words and what they are, and nothing else that came with them. */
import { leadsSomewhere } from "stet/schema";

/** In characters. Beyond the first, nobody looks what is in it; beyond the second, an article is full. */
export const MOST_PASTED = 4_000_000;
export const MOST_WORDS = 200_000;

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
  return words.replace(CONTROLS, "").replace(DIRECTIONS_AND_NOTHINGS, "").replace(JOINERS, "$1").replaceAll("\u00A0", " ");
}

const BLOCKS = new Set("ADDRESS ARTICLE ASIDE BODY CAPTION DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER HEADER HR MAIN NAV P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR".split(" "));
const NEVER = new Set("AUDIO BASE BUTTON CANVAS DATALIST DIALOG EMBED FRAME FRAMESET HEAD IFRAME IMG INPUT LINK MATH META NOFRAMES NOSCRIPT OBJECT OPTION PARAM PICTURE SCRIPT SELECT SOURCE STYLE SVG TEMPLATE TEXTAREA TITLE TRACK VIDEO XML".split(" "));

/** HTML with paragraphs, crossheads, quotations and lists, bold, italic and links; and no attribute but a link's address. */
export function cleanHtml(html) {
  // A document of its own has no window: nothing in it runs, and no picture of it is fetched.
  // Its styles are read, not applied, and its handlers are not even looked at: the page's own rules forbid both, and complain.
  const inert = html
    .replace(/<[a-z][^<>]*>/gi, tag => tag.replace(/([\s"'/])(style|on[a-z]+)\s*=/gi, "$1data-$2="))
    .replace(/<(\/?)style\b/gi, "<$1template");
  const pasted = new DOMParser().parseFromString(inert, "text/html");
  const reader = new Reader();
  reader.read(pasted.body, {});
  return reader.html();
}

class Reader {
  blocks = [];
  open = null;

  read(element, style) {
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        this.words(child.data, style);
      } else if (child.nodeType === Node.ELEMENT_NODE) {
        this.element(child, style);
      }
    }
  }

  element(element, outer) {
    const tag = element.tagName.toUpperCase();
    if (NEVER.has(tag) || hidden(element)) {
      return;
    }
    if (tag === "BR") {
      this.words(" ", outer);
      return;
    }
    const style = styled(element, tag, outer);
    if (/^H[1-6]$/.test(tag)) {
      this.block("h2", element, { ...style, bold: false });
    } else if (tag === "LI") {
      const list = element.closest("ol, ul");
      this.block(list?.tagName === "OL" ? "ol" : "ul", element, style);
    } else if (tag === "UL" || tag === "OL") {
      this.end();
      this.read(element, style);
      this.end();
    } else if (tag === "BLOCKQUOTE" || (tag === "FIGURE" && element.classList.contains("quotation"))) {
      this.quotation(element, style);
    } else if (tag === "P" && inWordsList(element)) {
      this.block(/^[\s\u00A0]*(?:\d+|[a-z])[.)]/i.test(element.textContent) ? "ol" : "ul", element, style);
    } else if (BLOCKS.has(tag)) {
      this.block(this.open?.kind === "ol" || this.open?.kind === "ul" ? this.open.kind : "p", element, style);
    } else {
      this.read(element, style);
    }
  }

  /** A block may have others in it, as a cell or an item has; those are blocks of their own. */
  block(kind, element, style) {
    const outer = this.open?.kind;
    const inItem = outer === "ol" || outer === "ul";
    // A paragraph that is the item's own words does not end it.
    if (!(inItem && this.open.runs.length === 0 && kind === outer)) {
      this.end();
      this.open = { kind, runs: [] };
    }
    this.read(element, style);
    this.end();
  }

  quotation(element, style) {
    this.end();
    const speaker = element.querySelector("cite, footer, figcaption");
    const named = speaker ? visible(speaker.textContent).replace(/^[\s–—-]+/, "").trim() : "";
    speaker?.remove();
    const inner = new Reader();
    inner.read(element, style);
    inner.end();
    const runs = inner.blocks.flatMap((block, i) => (i ? [{ words: " ", style: {} }, ...block.runs] : block.runs));
    if (runs.length) {
      this.blocks.push({ kind: "quotation", runs, speaker: named });
    }
  }

  words(data, style) {
    const words = visible(data).replace(/\s+/g, " ");
    if (words && (this.open || words !== " ")) {
      this.open ??= { kind: "p", runs: [] };
      this.open.runs.push({ words, style });
    }
  }

  end() {
    if (this.open?.runs.some(run => run.words.trim())) {
      this.blocks.push(this.open);
    }
    this.open = null;
  }

  html() {
    this.end();
    const out = document.implementation.createHTMLDocument("").body;
    let list = null;
    for (const block of this.blocks) {
      if (block.kind === "ul" || block.kind === "ol") {
        if (list?.localName !== block.kind) {
          list = out.appendChild(out.ownerDocument.createElement(block.kind));
        }
        fill(list.appendChild(out.ownerDocument.createElement("li")), block.runs);
        continue;
      }
      list = null;
      if (block.kind === "quotation") {
        const figure = out.appendChild(out.ownerDocument.createElement("figure"));
        figure.className = "quotation";
        fill(figure.appendChild(out.ownerDocument.createElement("blockquote")), block.runs);
        figure.appendChild(out.ownerDocument.createElement("figcaption")).textContent = block.speaker;
      } else {
        fill(out.appendChild(out.ownerDocument.createElement(block.kind)), block.runs);
      }
    }
    return out.innerHTML;
  }
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

/** What looks bold is bold, and what says it is bold but does not look so is not: Google's documents come in one <b> that is normal. */
function styled(element, tag, outer) {
  const style = { ...outer };
  const weight = said(element, "font-weight");
  if (weight) {
    style.bold = weight === "bold" || weight === "bolder" || Number(weight) >= 600;
  } else if (tag === "B" || tag === "STRONG") {
    style.bold = true;
  }
  const slant = said(element, "font-style");
  if (slant) {
    style.italic = slant === "italic" || slant.startsWith("oblique");
  } else if (tag === "I" || tag === "EM" || tag === "CITE") {
    style.italic = true;
  }
  if (tag === "A") {
    const href = visible(element.getAttribute("href") ?? "").trim();
    style.href = leadsSomewhere(href) ? href : undefined;
  }
  return style;
}

/** What the page it came from did not show, and the bullets that Word writes before its items, are not pasted. */
function hidden(element) {
  return element.hidden || said(element, "display") === "none" || said(element, "visibility") === "hidden"
    || said(element, "mso-list") === "ignore" || said(element, "mso-hide") === "all";
}

/** What an element's own style says of one thing. */
function said(element, property) {
  const style = element.getAttribute("data-style") ?? "";
  return style.match(new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;!]+)`, "i"))?.[1].trim().toLowerCase();
}

function inWordsList(element) {
  return /\bMsoListParagraph/.test(element.className) || /^l\d/.test(said(element, "mso-list") ?? "");
}
