// Which turns are read, how far one is, and where one stopped: noticed here, told to the server now and then.

import { h } from "./dom.js";
import { ownCodings } from "./going.js";
import { ReadingNotes } from "./reading_notes.js";
import { bringTo } from "./reading_place.js";
import { shares } from "./shares.js";
import { holds, merged, without } from "./turn_ranges.js";

const LOOK = 500;
const A_CHARACTER = 10;
const AT_MOST = 3000;
const AT_LEAST = 500;
const TELL = 10_000;
const QUIET = 1500;
const COUNT = 200;

/** The reading of one coder. A turn is read when it was in view for as long as reading it takes, see `#look`. */
export class Reading {
  constructor(coder) {
    this.coder = coder;
    this.turns = [];
    this.looked = new Map();
    this.element = h("span.progress");
    this.looking = setInterval(() => coder.guarded(() => this.#tick()), LOOK);
    this.told = 0;
    this.hidden = () => {
      if (document.visibilityState === "hidden") this.#tell();
    };
    // A click on another page or widget must meet no message of ours on its way: the server would drop the click. So
    // nothing is sent while the mouse moves outside; the notes wait in the browser, for the next transcript if need be.
    this.outside = 0;
    this.moved = (event) => {
      this.outside = event.composedPath().includes(coder.parts.body) ? 0 : Date.now();
    };
    document.addEventListener("visibilitychange", this.hidden);
    for (const name of ["pointermove", "pointerdown"]) document.addEventListener(name, this.moved, { capture: true, passive: true });
    window.addEventListener("pagehide", this.hidden);
  }

  /** What the server knows came, or its answer to a parcel of notes. */
  receive(message) {
    this.notes ??= new ReadingNotes(sessionStorage, `citat-reading:${message.me.id}`);
    if (message.read) this.notes.answered(message.read);
    if (message.reading !== undefined) this.stored = message.reading;
    if (this.asked && this.notes.sent) setTimeout(() => this.coder.guarded(() => this.#send()));
    this.asked = false;
  }

  /** A text is shown from its beginning: take up its reading, and go where one stopped unless `asked` to go elsewhere. */
  begin(asked) {
    const { coder } = this;
    if (!coder.message || !coder.text || this.begun === coder.text) return;
    this.begun = coder.text;
    this.document = coder.message.document.id;
    this.looked.clear();
    this.held = new Set();
    this.line?.remove();
    const waiting = this.notes.of(this.document);
    this.turns = merged(this.stored?.turns ?? []);
    if (waiting) this.turns = merged([...without(this.turns, waiting.unread), ...waiting.read]);
    this.place = waiting?.place ?? this.stored?.place ?? 0;
    if (!asked && this.place > 0) this.#comeBack(waiting ? coder.label("stoppedHere") : this.stored.stopped);
    this.count();
  }

  /** The keyboard went on from this turn. */
  passed(index) {
    this.place = Math.min(index + 1, this.coder.text.turns.length - 1);
    if (holds(this.turns, index)) this.#note({});
    else this.#read(index);
  }

  /** Everything up to the turn with the keyboard is read. */
  markToHere() {
    this.#mark(0, this.coder.view.focusable + 1, "read", "saidRead");
  }

  /** The turn with the keyboard and what follows is not read. */
  markFromHere() {
    const first = this.coder.view.focusable;
    for (let index = first; index < this.coder.text.turns.length; index += 1) this.held.add(index);
    this.#mark(first, this.coder.text.turns.length, "unread", "saidUnread");
  }

  /** Count anew, soon: never while a key press waits to be painted. */
  count() {
    clearTimeout(this.counting);
    this.counting = setTimeout(() => this.coder.guarded(() => this.#count()), COUNT);
  }

  /** How far one is, in words. */
  words() {
    return this.share ? this.coder.label("progress", this.share) : "";
  }

  /** The first act takes the line away that says where one stopped; its room stays, so that no word moves. */
  acted() {
    this.line?.classList.add("passed");
    this.line = null;
  }

  /** Whoever was here a moment ago need not come back: no line, no move. */
  stay() {
    this.line?.remove();
    this.line = null;
  }

  destroy() {
    clearInterval(this.looking);
    clearTimeout(this.counting);
    document.removeEventListener("visibilitychange", this.hidden);
    for (const name of ["pointermove", "pointerdown"]) document.removeEventListener(name, this.moved, { capture: true });
    window.removeEventListener("pagehide", this.hidden);
  }

  #comeBack(words) {
    const { view } = this.coder;
    const turn = view.turns[this.place];
    if (!turn) return;
    this.line = h("div.stopped", { role: "note" }, words);
    turn.element.prepend(this.line);
    view.focus(this.place, false);
    const move = () => bringTo(view, this.coder.text.turns[this.place].start, 0);
    move();
    // The turns above are measured only when they come near, and move what stands below them.
    requestAnimationFrame(() => this.coder.guarded(() => this.line && move()));
  }

  #count() {
    const { text, message } = this.coder;
    if (!text || !message || this.begun !== text) return;
    this.share = shares(text.turns, this.turns, ownCodings(this.coder));
    this.element.textContent = this.words();
    this.element.title = this.coder.label("progressTitle");
  }

  #tick() {
    this.#look();
    if (Date.now() - this.told >= TELL && Date.now() - this.outside >= QUIET) this.#tell();
  }

  /**
   * Twice a second: turns wholly in view, and those so long that they fill half of it, gain the time since; a turn is
   * read after 10 s for 1,000 characters, 3 s at most. Of a long turn the end must have been in view too. Nothing is
   * read while the window is not in front.
   */
  #look() {
    const { coder } = this;
    if (this.begun !== coder.text || !coder.text) return;
    const frame = coder.parts.scroller.getBoundingClientRect();
    if (!frame.height) return;
    const inFront = document.hasFocus();
    let top = null;
    for (const index of [...coder.view.visible].sort((a, b) => a - b)) {
      const box = coder.view.turns[index].element.getBoundingClientRect();
      const inView = Math.min(box.bottom, frame.bottom) - Math.max(box.top, frame.top);
      if (inView <= 0) {
        this.held.delete(index);
        continue;
      }
      if (top === null && (box.top >= frame.top - 1 || inView > frame.height / 2)) top = index;
      const whole = inView >= box.height - 1;
      const seen = inFront && (whole || inView > frame.height / 2) && !this.held.has(index);
      if (seen) this.#gain(index, whole || box.bottom <= frame.bottom + 1);
    }
    if (top !== null) this.#stopAt(top, frame);
  }

  #gain(index, ended) {
    if (holds(this.turns, index)) return;
    const seen = this.looked.get(index) ?? { time: 0, ended: false };
    seen.time += LOOK;
    seen.ended ||= ended;
    this.looked.set(index, seen);
    const turn = this.coder.text.turns[index];
    const needed = Math.max(AT_LEAST, Math.min(AT_MOST, (turn.end - turn.start) * A_CHARACTER));
    if (seen.ended && seen.time >= needed) this.#read(index);
  }

  #stopAt(top, frame) {
    const focused = this.coder.view.turns[this.coder.view.focusable].element.getBoundingClientRect();
    // Where the keyboard is goes before what stands at the top, while it is in view.
    const place = focused.bottom > frame.top && focused.top < frame.bottom ? this.coder.view.focusable : top;
    if (place === this.place) return;
    this.place = place;
    this.#note({});
  }

  #read(index) {
    this.looked.delete(index);
    if (holds(this.turns, index)) return;
    this.turns = merged([...this.turns, [index, index + 1]]);
    this.#note({ read: [[index, index + 1]] });
  }

  #mark(first, end, how, says) {
    this.looked.clear();
    this.turns = how === "read" ? merged([...this.turns, [first, end]]) : without(this.turns, [[first, end]]);
    this.place = this.coder.view.focusable;
    this.#note({ [how]: [[first, end]] });
    this.#count();
    this.coder.say(`${this.coder.label(says)} ${this.words()}`, true);
  }

  #note(note) {
    this.notes.add(this.document, { ...note, place: this.place, at: Date.now() });
    this.count();
  }

  /** Send what is noted, unless an act is on its way: acts go first. */
  #tell() {
    const { notes, coder } = this;
    if (!notes || coder.outbox?.entries.length) return;
    if (!notes.sent) {
      if (notes.waiting) this.#send();
    } else if (Date.now() - this.told >= TELL) {
      // No answer: a restarted server hears only a whole run of the page. What is sent in the same moment would be
      // taken for a part of it, so the notes go again when that run has come.
      this.told = Date.now();
      this.asked = true;
      coder.page.resync();
    }
  }

  #send() {
    this.told = Date.now();
    this.coder.setState("seen", this.coder.views.report());
    this.coder.trigger("reading", this.notes.parcel(`${this.told}-${Math.random().toString(36).slice(2, 8)}`));
  }
}
