/** Quotation marks, apostrophes and dashes as the article's language has them, while they are typed. */
import { closeHistory } from "prosemirror-history";
import { Plugin } from "prosemirror-state";

const OPENS_AFTER = /(^|[\s\u00A0([{/¿¡‐-])$/u;
const DASH = /[–—]$/u;
/** What is being typed is an address, in which each sign is what it is. */
const ADDRESS = /(^|[\s(<])([a-z][a-z0-9+.-]*:\/\/|mailto:|www\.|[^\s@]+@|[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}\/)\S*$/iu;

const count = (words, mark) => words.split(mark.trim()).length - 1;

/** Whether a mark has opened a quotation that none has closed. */
function isOpen(words, open, close) {
  return open.trim() === close.trim() ? count(words, open) % 2 === 1 : count(words, open) > count(words, close);
}

/**
 * What stands there in place of what was just typed.
 *
 * @param before the words of the line up to what is typed
 * @param quotes what opens and closes a quotation, and one within it
 * @returns {{back: number, words: string} | null} back: how many characters before it go with it; null if it stays as it is
 */
function typeset(before, typed, [open, close, inner, end]) {
  if (ADDRESS.test(before)) {
    return null;
  }
  const opens = OPENS_AFTER.test(before) || (DASH.test(before) && !isOpen(before, open, close)) || before.endsWith(open) || before.endsWith(inner);
  switch (typed) {
    case "\"":
      if (opens) {
        return { back: 0, words: open };
      }
      return /\d$/.test(before) && !isOpen(before, open, close) ? null : { back: 0, words: close };
    case "'":
      if (opens) {
        return { back: 0, words: inner };
      }
      if (end !== "’" && isOpen(before, inner, end)) {
        return { back: 0, words: end };
      }
      return /\d$/.test(before) && !isOpen(before, inner, end) ? null : { back: 0, words: "’" };
    case "-":
      if (/(^|[^-–—])-$/.test(before)) {
        return { back: 1, words: "–" };
      }
      return /[^–—]?–$/.test(before) ? { back: 1, words: "—" } : null;
    case " ":
      return /[^\s\d] -$/.test(before) ? { back: 1, words: "– " } : null;
    default:
      if (/^\d$/.test(typed) && inner !== "’" && OPENS_AFTER.test(before.slice(0, -1)) && before.endsWith(inner)) {
        return { back: 1, words: `’${typed}` };
      }
      return /^\p{L}$/u.test(typed) && end !== "’" && /\p{L}$/u.test(before.slice(0, -end.length)) && before.endsWith(end)
        ? { back: end.length, words: `’${typed}` } : null;
  }
}

/** @param quotes gives what the article's language has at the moment */
export function typography(quotes) {
  return new Plugin({
    props: {
      handleTextInput(view, from, to, typed) {
        const $from = view.state.doc.resolve(from);
        if (view.composing || typed.length !== 1 || $from.marks().some(mark => mark.type.name === "link")) {
          return false;
        }
        const set = typeset($from.parent.textBetween(0, $from.parentOffset, undefined, "\uFFFC"), typed, quotes());
        if (set === null) {
          return false;
        }
        // Two steps, each undone by itself: whoever wants the plain sign takes the other back.
        view.dispatch(closeHistory(view.state.tr.insertText(typed, from, to)));
        view.dispatch(closeHistory(view.state.tr.insertText(set.words, from - set.back, from + typed.length).scrollIntoView()));
        view.dispatch(closeHistory(view.state.tr));
        return true;
      },
    },
  });
}
