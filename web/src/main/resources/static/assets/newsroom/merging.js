/**
 * Somebody else's changes brought into what is being written here, as the smallest steps there are: whatever nobody else touched stays
 * as it is, and so does the cursor. Where both changed the same words, ours stay in the editor and the place is in conflict.
 */
import { Selection, TextSelection } from "prosemirror-state";
import { blockOf, inline, line, nodeOf, same, schema, Spot, textOf, wordsOf } from "stet/schema";

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

/** Whether two changes are of the same words, or touch where one of them only writes words in. */
function meet(a, b) {
  return a.was === a.wasEnd || b.was === b.wasEnd
    ? a.was <= b.wasEnd && b.was <= a.wasEnd
    : a.was < b.wasEnd && b.was < a.wasEnd;
}

/**
 * Their changes of a text, where each stands in ours.
 * @returns {{from: number, to: number, now: number, nowEnd: number}[] | null} null if both changed the same words differently
 */
export function theirChanges(base, mine, theirs) {
  const ours = hunks(base, mine);
  const changes = [];
  for (const hunk of hunks(base, theirs)) {
    const met = ours.filter(each => meet(each, hunk));
    if (met.some(each => each.was === hunk.was && each.wasEnd === hunk.wasEnd
        && mine.words.slice(each.now, each.nowEnd) === theirs.words.slice(hunk.now, hunk.nowEnd))) {
      continue;
    }
    if (met.length) {
      return null;
    }
    const shift = ours.filter(each => each.wasEnd <= hunk.was).reduce((sum, each) => sum + (each.nowEnd - each.now) - (each.wasEnd - each.was), 0);
    changes.push({ from: hunk.was + shift, to: hunk.wasEnd + shift, now: hunk.now, nowEnd: hunk.nowEnd });
  }
  return changes;
}

/** Puts stretches of another text into a node, whose content begins at a place of the document. */
function put(tr, node, at, changes, text, of = schema) {
  const spot = new Spot(node);
  const nodes = inline(text, of);
  const whole = (of === line ? of.nodes.doc : schema.nodes.words).create(null, nodes);
  for (const { from, to, now, nowEnd } of changes.toReversed()) {
    const start = at + (to > from ? spot.before(from) : spot.after(from));
    tr.replaceWith(start, to > from ? at + spot.after(to) : start, whole.cut(now, nowEnd).content);
  }
}

// ---- One line, such as the headline

/** @returns {{tr, conflict}} one of both is null */
export function mergedLine(state, was, now, contested) {
  const mine = textOf(state.doc);
  const changes = contested && mine.words !== was && mine.words !== now ? null : theirChanges({ words: was }, mine, { words: now });
  if (changes === null) {
    return { tr: null, conflict: { base: was, mine: mine.words, theirs: now } };
  }
  const tr = state.tr;
  put(tr, state.doc, 0, changes, { words: now }, line);
  return { tr, conflict: null };
}

/** A transaction that makes a line say something else. */
export function saying(state, words) {
  const tr = state.tr;
  const mine = textOf(state.doc);
  put(tr, state.doc, 0, theirChanges(mine, mine, { words }), { words }, line);
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
 * @param contested the places that the ledger says are in conflict
 * @returns {{tr, conflicts}} with a conflict for each block that both changed, {id, base, mine, theirs}: blocks, or null where there is none
 */
export function merged(state, was, now, contested) {
  const tr = state.tr;
  const conflicts = [];
  const before = new Map(was.map(block => [block.id, block]));
  const after = new Map(now.map(block => [block.id, block]));
  // An empty paragraph that only keeps the page from being empty gives way.
  const filler = state.doc.childCount === 1 && !before.has(state.doc.child(0).attrs.id) && !wordsOf(blockOf(state.doc.child(0)))
    ? state.doc.child(0).attrs.id : null;

  // Moves first: what is new goes behind its neighbour where that stands then.
  for (const id of moved(was.map(block => block.id), now.map(block => block.id))) {
    if (find(tr.doc, id) !== null) {
      replant(tr, id, doc => behind(doc, now, now.findIndex(block => block.id === id)));
    }
  }
  now.forEach((theirs, i) => {
    const base = before.get(theirs.id) ?? null;
    const here = find(tr.doc, theirs.id);
    if (base === null && here === null) {
      tr.insert(behind(tr.doc, now, i), nodeOf(theirs));
    } else if (!same(base, theirs)) {
      if (here === null) {
        conflicts.push({ id: theirs.id, base, mine: null, theirs });
      } else if (!rewrite(tr, here, base, theirs, contested.has(`block/${theirs.id}`))) {
        conflicts.push({ id: theirs.id, base, mine: blockOf(here.node), theirs });
      }
    }
  });
  for (const base of was) {
    const here = after.has(base.id) ? null : find(tr.doc, base.id);
    if (here !== null) {
      if (same(blockOf(here.node), base)) {
        tr.delete(here.at, here.at + here.node.nodeSize);
      } else {
        conflicts.push({ id: base.id, base, mine: blockOf(here.node), theirs: null });
      }
    }
  }
  const empty = filler === null || tr.doc.childCount === 1 ? null : find(tr.doc, filler);
  if (empty !== null) {
    tr.delete(empty.at, empty.at + empty.node.nodeSize);
  }
  return { tr, conflicts };
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

/** @returns {boolean} whether their version and ours could be brought together */
function rewrite(tr, { node, at }, base, theirs, contested) {
  const mine = blockOf(node);
  if (same(mine, theirs)) {
    return true;
  }
  const untouched = base !== null && same(mine, base);
  if (!untouched && (contested || base === null)) {
    return false;
  }
  const alike = mine.kind === theirs.kind && parts(mine).length === parts(theirs).length && parts(mine).length === parts(base).length;
  if (!alike) {
    if (untouched) {
      replaceBlock(tr, at, node, theirs);
    }
    return untouched;
  }
  const ours = rest(mine);
  const others = rest(theirs);
  if (!same(ours, others) && !same(ours, rest(base)) && !same(others, rest(base))) {
    return false;
  }
  const changes = parts(theirs).map((text, i) => theirChanges(parts(base)[i], parts(mine)[i], text));
  if (changes.includes(null)) {
    return false;
  }
  if (same(ours, rest(base)) && !same(ours, others)) {
    tr.setNodeMarkup(at, null, nodeOf(theirs).attrs);
  }
  const lines = textblocks(node);
  for (let i = lines.length - 1; i >= 0; i--) {
    put(tr, lines[i].node, at + lines[i].at, changes[i], parts(theirs)[i]);
  }
  return true;
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
 * @param conflict one of those that merged() found, with the list of blocks that it was about as `now`
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
      tr.setNodeMarkup(here.at, null, nodeOf(block).attrs);
    }
    const lines = textblocks(here.node);
    for (let i = lines.length - 1; i >= 0; i--) {
      const now = parts(block)[i];
      const was = block === theirs ? parts(current)[i] : { words: parts(current)[i].words };
      put(tr, lines[i].node, here.at + lines[i].at, theirChanges(was, was, now), now);
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
