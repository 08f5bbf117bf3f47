/** What keys and buttons do to the body: blocks keep their ids as they are split, joined, moved and made into something else. */
import { chainCommands, createParagraphNear, deleteSelection, joinBackward, joinForward, selectAll, selectNodeBackward, selectNodeForward, toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { InputRule, inputRules } from "prosemirror-inputrules";
import { NodeSelection, Plugin, Selection, TextSelection } from "prosemirror-state";
import { freshId, schema, startOf } from "stet/schema";
import { replant } from "stet/difference";

const { nodes } = schema;

// ---- Ids

/** Sees to it that every block has an id, and no two the same. */
export function ids() {
  return new Plugin({
    appendTransaction(transactions, _, state) {
      if (!transactions.some(tr => tr.docChanged)) {
        return null;
      }
      const seen = new Set();
      const tr = state.tr;
      state.doc.forEach((node, at) => {
        if (node.attrs.id === null || seen.has(node.attrs.id)) {
          tr.setNodeAttribute(at, "id", freshId());
        } else {
          seen.add(node.attrs.id);
        }
      });
      return tr.docChanged ? tr : null;
    },
  });
}

// ---- Where the cursor is

function top($pos) {
  return $pos.depth === 0 ? null : { node: $pos.node(1), at: $pos.before(1), index: $pos.index(0) };
}

function cursor(state) {
  return state.selection instanceof TextSelection && state.selection.empty ? state.selection.$cursor : null;
}

function behind(tr, at, node, dispatch) {
  tr.insert(at, node);
  dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
}

// ---- Enter

function enter(state, dispatch) {
  if (!(state.selection instanceof TextSelection)) {
    return false;
  }
  if (dispatch) {
    const tr = state.selection.empty ? state.tr : state.tr.deleteSelection();
    entered(state.apply(tr), tr, dispatch);
  }
  return true;
}

function entered(state, tr, dispatch) {
  const { $from } = state.selection;
  const { node, at } = top($from);
  const parent = $from.parent;
  const end = at + node.nodeSize;
  const paragraph = () => nodes.paragraph.create({ id: freshId() });
  if (parent.type === nodes.words) {
    dispatch(tr.setSelection(TextSelection.create(tr.doc, end - 2)).scrollIntoView());
  } else if (parent.type === nodes.speaker || parent.type === nodes.caption) {
    behind(tr, end, paragraph(), dispatch);
  } else if (parent.type === nodes.item && parent.content.size === 0) {
    leaveList(tr, node, at, $from.index(1), dispatch);
  } else if (parent.type === nodes.item) {
    dispatch(tr.split($from.pos).scrollIntoView());
  } else if ($from.parentOffset === 0 && parent.content.size > 0) {
    // The words keep their id, and their claims; what comes before them is new.
    dispatch(tr.insert(at, paragraph()).scrollIntoView());
  } else if ($from.parentOffset === parent.content.size) {
    behind(tr, end, paragraph(), dispatch);
  } else {
    dispatch(tr.split($from.pos, 1, [{ type: parent.type, attrs: { id: freshId() } }]).scrollIntoView());
  }
}

/** An empty item becomes a paragraph, and ends the list there. */
function leaveList(tr, list, at, index, dispatch) {
  const before = list.children.slice(0, index);
  const after = list.children.slice(index + 1);
  const made = [];
  if (before.length) {
    made.push(list.type.create(list.attrs, before));
  }
  const paragraph = nodes.paragraph.create({ id: before.length || after.length ? freshId() : list.attrs.id });
  const cursor = at + made.reduce((sum, node) => sum + node.nodeSize, 0) + 1;
  made.push(paragraph);
  if (after.length) {
    // The items keep their numbers as they would if nothing stood between them.
    const start = list.attrs.numbered ? startOf(`${(list.attrs.start ?? 1) + before.length}`) : null;
    made.push(list.type.create({ ...list.attrs, start, id: before.length ? freshId() : list.attrs.id }, after));
  }
  tr.replaceWith(at, at + list.nodeSize, made);
  dispatch(tr.setSelection(TextSelection.create(tr.doc, cursor)).scrollIntoView());
}

// ---- Backspace at the beginning of something

function backspace(state, dispatch, view) {
  const $cursor = cursor(state);
  if (!$cursor || (view ? !view.endOfTextblock("backward", state) : $cursor.parentOffset > 0)) {
    return false;
  }
  const { node, at, index } = top($cursor);
  const type = $cursor.parent.type;
  if (type === nodes.speaker) {
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, $cursor.before() - 1)).scrollIntoView());
    return true;
  }
  if (type === nodes.caption) {
    // The picture stays until somebody sees that it goes.
    return $cursor.parent.content.size > 0 || selectFigure(state, dispatch);
  }
  if (type === nodes.words || (type === nodes.item && $cursor.index(1) === 0)) {
    return type === nodes.words ? into("paragraph")(state, dispatch) : liftFirstItem(state, node, at, dispatch);
  }
  const before = index > 0 ? state.doc.child(index - 1) : null;
  if (node.isTextblock && before?.isTextblock && before.content.size === 0) {
    dispatch?.(state.tr.delete(at - before.nodeSize, at).scrollIntoView());
    return true;
  }
  return false;
}

function liftFirstItem(state, list, at, dispatch) {
  if (dispatch) {
    const [first, ...others] = list.children;
    const tr = state.tr;
    const paragraph = nodes.paragraph.create({ id: others.length ? freshId() : list.attrs.id }, first.content);
    tr.replaceWith(at, at + list.nodeSize, others.length ? [paragraph, list.type.create(list.attrs, others)] : paragraph);
    dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
  }
  return true;
}

// ---- What a block is

/** The lines of a block: what becomes a block of its own when it is made into something else. */
function lines(node) {
  return node.isTextblock ? [node] : node.children.filter(child => child.type !== nodes.speaker || child.content.size);
}

/** Makes the blocks of the selection into something else; what they are already, into paragraphs. */
export function into(kind, numbered = false, start = null) {
  return (state, dispatch) => {
    const { $from, $to } = state.selection;
    if ($from.depth === 0 || $to.depth === 0) {
      return false;
    }
    const chosen = state.doc.children.slice($from.index(0), $to.index(0) + 1);
    if (chosen.some(node => node.type === nodes.figure)) {
      return false;
    }
    if (dispatch) {
      const already = chosen.every(node => node.type.name === kind && (kind !== "list" || node.attrs.numbered === numbered));
      dispatch(retyped(state, chosen, already ? "paragraph" : kind, numbered, start));
    }
    return true;
  };
}

function retyped(state, chosen, kind, numbered, start) {
  const { $from, $to, $anchor, $head } = state.selection;
  const from = $from.before(1);
  const made = kind === "list"
    ? [nodes.list.create({ id: chosen[0].attrs.id, numbered, start }, chosen.flatMap(lines).map(each => nodes.item.create(null, each.content)))]
    : chosen.flatMap(node => lines(node).map((each, i) => alone(kind, i === 0 ? node.attrs.id : freshId(), each)));
  const places = [$anchor, $head].map($pos => place(state.doc, from, chosen, $pos));
  const tr = state.tr.replaceWith(from, $to.after(1), made);
  const [anchor, head] = places.map(each => at(tr.doc, from, made, each));
  return tr.setSelection(TextSelection.create(tr.doc, anchor, head)).scrollIntoView();
}

function alone(kind, id, from) {
  return kind === "quotation"
    ? nodes.quotation.create({ id }, [nodes.words.create(null, from.content), nodes.speaker.create()])
    : nodes[kind].create({ id }, from.content);
}

/** Where a position is, as the number of the line and the place in it. */
function place(doc, from, chosen, $pos) {
  let line = 0;
  let start = from;
  for (const node of chosen) {
    for (const each of lines(node)) {
      const found = node === each ? start + 1 : start + 2 + before(node, each);
      if ($pos.pos >= found && $pos.pos <= found + each.content.size) {
        return { line, offset: $pos.pos - found };
      }
      line++;
    }
    start += node.nodeSize;
  }
  return { line: 0, offset: 0 };
}

function before(node, child) {
  return node.children.slice(0, node.children.indexOf(child)).reduce((sum, each) => sum + each.nodeSize, 0);
}

function at(doc, from, made, { line, offset }) {
  let start = from;
  let number = 0;
  for (const node of made) {
    for (const each of node.isTextblock ? [node] : node.children.filter(child => child.type !== nodes.speaker)) {
      if (number++ === line) {
        return (node === each ? start + 1 : start + 2 + before(node, each)) + offset;
      }
    }
    start += node.nodeSize;
  }
  return from + 1;
}

// ---- Moving

/** Moves a block by one; its neighbour goes past it, so that the cursor and what is undone stay with it. */
export function move(direction) {
  return (state, dispatch) => {
    const here = top(state.selection.$from) ?? (state.selection.node ? { node: state.selection.node, at: state.selection.from, index: state.selection.$from.index(0) } : null);
    const neighbour = here && state.doc.maybeChild(here.index + direction);
    if (!neighbour) {
      return false;
    }
    if (dispatch) {
      const tr = state.tr;
      replant(tr, neighbour.attrs.id, () => (direction < 0 ? here.at - neighbour.nodeSize + here.node.nodeSize : here.at));
      dispatch(tr.scrollIntoView());
    }
    return true;
  };
}

/** From a caption to the figure as a whole, to move it or to take it out. */
function selectFigure(state, dispatch) {
  const { $from } = state.selection;
  if ($from.parent.type !== nodes.caption) {
    return false;
  }
  dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, $from.before(1))).scrollIntoView());
  return true;
}

// ---- Links

/** The link that the cursor or the beginning of the selection is in, with where it goes from and to. */
export function linkAt(state) {
  const { $from, empty, to } = state.selection;
  const parent = $from.parent;
  if (!parent.isTextblock || !parent.type.allowsMarkType(schema.marks.link)) {
    return null;
  }
  let found = null;
  parent.forEach((child, offset) => {
    const mark = schema.marks.link.isInSet(child.marks);
    const start = $from.start() + offset;
    if (mark && start <= $from.pos && $from.pos <= start + child.nodeSize) {
      found = found?.href === mark.attrs.href ? { ...found, to: start + child.nodeSize } : { from: start, to: start + child.nodeSize, href: mark.attrs.href };
    }
  });
  return found ?? (empty ? null : { from: $from.pos, to, href: "" });
}

export function linked({ from, to }, href) {
  return (state, dispatch) => {
    const tr = state.tr.removeMark(from, to, schema.marks.link);
    if (href) {
      tr.addMark(from, to, schema.marks.link.create({ href }));
    }
    dispatch(tr);
    return true;
  };
}

// ---- Keys

export const acts = {
  bold: toggleMark(schema.marks.bold),
  italic: toggleMark(schema.marks.italic),
  paragraph: (state, dispatch) => !is(state, "paragraph") && into("paragraph")(state, dispatch),
  crosshead: into("crosshead"),
  quotation: into("quotation"),
  list: into("list"),
  numbered: into("list", true),
  up: move(-1),
  down: move(1),
  undo,
  redo,
};

export function is(state, kind, numbered) {
  const { $from } = state.selection;
  const node = $from.depth ? $from.node(1) : null;
  return node?.type.name === kind && (kind !== "list" || node.attrs.numbered === numbered);
}

export const KEYS = {
  Enter: chainCommands(enter, createParagraphNear),
  "Shift-Enter": enter,
  "Mod-Enter": (state, dispatch) => {
    const here = top(state.selection.$to);
    if (here && dispatch) {
      behind(state.tr, here.at + here.node.nodeSize, nodes.paragraph.create({ id: freshId() }), dispatch);
    }
    return here !== null;
  },
  Backspace: chainCommands(deleteSelection, backspace, joinBackward, selectNodeBackward),
  "Mod-Backspace": chainCommands(deleteSelection, backspace, joinBackward, selectNodeBackward),
  Delete: chainCommands(deleteSelection, joinForward, selectNodeForward),
  "Mod-Delete": chainCommands(deleteSelection, joinForward, selectNodeForward),
  Escape: selectFigure,
  "Mod-a": selectAll,
  "Mod-z": undo,
  "Mod-y": redo,
  "Mod-Shift-z": redo,
  "Mod-b": acts.bold,
  "Mod-i": acts.italic,
  "Mod-Alt-0": acts.paragraph,
  "Mod-Alt-1": acts.crosshead,
  "Mod-Alt-2": acts.quotation,
  "Mod-Alt-3": acts.list,
  "Mod-Alt-4": acts.numbered,
  "Alt-ArrowUp": acts.up,
  "Alt-ArrowDown": acts.down,
};

/** What is typed at the beginning of a paragraph to make it something else, as in plain text. */
export function shorthand() {
  const rule = (typed, kind, numbered) => new InputRule(typed, (state, [, number], from, to) => {
    if (state.selection.$from.parent.type !== nodes.paragraph) {
      return null;
    }
    const plain = state.apply(state.tr.delete(from, to));
    let made = null;
    into(kind, numbered, startOf(number))(plain, tr => { made = tr; });
    const tr = state.tr.delete(from, to);
    made.steps.forEach(step => tr.step(step));
    return tr.setSelection(Selection.fromJSON(tr.doc, made.selection.toJSON()));
  });
  return inputRules({ rules: [rule(/^##?\s$/, "crosshead"), rule(/^>\s$/, "quotation"), rule(/^[-*•]\s$/, "list", false), rule(/^(\d{1,2})[.)]\s$/, "list", true)] });
}

