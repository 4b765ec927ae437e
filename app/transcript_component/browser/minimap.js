// The whole interview at a glance beside the transcript: who speaks, what is coded, where one is. It says nothing that
// cannot be reached otherwise, so it is hidden from screen readers.

import { h, safeColour } from "./dom.js";
import { bringTo, offsetAt } from "./reading_place.js";

const LANES = 5;
const LEFT = 4;
const LANE = 6;
const BAR = 4;
const LAYER = 4;
const NAMED = 5;

/** Draws marks by their place in the text, so that nothing needs to be laid out for it. */
export class Minimap {
  /**
   * @param {HTMLElement} scroller of the transcript; the map stands at its right
   * @param {(work: () => void) => void} guarded
   */
  constructor(scroller, guarded) {
    this.scroller = scroller;
    this.guarded = guarded;
    this.marks = [];
    this.codes = new Map();
    this.layers = new Map();
    this.ground = h("canvas.ground");
    this.paper = h("canvas.marks");
    this.window = h("div.minimap-window");
    this.tip = h("div.minimap-tip", { hidden: true });
    this.element = h("div.minimap", { "aria-hidden": "true" }, this.ground, this.paper, this.window, this.tip);
    scroller.after(this.element);
    this.sizes = new ResizeObserver(() => this.#anew());
    this.sizes.observe(this.element);
    this.contents = new ResizeObserver(() => this.#follow());
    scroller.addEventListener("scroll", () => this.#follow(), { passive: true });
    this.#listen();
  }

  /** Another transcript: `view` is the one that shows it. */
  load(view, label) {
    this.view = view;
    this.label = label;
    this.layers.clear();
    this.marks = [];
    this.contents.disconnect();
    this.contents.observe(this.scroller.firstElementChild);
    this.#anew();
  }

  /** Marks as painted in the text, from `marksOf`, and the codes they show. */
  show(marks, codes) {
    const same = codes === this.codes && marks.length === this.marks.length && marks.every((mark, index) => isSame(mark, this.marks[index]));
    this.marks = marks;
    this.codes = codes;
    if (!same) this.#draw();
  }

  /**
   * Lay stretches ({start, end}, code points) over the map at its right edge, in a CSS colour; none takes the layer
   * away, the very same ones change nothing. For what passes, as the hits of a search.
   */
  setLayer(name, stretches, colour) {
    const now = this.layers.get(name);
    if (now ? now.stretches === stretches : !stretches.length) return;
    if (stretches.length) this.layers.set(name, { stretches, colour });
    else this.layers.delete(name);
    this.#draw();
  }

  destroy() {
    this.sizes.disconnect();
    this.contents.disconnect();
    cancelAnimationFrame(this.following);
    cancelIdle(this.drawing);
  }

  /** Text or size changed: everything is drawn. */
  #anew() {
    this.stale = true;
    this.#draw();
    this.#follow();
  }

  /** Draw once when the browser has nothing else to do: what was typed is on screen before. */
  #draw() {
    this.drawing ??= whenIdle(() => this.guarded(() => {
      this.drawing = null;
      if (!this.view?.text || !this.element.clientHeight) return;
      if (this.stale) this.#drawSpeakers();
      this.stale = false;
      this.#drawMarks();
    }));
  }

  /** Move the window to what is in view, once a frame. */
  #follow() {
    this.following ??= requestAnimationFrame(() => this.guarded(() => {
      this.following = null;
      const height = this.element.clientHeight;
      if (!this.view?.text || !height) return;
      // Light and dark change without a word to anybody.
      if (!this.stale && getComputedStyle(this.element).color !== this.ink) this.#anew();
      const unit = height / this.view.text.length;
      const top = offsetAt(this.view, 0) * unit;
      this.window.style.transform = `translateY(${top}px)`;
      this.window.style.height = `${Math.max(8, offsetAt(this.view, 1) * unit - top)}px`;
    }));
  }

  /** A pen for a canvas wiped clean, in the pixels of the screen. */
  #pen(canvas) {
    const { clientWidth, clientHeight } = this.element;
    const scale = globalThis.devicePixelRatio || 1;
    canvas.width = Math.round(clientWidth * scale);
    canvas.height = Math.round(clientHeight * scale);
    return { pen: canvas.getContext("2d"), scale, width: canvas.width, unit: canvas.height / this.view.text.length };
  }

  #drawSpeakers() {
    const { pen, width, unit } = this.#pen(this.ground);
    pen.fillStyle = this.ink = getComputedStyle(this.element).color;
    for (const { role, start, end } of this.view.text.turns) {
      pen.globalAlpha = role === "interviewee" ? 0.07 : 0.015;
      pen.fillRect(0, start * unit, width, (end - start) * unit);
    }
  }

  #drawMarks() {
    const { pen, scale, width, unit } = this.#pen(this.paper);
    const look = getComputedStyle(this.element);
    const ink = { text: look.color, deepen: look.getPropertyValue("--deepen").trim() || "0%" };
    const [step, bar, least] = [LANE * scale, Math.round(BAR * scale), Math.round(2 * scale)];
    // A colour is set once for all marks of a code: reading it takes longer than drawing.
    for (const [code, marks] of byCode(this.marks)) {
      pen.fillStyle = mixed(safeColour(this.codes.get(code)?.colour), ink);
      for (const { start, end, lane, suggested } of marks) {
        const left = Math.round(LEFT * scale + Math.min(lane, LANES - 1) * step);
        const top = Math.round(start * unit);
        const height = Math.max(least, Math.round(end * unit) - top);
        pen.fillRect(left, top, bar, height);
        if (suggested) pen.clearRect(left + scale, top + scale / 2, bar - 2 * scale, height - scale);
      }
    }
    for (const { stretches, colour } of this.layers.values()) {
      pen.fillStyle = colour;
      for (const { start, end } of stretches) pen.fillRect(width - LAYER * scale, start * unit, LAYER * scale, Math.max(least, (end - start) * unit));
    }
  }

  #listen() {
    const { element } = this;
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      // The selection and the focus stay where they are.
      event.preventDefault();
      element.setPointerCapture(event.pointerId);
      this.#go(event);
    });
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("pointermove", (event) => {
      if (element.hasPointerCapture(event.pointerId)) this.#go(event);
      this.guarded(() => this.#tell(event));
    });
    element.addEventListener("pointerleave", () => {
      this.tip.hidden = true;
    });
    element.addEventListener("wheel", (event) => {
      this.scroller.scrollTop += event.deltaY;
    }, { passive: true });
  }

  #go(event) {
    if (this.view?.text) this.guarded(() => bringTo(this.view, this.#offset(event), 0.5));
  }

  #offset(event, by = 0) {
    const box = this.element.getBoundingClientRect();
    const share = (event.clientY + by - box.top) / box.height;
    return Math.max(0, Math.min(1, share)) * this.view.text.length;
  }

  #tell(event) {
    if (!this.view?.text) return;
    const [from, to] = [this.#offset(event, -2), this.#offset(event, 2)];
    const turn = this.view.text.turnAt(Math.round((from + to) / 2));
    const names = new Set(this.marks.filter((mark) => mark.start < to && mark.end > from).map((mark) => this.#named(mark)));
    const shown = [...names].slice(0, NAMED);
    const rest = names.size - shown.length;
    this.tip.replaceChildren(
      h("div.minimap-turn", {}, `#${turn.n} ${turn.speaker ?? this.label("speakerUnknown")}`),
      ...shown.map((name) => h("div", {}, name)),
      rest ? h("div", {}, this.label("more", { n: rest })) : "",
    );
    this.tip.hidden = false;
    const { clientHeight: height } = this.element;
    const at = event.clientY - this.element.getBoundingClientRect().top;
    this.tip.style.top = `${Math.max(0, Math.min(at - 12, height - this.tip.offsetHeight))}px`;
  }

  #named(mark) {
    const path = this.codes.get(mark.code)?.path ?? "";
    return mark.suggested ? this.label("suggestedCode", { code: path }) : path;
  }
}

function mixed(colour, { text, deepen }) {
  const wanted = `color-mix(in oklab, ${colour}, ${text} ${deepen})`;
  return globalThis.CSS?.supports("color", wanted) ? wanted : colour;
}

function isSame(one, other) {
  return one.start === other.start && one.end === other.end && one.code === other.code && one.lane === other.lane && one.suggested === other.suggested;
}

function byCode(marks) {
  const groups = new Map();
  for (const mark of marks) {
    const group = groups.get(mark.code);
    if (group) group.push(mark);
    else groups.set(mark.code, [mark]);
  }
  return groups;
}

/** Safari has no idle callbacks; a task after the frame comes near. */
function whenIdle(work) {
  return globalThis.requestIdleCallback ? requestIdleCallback(work, { timeout: 300 }) : setTimeout(work, 50);
}

function cancelIdle(wish) {
  if (globalThis.cancelIdleCallback) cancelIdleCallback(wish);
  else clearTimeout(wish);
}
