/**
 * The article's words, written where they are read. The headline and the standfirst are one line each, the body has blocks, and all else
 * is fields; together they are one content, which saving.js keeps and sends.
 */
import { baseKeymap } from "prosemirror-commands";
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Fragment, Slice } from "prosemirror-model";
import { EditorState, Plugin, Selection, TextSelection } from "prosemirror-state";
import { Mapping } from "prosemirror-transform";
import { EditorView } from "prosemirror-view";
import { choose, reopen } from "stet/choose";
import { linesIn, passages, underline, underlines } from "stet/claims";
import { make } from "stet/dom";
import { arriving, bringIn, dragged, moved, select } from "stet/figures";
import { Here, nameTags } from "stet/here";
import { Kept } from "stet/kept";
import { signIn } from "stet/sending";
import { brought, broughtLine, decide, find, saying, told } from "stet/difference";
import { pageAt, say } from "stet/newsroom";
import { bodyBeyond, lineBeyond } from "stet/limits";
import { cleanHtml, joined, oneLine, MOST_PASTED, visible, visibleLines } from "stet/paste";
import { Saving } from "stet/saving";
import { addressOf, blockOf, cleaned, docOf, inline, line, schema, same, Spot, textOf, wordsOf } from "stet/schema";
import { Toolbar } from "stet/toolbar";
import { typography } from "stet/typing";
import { ids, KEYS, linkAt, linked, shorthand } from "stet/writing";

const FIELDS = ["byline", "dateline", "section", "slugline", "language"];
const TITLES = { headline: "Headline", standfirst: "Standfirst", byline: "Byline", dateline: "Dateline", section: "Section", slugline: "Slugline", subjects: "Subjects", urgency: "Urgency", language: "Language" };
const KINDS = { paragraph: "Paragraph", crosshead: "Crosshead", quotation: "Quotation", list: "List", figure: "Picture" };
const written = content => (content.language ? { lang: content.language } : {});
const COUNT_AFTER = 300;
const SELECTED_AFTER = 150;
/** How much of the window bars may lie over, so that the cursor never goes under one. */
const COVERED = { top: 110, right: 5, bottom: 90, left: 5 };
/** From so many revisions on, it is worth a sentence that they came in. */
const MANY = 6;

const REMOTE = "stet:remote";

class Editor {
  #article;
  #section;
  #views = {};
  #fields = {};
  #details = null;
  #saving;
  #sent = null;
  #here;
  #toolbar = new Toolbar(files => bringIn(this.#views.body, files));
  #claims = [];
  #comments = [];
  #said = new Map();
  #sequence = -1;
  #closed = false;
  #etag = null;
  #active = "body";
  #counting;
  #selecting;
  #fetching = false;
  #copied = null;
  #own = false;
  #told = "";
  #address = null;
  #dragged = null;
  #limits;
  #quotes;
  #language = "";
  #status = make("span", { class: "status" });
  #spoken = make("span", { class: "aside", role: "status", "aria-live": "polite" });
  #more = make("span", { class: "status-acts" });
  #count = make("span", { class: "quiet words-count" });

  constructor(section, article) {
    this.#section = section;
    this.#article = article;
    this.#limits = JSON.parse(section.dataset.limits);
    this.#quotes = JSON.parse(section.dataset.quotes);
  }

  async open(person, kept) {
    const view = await this.#fetch();
    if (view === null) {
      return;
    }
    const unsaved = await kept.take();
    this.#language = view.content.language ?? "";
    this.#mount(unsaved?.content ?? view.content);
    this.#saving = new Saving(this, this.#article, person, kept, { revision: view.revision, tag: view.contentTag, content: view.content });
    this.#section.dataset.ready = "true";
    this.#listen();
    if (unsaved) {
      say("What you had not saved here is back.");
      await this.#saving.resume(unsaved);
    } else {
      this.tell({ state: "saved", sentence: "Saved" });
    }
    this.#take(view);
    // The page had gone to a place that was there before the editor was.
    document.getElementById(location.hash.startsWith("#at-") ? location.hash.slice(1) : "")?.scrollIntoView();
  }

  // ---- What it looks like

  #mount(content) {
    const common = { ...this.#pasting(), dispatchTransaction: this.#dispatcher(), scrollThreshold: COVERED, scrollMargin: COVERED };
    const lineOf = (place, next) => new EditorView({ mount: make("span", { class: place }) }, {
      ...common,
      state: EditorState.create({ doc: line.nodes.doc.create(null, inline({ words: content[place] ?? "" }, line)), plugins: [history(), typography(() => this.#quotes), underlines(), keymap({ "Mod-z": undo, "Mod-y": redo, "Mod-Shift-z": redo, Enter: next, "Shift-Enter": next, ArrowDown: (state, _, view) => view.endOfTextblock("down") && next() }), keymap(baseKeymap)] }),
      attributes: { id: `at-${place}`, role: "textbox", "aria-multiline": "false", "aria-label": TITLES[place], "data-hint": TITLES[place], spellcheck: "true", dir: "auto", ...written(content) },
    });
    this.#views.headline = lineOf("headline", () => this.#enter("standfirst"));
    this.#views.standfirst = lineOf("standfirst", () => this.#enter("body"));
    this.#views.body = new EditorView({ mount: make("div", { class: "body-text" }) }, {
      ...common,
      state: EditorState.create({ doc: docOf(content), plugins: [shorthand(), typography(() => this.#quotes), history(), keymap({ ...KEYS, "Mod-Shift-l": () => this.#toolbar.editLink(), "Mod-Alt-5": () => this.#toolbar.choosePicture() }), keymap(baseKeymap), underlines(), arriving(), this.#within(), nameTags(), ids(), dropCursor(), gapCursor()] }),
      handleClickOn: (view, _, node, at, event) => select(view, node, at, event.target),
      attributes: { id: "body-text", role: "textbox", "aria-multiline": "true", "aria-label": "Body", spellcheck: "true", dir: "auto", ...written(content) },
    });
    this.#toolbar.use(this.#views.body);
    this.#here = new Here(this.#article, this.#views, place => this.#label(place));
    const plain = this.#section.querySelector(".edit-plain");
    this.#section.replaceChildren(
      make("button", { type: "button", class: "write", "data-key": "e", onclick: () => this.#enter("body") }, "Write"),
      make("div", { class: "edit-bar" }, this.#toolbar.element, this.#toolbar.link, make("p", { class: "state" }, this.#here.element, " ", this.#status, this.#more, " ", this.#count, this.#spoken)),
      make("h1", { class: "in-place" }, this.#views.headline.dom), this.#views.standfirst.dom, this.#views.body.dom);
    if (plain) {
      plain.querySelector("a").textContent = "Edit as a plain form";
      plain.querySelector("a").removeAttribute("data-key");
      this.#section.append(plain);
    }
    this.#details = this.#fieldset(content);
    this.#showDetails();
    this.#recount();
  }

  /** What is said of the article is written in the panel of its details, where that is open; what it says is part of the content all the same. */
  #showDetails() {
    document.querySelector("#panel [data-fields]")?.replaceChildren(this.#details);
  }

  #fieldset(content) {
    const field = (name, control) => {
      this.#fields[name] = control;
      control.addEventListener("input", () => this.#saving.changed());
      control.addEventListener("blur", () => this.#saving.save());
      control.addEventListener("focus", () => this.#here.at(name));
      return make("div", {}, make("label", { for: control.id }, TITLES[name]), control);
    };
    const input = (name, hint) => field(name, make("input", { id: `field-${name}`, autocomplete: "off", "aria-describedby": hint && "hint-subjects" }));
    const urgency = make("select", { id: "field-urgency" }, ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(each => make("option", { value: each }, { 1: "1, flash", 5: "5, usual", 9: "9, least" }[each] ?? String(each))));
    const group = make("div", { class: "fields", role: "group", "aria-label": "About the article" },
      ...FIELDS.map(name => input(name)), input("subjects", true), field("urgency", urgency));
    this.#fields.subjects.parentElement.append(make("span", { class: "aside", id: "hint-subjects" }, "With commas between them"));
    Object.keys(this.#fields).forEach(name => this.#put(name, content[name]));
    return group;
  }

  // ---- What it says

  content() {
    const known = this.#saving?.base;
    const before = new Set(known?.blocks.map(block => block.id));
    return {
      headline: textOf(this.#views.headline.state.doc).words,
      standfirst: textOf(this.#views.standfirst.state.doc).words,
      ...Object.fromEntries([...FIELDS, "subjects", "urgency"].map(name => [name, this.#typed(name)])),
      // A paragraph that is only a place to write in is nobody's yet.
      blocks: this.#views.body.state.doc.children.map(blockOf)
        .filter(block => before.has(block.id) || block.kind === "figure" || told(block) !== ""),
    };
  }

  #typed(name) {
    const { value } = this.#fields[name];
    switch (name) {
      case "urgency": return Number(value);
      case "subjects": {
        const known = this.#saving?.base.subjects ?? [];
        return value === known.join(", ") ? known : [...new Set(value.split(",").map(each => cleaned(visible(each)).words).filter(each => each))];
      }
      default: return cleaned(visible(value)).words;
    }
  }

  #put(name, value) {
    this.#fields[name].value = name === "subjects" ? (value ?? []).join(", ") : name === "urgency" ? String(value ?? 5) : value ?? "";
  }

  // ---- What others wrote

  /** What it says now, which is sent: what is typed from here on is followed, so that the answer goes where it belongs. */
  follow() {
    const content = this.content();
    const places = Object.entries(this.#views).map(([place, { state }]) => [place, { doc: state.doc, typed: new Mapping() }]);
    this.#sent = { content, ...Object.fromEntries(places) };
    return content;
  }

  /**
   * Brings in what became of the content that was followed last, but for the places that somebody has to choose about.
   * @returns {boolean} false if something was typed where it belongs, or the content is another; nothing came in then
   */
  bring(was, now, contested = new Set()) {
    const sent = this.#sent;
    if (sent?.content !== was) {
      return false;
    }
    const came = { body: brought(this.#views.body.state, sent.body, was.blocks, now.blocks, contested) };
    for (const place of ["headline", "standfirst"].filter(each => !contested.has(each))) {
      came[place] = broughtLine(this.#views[place].state, sent[place], was[place] ?? "", now[place] ?? "");
    }
    const fields = [...FIELDS, "subjects", "urgency"].filter(name => !contested.has(name) && !same(was[name], now[name]));
    if (Object.values(came).includes(null) || !fields.every(name => same(this.#typed(name), was[name]))) {
      return false;
    }
    this.#sent = null;
    Object.entries(came).forEach(([place, tr]) => this.#bring(place, tr));
    fields.forEach(name => this.#put(name, now[name]));
    return true;
  }

  /** What somebody has to choose: what was there, what is here, and what Stet has, by place. */
  conflicts(places, was, now) {
    return [...places].map(place => {
      if (place.startsWith("block/")) {
        return this.#blockConflict(place, was, now);
      }
      const say = content => String(content[place] ?? "");
      const decide = this.#views[place]
        ? words => this.#bring(place, saying(this.#views[place].state, words))
        : words => this.#put(place, place === "urgency" ? Math.min(9, Math.max(1, Number.parseInt(words, 10) || 5)) : words);
      return { place, label: TITLES[place], base: say(was), mine: say(this.content()), theirs: say(now), decide };
    });
  }

  #blockConflict(place, was, now) {
    const id = place.slice("block/".length);
    const among = blocks => blocks.find(block => block.id === id) ?? null;
    const here = find(this.#views.body.state.doc, id);
    const [base, mine, theirs] = [among(was.blocks), here && blockOf(here.node), among(now.blocks)];
    const words = block => (block === null ? "" : told(block));
    return {
      place, label: this.#label(place) || KINDS[(theirs ?? base).kind],
      base: words(base), mine: words(mine), theirs: words(theirs),
      decide: typed => {
        const { tr } = this.#views.body.state;
        decide(tr, { id, mine, theirs, now: now.blocks }, typed);
        this.#bring("body", tr);
      },
    };
  }

  /** A change that is not this person's: undoing never undoes it. */
  #bring(place, tr) {
    if (tr.docChanged) {
      this.#views[place].dispatch(tr.setMeta("addToHistory", false).setMeta(REMOTE, true));
    }
  }

  choose(conflicts) {
    choose(conflicts, decided => {
      conflicts.forEach((conflict, i) => conflict.decide(decided[i]));
      this.#saving.chosen();
      this.#views.body.focus();
    });
  }

  /** Gives new ids to the blocks whose ids are to be renewed. */
  renew(which) {
    const { tr, doc } = this.#views.body.state;
    doc.forEach((node, at) => {
      if (which(node.attrs.id)) {
        tr.setNodeAttribute(at, "id", null);
      }
    });
    this.#bring("body", tr);
  }

  // ---- What the ledger says of it

  /** @returns the article as it is now; null if it is as it was, or cannot be had */
  async #fetch() {
    try {
      const response = await fetch(`/api/articles/${this.#article}`, { headers: this.#etag ? { "If-None-Match": this.#etag } : {} });
      if (!response.ok) {
        return null;
      }
      this.#etag = response.headers.get("ETag");
      return await response.json();
    } catch {
      return null;
    }
  }

  async refresh() {
    if (this.#fetching) {
      this.#fetching = "again";
      return;
    }
    this.#fetching = true;
    const view = await this.#fetch();
    const again = this.#fetching === "again";
    this.#fetching = false;
    if (view !== null && view.sequence >= this.#sequence) {
      this.#take(view);
    }
    if (again) {
      this.refresh();
    }
  }

  #take(view) {
    this.#sequence = view.sequence;
    const behind = view.revision - this.#saving.revision;
    // The same revision reads otherwise once words were taken out of the record.
    const otherwise = behind === 0 && view.contentTag !== this.#saving.tag;
    if ((behind > 0 || otherwise) && !this.#saving.receive(view)) {
      // It may come with the answer to what is being saved; if not, it is asked for again then.
      this.#etag = null;
      this.#sequence = -1;
    } else if (behind > MANY) {
      say(`Brought up to date: ${behind} revisions were made meanwhile.`);
    }
    const closed = view.stage === "KILLED" || view.stage === "SPIKED";
    if (closed !== this.#closed) {
      this.#closed = closed;
      Object.values(this.#views).forEach(each => each.setProps({ editable: () => !closed }));
      Object.values(this.#fields).forEach(field => { field.disabled = closed; });
      if (!closed) {
        // It was revived: whatever could not be saved meanwhile can be now.
        this.#saving.save();
      }
    }
    if (closed) {
      this.tell({ state: "needs", sentence: `This article has been ${view.stage.toLowerCase()}; nothing more can be written here. What you had not saved is kept on this device.` });
    }
    this.#writtenIn(view.content.language ?? "");
    this.#claims = view.claims ?? [];
    this.#comments = (view.comments ?? []).filter(each => !each.resolved && each.anchor).map(each => ({ ...each, by: view.names[each.author] }));
    this.#said = passages(view.content);
    this.#underline();
  }

  /** An article that is in another language now is typed with that one's quotation marks. */
  async #writtenIn(language) {
    if (language === this.#language) {
      return;
    }
    this.#language = language;
    const page = await pageAt(location.href);
    this.#quotes = JSON.parse(page?.getElementById("copy")?.dataset.quotes ?? JSON.stringify(this.#quotes));
  }

  #underline() {
    const all = (doc, place) => (name => (name === place ? [{ node: doc, at: 0 }] : null));
    for (const [place, each] of Object.entries(this.#views)) {
      underline(each, this.#claims, this.#comments, this.#said, place === "body" ? linesIn : (doc, name) => all(doc, place)(name));
    }
  }

  #listen() {
    document.addEventListener("stet:saved", () => this.refresh());
    document.addEventListener("stet:changed", () => this.refresh());
    document.addEventListener("stet:live", ({ detail }) => {
      if (!detail?.article || (detail.article === this.#article && !(detail.sequence <= this.#sequence))) {
        this.refresh();
      }
    });
    // What is asked about the words is asked about those that stand here, so these are saved first.
    document.addEventListener("htmx:confirm", event => {
      const { verb, question, issueRequest } = event.detail;
      if (verb === "post" && !question && this.#saving.dirty) {
        event.preventDefault();
        document.dispatchEvent(new Event("stet:act-waits"));
        this.#saving.saved().then(() => {
          issueRequest(true);
          document.dispatchEvent(new Event("stet:act-goes"));
        });
      }
    });
    document.addEventListener("stet:panel", () => this.#showDetails());
    document.addEventListener("stet:write-on", () => this.#views[this.#active].focus());
    addEventListener("online", () => this.refresh());
    document.addEventListener("visibilitychange", () => !document.hidden && this.refresh());
    this.#section.addEventListener("focusout", () => this.#selected());
  }

  // ---- What is typed and pasted

  #dispatcher() {
    const editor = this;
    return function dispatch(tr) {
      const { state, transactions } = this.state.applyTransaction(tr);
      if (transactions.length) {
        this.updateState(state);
        editor.#followed(this, transactions);
        editor.#changed(this, tr);
      }
    };
  }

  #followed(view, transactions) {
    if (this.#sent !== null) {
      const place = Object.keys(this.#views).find(each => this.#views[each] === view);
      transactions.forEach(tr => this.#sent[place].typed.appendMapping(tr.mapping));
    }
  }

  #changed(view, tr) {
    if (view === this.#views.body) {
      this.#toolbar.update(view.state);
    }
    if (tr.docChanged) {
      clearTimeout(this.#counting);
      this.#counting = setTimeout(() => this.#recount(), COUNT_AFTER);
      if (!tr.getMeta(REMOTE)) {
        this.#saving.changed();
      }
    }
    if (tr.selectionSet || tr.docChanged) {
      clearTimeout(this.#selecting);
      this.#selecting = setTimeout(() => this.#selected(), SELECTED_AFTER);
    }
  }

  #pasting() {
    return {
      transformPastedHTML: (html, view) => {
        const { html: clean, told } = cleanHtml(html, { quotes: this.#quotes, longestAddress: this.#limits.address });
        this.#told = this.#own ? "" : told;
        return view.state.schema === schema ? clean : oneLine(clean);
      },
      transformPastedText: (text, _, view) => (view.state.schema === schema ? visibleLines(text) : visibleLines(text).replaceAll("\n", " ")),
      clipboardTextSerializer: slice => {
        const text = slice.content.textBetween(0, slice.content.size, "\n\n");
        this.#copied = { slice, text };
        return text;
      },
      transformPasted: (slice, view) => this.#renewed(this.#own && view.state.schema === schema ? this.#copied.slice : slice, view),
      handlePaste: (view, event, slice) => this.#taken(view, slice),
      handleDrop: (view, event, slice, within) => (within ? moved(view, event, this.#dragged) : this.#taken(view, slice)),
      handleDOMEvents: {
        focus: view => this.#focused(view),
        blur: () => { this.#saving?.save(); },
        paste: (view, event) => this.#checked(view, event, event.clipboardData),
        drop: (view, event) => {
          this.#dragged = dragged(view);
          this.#told = "";
          return !view.dragging && this.#checked(view, event, event.dataTransfer);
        },
      },
    };
  }

  /** Whether something that was pasted is not taken at all, and why. */
  #checked(view, event, data) {
    const html = data?.getData("text/html") ?? "";
    const text = data?.getData("text/plain") ?? "";
    this.#own = this.#copied !== null && text === this.#copied.text && html.includes("data-pm-slice");
    if (Math.max(html.length, text.length) > MOST_PASTED) {
      event.preventDefault();
      say("That is more than any article has; nothing was pasted.");
      return true;
    }
    this.#told = "";
    this.#address = event.type === "paste" ? address(text, html) : null;
    const files = [...(data?.files ?? [])];
    if (files.length && !text.trim() && !cleanHtml(html).html) {
      event.preventDefault();
      if (view === this.#views.body) {
        bringIn(view, files, event.type === "drop" ? event : null);
      } else {
        say("A picture stands in the body; drop it there, or paste it where the cursor is in the body.");
      }
      return true;
    }
    if (!html && !text) {
      event.preventDefault();
      return true;
    }
    return false;
  }

  /** A block that is pasted again is another one; one that was cut out a moment ago is the same. */
  #renewed(slice, view) {
    if (view.state.schema !== schema) {
      return slice;
    }
    const known = new Set(this.#saving.base.blocks.map(block => block.id));
    const children = slice.content.content.map(node => (node.attrs.id !== undefined && (!known.has(node.attrs.id) || find(view.state.doc, node.attrs.id))
      ? node.type.create({ ...node.attrs, id: null }, node.content) : node));
    return new Slice(Fragment.fromArray(children), slice.openStart, slice.openEnd);
  }

  /** Whether what is pasted was seen to here; what is not goes in as a whole. */
  #taken(view, slice) {
    const { state } = view;
    const told = this.#told;
    if (slice.size === 0) {
      say(told || "There are no words in that; nothing was pasted.");
      return true;
    }
    if (state.schema !== schema) {
      const words = cleaned(slice.content.textBetween(0, slice.content.size, " ")).words;
      const tr = state.tr.insertText(words);
      const beyond = lineBeyond(this.#limits, `The ${this.#active}`, state.doc.content.size, tr.doc.content.size);
      if (beyond) {
        say(`${beyond}, so nothing was pasted.`);
      } else {
        view.dispatch(tr.scrollIntoView());
        this.#tell(told);
      }
      return true;
    }
    const target = this.#address && !state.selection.empty && state.selection.$from.sameParent(state.selection.$to) ? linkAt(state) : null;
    if (target) {
      const { from, to } = state.selection;
      linked({ from, to }, this.#address)(state, view.dispatch);
      return true;
    }
    const tr = joined(state, slice);
    if (tr) {
      view.dispatch(tr.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
      return true;
    }
    return false;
  }

  #tell(sentence) {
    if (sentence) {
      say(sentence);
    }
  }

  /** Nothing comes in by a paste or a drop that the ledger would not take: then no save would get through any more. */
  #within() {
    return new Plugin({
      filterTransaction: (tr, state) => {
        if (!tr.docChanged || !["paste", "drop"].includes(tr.getMeta("uiEvent"))) {
          return true;
        }
        const beyond = bodyBeyond(this.#limits, state.doc, tr.doc);
        if (beyond) {
          say(`${beyond}, so nothing was pasted.`);
        } else {
          this.#tell(this.#told);
        }
        return beyond === null;
      },
    });
  }

  #focused(view) {
    this.#active = Object.keys(this.#views).find(place => this.#views[place] === view) ?? this.#active;
    this.#selected();
    return false;
  }

  #enter(place) {
    const view = this.#views[place];
    view.focus();
    if (place !== "body") {
      view.dispatch(view.state.tr.setSelection(Selection.atEnd(view.state.doc)));
    }
    return true;
  }

  // ---- What is selected

  #selected() {
    const view = this.#views[this.#active];
    const { $head } = view.state.selection;
    const block = this.#active === "body" && $head.depth > 0 ? $head.node(1) : null;
    if (view.hasFocus()) {
      this.#here.at(block ? `block/${block.attrs.id}` : this.#active);
    }
    document.dispatchEvent(new CustomEvent("stet:selection", { detail: this.anchor() }));
  }

  /** The words that are selected, where they stand in one place; null if none are, or they stand in several. */
  anchor() {
    const view = this.#views[this.#active];
    const { from, to, empty, $from, $to } = view.state.selection;
    if (empty) {
      return null;
    }
    if (this.#active !== "body") {
      return anchored(this.#active, [{ node: view.state.doc, at: 0 }], from, to);
    }
    if ($from.depth === 0 || $to.depth === 0 || $from.index(0) !== $to.index(0)) {
      return null;
    }
    const place = `block/${$from.node(1).attrs.id}`;
    return anchored(place, linesIn(view.state.doc, place), from, to);
  }

  goTo(place, start, words) {
    const name = place.startsWith("block/") ? "body" : place;
    const view = this.#views[name];
    const lines = view && (name === "body" ? linesIn(view.state.doc, place) : [{ node: view.state.doc, at: 0 }]);
    if (!lines) {
      return false;
    }
    const from = position(lines, start, "before");
    const to = position(lines, start + words.length, "after");
    view.focus();
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)).scrollIntoView());
    view.domAtPos(from).node.parentElement?.scrollIntoView({ block: "center" });
    return true;
  }

  /** Where words stand in what is shown, as a range; null where they do not. */
  rangeOf(place, start, words) {
    const name = place.startsWith("block/") ? "body" : place;
    const view = this.#views[name];
    const lines = view && (name === "body" ? linesIn(view.state.doc, place) : [{ node: view.state.doc, at: 0 }]);
    if (!lines) {
      return null;
    }
    const from = view.domAtPos(position(lines, start, "before"), 1);
    const to = view.domAtPos(position(lines, start + words.length, "after"), -1);
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  saved() {
    return this.#saving.saved();
  }

  // ---- What it tells

  tell({ state, sentence, signedOut }) {
    this.#status.className = `status ${state}`;
    this.#status.textContent = sentence;
    this.#more.replaceChildren();
    if (signedOut) {
      this.#more.append(" ", make("button", { type: "button", onclick: () => signIn(sentence) }, "Sign in"));
    } else if (this.#saving?.contested.length) {
      this.#more.append(" ", make("button", { type: "button", class: "plain", onclick: () => reopen() }, "Choose"));
    }
    // Somebody who listens hears what needs them, and when it is over; not each time that something is saved.
    const loud = state === "needs" || state === "offline";
    if (loud) {
      this.#spoken.textContent = sentence;
    } else if (state === "saved" && this.#spoken.textContent) {
      this.#spoken.textContent = this.#spoken.textContent === sentence ? "" : sentence;
    }
  }

  #recount() {
    const words = this.#views.body.state.doc.children.reduce((sum, node) => sum + counted(node), 0);
    this.#count.textContent = words === 1 ? "1 word" : `${words.toLocaleString("en")} words`;
  }

  #label(place) {
    if (!place.startsWith("block/")) {
      return (TITLES[place] ?? "").toLowerCase();
    }
    const here = find(this.#views.body.state.doc, place.slice("block/".length));
    if (here === null) {
      return "";
    }
    const words = wordsOf(blockOf(here.node));
    return `${KINDS[here.node.type.name]}${words ? ` “${words.length > 40 ? `${words.slice(0, 40).trim()}…` : words}”` : ""}`;
  }
}

/** The address of a web page, if that is all that is pasted; null if it is not. */
function address(text, html) {
  const typed = text.trim();
  if (!/^https?:\/\/\S+$/i.test(typed)) {
    return null;
  }
  // Of a link that is copied, some browsers give the words as HTML as well; of a page, its address and more.
  const shown = cleanHtml(html).html.replace(/<[^>]*>/g, " ").trim();
  return /\s/.test(shown) ? null : addressOf(typed);
}

function anchored(place, lines, from, to) {
  let words = "";
  let start = null;
  let offset = 0;
  for (const { node, at } of lines) {
    const spot = new Spot(node);
    const first = spot.offset(Math.max(0, Math.min(node.content.size, from - at)));
    const last = spot.offset(Math.max(0, Math.min(node.content.size, to - at)));
    if (to > at && from < at + node.content.size && last > first) {
      words += (start === null ? "" : "\n") + spot.words.slice(first, last);
      start ??= offset + first;
    }
    offset += spot.words.length + 1;
  }
  const trimmed = words.trim();
  return trimmed ? { place, start: start + words.length - words.trimStart().length, words: trimmed } : null;
}

function position(lines, offset, side) {
  let from = 0;
  for (const { node, at } of lines) {
    const spot = new Spot(node);
    if (offset <= from + spot.words.length) {
      return at + spot[side](Math.max(0, offset - from));
    }
    from += spot.words.length + 1;
  }
  const last = lines.at(-1);
  return last.at + last.node.content.size;
}

const counts = new WeakMap();

/** As the desk counts: what stands between spaces in the body, without captions and without who is quoted. */
function counted(node) {
  let count = counts.get(node);
  if (count === undefined) {
    const words = node.type.name === "quotation" ? node.firstChild : node;
    count = node.type.name === "figure" ? 0 : words.textBetween(0, words.content.size, " ").split(/\s+/).filter(Boolean).length;
    counts.set(node, count);
  }
  return count;
}

const section = document.getElementById("copy");
const article = document.getElementById("main").dataset.article;
let editor = null;

/** {place, start, words} of what is selected in the text, in one place and without spaces at its ends; otherwise null. */
export function selectionAnchor() {
  return editor?.anchor() ?? null;
}

/** Goes to words in the text and selects them; false if there is no such place. */
export function goTo(place, start, words) {
  return editor?.goTo(place, start, words) ?? false;
}

export function rangeOf(place, start, words) {
  return editor?.rangeOf(place, start, words) ?? null;
}

/** Resolves to true once all that was typed is in the ledger, so that what is said about the words is said about these. */
export function saved() {
  return editor?.saved() ?? Promise.resolve(true);
}

/** Words that were kept for an article that nobody can write in any more. */
async function unsavedOnly(kept) {
  const unsaved = await kept.take();
  if (unsaved && !section.querySelector(".unsaved")) {
    const words = [unsaved.content.headline, unsaved.content.standfirst, ...unsaved.content.blocks.map(told)].filter(each => each).join("\n\n");
    const details = make("details", { class: "unsaved" }, make("summary", {}, "There are words of yours on this device that were never saved"),
      make("textarea", { readonly: true, rows: "10", "aria-label": "Words that were never saved" }, words),
      make("button", { type: "button", class: "plain", onclick: () => { kept.drop(); details.remove(); } }, "Throw them away"));
    section.prepend(details);
  }
}

const kept = new Kept(section.dataset.person, article);
const keptOpen = section.dataset.edits ? kept.open() : null;

/** Opens the editor, also in an article that is revived while it is looked at; where nobody can write, what was never saved is shown. */
async function open() {
  await keptOpen;
  if (editor !== null) {
    return;
  }
  if (section.dataset.edits === "true") {
    editor = new Editor(section, article);
    await editor.open(section.dataset.person, kept);
  } else if (section.dataset.edits === "false") {
    await unsavedOnly(kept);
  }
}

document.addEventListener("stet:panel", open);
open();
