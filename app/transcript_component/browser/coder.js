// One coding surface: what is selected, what is active, what is shown, and the acts of the person in front of it.

import { History, patchOf } from "./acts.js";
import { withRecent } from "./code_search.js";
import { CodeTree } from "./code_tree.js";
import { COMMANDS } from "./commands.js";
import { Delivery } from "./delivery.js";
import { Details } from "./details.js";
import { wording } from "./dom.js";
import { buildFrame, showNotice, wordFrame } from "./frame.js";
import { FocusKeeper } from "./focus_keeper.js";
import { clearHighlights, highlight } from "./highlights.js";
import { commandOf } from "./keys.js";
import { marksByTurn, marksOf } from "./lanes.js";
import { Outbox } from "./outbox.js";
import { Picker } from "./picker.js";
import { listenToMouse } from "./pointing.js";
import { TextSelection } from "./selection.js";
import { TranscriptView } from "./transcript_view.js";
import { project, Views } from "./views.js";

/** A random id; `randomUUID` itself exists only where the page came over https or from this machine. */
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

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
    this.shown = { codings: new Map(), suggestions: new Map() };
    this.codes = new Map();
    this.history = new History();
    this.selected = this.place = this.active = this.hovered = this.resizing = null;
    this.tree = new CodeTree({ onChoose: (code) => this.choose(code), onLeave: () => this.takeFocus() });
    this.details = new Details({
      choose: (item) => this.activate(item), leave: () => this.takeFocus(), change: (item) => this.changeCode(item),
      acceptAs: (item) => this.changeCode(item), remove: (item) => this.remove(item), accept: (item) => this.accept(item),
      reject: (item) => this.reject(item), resize: (item) => this.resize(item, this.selected),
      memo: (item, text) => this.act({ op: "memo", coding: item.id, text }, "saidMemo", item.code),
    });
    this.parts = buildFrame(root, page.style, {
      tree: this.tree.element, details: this.details.element, onUndo: () => this.undo(), onRedo: () => this.redo(),
      onHelp: () => this.toggleHelp(), onFold: () => this.parts.body.classList.toggle("folded"),
    });
    this.picker = new Picker(this.parts.stage);
    this.view = new TranscriptView(this.parts.scroller, { onSpeaker: (index) => this.selectTurn(index) });
    this.selection = new TextSelection(root, () => this.view.holders);
    this.delivery = new Delivery({
      send: (operations) => this.#send(operations), resync: () => page.resync(), changed: (state) => this.#showState(state),
    });
    this.focus = new FocusKeeper(this.parts.body, root.host ?? root);
    listenToMouse(this);
    // Streamlit listens on the page for r (run again) and c (clear the cache).
    for (const name of ["keydown", "keyup", "keypress"]) this.parts.body.addEventListener(name, (event) => event.stopPropagation());
    this.parts.body.addEventListener("keydown", (event) => this.guarded(() => this.#key(event)));
    this.leaving = (event) => {
      if (this.outbox?.entries.length) event.preventDefault();
    };
    window.addEventListener("beforeunload", this.leaving);
  }

  /** Run something so that a mistake in it costs this one step, never the component. */
  guarded(work) {
    try {
      return work();
    } catch (error) {
      console.error("Citat:", error);
      showNotice(this.parts, this.label("broken"), this.label("close"));
      return undefined;
    }
  }

  /** Take a message from the server. */
  update(message, setState) {
    this.setState = setState;
    if (this.message && this.message.document.id !== message.document.id) this.#leaveDocument();
    if (!this.views.receive(message)) {
      setState("seen", "");
      return;
    }
    const first = this.message === undefined;
    this.message = message;
    if (this.labels !== this.views.current.labels) this.#word();
    this.parts.body.style.height = `${message.height}px`;
    if (first) this.#openOutbox();
    const refused = this.outbox.answer(message.ack, message.nack);
    if (refused.length) this.history.forget();
    this.delivery.answered(this.outbox.entries.length);
    if (refused.length) showNotice(this.parts, this.label("refused", { reason: refused[0].reason }), this.label("close"));
    else if (message.trouble && message.trouble !== this.trouble) showNotice(this.parts, message.trouble, this.label("close"));
    this.trouble = message.trouble;
    if (first && this.outbox.entries.length) this.delivery.send(this.outbox.operations);
    this.paint();
    this.#follow();
    if (this.focus.lost) this.takeFocus();
  }

  /** The document's text came, or came anew. Returns whether it is the one to show. */
  receiveText(text) {
    if (this.text !== text) {
      this.text = text;
      this.select(null);
      this.view.load(text, this.label);
      this.parts.title.textContent = text.title;
    }
    this.paint();
    this.#follow();
  }

  paint() {
    if (!this.message || !this.text) return;
    const snapshot = this.views.current;
    if (this.codeList !== snapshot.codes) {
      this.codeList = snapshot.codes;
      this.codes = new Map(snapshot.codes.map((code) => [code.id, code]));
      this.version = (this.version ?? 0) + 1;
      this.tree.load(snapshot.codes, this.label);
    }
    this.shown = project(snapshot, this.outbox.patches);
    const fits = (item) => item.start >= 0 && item.start < item.end && item.end <= this.text.length;
    const codings = [...this.shown.codings.values()].filter(fits);
    const suggestions = [...this.shown.suggestions.values()].filter(fits);
    const rebuilt = this.view.paint(marksByTurn(this.text, marksOf(codings, suggestions)), this.codes, this.version);
    const counts = new Map();
    for (const { code } of codings) counts.set(code, (counts.get(code) ?? 0) + 1);
    this.tree.count(counts);
    this.parts.facts.textContent = this.label("facts", { codings: codings.length, suggestions: suggestions.length });
    this.parts.undo.disabled = !(this.message.undo || this.history.done.length);
    this.parts.redo.disabled = !(this.message.redo || this.history.undone.length);
    this.parts.undo.title = this.message.undo ? this.label("undoNamed", { act: this.message.undo.label }) : this.label("undo");
    this.parts.redo.title = this.message.redo ? this.label("redoNamed", { act: this.message.redo.label }) : this.label("redo");
    if (rebuilt.length) this.#keepSelection(rebuilt);
    this.#showHere();
  }

  // What is selected and active

  /** Select a stretch, or nothing. `reveal` scrolls to it and moves the focus of the keyboard along. */
  select(stretch, reveal = false) {
    this.selected = stretch;
    if (stretch) {
      this.place = null;
      if (!this.resizing) this.active = null;
      const last = this.text.turnsOf(stretch.start, stretch.end)[1];
      if (reveal) this.view.focus(last);
      this.selection.show(this.text, stretch);
      if (reveal) {
        this.view.revealRange(this.selection.rangeOf(this.text, { start: Math.max(stretch.start, stretch.end - 1), end: stretch.end }), last);
        this.say(this.text.slice(stretch.start, stretch.end));
      }
    } else this.selection.clear();
    this.#showHere();
  }

  selectTurn(index) {
    const turn = this.text.turns[index];
    this.select(this.text.trim(turn.start, turn.end), true);
  }

  /** Show in the panel all that covers a place; `active` is the one that keys act on. */
  inspect(place, active = null) {
    this.place = place;
    this.active = active ?? this.#covering(place).codings[0]?.id ?? this.#covering(place).suggestions[0]?.id ?? null;
    this.#showHere();
  }

  hover(place, ids = []) {
    if (place === this.hovered && ids.length === 0) return;
    this.hovered = place;
    if (this.place === null && !this.selected) this.#showHere();
    this.view.emphasise(ids.length ? ids : [this.active].filter(Boolean));
  }

  activate(item) {
    if (this.active === item.id) return;
    this.active = item.id;
    this.place ??= item.start;
    this.#highlight();
    this.details.mark(item.id);
  }

  activeItem() {
    return this.shown.codings.get(this.active) ?? this.shown.suggestions.get(this.active) ?? null;
  }

  /** Go to a coding or suggestion: seen, active, and the keyboard at its turn. */
  goTo(item) {
    this.selected = null;
    this.selection.clear();
    const index = this.text.turnAt(item.start).index;
    this.view.focus(index);
    this.inspect(item.start, item.id);
    this.view.revealRange(this.selection.rangeOf(this.text, item), index);
    const path = this.codes.get(item.code)?.path ?? "";
    this.say(`${item.coder ? path : this.label("suggestedCode", { code: path })}: ${this.text.slice(item.start, item.end)}`);
  }

  letGo() {
    if (!this.parts.sheet.hidden) return this.toggleHelp();
    if (this.resizing) {
      this.resizing = null;
      this.say(this.label("resizeCancelled"));
    }
    this.place = this.active = null;
    this.select(null);
    return this.takeFocus();
  }

  /** Bring the keyboard back to the turn where it was. */
  takeFocus() {
    this.view.turns[this.view.focusable]?.element.focus({ preventScroll: true });
  }

  // Acts

  /** Do something at once on screen and send it. */
  act(operation, says, code = operation.code) {
    const full = { cid: newId(), ...operation };
    const patch = patchOf(full, this.shown, this.message.me);
    this.history.did(full.cid, patch, this.shown);
    this.#queue(full, patch);
    this.say(this.label(says, { code: this.codes.get(code)?.path ?? "" }));
  }

  apply(code) {
    const { start, end } = this.selected;
    const coding = newId();
    this.#used(code);
    this.place = start;
    this.active = coding;
    this.act({ op: "apply", coding, start, end, code: code.id, quote: this.text.slice(start, end) }, "saidApplied");
  }

  /** A code was chosen in the tree: code what is selected, or give it to the active coding or suggestion. */
  choose(code) {
    if (this.selected && !this.resizing) this.apply(code);
    else this.say(this.label("selectFirst"), true);
  }

  applyRecent(number) {
    const code = this.codes.get(this.#recent()[number - 1]);
    if (code && !code.retired) this.choose(code);
  }

  /** Open the picker for what is selected, or to change what is active. */
  pick() {
    if (this.selected) {
      const { start, end } = this.selected;
      this.#openPicker(this.label("pickCode"), { start, end }, (code) => this.apply(code));
    } else if (this.activeItem()) this.changeCode(this.activeItem());
    else this.say(this.label("selectFirst"), true);
  }

  changeCode(item) {
    if (!item) return;
    if (item.coder === undefined) {
      this.#openPicker(this.label("acceptAs"), item, (code) => {
        this.active = newId();
        this.act({ op: "accept_as", suggestion: item.id, coding: this.active, code: code.id }, "saidAccepted");
        this.#used(code);
      });
    } else if (this.#own(item)) {
      this.#openPicker(this.label("changeCode"), item, (code) => {
        this.#used(code);
        this.act({ op: "recode", coding: item.id, code: code.id }, "saidChanged");
      });
    }
  }

  remove(item) {
    if (!item) return;
    if (item.coder === undefined) this.reject(item);
    else if (this.#own(item)) {
      this.active = null;
      this.act({ op: "remove", coding: item.id }, "saidRemoved", item.code);
      this.takeFocus();
    }
  }

  accept(item) {
    if (!item || item.coder !== undefined) return;
    this.active = newId();
    this.place = item.start;
    this.act({ op: "accept", suggestion: item.id, coding: this.active }, "saidAccepted", item.code);
    this.takeFocus();
  }

  reject(item) {
    if (!item || item.coder !== undefined) return;
    this.active = null;
    this.place = item.start;
    this.act({ op: "reject", suggestion: item.id }, "saidRejected", item.code);
    this.takeFocus();
  }

  resize(item, stretch) {
    if (!item || !stretch || !this.#own(item)) return;
    this.active = item.id;
    this.place = stretch.start;
    this.act({ op: "resize", coding: item.id, ...stretch, quote: this.text.slice(stretch.start, stretch.end) }, "saidResized", item.code);
  }

  /** Take up the bounds of the active coding as the selection, to be moved by keys and stored with Enter. */
  startResize() {
    const item = this.activeItem();
    if (!item?.coder || !this.#own(item)) return;
    this.resizing = item.id;
    this.select({ start: item.start, end: item.end }, true);
    this.say(this.label("resizeStarted"), true);
  }

  finishResize() {
    const item = this.shown.codings.get(this.resizing);
    this.resizing = null;
    const stretch = this.selected;
    this.select(null);
    this.resize(item, stretch);
  }

  undo() {
    this.active = null;
    this.#queue({ cid: newId(), op: "undo" }, this.history.undo());
    this.say(this.label("saidUndone"));
  }

  redo() {
    this.#queue({ cid: newId(), op: "redo" }, this.history.redo());
    this.say(this.label("saidRedone"));
  }

  writeMemo() {
    return this.details.writeMemo();
  }

  toggleHelp() {
    const { sheet } = this.parts;
    sheet.hidden = !sheet.hidden;
    if (sheet.hidden) this.takeFocus();
    else sheet.focus();
  }

  /** Tell a screen reader; `visibly` also shows it in the bar. */
  say(words, visibly = false) {
    this.parts.live.textContent = words;
    if (!visibly) return;
    this.parts.facts.textContent = words;
  }

  destroy() {
    this.delivery.stop();
    this.focus.destroy();
    this.view.destroy();
    this.picker.close();
    clearHighlights();
    window.removeEventListener("beforeunload", this.leaving);
  }

  #key(event) {
    if (event.defaultPrevented || !this.text) return;
    const target = event.composedPath()[0];
    if (target.matches?.("input, textarea")) return;
    if (target.matches?.("button") && (event.key === "Enter" || event.key === " ")) return;
    const command = commandOf(event);
    if (!command) return;
    event.preventDefault();
    COMMANDS[command](this);
  }

  #queue(operation, patch) {
    this.outbox.add(operation, patch);
    this.paint();
    this.delivery.send(this.outbox.operations);
  }

  #send(operations) {
    this.setState("seen", this.views.report());
    this.setState("ops", operations);
  }

  #openOutbox() {
    this.outbox = new Outbox(sessionStorage, `citat-outbox:${this.message.document.id}:${this.message.me.id}`);
  }

  #leaveDocument() {
    this.message = undefined;
    this.text = null;
    this.views = new Views();
    this.history = new History();
    this.selected = this.place = this.active = this.resizing = null;
    this.delivery.stop();
  }

  #word() {
    this.labels = this.views.current.labels;
    this.label = wording(this.labels);
    wordFrame(this.parts, this.label, () => this.toggleHelp());
    this.#showState(this.delivery.state);
    this.codeList = null;
    if (this.text) this.view.load(this.text, this.label);
  }

  #showState(state) {
    this.parts.state.textContent = this.label(state);
    this.parts.state.dataset.state = state;
  }

  #follow() {
    const place = this.message?.goto;
    if (!place || !this.text || this.page.seenPlaces.get(this.message.document.id) === place.nonce) return;
    this.page.seenPlaces.set(this.message.document.id, place.nonce);
    const index = this.text.turnAt(place.start).index;
    this.view.focus(index);
    this.inspect(place.start);
    this.view.revealRange(this.selection.rangeOf(this.text, place), index);
    highlight("citat-goto", [this.selection.rangeOf(this.text, place)]);
  }

  #openPicker(title, stretch, onPick) {
    const recent = this.#recent().filter((id) => this.codes.has(id));
    const anchor = this.selection.rangeOf(this.text, stretch);
    const rects = anchor.getClientRects();
    this.picker.show({
      codes: this.views.current.codes, recent, title, label: this.label, onPick,
      anchor: rects[rects.length - 1] ?? this.parts.scroller.getBoundingClientRect(), onClose: () => this.takeFocus(),
    });
  }

  #own(item) {
    if (item.coder === this.message.me.id) return true;
    this.say(this.label("notYours", { coder: item.coder_name }), true);
    return false;
  }

  #recent() {
    try {
      return JSON.parse(sessionStorage.getItem(`citat-recent:${this.message.me.id}`) ?? "[]");
    } catch {
      return [];
    }
  }

  #used(code) {
    try {
      sessionStorage.setItem(`citat-recent:${this.message.me.id}`, JSON.stringify(withRecent(this.#recent(), code.id)));
    } catch {
      // Without storage the digits stay in the order of the codebook.
    }
  }

  #keepSelection(rebuilt) {
    if (!this.selected) return;
    const [first, last] = this.text.turnsOf(this.selected.start, this.selected.end);
    const focused = this.root.activeElement;
    if (focused && this.parts.scroller.contains(focused) && rebuilt.some((index) => index >= first && index <= last)) {
      this.selection.show(this.text, this.selected);
    }
  }

  #covering(place) {
    const covers = (item) => item.start <= place && place < item.end;
    return this.#sorted(covers);
  }

  #sorted(holds) {
    const pick = (items) => [...items.values()].filter(holds).sort((a, b) => a.end - a.start - (b.end - b.start) || (a.id < b.id ? -1 : 1));
    return { codings: pick(this.shown.codings), suggestions: pick(this.shown.suggestions) };
  }

  #showHere() {
    if (!this.text || !this.message) return;
    const place = this.place ?? (this.selected ? null : this.hovered);
    const { selected } = this;
    const here = place !== null ? this.#covering(place) : selected
      ? this.#sorted((item) => item.start < selected.end && item.end > selected.start)
      : { codings: [], suggestions: [] };
    this.details.show({
      ...here, active: this.active, me: this.message.me.id, text: this.text, codes: this.codes, version: this.version,
      label: this.label, selected: Boolean(selected) && !this.resizing, hint: this.label(selected ? "hintSelected" : "hintEmpty"),
    });
    this.#highlight();
  }

  #highlight() {
    const range = (stretch) => this.selection.rangeOf(this.text, stretch);
    const item = this.activeItem();
    highlight("citat-selected", this.selected ? [range(this.selected)] : []);
    highlight("citat-active", item ? [range(item)] : []);
    this.view.emphasise(item ? [item.id] : []);
  }
}
