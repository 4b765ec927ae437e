// Handles at the two ends of the active coding: dragged by mouse, pen or finger they move its bounds, seen at once,
// stored when they are let go.

import { bound } from "./boundaries.js";
import { Caret } from "./caret.js";
import { h, safeColour } from "./dom.js";

const EDGES = ["start", "end"];
/** So near to the edge of the transcript, in pixels, a drag scrolls it. */
const NEAR = 48;

/** The two handles of a coder. */
export class Handles {
  constructor(coder) {
    this.coder = coder;
    this.caret = new Caret(coder);
    this.elements = Object.fromEntries(EDGES.map((edge) => [edge, this.#build(edge)]));
    this.drag = null;
    this.item = null;
    this.resizes = new ResizeObserver(() => this.#place());
    this.onScroll = () => {
      if (this.item && !EDGES.every((edge) => this.elements[edge].isConnected)) this.#place();
    };
    coder.parts.scroller.addEventListener("scroll", this.onScroll, { passive: true });
  }

  /** The patch that shows the bounds as they are being dragged; null where nothing is. */
  get preview() {
    if (!this.drag) return null;
    const { item, stretch } = this.drag;
    return { codings: { [item.id]: { ...item, ...stretch } } };
  }

  /** Show the handles of an item where a person may move its bounds; of nothing else. */
  show(item) {
    const { message, attention } = this.coder;
    const own = item?.coder !== undefined && item.coder === message?.me.id && !attention.resizing;
    if (this.drag) return;
    if (!own) {
      if (this.item) this.#hide();
      return;
    }
    const same = this.item && this.item.id === item.id && this.item.start === item.start && this.item.end === item.end && this.item.code === item.code;
    this.item = item;
    if (same && EDGES.every((edge) => this.elements[edge].isConnected)) return;
    // Measured once the frame is laid out anyway, so that no key press waits for it.
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.coder.guarded(() => this.#place()));
  }

  destroy() {
    this.#finish(false);
    this.resizes.disconnect();
    cancelAnimationFrame(this.frame);
    this.coder.parts.scroller.removeEventListener("scroll", this.onScroll);
  }

  #build(edge) {
    const knob = h("div.knob", {
      onpointerdown: (event) => this.coder.guarded(() => this.#grab(event, edge)),
      onmousedown: (event) => {
        event.preventDefault();
        event.stopPropagation();
      },
    });
    return h(`div.handle.${edge}`, { "aria-hidden": "true" }, knob);
  }

  #hide() {
    this.item = null;
    this.resizes.disconnect();
    for (const edge of EDGES) this.elements[edge].remove();
  }

  #place() {
    const stretch = this.drag ? this.drag.stretch : this.item;
    const { text, view, codes } = this.coder;
    if (!stretch || !text || stretch.end > text.length) return;
    const seen = new Set();
    for (const edge of EDGES) {
      const element = this.elements[edge];
      const at = this.caret.edgeOf(stretch, edge);
      if (!at) {
        element.remove();
        continue;
      }
      const turn = view.turns[at.turn];
      const box = turn.element.getBoundingClientRect();
      element.style.transform = `translate(${at.x - box.left}px, ${at.top - box.top}px)`;
      element.style.setProperty("--height", `${at.bottom - at.top}px`);
      element.style.setProperty("--c", safeColour(codes.get(this.item.code)?.colour));
      if (element.parentNode !== turn.element) turn.element.append(element);
      seen.add(turn.text);
    }
    this.#watch(seen);
  }

  /** Place anew when the text beside a handle is laid out otherwise. */
  #watch(texts) {
    if (this.watched && texts.size === this.watched.size && [...texts].every((each) => this.watched.has(each))) return;
    this.watched = texts;
    this.resizes.disconnect();
    for (const text of texts) this.resizes.observe(text);
  }

  #grab(event, edge) {
    if (event.button !== 0 || this.drag || !this.item) return;
    event.preventDefault();
    event.stopPropagation();
    const { start, end } = this.item;
    const at = this.caret.edgeOf(this.item, edge);
    // The hand holds the knob beside the line; what counts is where the bound would be.
    const offset = { x: event.clientX - at.x, y: event.clientY - (at.top + at.bottom) / 2 };
    this.drag = { item: this.item, edge, stretch: { start, end }, offset, x: event.clientX, y: event.clientY, pointer: event.pointerId, fine: event.altKey };
    this.coder.parts.body.classList.add("dragging");
    this.listeners = {
      pointermove: (move) => this.#moved(move),
      pointerup: (up) => this.#isOurs(up) && this.#finish(true),
      pointercancel: (cancel) => this.#isOurs(cancel) && this.#finish(false),
      blur: (blur) => blur.target === window && this.#finish(false),
      keydown: (key) => this.#key(key),
      keyup: (key) => this.#key(key),
    };
    for (const [name, listener] of Object.entries(this.listeners)) window.addEventListener(name, listener, true);
    this.#step();
  }

  #isOurs(event) {
    return event.pointerId === this.drag?.pointer;
  }

  #moved(event) {
    if (!this.#isOurs(event)) return;
    event.preventDefault();
    Object.assign(this.drag, { x: event.clientX, y: event.clientY, fine: event.altKey });
  }

  #key(event) {
    if (event.key === "Alt") {
      event.preventDefault();
      this.drag.fine = event.type === "keydown";
    }
    if (event.key === "Escape" && event.type === "keydown") {
      event.preventDefault();
      event.stopPropagation();
      this.#finish(false);
      this.coder.say(this.coder.label("resizeCancelled"));
    }
  }

  /** Once a frame: scroll where the drag is near the edge, and move the bound to where it points. */
  #step() {
    this.frame = requestAnimationFrame(() => {
      if (!this.drag) return;
      this.coder.guarded(() => {
        this.#scroll();
        this.#follow();
      });
      this.#step();
    });
  }

  #scroll() {
    const { scroller } = this.coder.parts;
    const frame = scroller.getBoundingClientRect();
    const above = frame.top + NEAR - this.drag.y;
    const below = this.drag.y - (frame.bottom - NEAR);
    if (above > 0) scroller.scrollTop -= Math.min(above, NEAR) / 3;
    else if (below > 0) scroller.scrollTop += Math.min(below, NEAR) / 3;
  }

  #follow() {
    const { drag } = this;
    const { scrollTop } = this.coder.parts.scroller;
    if (drag.seen && drag.seen.x === drag.x && drag.seen.y === drag.y && drag.seen.fine === drag.fine && drag.seen.scrollTop === scrollTop) return;
    drag.seen = { x: drag.x, y: drag.y, fine: drag.fine, scrollTop };
    const offset = this.caret.offsetAt(drag.x - drag.offset.x, drag.y - drag.offset.y);
    const stretch = bound(this.coder.text, drag.stretch, drag.edge, offset, drag.fine);
    if (stretch.start === drag.stretch.start && stretch.end === drag.stretch.end) return;
    drag.stretch = stretch;
    this.coder.paint();
    this.#place();
  }

  #finish(store) {
    if (!this.drag) return;
    if (store) this.#follow();
    const { item, stretch } = this.drag;
    this.drag = null;
    cancelAnimationFrame(this.frame);
    this.coder.parts.body.classList.remove("dragging");
    for (const [name, listener] of Object.entries(this.listeners)) window.removeEventListener(name, listener, true);
    if (store && (stretch.start !== item.start || stretch.end !== item.end)) this.coder.deeds.resize(item, stretch);
    else {
      this.coder.paint();
      this.#place();
    }
    this.coder.takeFocus();
  }
}
