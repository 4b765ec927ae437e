// Selecting by finger: the browser makes and moves the selection itself, with its own handles, and we take it over. What
// a keyboard would do with it stands in a small bar beside it.

import { sentenceAt } from "./boundaries.js";
import { h } from "./dom.js";

/** Room for the browser's own handles below a selection, and for its own bar above. */
const BELOW = 34;
const ABOVE = 62;

/** Touch in the transcript of one coder. */
export class Touch {
  constructor(coder) {
    this.coder = coder;
    this.active = false;
    this.bar = h("div.touch-bar", { role: "toolbar", hidden: true, onmousedown: (event) => event.preventDefault() });
    coder.parts.stage.append(this.bar);
    const { scroller } = coder.parts;
    this.listeners = [
      [window, "pointerdown", (event) => this.#pointed(event)],
      [document, "selectionchange", () => coder.guarded(() => this.#selectionChanged())],
      [scroller, "click", (event) => coder.guarded(() => this.#tapped(event))],
      [scroller, "scroll", () => this.show()],
    ];
    for (const [target, name, listener] of this.listeners) target.addEventListener(name, listener, { capture: true, passive: true });
  }

  /** Put the words of a language on the bar. */
  word(label) {
    const button = (name, act) => h("button", { type: "button", onclick: () => this.coder.guarded(act) }, label(name));
    this.bar.setAttribute("aria-label", label("touchBar"));
    this.bar.replaceChildren(
      button("touchCode", () => this.coder.deeds.pick()),
      button("touchSentence", () => this.#widen((start, end) => [sentenceAt(this.coder.text, start), sentenceAt(this.coder.text, end)])),
      button("touchTurn", () => this.#widen((start, end) => [this.coder.text.turnAt(start), this.coder.text.turnAt(end)])),
      h("button", { type: "button", "aria-label": label("close"), onclick: () => this.coder.guarded(() => this.coder.attention.letGo()) }, "×"),
    );
  }

  /** Show the bar beside what is selected, where fingers are at work and nothing else is open. */
  show() {
    const { attention, picker } = this.coder;
    const wanted = this.active && attention.selected !== null && !attention.resizing && !picker.open;
    if (!wanted && this.bar.hidden) return;
    this.bar.hidden = !wanted;
    if (!wanted) return;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.coder.guarded(() => this.#place()));
  }

  destroy() {
    cancelAnimationFrame(this.frame);
    this.bar.remove();
    for (const [target, name, listener] of this.listeners) target.removeEventListener(name, listener, { capture: true });
  }

  #pointed(event) {
    this.active = event.pointerType === "touch";
    if (!this.active) this.show();
  }

  #selectionChanged() {
    const { attention, selection, text, view } = this.coder;
    if (!this.active || !text || this.coder.handles.drag) return;
    const raw = selection.read(text);
    const stretch = raw && text.trim(raw.start, raw.end);
    // A selection that is gone may just have lost the focus; a tap on the text lets go of it.
    if (!stretch || (stretch.start === attention.selected?.start && stretch.end === attention.selected?.end)) return;
    view.focus(text.turnAt(stretch.start).index, false);
    attention.adopt(stretch);
  }

  #tapped(event) {
    if (!this.active || !this.coder.text || event.target.closest(".stripe, .label, .speaker, .handle")) return;
    const turn = event.target.closest(".turn");
    if (!turn || this.coder.selection.read(this.coder.text)) return;
    const { attention, view, handles } = this.coder;
    view.focus(Number(turn.dataset.turn), false);
    attention.select(null);
    const place = handles.caret.offsetAt(event.clientX, event.clientY);
    // Between two signs the finger is on either; the piece of text under it says on which.
    const piece = event.target.closest(".piece")?.dataset;
    attention.inspect(piece ? Math.max(Number(piece.start), Math.min(place, Number(piece.end) - 1)) : place);
  }

  #widen(piecesAt) {
    const { attention, text } = this.coder;
    const { start, end } = attention.selected;
    const [first, last] = piecesAt(start, end - 1);
    attention.select(text.trim(first.start, last.end));
  }

  /** Below the selection where there is room, else above, else at the foot: never on it while any of it ends in view. */
  #place() {
    const { attention, selection, text, parts } = this.coder;
    if (!attention.selected || this.bar.hidden) return;
    const rects = [...selection.rangeOf(text, attention.selected).getClientRects()].filter((rect) => rect.width > 0);
    if (!rects.length) return;
    const stage = parts.stage.getBoundingClientRect();
    const frame = parts.scroller.getBoundingClientRect();
    const [first, last] = [rects[0], rects[rects.length - 1]];
    const { width, height } = this.bar.getBoundingClientRect();
    const fits = (top) => top >= frame.top && top + height <= frame.bottom;
    const top = [last.bottom + BELOW, first.top - ABOVE - height, first.top - 8 - height].find(fits) ?? frame.bottom - height - 8;
    const left = Math.max(frame.left + 4, Math.min(last.right - width / 2, frame.right - width - 20));
    this.bar.style.left = `${left - stage.left}px`;
    this.bar.style.top = `${top - stage.top}px`;
  }
}
