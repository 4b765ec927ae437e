// All passages of one code beside the transcript, from every interview: asked for once, read, and gone to.

import { newId } from "./new_id.js";
import { h } from "./dom.js";
import { cursorOf, emptyAnswer, extended, keyOf, listOf } from "./passages.js";
import { PassageList } from "./passage_list.js";

const PORTION = 50;
const PATIENCE = 2500;
const KEPT_PLACES = 20;

/**
 * What is kept when the page opens another interview: what was asked for and answered, what the list points at, and
 * the places one came from.
 */
const blank = () => ({ want: null, shown: false, answer: null, at: null, back: [], landed: null, arriving: null });

/** The lower part of the panel: the details of a place, or the passages of a code. */
export class Retrieval {
  /** @param {object} coder @param {HTMLElement} details the part it takes turns with */
  constructor(coder, details) {
    this.coder = coder;
    this.kept = coder.page.retrieval ??= blank();
    this.details = details;
    this.list = new PassageList({
      go: (passage, stay) => this.go(passage, stay), close: () => this.close(), back: () => this.goBack(), more: () => this.#askMore(),
      want: (changes) => this.#ask({ ...this.kept.want, ...changes }), at: (id) => (this.kept.at = id),
    });
    this.tabHere = h("button", { type: "button", role: "tab", onclick: () => this.#show(false) });
    this.tabCode = h("button.of-code", { type: "button", role: "tab", onclick: () => this.#show(true) });
    this.shut = h("button.tool", { type: "button", onclick: () => this.close() }, "×");
    this.tabs = h("div.tabs", { hidden: true }, h("div.tab-list", { role: "tablist" }, this.tabHere, this.tabCode), this.shut);
    this.back = h("button.back", { type: "button", hidden: true, onclick: () => this.goBack() });
    this.element = h("section.lower", {}, this.back, this.tabs, details, this.list.element);
    this.list.element.hidden = true;
    this.pending = null;
    this.wished = false;
    this.opener = null;
  }

  get open() {
    return this.kept.want !== null;
  }

  get shown() {
    return this.open && this.kept.shown;
  }

  /** Show the passages of a code. `take`: the keyboard goes to the list; `opener` gets it back when the list closes. */
  look(code, take = false, opener = null) {
    this.opener = opener;
    this.taking = take;
    if (this.kept.want?.code !== code.id) {
      this.kept.at = null;
      this.#ask({ code: code.id, below: true, group: null, coder: null });
    }
    this.#show(true);
  }

  /** The key for passages: those of the active item's code, else back to the list that is open. */
  lookAtActive() {
    const item = this.coder.attention.item();
    const code = item && this.coder.codes.get(item.code);
    if (code && (code.id !== this.kept.want?.code || !this.shown)) this.look(code, true);
    else if (this.open) {
      this.#show(true);
      this.list.focus();
    } else this.coder.say(this.coder.label("lookFirst"), true);
  }

  /** Leave the list. Returns whether there was one. */
  close() {
    if (!this.open) return false;
    const { back, landed } = this.kept;
    Object.assign(this.kept, blank(), { back, landed });
    this.pending = null;
    this.#show(false);
    const { opener } = this;
    this.opener = null;
    if (opener) opener();
    else this.coder.takeFocus();
    return true;
  }

  /** A person looks at a place in the text: its details take the list's room, the list stays one click away. */
  aside() {
    if (this.shown && !this.going && !this.kept.arriving) this.#show(false);
  }

  /** Go to a passage, here or in another interview. `stay`: the keyboard stays in the list. */
  go(passage, stay = false) {
    const from = this.#place();
    const { landed } = this.kept;
    // Who walks through the list wants to come back to where the walk began.
    if (!landed || landed.document !== from.document || landed.start !== from.start) {
      this.kept.back = [...this.kept.back, from].slice(-KEPT_PLACES);
    }
    this.kept.at = keyOf(passage);
    this.kept.landed = { document: passage.document, start: passage.start };
    this.#move(passage, { codings: passage.codings.map((each) => each.id), stay });
  }

  /** Go back to where one was before going to a passage. */
  goBack() {
    const place = this.kept.back.pop();
    if (!place) {
      this.coder.say(this.coder.label("noWayBack"), true);
      return;
    }
    this.kept.landed = null;
    this.#move(place, { codings: [], stay: false });
  }

  /** The text that a place was asked for in is here and shown. */
  arrived() {
    const { arriving } = this.kept;
    if (!arriving || arriving.document !== this.coder.message?.document.id || !this.coder.text) return;
    this.kept.arriving = null;
    this.#stand(arriving);
  }

  /** A message came. */
  receive(message) {
    const answer = message.retrieved;
    if (answer && answer.id === this.pending) {
      this.pending = null;
      clearTimeout(this.timer);
      this.kept.answer = answer.gone ? emptyAnswer(this.kept.want, message.document.id) : extended(this.kept.answer, answer);
    }
    if (this.open && this.kept.answer?.document !== message.document.id && !this.pending) this.#ask(this.kept.want, true);
  }

  /** Before operations are sent: an answer that has come is no longer wished for, so acts do not carry it again. */
  report(setState) {
    if (!this.wished || this.pending) return;
    this.wished = false;
    setState("wish", null);
  }

  /** Bring what is shown up to date, after what a key does is on the screen. */
  refresh() {
    if (this.frame || !(this.open || this.kept.back.length)) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = null;
      this.coder.guarded(() => this.#draw());
    });
  }

  destroy() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
  }

  #ask(want, again = false) {
    const { setState, message } = this.coder;
    if (!setState || !message) return;
    this.pending = newId();
    this.wished = true;
    const limit = again ? Math.max(PORTION, this.kept.answer?.passages.length ?? 0) : PORTION;
    if (!again) this.kept.answer = this.kept.answer?.code === want.code ? this.kept.answer : null;
    this.kept.want = want;
    this.#send({ ...want, id: this.pending, after: null, limit });
    this.refresh();
  }

  #askMore() {
    const after = this.kept.answer && cursorOf(this.kept.answer);
    if (!after || this.pending) return;
    this.pending = newId();
    this.wished = true;
    this.#send({ ...this.kept.want, id: this.pending, after, limit: PORTION });
  }

  #send(wish) {
    this.coder.setState("wish", wish);
    clearTimeout(this.timer);
    // A server that has forgotten the session drops this unseen; only a run of the whole page reaches it.
    this.timer = setTimeout(() => this.coder.page.resync(), PATIENCE);
  }

  #show(shown) {
    this.kept.shown = shown;
    this.#draw();
  }

  #place() {
    const { attention, text, view, message } = this.coder;
    const turn = text.turns[view.focusable];
    const stretch = attention.selected ?? attention.item() ?? { start: attention.place ?? turn.start, end: (attention.place ?? turn.start) + 1 };
    const { start, end } = stretch;
    return { document: message.document.id, title: text.title, turn: text.turnAt(start).n, start, end };
  }

  #move(place, { codings, stay }) {
    const arriving = { document: place.document, start: place.start, end: place.end, codings, stay };
    if (place.document === this.coder.message.document.id) {
      this.#stand(arriving);
      return;
    }
    this.kept.arriving = arriving;
    const { document, start, end } = place;
    this.coder.setState("go", { document, start, end, nonce: newId() });
    setTimeout(() => this.kept.arriving === arriving && this.coder.page.resync(), PATIENCE);
  }

  #stand({ start, end, codings, stay }) {
    this.coder.uncover({ start, end }, codings);
    const { attention, shown } = this.coder;
    this.going = true;
    const item = codings.map((id) => shown.codings.get(id)).find(Boolean);
    if (item) attention.goTo(item);
    else attention.stand({ start, end });
    this.going = false;
    this.#draw();
    if (stay) this.list.focus();
  }

  #draw() {
    const { coder, kept } = this;
    const { label, codes, message, text } = coder;
    if (!message || !text) return;
    const shown = this.shown;
    this.details.hidden = shown;
    this.list.element.hidden = !shown;
    this.tabs.hidden = !this.open;
    coder.parts.stage.classList.toggle("passages-open", shown);
    const place = kept.back[kept.back.length - 1];
    this.back.hidden = !place;
    if (place) this.back.textContent = `← ${label("backTo", { title: place.title, turn: place.turn })}`;
    if (!this.open) return;
    const code = codes.get(kept.want.code);
    const list = kept.answer && listOf(kept.answer, { document: message.document.id, title: text.title, text, codings: coder.all.codings.values(), used: (codings) => coder.uses.places(codings) });
    this.tabHere.textContent = label("here");
    this.tabCode.textContent = `${code?.name ?? ""}${list ? ` · ${list.total}` : ""}`;
    this.tabHere.setAttribute("aria-selected", String(!shown));
    this.tabCode.setAttribute("aria-selected", String(shown));
    this.shut.setAttribute("aria-label", label("close"));
    this.shut.title = `${label("close")} (Esc)`;
    if (!shown) return;
    this.list.show({ list, answer: kept.answer, want: kept.want, code, codes, label, document: message.document.id, at: kept.at, version: coder.version });
    if (this.taking && list) {
      this.taking = false;
      this.list.focus();
    }
  }
}
