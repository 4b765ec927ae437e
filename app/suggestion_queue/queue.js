// The queue of suggestions: one at a time, decided by a key. Each decision shows the next one at once and is sent; what has
// no answer yet is sent again, and kept over a reload of the page.

import { h, wording } from "../transcript_component/browser/dom.js";
import { Leaving } from "../transcript_component/browser/leaving.js";
import { newId } from "../transcript_component/browser/new_id.js";
import { Press } from "../transcript_component/browser/press.js";
import { Card } from "./card.js";
import { Words } from "./words.js";

const PREFIX = "citat-queue:";
const decoder = new TextDecoder();

export default function ({ data, parentElement, setStateValue }) {
  const queues = (globalThis.citatQueues ??= new Map());
  let queue = queues.get(parentElement);
  if (!queue) {
    queue = new Queue(parentElement);
    queues.set(parentElement, queue);
  }
  const leaving = (globalThis.citatLeaving ??= new Leaving());
  const message = JSON.parse(decoder.decode(data));
  queue.press.whenFree(() => queue.receive(message, leaving.held(setStateValue)));
  return () => {
    if (parentElement.isConnected) return;
    queue.destroy();
    queues.delete(parentElement);
  };
}

class Queue {
  constructor(root) {
    this.root = root;
    this.items = [];
    this.decided = new Map();
    this.history = [];
    this.outbox = [];
    this.at = 0;
    this.bounds = null;
    this.mode = "card";
    this.element = h("div.queue", { tabindex: 0, role: "region" });
    this.card = new Card(this);
    this.press = new Press(this.element);
    root.append(this.element);
    this.onKey = (event) => this.key(event);
    // Also where nothing has the keyboard: the page has just been opened, or a button went away.
    this.onPageKey = (event) => event.target === document.body && this.key(event);
    this.element.addEventListener("keydown", this.onKey);
    for (const name of ["keyup", "keypress"]) this.element.addEventListener(name, (event) => event.stopPropagation());
    document.addEventListener("keydown", this.onPageKey, true);
  }

  destroy() {
    this.press.destroy();
    document.removeEventListener("keydown", this.onPageKey, true);
    clearTimeout(this.timer);
  }

  /** Take what the server says: items that wait, what it has stored or refused, and words of the interface. */
  receive(message, setState) {
    this.setState = setState;
    const first = !this.message;
    const item = this.current;
    const current = item?.id;
    this.message = message;
    this.label = wording(message.labels);
    this.name = `${PREFIX}${message.study}:${message.coder}`;
    if (first) {
      this.outbox = this.#kept();
      this.at = Math.max(0, message.items.findIndex(({ id }) => id === message.left));
    }
    const answered = new Set([...message.ack, ...message.nack.map(({ cid }) => cid)]);
    this.outbox = this.outbox.filter(({ cid }) => !answered.has(cid));
    this.#keep();
    this.refused = message.nack.map(({ reason }) => reason).join(" ") || message.trouble || "";
    for (const { cid } of message.nack) for (const [id, by] of this.decided) if (by === cid) this.decided.delete(id);
    for (const [id, cid] of this.decided) if (answered.has(cid) && !message.items.some((item) => item.id === id)) this.decided.delete(id);
    this.items = message.items;
    // What a person is choosing a code for, or others like it, may be suggested no more; it is what they decide on still.
    if (this.mode !== "card" && item && !this.items.some(({ id }) => id === current)) this.items = [item, ...this.items];
    const shown = this.order === message.order && item ? this.items.find(({ id }) => id === current) : null;
    if (!first && this.order !== message.order) this.at = 0;
    this.order = message.order;
    if (this.returned && !this.items.some((item) => item.id === this.returned.item.id)) this.items = [this.returned.item, ...this.items];
    const open = this.open;
    if (this.returned) this.#comeBack();
    else if (shown && !this.decided.has(current)) this.at = open.findIndex((item) => item.id === current);
    this.at = Math.max(0, Math.min(this.at, open.length - 1));
    if (this.current?.id !== current) this.bounds = null;
    if (first && this.outbox.length) this.#send();
    this.#later();
    // What is shown to be decided together stays: somebody may be ticking it.
    if (this.mode === "alike" && message.alike?.id === this.current?.id) this.alike ??= message.alike;
    if (this.mode === "code") return;
    this.card.paint();
    if (first && (document.activeElement === document.body || !document.activeElement)) this.element.focus({ preventScroll: true });
  }

  get open() {
    return this.items.filter((item) => !this.decided.has(item.id));
  }

  get current() {
    return this.open[this.at];
  }

  get stretch() {
    return this.bounds ?? this.current;
  }

  key(event) {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.target.matches?.("input")) return;
    const control = event.ctrlKey || event.metaKey;
    if (event.target.matches?.("button, input") && (event.key === "Enter" || event.key === " ")) return;
    let does = null;
    if (control && !event.altKey) does = event.key.toLowerCase() === "z" && !event.shiftKey ? "undo" : null;
    else if (event.key === "[" || event.key === "-") does = "shorter";
    else if (event.key === "]" || event.key === "+") does = "longer";
    else if (!event.altKey) {
      does = { a: "accept", r: "reject", d: "defer", x: "other", l: "alike", o: "open", v: "nearest", ArrowRight: "next", ArrowLeft: "previous", j: "next", k: "previous", Escape: "back" }[
        event.key.length === 1 ? event.key.toLowerCase() : event.key
      ];
    }
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    this.act(does);
  }

  act(does) {
    const item = this.current;
    if (does === "undo") return this.undo();
    if (does === "back") return this.show("card");
    if (!item) return undefined;
    const all = { accept: "accept", reject: "reject", acceptAll: "accept", rejectAll: "reject" }[does];
    if (this.mode === "alike" && all) return this.decideAll(all);
    switch (does) {
      case "accept":
        return this.decide({ op: "accept", suggestion: item.id, coding: newId(), ...this.moved() }, "saidAccepted");
      case "reject":
        return this.decide({ op: "reject", suggestion: item.id }, "saidRejected");
      case "defer":
        return this.decide({ op: "defer", suggestion: item.id }, "saidDeferred");
      case "shorter":
        return this.#bound(-1);
      case "longer":
        return this.#bound(1);
      case "next":
      case "previous":
        this.returned = null;
        this.at = (this.at + (does === "next" ? 1 : -1) + this.open.length) % this.open.length;
        this.bounds = null;
        return this.show("card");
      case "other":
        return this.show("code");
      case "alike":
        this.alike = null;
        this.setState("alike", { id: item.id, nonce: newId() });
        return this.show("alike");
      case "open":
        this.setState("open", { id: item.id, document: item.document, start: item.start, end: item.end, nonce: newId() });
        globalThis.citatLeaving.anywhere();
        return undefined;
      default:
        this.nearest = !this.nearest;
        return this.card.paint();
    }
  }

  decide(operation, says, ids = [this.current.id]) {
    const item = this.current;
    const full = { cid: newId(), document: item.document, ...operation };
    for (const id of ids) this.decided.set(id, full.cid);
    this.returned = null;
    this.history.push({ cid: full.cid, document: item.document, ids, item });
    this.bounds = null;
    this.nearest = false;
    this.at = Math.min(this.at, Math.max(0, this.open.length - 1));
    this.said = this.label(says, { code: item.path, n: ids.length });
    this.#queue(full);
    this.show("card");
  }

  /** Accept the stretch with another code than the suggested one. */
  acceptAs(code) {
    this.mode = "card";
    this.decide({ op: "accept_as", suggestion: this.current.id, coding: newId(), code: code.id, ...this.moved() }, "saidEdited");
  }

  undo() {
    const last = this.history.pop();
    // What this page did not do itself, the server names; while it has not answered, it may name what is undone already.
    const document_ = last?.document ?? (this.outbox.length ? null : this.message.undo?.document);
    if (!document_) return;
    if (last) {
      for (const id of last.ids) this.decided.delete(id);
      if (!this.items.some((item) => item.id === last.item.id)) this.items = [last.item, ...this.items];
      this.at = Math.max(0, this.open.findIndex((item) => item.id === last.item.id));
    }
    this.bounds = null;
    this.said = last ? this.label("saidUndone") : this.label("saidUndoneAct", { act: this.message.undo.act });
    const cid = newId();
    // Messages that were under way do not know of it yet; until this one is answered it stays in front of the eyes.
    this.returned = last ? { item: last.item, cid } : null;
    this.#queue({ cid, op: "undo", document: document_, of: last?.cid ?? null });
    this.show("card");
  }

  decideAll(how) {
    const ids = [this.current.id, ...[...this.element.querySelectorAll(".alike input:checked")].map((box) => box.value)];
    const codings = Object.fromEntries(ids.map((id) => [id, newId()]));
    this.decide({ op: "decide_all", how, codings }, how === "accept" ? "saidAllAccepted" : "saidAllRejected", ids);
  }

  /** The stretch that was made shorter or longer, as the server takes it; nothing where it is as suggested. */
  moved() {
    if (!this.bounds) return {};
    const { start, end } = this.bounds;
    return { start, end, quote: new Words(this.current.words, this.current.from).slice(start, end) };
  }

  #bound(by) {
    const { start, end } = this.stretch;
    const inside = this.current.sentences;
    const held = inside.filter(([first, last]) => first < end && last > start);
    let next = null;
    if (by < 0) next = held.length > 1 ? { start: held[0][0], end: held[held.length - 2][1] } : null;
    else {
      const after = inside.find(([first]) => first >= end);
      const before = inside.findLast(([, last]) => last <= start);
      if (after) next = { start, end: after[1] };
      else if (before) next = { start: before[0], end };
    }
    this.said = next ? "" : this.label(by < 0 ? "noShorter" : "noLonger");
    if (next) this.bounds = next;
    this.card.paint();
  }

  #queue(operation) {
    this.outbox.push(operation);
    this.#keep();
    this.#send();
  }

  #send() {
    // A copy: Streamlit compares what is set with what was set before.
    this.setState("ops", [...this.outbox]);
    this.#later();
  }

  #comeBack() {
    this.at = Math.max(0, this.open.findIndex((item) => item.id === this.returned.item.id));
    if (!this.outbox.some(({ cid }) => cid === this.returned.cid)) this.returned = null;
  }

  /** Come again while something is unanswered or under way. */
  #later() {
    clearTimeout(this.timer);
    const waits = this.outbox.length > 0;
    if (waits || this.message.refreshing) this.timer = setTimeout(() => this.#ask(), waits ? 2500 : 900);
  }

  #ask() {
    if (this.outbox.length) this.setState("ops", [...this.outbox]);
    this.setState("look", Date.now());
    this.#later();
  }

  #kept() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.name) ?? "[]");
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  }

  #keep() {
    try {
      sessionStorage.setItem(this.name, JSON.stringify(this.outbox));
    } catch {
      // Without storage what is unsent is only in memory.
    }
  }

  /** Show the suggestion as a `card`, with all codes (`code`), or with others like it (`alike`). */
  show(mode) {
    this.mode = mode;
    this.card.paint();
    if (mode === "code") this.element.querySelector("input.find").focus();
    else this.element.focus({ preventScroll: true });
  }
}
