/** How much an article may have, by what the ledger says (see stet.domain.article.Bounds): in characters as JavaScript counts them, too. */
import { blockOf, wordsOf } from "stet/schema";

const NAMES = { paragraph: "A paragraph", crosshead: "A crosshead", quotation: "A quotation", list: "A list", figure: "A caption" };

function marksOf(block) {
  const texts = block.items ?? [block.text ?? block.picture.caption];
  return texts.flatMap(text => text.marks ?? []);
}

function sizes(doc) {
  const blocks = doc.children.map(blockOf);
  const marks = blocks.flatMap(marksOf);
  const addresses = marks.reduce((sum, mark) => sum + (mark.href ?? "").length, 0);
  return { blocks: blocks.length, marks: marks.length, body: blocks.reduce((sum, block) => sum + wordsOf(block).length, addresses) };
}

function most(what, number, things, would) {
  return `${what} has at most ${number.toLocaleString("en")} ${things}; with this it would have ${would.toLocaleString("en")}`;
}

/** Why a line such as the headline would be too long; null if it would not. */
export function lineBeyond({ field }, what, was, now) {
  return now > field && now > was ? most(what, field, "characters", now) : null;
}

/** Why a body would be more than the ledger takes, where it becomes so only now; null if it would not. */
export function bodyBeyond(limits, was, now) {
  const before = new Map(was.children.map(node => [node.attrs.id, node]));
  for (const node of now.children) {
    const known = before.get(node.attrs.id);
    if (known === node) {
      continue;
    }
    const block = blockOf(node);
    const length = wordsOf(block).length;
    if (length > limits.block && length > (known ? wordsOf(blockOf(known)).length : 0)) {
      return most(NAMES[block.kind], limits.block, "characters", length);
    }
    const speaker = (block.speaker ?? "").length;
    if (speaker > limits.field && speaker > (known ? (blockOf(known).speaker ?? "").length : 0)) {
      return most("Who is quoted", limits.field, "characters", speaker);
    }
  }
  const had = sizes(was);
  const has = sizes(now);
  const [what, things] = [["body", "characters"], ["blocks", "blocks"], ["marks", "formatted parts"]].find(([each]) => has[each] > limits[each] && has[each] > had[each]) ?? [];
  return what ? most("An article", limits[what], things, has[what]) : null;
}
