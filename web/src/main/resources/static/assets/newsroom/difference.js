/**
 * What became of a content after it was sent, brought into what is written here as the smallest steps there are: whatever did not change
 * stays as it is, and so does the cursor. What is to stand where two people wrote, Stet decides (stet.domain.content.Merge), and nobody here.
 */
import { Selection, TextSelection } from "prosemirror-state";
import { blockOf, freshId, inline, line, nodeOf, same, schema, Spot, textOf, wordsOf } from "stet/schema";

// ---- Words

const TOKENS = /\s+|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu;
/** Beyond this many comparisons, what differs is one change. */
const MOST = 4_000_000;

/** The words of a text one by one, each with its formatting, since formatting is a change too. */
function tokens(text) {
  return Array.from(text.words.matchAll(TOKENS), match => {
    const start = match.index;
    const end = start + match[0].length;
    const format = (text.marks ?? [])
      .filter(mark => mark.start < end && mark.end > start)
      .map(mark => `${mark.style}${Math.max(0, mark.start - start)}-${Math.min(end, mark.end) - start}${mark.href ?? ""}`);
    return { start, end, key: match[0] + (format.length ? "\0" + format.join("\0") : "") };
  });
}

/** What was changed between two texts, as stretches of characters: [was, wasEnd) became [now, nowEnd). */
export function hunks(was, now) {
  const a = tokens(was);
  const b = tokens(now);
  let first = 0;
  while (first < a.length && first < b.length && a[first].key === b[first].key) {
    first++;
  }
  let last = 0;
  while (last < a.length - first && last < b.length - first && a[a.length - 1 - last].key === b[b.length - 1 - last].key) {
    last++;
  }
  const from = (list, i, text) => (i < list.length ? list[i].start : text.words.length);
  const found = [];
  const add = (i, iEnd, j, jEnd) => found.push({
    was: from(a, i, was), wasEnd: i === iEnd ? from(a, i, was) : a[iEnd - 1].end,
    now: from(b, j, now), nowEnd: j === jEnd ? from(b, j, now) : b[jEnd - 1].end,
  });
  let i = first;
  let j = first;
  for (const [x, y] of [...common(a, b, first, a.length - last, b.length - last), [a.length - last, b.length - last]]) {
    if (x > i || y > j) {
      add(i, x, j, y);
    }
    i = x + 1;
    j = y + 1;
  }
  return found;
}

/** The longest common run of tokens between two ends, as pairs of places. */
function common(a, b, first, aEnd, bEnd) {
  const n = aEnd - first;
  const m = bEnd - first;
  if (n * m === 0 || n * m > MOST) {
    return [];
  }
  const longest = Array.from({ length: n + 1 }, () => new Uint16Array(m + 1));
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      longest[i][j] = a[first + i].key === b[first + j].key
        ? longest[i + 1][j + 1] + 1
        : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < n && j < m;) {
    if (a[first + i].key === b[first + j].key) {
      pairs.push([first + i++, first + j++]);
    } else if (longest[i + 1][j] >= longest[i][j + 1]) {
      i++;
    } else {
      j++;
    }
  }
  return pairs;
}

/** Where changes of a text stand in the document that has it, in a node whose content begins at a place. */
function placed(node, at, changes) {
  const spot = new Spot(node);
  return changes.map(({ was, wasEnd, now, nowEnd }) => {
    const from = at + (wasEnd > was ? spot.before(was) : spot.after(was));
    return { from, to: wasEnd > was ? at + spot.after(wasEnd) : from, now, nowEnd };
  });
}

/** Where a change stands after all that was typed since; null if something was typed right there. */
function afterTyping({ maps }, change) {
  let { from, to } = change;
  for (const map of maps) {
    let met = false;
    map.forEach((start, end) => {
      met ||= from === to || start === end ? start <= to && from <= end : start < to && from < end;
    });
    if (met) {
      return null;
    }
    from = map.map(from);
    to = map.map(to);
  }
  return { ...change, from, to };
}

/** Puts stretches of another text where they belong; words that are only formatted otherwise are not written anew. */
function put(tr, changes, text, of = schema) {
  const whole = (of === line ? of.nodes.doc : schema.nodes.words).create(null, inline(text, of));
  for (const { from, to, now, nowEnd } of changes.toReversed()) {
    const { content, textContent } = whole.cut(now, nowEnd);
    if (to > from && tr.doc.textBetween(from, to) === textContent) {
      tr.removeMark(from, to);
      content.forEach((node, at) => node.marks.forEach(mark => tr.addMark(from + at, from + at + node.nodeSize, mark)));
    } else {
      tr.replaceWith(from, to, content);
    }
  }
}

// ---- One line, such as the headline

/**
 * @param sent {doc, typed}: the document that was sent, and the mapping of what was typed since
 * @returns a transaction; null if something was typed where something came in
 */
export function broughtLine(state, { doc, typed }, was, words) {
  const changes = placed(doc, 0, hunks({ words: was }, { words })).map(each => afterTyping(typed, each));
  if (changes.includes(null)) {
    return null;
  }
  const { tr } = state;
  put(tr, changes, { words }, line);
  return tr;
}

/** A transaction that makes a line say something else. */
export function saying(state, words) {
  const { tr } = state;
  put(tr, placed(state.doc, 0, hunks(textOf(state.doc), { words })), { words }, line);
  return tr;
}

// ---- The body

/** Where a block stands; null where it does not. */
export function find(doc, id) {
  let at = 0;
  for (const node of doc.children) {
    if (node.attrs.id === id) {
      return { node, at };
    }
    at += node.nodeSize;
  }
  return null;
}

/**
 * Brings what became of a list of blocks into the body.
 * @param sent as for a line
 * @param contested the places that stay as they are here until somebody has chosen
 * @returns a transaction; null if something was typed where something came in
 */
export function brought(state, sent, was, after, contested) {
  const { tr } = state;
  const before = new Map(was.map(block => [block.id, block]));
  const stay = new Set(after.map(block => block.id));
  const open = block => !contested.has(`block/${block.id}`);
  // An empty paragraph that only keeps the page from being empty gives way.
  const filler = state.doc.childCount === 1 && !before.has(state.doc.child(0).attrs.id) && !wordsOf(blockOf(state.doc.child(0)))
    ? state.doc.child(0).attrs.id : null;

  // Words first, as long as what was typed tells where they stand now; then blocks, which are found by their ids.
  for (const block of after.filter(open)) {
    const base = before.get(block.id);
    if (base && !same(base, block) && !rewrite(tr, sent, base, block)) {
      return null;
    }
  }
  for (const id of moved(was.map(block => block.id), after.map(block => block.id))) {
    if (find(tr.doc, id) !== null) {
      replant(tr, id, doc => behind(doc, after, after.findIndex(block => block.id === id)));
    }
  }
  for (const [i, block] of after.entries()) {
    if (open(block) && !before.has(block.id)) {
      const here = find(tr.doc, block.id);
      if (here !== null && !same(blockOf(here.node), block)) {
        return null;
      }
      if (here === null) {
        tr.insert(behind(tr.doc, after, i), nodeOf(block));
      }
    }
  }
  for (const base of was) {
    const here = stay.has(base.id) || !open(base) ? null : find(tr.doc, base.id);
    if (here !== null) {
      if (!same(blockOf(here.node), base)) {
        return null;
      }
      remove(tr, here);
    }
  }
  const empty = filler === null || tr.doc.childCount === 1 ? null : find(tr.doc, filler);
  if (empty !== null) {
    remove(tr, empty);
  }
  return tr;
}

function remove(tr, { node, at }) {
  const none = tr.doc.childCount === 1 ? schema.nodes.paragraph.create({ id: freshId() }) : [];
  tr.replaceWith(at, at + node.nodeSize, none);
}

/** The place behind the nearest block before this one that is here. */
function behind(doc, blocks, i) {
  for (let before = i - 1; before >= 0; before--) {
    const here = find(doc, blocks[before].id);
    if (here !== null) {
      return here.at + here.node.nodeSize;
    }
  }
  return 0;
}

/** Takes a block out and puts it in elsewhere, with its claims (see claims.js), and with the cursor if that is in it. */
export function replant(tr, id, where) {
  const { node, at } = find(tr.doc, id);
  const { from, to, anchor, head } = tr.selection;
  const along = from > at && to < at + node.nodeSize;
  tr.delete(at, at + node.nodeSize);
  const there = where(tr.doc);
  tr.insert(there, node);
  if (along) {
    tr.setSelection(TextSelection.create(tr.doc, anchor - at + there, head - at + there));
  }
  tr.setMeta("replanted", [...(tr.getMeta("replanted") ?? []), id]);
}

/** Which ids stand in another order; as few as can be said to have moved. */
export function moved(was, now) {
  const order = new Map(was.map((id, i) => [id, i]));
  const common = now.filter(id => order.has(id));
  const places = common.map(id => order.get(id));
  if (places.every((place, i) => i === 0 || places[i - 1] < place)) {
    return [];
  }
  const best = places.map(() => 1);
  const previous = places.map(() => -1);
  let end = -1;
  for (let i = 0; i < places.length; i++) {
    for (let j = 0; j < i; j++) {
      if (places[j] < places[i] && best[j] >= best[i]) {
        best[i] = best[j] + 1;
        previous[i] = j;
      }
    }
    end = end < 0 || best[i] > best[end] ? i : end;
  }
  const staying = new Set();
  for (let i = end; i >= 0; i = previous[i]) {
    staying.add(common[i]);
  }
  return common.filter(id => !staying.has(id));
}

/** The parts of a block that are words: what an index means does not change with the words. */
function parts(block) {
  switch (block.kind) {
    case "quotation": return [block.text, { words: block.speaker }];
    case "list": return block.items;
    case "figure": return [block.picture.caption];
    default: return [block.text];
  }
}

/** What a block is besides its words. */
function rest(block) {
  const { caption, ...picture } = block.picture ?? {};
  return { kind: block.kind, numbered: block.numbered ?? false, start: block.start ?? null, picture };
}

/** @returns {boolean} false if something was typed since where the block became another */
function rewrite(tr, { doc, typed }, base, block) {
  const here = find(tr.doc, block.id);
  const current = here && blockOf(here.node);
  if (same(current, block)) {
    return true;
  }
  if (base.kind !== block.kind || parts(base).length !== parts(block).length) {
    if (!same(current, base)) {
      return false;
    }
    replaceBlock(tr, here.at, here.node, block);
    return true;
  }
  const then = find(doc, block.id);
  const lines = textblocks(then.node);
  const changes = parts(block).map((text, i) =>
    placed(lines[i].node, then.at + lines[i].at, hunks(parts(base)[i], text)).map(each => afterTyping(typed, each)));
  const restAlike = same(rest(base), rest(block));
  if (changes.flat().includes(null) || !(restAlike || (current && same(rest(current), rest(base))))) {
    return false;
  }
  if (!restAlike) {
    become(tr, here.at, block);
  }
  for (let i = lines.length - 1; i >= 0; i--) {
    put(tr, changes[i].map(each => ({ ...each, from: tr.mapping.map(each.from), to: tr.mapping.map(each.to) })), parts(block)[i]);
  }
  return true;
}

/** A block is what another is besides its words. */
function become(tr, at, block) {
  Object.entries(nodeOf(block).attrs).forEach(([name, value]) => tr.setNodeAttribute(at, name, value));
}

function textblocks(node) {
  if (node.isTextblock) {
    return [{ node, at: 1 }];
  }
  const found = [];
  node.forEach((child, offset) => found.push({ node: child, at: offset + 2 }));
  return found;
}

/** Another block in the place of this one; the cursor, if it is in it, stays as near as it can. */
function replaceBlock(tr, at, node, block) {
  const { head } = tr.selection;
  const within = head > at && head < at + node.nodeSize;
  tr.replaceWith(at, at + node.nodeSize, nodeOf(block));
  if (within) {
    tr.setSelection(Selection.near(tr.doc.resolve(Math.min(head, tr.doc.content.size))));
  }
}

/**
 * Makes a block say what somebody decided it should; where words stay, their formatting does.
 * @param conflict {id, mine, theirs, now}: both blocks, or null where there is none, and the list of blocks that theirs is in
 * @param typed see told()
 */
export function decide(tr, { id, mine, theirs, now }, typed) {
  const here = find(tr.doc, id);
  const block = theirs !== null && typed === told(theirs) ? theirs : retold(mine ?? theirs, typed);
  if (here === null) {
    if (typed.trim()) {
      tr.insert(behind(tr.doc, now, now.findIndex(each => each.id === id)), nodeOf(block));
    }
    return;
  }
  const current = blockOf(here.node);
  if (!typed.trim() && (mine === null || theirs === null)) {
    tr.delete(here.at, here.at + here.node.nodeSize);
  } else if (current.kind !== block.kind || parts(current).length !== parts(block).length) {
    replaceBlock(tr, here.at, here.node, block);
  } else {
    if (!same(rest(current), rest(block))) {
      become(tr, here.at, block);
    }
    const lines = textblocks(here.node);
    for (let i = lines.length - 1; i >= 0; i--) {
      const text = parts(block)[i];
      const was = block === theirs ? parts(current)[i] : { words: parts(current)[i].words };
      put(tr, placed(lines[i].node, here.at + lines[i].at, hunks(was, text)), text);
    }
  }
}

/** A block with other words, as they are typed into a field: the items of a list, or a quotation and its speaker, one on each line. */
export function retold(block, typed) {
  const lines = typed.split("\n").map(each => each.trim()).filter(each => each);
  switch (block.kind) {
    case "list": return { ...block, items: (lines.length ? lines : [""]).map(words => ({ words })) };
    case "quotation": return { ...block, text: { words: (lines.length > 1 ? lines.slice(0, -1) : lines).join(" ") }, speaker: lines.length > 1 ? lines.at(-1) : "" };
    case "figure": return { ...block, picture: { ...block.picture, caption: { words: lines.join(" ") } } };
    default: return { ...block, text: { words: lines.join(" ") } };
  }
}

/** Every word of a block, as it is shown to choose from and typed again. */
export function told(block) {
  return block.kind === "quotation" ? [block.text.words, block.speaker].filter(each => each).join("\n") : wordsOf(block);
}
