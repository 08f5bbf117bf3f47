/** Characters that stand above the line or below it, for what a source raised or lowered: 10⁶, H₂O. */

const pairs = (plain, moved) => new Map([...plain].map((character, i) => [character, [...moved][i]]));

const ABOVE = pairs("0123456789+-−–=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ");
const BELOW = pairs("0123456789+-−–=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ");

/** What is written raised or on the line as one likes: 1st, 2e, XIXe, Mme, Cie, McDonald. */
const OF_A_NUMBER = /^(st|nd|rd|th|er|ers|re|res|e|es|nde?|de|d|ème|èmes|eme|ste|ter|te|ère|ième|o|a|os|as)$/i;
const OF_A_NAME = /^(me|mes|lle|lles|gr|grs|ie|ies|te|rs?|ve|[ct]|st)$/;

/**
 * @param before the words in front of it
 * @param shift "up" or "down"
 * @param local whether it leads to somewhere else in the same text
 * @returns {{words: string, note: boolean, told: boolean}} note: whether it is the mark of a note; told: whether it is on the line now
 */
export function raisedOrLowered(text, before, shift, local) {
  const words = text.trim();
  const as = (written, told = false) => ({ words: written, note: false, told });
  if (!words) {
    return as("");
  }
  if (shift === "up") {
    if ((local && words.length <= 8) || /^\[[^\]]{1,6}\]$/.test(words) || /^[*†‡§¶]+$/.test(words)
        || (/^\(?\d{1,3}\)?([,–-]\s*\d{1,3})*$/.test(words) && /[.,;:!?…”’"»“]$/.test(before))) {
      return { words, note: true, told: false };
    }
    if (/^(tm|sm)$/i.test(words)) {
      return as(words.toLowerCase() === "tm" ? "™" : "℠");
    }
    if (/^[®©™℠°ºª′″]+$/.test(words)) {
      return as(words);
    }
    if (/^[oa]$/.test(words) && /(\d|\b[nN])$/.test(before)) {
      return as(words === "o" ? "º" : "ª");
    }
    if ((OF_A_NUMBER.test(words) && /(\d|\b[IVXLC]+)\.?$/.test(before)) || (OF_A_NAME.test(words) && /(^|[^\p{L}])\p{Lu}\p{Ll}?$/u.test(before))) {
      return as(words);
    }
  }
  const table = shift === "up" ? ABOVE : BELOW;
  const letters = /^\p{L}{2,}$/u.test(words);
  if (!letters && [...words].every(character => table.has(character))) {
    return as([...words].map(character => table.get(character)).join(""));
  }
  if (/\d/.test(words) && !/\s/.test(words)) {
    const sign = shift === "up" ? "^" : "_";
    return as(/^[\d.,]+$/.test(words) ? sign + words : `${sign}(${words})`, true);
  }
  return as(` (${words})`, true);
}
