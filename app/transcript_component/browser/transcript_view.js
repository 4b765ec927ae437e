// The transcript on screen: one element a turn, its text cut into pieces where codings begin and end.

import { directionOf } from "./direction.js";
import { h, safeColour } from "./dom.js";
import { LAYERS, lookOf, piecesOf } from "./lanes.js";
import { toUnits } from "./offsets.js";
import { drawMargin } from "./margin.js";

const BLOCK = 16;
/** Characters that a line holds, for a first guess at the height of what is not yet laid out. */
const LINE = 85;

/** Builds the turns once and afterwards rebuilds only those whose look changed. */
export class TranscriptView {
  /** @param {HTMLElement} scroller @param {{onSpeaker: (index: number) => void}} events */
  constructor(scroller, events) {
    this.scroller = scroller;
    this.events = events;
    this.turns = [];
    this.visible = new Set();
    this.#forgetSignposts();
    this.observer = new IntersectionObserver((entries) => this.#seen(entries), { root: scroller, rootMargin: "600px" });
    this.width = 0;
    this.resizes = new ResizeObserver(() => this.#resized());
    this.resizes.observe(scroller);
  }

  /** Show a transcript from its beginning. */
  load(text, label) {
    this.text = text;
    this.label = label;
    this.observer.disconnect();
    this.visible.clear();
    this.#forgetSignposts();
    this.turns = text.turns.map((turn) => this.#build(turn));
    this.holders = this.turns.map((turn) => turn.text);
    const blocks = this.#blocks();
    this.scroller.replaceChildren(h("div.turns", { role: "group" }, ...blocks));
    blocks.forEach((block) => this.observer.observe(block));
    this.focusable = 0;
    this.turns[0]?.element.setAttribute("tabindex", "0");
  }

  /** Paint marks, given by turn. Returns the indices of the turns that were rebuilt. */
  paint(byTurn, codes, version) {
    this.codes = codes;
    const rebuilt = [];
    byTurn.forEach((marks, index) => {
      const look = `${marks.length ? `${version}:` : ""}${lookOf(marks)}`;
      if (this.turns[index].look === look) return;
      this.turns[index].look = look;
      this.#fill(index, marks);
      rebuilt.push(index);
    });
    for (const index of rebuilt) if (!this.visible.has(index)) this.#clearMargin(this.turns[index]);
    this.#margins(this.#withAbove(rebuilt).filter((index) => this.visible.has(index)));
    return rebuilt;
  }

  /** Make a turn the one that Tab reaches; focus it where asked, and bring it into view. */
  focus(index, take = true) {
    const turn = this.turns[index];
    if (!turn) return;
    this.turns[this.focusable]?.element.setAttribute("tabindex", "-1");
    this.focusable = index;
    turn.element.setAttribute("tabindex", "0");
    if (take) {
      turn.element.focus({ preventScroll: true });
      this.#reveal(turn.element);
    }
  }

  /** Scroll so that a range can be read, no further than needed. */
  revealRange(range, index) {
    // A turn off screen has no layout until it is near (content-visibility), so it is brought near first.
    this.#reveal(this.turns[index].element);
    const box = range.getBoundingClientRect();
    const frame = this.scroller.getBoundingClientRect();
    if (box.top < frame.top + 8) this.scroller.scrollTop -= frame.top + 24 - box.top;
    else if (Math.min(box.bottom, box.top + frame.height / 2) > frame.bottom - 8) {
      this.scroller.scrollTop += Math.min(box.bottom, box.top + frame.height / 2) - frame.bottom + 24;
    }
  }

  /** Mark as chosen the stripes and labels that show one of these codings or suggestions, and no other. */
  emphasise(ids) {
    this.chosen = ids;
    const wanted = new Set(ids.flatMap((id) => [...(this.signposts.get(id) ?? [])]));
    for (const element of this.emphasised) if (!wanted.has(element)) element.classList.remove("chosen");
    for (const element of wanted) element.classList.add("chosen");
    this.emphasised = wanted;
  }

  /** Draw the margins near what is read anew, after the look of the text was changed from outside. */
  redraw() {
    this.#margins([...this.visible].filter((index) => this.turns[index].look));
  }

  /** Draw the margins of all turns, near or not: for paper. */
  drawAll() {
    this.#margins(this.turns.map((_, index) => index).filter((index) => this.turns[index].look), true);
  }

  destroy() {
    this.observer.disconnect();
    this.resizes.disconnect();
  }

  #forgetSignposts() {
    this.signposts = new Map();
    this.emphasised = new Set();
    this.chosen = [];
  }

  #reveal(element) {
    const frame = this.scroller.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    if (box.bottom < frame.top + 40 || box.top > frame.bottom - 40) element.scrollIntoView({ block: "center" });
    else if (box.height < frame.height && (box.top < frame.top || box.bottom > frame.bottom)) {
      element.scrollIntoView({ block: "nearest" });
    }
  }

  /** Turns in blocks, each laid out only when it is near: the browser looks at every block in every frame. */
  #blocks() {
    const blocks = [];
    for (let first = 0; first < this.turns.length; first += BLOCK) {
      const turns = this.turns.slice(first, first + BLOCK);
      const lines = this.text.turns.slice(first, first + BLOCK).reduce((sum, { text }) => sum + 1 + Math.floor(text.length / LINE), 0);
      const style = { "contain-intrinsic-size": `auto ${lines * 1.75 + turns.length * 0.7}rem` };
      blocks.push(h("div.block", { role: "presentation", style, dataset: { first } }, ...turns.map((turn) => turn.element)));
    }
    return blocks;
  }

  #build(turn) {
    const label = this.label;
    const role = turn.role === "interviewee" ? null : label(`role_${turn.role}`);
    const speaker = turn.speaker ?? label("speakerUnknown");
    const text = h("div.text", { dir: directionOf(turn.text), dataset: { turn: turn.index } }, turn.text);
    const margin = h("div.margin", { "aria-hidden": "true" });
    const spoken = h("span.spoken");
    const number = h("span.number", {}, String(turn.n));
    const gutter = h(
      "div.gutter",
      {},
      h("button.speaker", { type: "button", tabindex: -1, title: label("wholeTurn"), onclick: () => this.events.onSpeaker(turn.index) }, speaker),
      h(
        "span.where",
        {},
        number,
        role && role !== speaker && h("span.role", {}, role),
        turn.group && h("span.group", {}, turn.group),
        turn.time && h("span.time", {}, turn.time),
      ),
    );
    const element = h(
      "div.turn",
      {
        role: "group", tabindex: -1, dataset: { turn: turn.index, role: turn.role },
        "aria-label": label("turnOf", { speaker: role ? `${speaker} (${role})` : speaker, n: turn.n, total: this.text.turns.length }),
      },
      gutter, text, margin, spoken,
    );
    return { element, text, margin, spoken, look: "", marks: [], spans: new Map(), signposts: [] };
  }

  #fill(index, marks) {
    const turn = this.turns[index];
    const source = this.text.turns[index];
    turn.marks = marks;
    turn.spans = new Map();
    let from = 0;
    const pieces = piecesOf(source, marks).map((piece) => {
      const to = source.astral ? toUnits(source.text, piece.end - source.start, true) : piece.end - source.start;
      const words = source.text.slice(from, to);
      from = to;
      if (!piece.marks.length) return document.createTextNode(words);
      const span = this.#piece(piece, words);
      for (const mark of piece.marks) turn.spans.set(mark, [...(turn.spans.get(mark) ?? []), span]);
      return span;
    });
    turn.text.replaceChildren(...pieces);
    const names = marks.map((mark) => this.#named(mark));
    turn.spoken.textContent = names.length ? this.label("codesHere", { codes: names.join("; ") }) : "";
  }

  #named(mark) {
    const name = this.codes.get(mark.code)?.path ?? "";
    if (mark.suggested) return this.label("suggestedCode", { code: name });
    const said = [mark.starred && this.label("starred"), mark.uncertain && this.label("uncertain")].filter(Boolean);
    return said.length ? `${name} (${said.join(", ")})` : name;
  }

  #piece(piece, words) {
    const coded = piece.marks.filter((mark) => !mark.suggested);
    const layers = piece.marks.filter((mark) => mark.lane < LAYERS).sort((a, b) => a.lane - b.lane);
    const colourOf = (mark) => safeColour(this.codes.get(mark.code)?.colour);
    const style = {};
    if (coded.length) style["--tint"] = colourOf(coded.reduce((low, mark) => (mark.lane < low.lane ? mark : low)));
    const images = layers.map((mark, index) => {
      style[`--line${index}`] = colourOf(mark);
      const line = `color-mix(in oklab, var(--line${index}), var(--text) var(--deepen))`;
      return mark.suggested ? `repeating-linear-gradient(90deg, ${line} 0 5px, transparent 5px 9px)` : `linear-gradient(${line}, ${line})`;
    });
    style["background-image"] = images.join(", ") || "none";
    style["background-position"] = layers.map((mark) => `0 calc(100% - ${LAYERS - 1 - mark.lane} * var(--under-gap))`).join(", ") || "0 0";
    const title = piece.marks.map((mark) => this.#named(mark)).join("\n");
    return h(`span.piece${coded.length ? ".coded" : ".suggested"}`, { style, title, dataset: { start: piece.start, end: piece.end, ...signs(piece) } }, words);
  }

  #margins(indices, grow = false) {
    const look = { codes: this.codes, label: this.label, grow };
    const draw = indices.map((index) => drawMargin(this.turns[index], this.text.turns[index], this.#below(index), look));
    // All places are measured before anything is written: a write between two readings would lay out the page again.
    draw.forEach((write, at) => {
      write();
      this.#signpost(this.turns[indices[at]]);
    });
    if (this.chosen.length) this.emphasise(this.chosen);
  }

  /** A turn that is not near is drawn when it comes near, and then only where it has marks: what is past must go now. */
  #clearMargin(turn) {
    turn.margin.replaceChildren();
    this.#signpost(turn);
  }

  /** The turns below a turn in its block: what lies in another block may not be drawn over. */
  #below(index) {
    return this.turns.slice(index + 1, (Math.floor(index / BLOCK) + 1) * BLOCK);
  }

  /** Turns, and the marked one above each: its names may have stood beside this one, or may do so now. */
  #withAbove(indices) {
    const all = new Set(indices);
    for (const index of indices) {
      let above = index - 1;
      while (above >= 0 && !this.turns[above].marks.length) above -= 1;
      if (above >= 0) all.add(above);
    }
    return [...all];
  }

  /** Know which stripes and labels of a turn show which coding: looking for them takes longer the longer the text. */
  #signpost(turn) {
    for (const [id, element] of turn.signposts) {
      const others = this.signposts.get(id);
      others?.delete(element);
      if (others?.size === 0) this.signposts.delete(id);
    }
    turn.signposts = [...turn.margin.children].flatMap((element) => element.dataset.ids.split(",").map((id) => [id, element]));
    for (const [id, element] of turn.signposts) this.signposts.set(id, (this.signposts.get(id) ?? new Set()).add(element));
  }

  #seen(entries) {
    const fresh = [];
    for (const entry of entries) {
      const first = Number(entry.target.dataset.first);
      for (let index = first; index < Math.min(first + BLOCK, this.turns.length); index += 1) {
        if (!entry.isIntersecting) this.visible.delete(index);
        else {
          this.visible.add(index);
          fresh.push(index);
        }
      }
    }
    this.#margins(fresh.filter((index) => this.turns[index].look));
  }

  #resized() {
    const width = this.scroller.clientWidth;
    if (width === this.width) return;
    this.width = width;
    this.redraw();
  }
}

/** Signs that stand above the first word of a starred or uncertain coding; the words for them are in the title. */
function signs({ start, marks }) {
  const begun = marks.filter((mark) => mark.start === start);
  const signs = `${begun.some((mark) => mark.starred) ? "★" : ""}${begun.some((mark) => mark.uncertain) ? "≈" : ""}`;
  return signs ? { signs } : {};
}
