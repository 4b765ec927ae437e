// One coding surface: what is selected, what is active, what is shown, and the acts of the person in front of it.

import { AfterFrame } from "./after_frame.js";
import { AllLikeThis } from "./all_like_this.js";
import { Attention } from "./attention.js";
import { CodeEmphasis } from "./code_emphasis.js";
import { CodeTree } from "./code_tree.js";
import { COMMANDS } from "./commands.js";
import { Deeds } from "./deeds.js";
import { Delivery } from "./delivery.js";
import { Density } from "./density.js";
import { Details } from "./details.js";
import { wording } from "./dom.js";
import { Filter } from "./filter.js";
import { FilterMenu } from "./filter_menu.js";
import { buildFrame, wordFrame } from "./frame.js";
import { FocusKeeper } from "./focus_keeper.js";
import { FreshSuggestions } from "./fresh_suggestions.js";
import { GoMenu } from "./go_menu.js";
import { Handles } from "./handles.js";
import { HelpSheet } from "./help_sheet.js";
import { clearHighlights } from "./highlights.js";
import { commandOf } from "./keys.js";
import { marksByTurn, marksOf } from "./lanes.js";
import { LostConnection } from "./lost_connection.js";
import { Minimap } from "./minimap.js";
import { Notices } from "./notices.js";
import { Outboxes } from "./outboxes.js";
import { Picker } from "./picker.js";
import { listenToMouse } from "./pointing.js";
import { Press } from "./press.js";
import { Printing } from "./printing.js";
import { Reading } from "./reading.js";
import { TopOfView, wordsStay } from "./reading_place.js";
import { Retrieval } from "./retrieval.js";
import { SearchBar } from "./search_bar.js";
import { TextSelection } from "./selection.js";
import { SuggestedStretch } from "./suggested_stretch.js";
import { Touch } from "./touch.js";
import { TranscriptView } from "./transcript_view.js";
import { Uses } from "./uses.js";
import { codeChanges, codesWith, project, Views } from "./views.js";

/** One coding surface. Streamlit's data comes in through `update`, everything else from the person in front of it. */
export class Coder {
  /**
   * @param {ShadowRoot|HTMLElement} root
   * @param {{style: string, resync: () => void, seenPlaces: Map<string, unknown>}} page what all coders of a page share
   */
  constructor(root, page) {
    this.root = root;
    this.page = page;
    this.label = wording({});
    this.views = new Views();
    this.uses = new Uses(this);
    this.codes = new Map();
    this.all = this.shown = { codings: new Map(), suggestions: new Map(), codes: this.codes };
    this.filter = new Filter(sessionStorage);
    this.attention = new Attention(this);
    this.deeds = new Deeds(this);
    const { attention, deeds } = this;
    this.emphasis = new CodeEmphasis(this);
    this.tree = new CodeTree({
      onChoose: (code) => (attention.selected ? deeds.choose(code) : this.lookUp(code)), onLook: (code) => this.lookUp(code),
      onPoint: (code) => this.emphasis.point(code), onLeave: () => this.takeFocus(),
    });
    this.details = new Details({
      choose: (item) => attention.activate(item), leave: () => this.takeFocus(), change: (item) => deeds.changeCode(item),
      acceptAs: (item) => deeds.changeCode(item), remove: (item) => deeds.remove(item), accept: (item) => deeds.accept(item),
      shorter: () => this.stretching.change(-1), longer: () => this.stretching.change(1), defer: (item) => deeds.defer(item), allLikeThis: (item) => this.allLikeThis.ask(item),
      reject: (item) => deeds.reject(item), resize: (item) => deeds.resize(item, attention.selected),
      doubt: (item) => deeds.doubt(item), star: (item) => deeds.star(item),
      memo: (item, text) => deeds.act({ op: "memo", coding: item.id, text }, "saidMemo", item.code),
      passages: (item) => this.retrieval.look(this.codes.get(item.code), true), text: (key) => this.uses.open(key),
    });
    this.retrieval = new Retrieval(this, this.details.element);
    this.search = new SearchBar(this);
    this.reading = new Reading(this);
    this.parts = buildFrame(root, page.style, {
      tree: this.tree.element, details: this.retrieval.element,
      progress: this.reading.element, tools: [this.search.element, this.search.opener], onUndo: () => deeds.undo(), onRedo: () => deeds.redo(),
      onHelp: () => this.guarded(() => this.help.toggle()), onFold: () => this.parts.body.classList.toggle("folded"),
    });
    this.notices = new Notices(this.parts.notice, () => this.label, (kind) => this.deeds.noticeClosed(kind), (change) => wordsStay(this.parts.scroller, change));
    this.picker = new Picker(this.parts.stage);
    this.view = new TranscriptView(this.parts.scroller, { onSpeaker: (index) => attention.selectTurn(index) });
    this.minimap = new Minimap(this.parts.scroller, (work) => this.guarded(work));
    this.top = new TopOfView(this.parts.scroller, (work) => this.guarded(work));
    this.going = new GoMenu(this);
    this.filterMenu = new FilterMenu(this);
    this.density = new Density(this);
    this.printing = new Printing(this);
    this.help = new HelpSheet(this.parts, () => this.takeFocus());
    this.selection = new TextSelection(root, () => this.view.holders);
    this.rebuilt = new Set();
    this.press = new Press(this.parts.body);
    this.beside = new AfterFrame(() => this.guarded(() => this.#paintBeside()), () => !this.press.down);
    this.delivery = new Delivery({
      send: (operations) => this.#send(operations), resync: () => page.resync(), unread: () => this.press.waiting.length > 0, changed: (state) => this.#showState(state),
    });
    this.handles = new Handles(this);
    this.allLikeThis = new AllLikeThis(this);
    this.stretching = new SuggestedStretch(this);
    this.fresh = new FreshSuggestions(() => this.setState("look", Date.now()));
    this.touch = new Touch(this);
    this.focus = new FocusKeeper(this.parts.body, root.host ?? root);
    listenToMouse(this);
    // Streamlit listens on the page for r (run again) and c (clear the cache).
    for (const name of ["keydown", "keyup", "keypress"]) this.parts.body.addEventListener(name, (event) => event.stopPropagation());
    this.parts.body.addEventListener("keydown", (event) => this.guarded(() => this.#key(event)));
    this.connection = new LostConnection(() => this.guarded(() => this.#lost()));
  }

  /** Run something so that a mistake in it costs this one step, never the component. */
  guarded(work) {
    try {
      return work();
    } catch (error) {
      console.error("Citat:", error);
      this.notices.say("broken", this.label("broken"));
      return undefined;
    }
  }

  /** Take a message from the server. */
  update(message, setState, trigger) {
    this.setState = setState;
    this.trigger = trigger;
    if (this.message && this.message.document.id !== message.document.id) this.#leaveDocument();
    if (!this.views.receive(message)) {
      setState("seen", "");
      return;
    }
    const first = this.message === undefined;
    this.message = message;
    this.study = message.study ?? this.study;
    if (this.labels !== this.views.current.labels) this.#word();
    // Never higher than what a small screen leaves below the head of the page: two things that scroll fight.
    this.parts.body.style.height = `min(${message.height}px, max(26rem, 100vh - 12rem))`;
    if (first) this.#openOutbox();
    this.reading.receive(message);
    const refused = this.outbox.answer(message.ack, message.nack);
    this.delivery.answered(this.outbox.operations.length);
    this.deeds.tellRefused(refused);
    this.notices.drop("lost");
    if (!message.trouble) this.notices.drop("trouble");
    else if (message.trouble !== this.trouble) this.notices.say("trouble", message.trouble);
    this.trouble = message.trouble;
    if (first && this.outbox.operations.length) this.delivery.send(this.outbox.operations);
    this.#arrive();
    this.retrieval.receive(message);
    this.fresh.receive(message);
    this.allLikeThis.receive(message);
    if (this.focus.lost) this.takeFocus();
  }

  /** The document's text came, or came anew. Returns whether it is the one to show. */
  receiveText(text) {
    if (this.text !== text) {
      this.text = text;
      this.attention.select(null);
      this.#load();
      this.search.load(text);
      this.parts.title.textContent = text.title;
      this.#arrive();
      if (this.focus.free) this.takeFocus();
    } else this.#arrive();
  }

  #arrive() {
    this.paint();
    this.reading.begin(this.attention.asked);
    this.attention.follow();
  }

  /** Bring everything on the screen up to date; `soon` leaves what stands beside the text until the text is painted. */
  paint(soon = false) {
    // Codings of another version of the text would stand on wrong words until its text is here.
    if (!this.message || !this.text || this.text.hash !== this.message.document.hash) return;
    const snapshot = this.views.current;
    this.#knowCodes(snapshot.codes, codeChanges(this.outbox.patches));
    const patches = [this.stretching.preview, ...this.outbox.patches, this.handles.preview].filter(Boolean);
    this.all = { ...project(snapshot, patches, this.text.length), codes: this.codes };
    this.shown = this.filter.show(this.all);
    const marks = marksOf([...this.shown.codings.values()], [...this.shown.suggestions.values()]);
    const rebuilt = this.view.paint(marksByTurn(this.text, marks), this.codes, this.version);
    for (const index of rebuilt) this.rebuilt.add(index);
    this.marks = marks;
    this.beside.soon();
    if (!soon) this.beside.now();
  }

  /** What is made of the same codings as the text: panel, counts, map, and the selection in text that is new. */
  #paintBeside() {
    const codings = [...this.shown.codings.values()];
    this.minimap.show(this.marks, this.codes);
    this.filterMenu.painted();
    const counts = new Map();
    for (const { code } of codings) counts.set(code, (counts.get(code) ?? 0) + 1);
    this.tree.count(counts);
    this.facts = this.label("facts", { codings: codings.length, suggestions: this.shown.suggestions.size });
    if (!this.parts.bar.classList.contains("telling")) this.parts.facts.textContent = this.facts;
    this.parts.undo.disabled = !(this.message.undo || this.deeds.history.done.length);
    this.parts.redo.disabled = !(this.message.redo || this.deeds.history.undone.length);
    this.parts.undo.title = this.message.undo ? this.label("undoNamed", { act: this.message.undo.label }) : this.label("undo");
    this.parts.redo.title = this.message.redo ? this.label("redoNamed", { act: this.message.redo.label }) : this.label("redo");
    if (this.rebuilt.size) {
      this.attention.keepSelection([...this.rebuilt]);
      this.search.stale();
      this.rebuilt.clear();
    }
    this.reading.count();
    this.attention.show();
    this.retrieval.refresh();
  }

  #load() {
    this.view.load(this.text, this.label);
    this.minimap.load(this.view, this.label);
    this.top.load(this.view);
  }

  #knowCodes(stored, changes) {
    const changed = JSON.stringify(changes);
    if (this.codeList && this.storedCodes === stored && this.changedCodes === changed) return;
    this.storedCodes = stored;
    this.changedCodes = changed;
    this.codeList = codesWith(stored, changes);
    this.codes = new Map(this.codeList.map((code) => [code.id, code]));
    this.version = (this.version ?? 0) + 1;
    this.tree.load(this.codeList, this.label, this.study);
  }

  /** Show the passages of a code of the tree; a keyboard that is in the tree goes on to them, and back afterwards. */
  lookUp(code) {
    const inTree = this.tree.element.contains(this.root.activeElement);
    this.retrieval.look(code, inTree, inTree ? () => this.tree.focusRows() : null);
  }

  /** Show what the filter hides of a place that was asked for: codings of exactly this stretch, and those with an id. */
  uncover({ start, end }, ids = []) {
    const asked = (item) => (item.start === start && item.end === end) || ids.includes(item.id);
    const hidden = [...this.all.codings.values()].filter((item) => asked(item) && !this.shown.codings.has(item.id));
    if (!hidden.length) return;
    this.filter.keep(hidden.map((item) => item.id));
    this.paint();
  }

  writeMemo() {
    // Where passages fill the panel, the field is behind them, and what is typed would be taken for commands.
    if (this.attention.item()) this.retrieval.aside();
    return this.details.writeMemo();
  }

  /** The element of the turn that has or had the keyboard. */
  get turn() {
    return this.view.turns[this.view.focusable]?.element;
  }

  /** Bring the keyboard back to the turn where it was. */
  takeFocus() {
    this.turn?.focus({ preventScroll: true });
  }

  /** Tell a screen reader; `visibly` also shows it in the bar. */
  say(words, visibly = false) {
    this.parts.live.textContent = words;
    this.parts.bar.classList.toggle("telling", visibly);
    this.parts.facts.textContent = visibly ? words : this.facts;
  }

  destroy() {
    this.delivery.stop();
    this.beside.stop();
    this.fresh.stop();
    this.connection.stop();
    this.focus.destroy();
    this.press.destroy();
    for (const part of [this.view, this.minimap, this.filterMenu, this.density, this.printing, this.retrieval, this.emphasis]) part.destroy();
    for (const part of [this.search, this.going, this.reading, this.handles, this.touch, this.help]) part.destroy();
    this.picker.close();
    clearHighlights();
  }

  #key(event) {
    if (event.defaultPrevented || !this.text) return;
    const target = event.composedPath()[0];
    if (target.matches?.("input, textarea")) return;
    if (target.matches?.("button") && (event.key === "Enter" || event.key === " ")) return;
    const command = commandOf(event);
    if (!command) return;
    event.preventDefault();
    this.reading.acted();
    this.beside.now();
    COMMANDS[command](this);
  }

  /** Show an operation at once by its patch, keep it, send it. */
  queue(operation, patch) {
    this.outbox.add(operation, patch);
    this.filter.keep(Object.keys(patch.codings ?? {}));
    this.paint(true);
    this.delivery.send(this.outbox.operations);
  }

  #send(operations) {
    this.setState("seen", this.views.report());
    this.setState("ops", operations);
    this.retrieval.report(this.setState);
  }

  #openOutbox() {
    this.outbox = new Outboxes(sessionStorage, this.message);
    this.filter.open(`citat-filter:${this.message.me.id}`);
  }

  /** The server is out of reach: said in words of the interface, while the work goes on. */
  #lost() {
    this.notices.say("lost", this.label("lost"));
    this.delivery.lost(this.outbox?.operations.length ?? 0);
    this.focus.takeBack(() => this.takeFocus());
  }

  #leaveDocument() {
    this.message = undefined;
    this.text = null;
    this.parts.bar.classList.remove("telling");
    this.views = new Views();
    this.deeds.history.forget();
    this.allLikeThis.close();
    this.filter.leaveDocument();
    this.attention.reset();
    this.beside.stop();
    this.rebuilt.clear();
    this.delivery.stop();
  }

  #word() {
    this.labels = this.views.current.labels;
    this.label = wording(this.labels);
    wordFrame(this.parts, this.label);
    this.#showState(this.delivery.state);
    this.codeList = null;
    for (const part of [this.search, this.going, this.filterMenu, this.density, this.printing, this.touch, this.help]) part.word(this.label);
    if (this.text) this.#load();
  }

  #showState(state) {
    this.parts.state.textContent = this.label(state);
    this.parts.state.dataset.state = state;
  }
}
