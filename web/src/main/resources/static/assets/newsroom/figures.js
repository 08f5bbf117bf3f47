/** Pictures in the text: how they come in where somebody puts them, and how they are moved. */
import { closeHistory } from "prosemirror-history";
import { NodeSelection, Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { make } from "stet/dom";
import { find, replant } from "stet/difference";
import { csrf, say } from "stet/newsroom";
import { wrongWith } from "stet/pictures";
import { freshId, schema } from "stet/schema";

const key = new PluginKey("arriving");
const { nodes } = schema;

/** Where pictures will stand that are on their way; others may write there meanwhile. */
export function arriving() {
  return new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set) {
        const { comes, went } = tr.getMeta(key) ?? {};
        const mapped = set.map(tr.mapping, tr.doc);
        const left = went ? mapped.remove(mapped.find(undefined, undefined, spec => spec.id === went)) : mapped;
        return comes ? left.add(tr.doc, [Decoration.widget(comes.at, comes.sign, { id: comes.id, side: 1, ignoreSelection: true })]) : left;
      },
    },
    props: { decorations: state => key.getState(state) },
  });
}

/** The place between two blocks that is nearest to the cursor: behind its block, and before it where nothing stands before the cursor. */
function atCursor(state) {
  const { $from } = state.selection;
  if ($from.depth === 0) {
    return state.selection.to;
  }
  const first = $from.parentOffset === 0 && ($from.depth === 1 || $from.index(1) === 0);
  return first ? $from.before(1) : $from.after(1);
}

/** The place between two blocks that is nearest to where something is dropped. */
function atPoint(view, { clientX, clientY }) {
  const found = view.posAtCoords({ left: clientX, top: clientY });
  if (!found) {
    return null;
  }
  const $at = view.state.doc.resolve(found.pos);
  if ($at.depth === 0 && found.inside < 0) {
    return $at.pos;
  }
  const before = $at.depth ? $at.before(1) : found.inside;
  const { top, bottom } = view.nodeDOM(before).getBoundingClientRect();
  return clientY < (top + bottom) / 2 ? before : before + view.state.doc.nodeAt(before).nodeSize;
}

/**
 * Sends a picture, and makes a figure of it where the cursor is or where it was dropped. What is refused leaves nothing behind but a
 * sentence.
 *
 * @param event of a drop; null for the cursor
 */
export async function bringIn(view, files, event = null) {
  const { picture, sentence } = view.editable ? wrongWith(files) : { sentence: "Nothing more can be written here." };
  if (!picture) {
    say(sentence);
    return;
  }
  const id = freshId();
  const bar = make("progress", { max: "1", "aria-label": "How much of the picture is sent" });
  const sign = make("div", { class: "arriving", contenteditable: "false" }, make("span", {}, "The picture is being sent … "), bar);
  const at = event === null ? atCursor(view.state) : atPoint(view, event) ?? atCursor(view.state);
  view.dispatch(view.state.tr.setMeta(key, { comes: { id, at, sign } }));
  say(sentence);
  const answer = await sent(picture, part => { bar.value = part; });
  const here = key.getState(view.state).find(undefined, undefined, spec => spec.id === id)[0]?.from;
  const tr = view.state.tr.setMeta(key, { went: id });
  if (answer.file) {
    const figure = nodes.figure.create({ id, picture: { file: answer.file, altText: "", label: "" } }, nodes.caption.create());
    tr.insert(here ?? atCursor(view.state), figure);
    say("The picture is in the text.");
  } else {
    say(answer.sentence);
  }
  view.dispatch(tr);
}

/** @returns {Promise<{file?: string, sentence?: string}>} the hash by which a figure names it, or why there is none */
function sent(picture, progress) {
  return new Promise(settle => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/pictures");
    request.responseType = "json";
    request.setRequestHeader("Content-Type", picture.type);
    request.setRequestHeader("Accept", "application/json");
    Object.entries(csrf()).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = event => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => {
      const said = request.response;
      if (request.status < 300 && said?.picture) {
        settle({ file: said.picture });
      } else if (request.status === 401) {
        settle({ sentence: "You are not signed in any more. The picture was not sent; sign in, and bring it once more." });
      } else {
        settle({ sentence: `${(said?.detail ?? "Something went wrong, and the picture was not kept").replace(/[.\s]+$/, "")}. No picture came into the text.` });
      }
    };
    request.onerror = () => settle({ sentence: "Stet cannot be reached. The picture was not sent; bring it once more." });
    request.send(picture);
  });
}

/** A block that is dragged elsewhere by the mouse is the same block there, with its claims. */
export function moved(view, event, id) {
  const at = atPoint(view, event);
  const here = id === null || at === null ? null : find(view.state.doc, id);
  if (here === null) {
    return false;
  }
  if (at < here.at || at > here.at + here.node.nodeSize) {
    const { tr } = view.state;
    replant(tr, id, () => (at > here.at ? at - here.node.nodeSize : at));
    // Undone by itself, whatever is done with it a moment after.
    view.dispatch(closeHistory(tr.setSelection(NodeSelection.create(tr.doc, find(tr.doc, id).at)).setMeta("uiEvent", "drop")));
    view.dispatch(closeHistory(view.state.tr));
  }
  return true;
}

/** Which block is being dragged as a whole; null if none is. */
export function dragged(view) {
  const { selection } = view.state;
  return view.dragging && selection instanceof NodeSelection && selection.$from.depth === 0 ? selection.node.attrs.id : null;
}

/** A click on a picture selects it, with its caption; on its caption, it sets the cursor. */
export function select(view, node, at, target) {
  if (node.type !== nodes.figure || !target.closest?.(".shown")) {
    return false;
  }
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)));
  view.focus();
  return true;
}
