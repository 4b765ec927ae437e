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
    this.canvas = h("canvas");
    this.window = h("div.minimap-window");
    this.tip = h("div.minimap-tip", { hidden: true });
    this.element = h("div.minimap", { "aria-hidden": "true" }, this.canvas, this.window, this.tip);
    scroller.after(this.element);
    this.sizes = new ResizeObserver(() => this.#wish(true));
    this.sizes.observe(this.element);
    scroller.addEventListener("scroll", () => this.#wish(false), { passive: true });
    this.#listen();
  }

  /** Another transcript: `view` is the one that shows it. */
  load(view, label) {
    this.view = view;
    this.label = label;
    this.layers.clear();
    this.marks = [];
    this.#wish(true);
  }

  /** Marks as painted in the text, from `marksOf`, and the codes they show. */
  show(marks, codes) {
    this.marks = marks;
    this.codes = codes;
    this.#wish(true);
  }

  /**
   * Lay stretches ({start, end}, code points) over the map at its right edge, in a CSS colour; none takes the layer
   * away. For what passes: a search, what was not yet read.
   */
  setLayer(name, stretches, colour) {
    if (stretches.length) this.layers.set(name, { stretches, colour });
    else this.layers.delete(name);
    this.#wish(true);
  }

  destroy() {
    this.sizes.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.later);
  }

  /** At most one drawing for a frame, and it waits until what was typed is on screen. */
  #wish(all) {
    this.stale ||= all;
    if (this.waiting) return;
    this.waiting = true;
    this.frame = requestAnimationFrame(() => {
      this.later = setTimeout(() => this.guarded(() => {
        this.waiting = false;
        if (!this.view?.text || !this.element.clientHeight) return;
        if (this.stale) this.#draw();
        this.stale = false;
        this.#place();
      }));
    });
  }

  #place() {
    const { length } = this.view.text;
    const top = offsetAt(this.view, 0) / length;
    const bottom = offsetAt(this.view, 1) / length;
    const height = this.element.clientHeight;
    this.window.style.transform = `translateY(${top * height}px)`;
    this.window.style.height = `${Math.max(8, (bottom - top) * height)}px`;
  }

  #draw() {
    const { clientWidth: width, clientHeight: height } = this.element;
    const scale = globalThis.devicePixelRatio || 1;
    const { canvas } = this;
    if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
    }
    const pen = canvas.getContext("2d");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    const look = getComputedStyle(this.element);
    const ink = look.color;
    const unit = height / this.view.text.length;
    this.#speakers(pen, unit, width, ink);
    this.#marks(pen, unit, ink, look.getPropertyValue("--deepen").trim() || "0%");
    for (const { stretches, colour } of this.layers.values()) {
      pen.fillStyle = colour;
      for (const { start, end } of stretches) pen.fillRect(width - LAYER, start * unit, LAYER, Math.max(2, (end - start) * unit));
    }
  }

  #speakers(pen, unit, width, ink) {
    pen.fillStyle = ink;
    for (const turn of this.view.text.turns) {
      pen.globalAlpha = turn.role === "interviewee" ? 0.07 : 0.015;
      pen.fillRect(0, turn.start * unit, width, (turn.end - turn.start) * unit);
    }
    pen.globalAlpha = 1;
  }

  #marks(pen, unit, ink, deepen) {
    const colours = new Map();
    const colourOf = (code) => {
      if (!colours.has(code)) colours.set(code, mixed(safeColour(this.codes.get(code)?.colour), ink, deepen));
      return colours.get(code);
    };
    for (const { code, start, end, lane, suggested } of this.marks) {
      const left = LEFT + Math.min(lane, LANES - 1) * LANE;
      const top = start * unit;
      const height = Math.max(2, (end - start) * unit);
      if (suggested) {
        pen.strokeStyle = colourOf(code);
        pen.strokeRect(left + 0.5, top + 0.5, BAR - 1, height - 1);
      } else {
        pen.fillStyle = colourOf(code);
        pen.fillRect(left, top, BAR, height);
      }
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

function mixed(colour, ink, deepen) {
  const wanted = `color-mix(in oklab, ${colour}, ${ink} ${deepen})`;
  return globalThis.CSS?.supports("color", wanted) ? wanted : colour;
}
