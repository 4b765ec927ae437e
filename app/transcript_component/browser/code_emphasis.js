// Where a code stands in this interview, lightly shown while the pointer rests on it in the tree.

import { highlight } from "./highlights.js";

const PAUSE = 90;

/** Emphasises the passages of the code that the pointer is on, and of the codes below it. */
export class CodeEmphasis {
  constructor(coder) {
    this.coder = coder;
    this.code = null;
  }

  /** The pointer is on a code, or on none. A pointer that only passes over costs nothing. */
  point(code) {
    if (this.code === (code?.id ?? null)) return;
    this.code = code?.id ?? null;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.coder.guarded(() => this.#show(code)), code ? PAUSE : 0);
  }

  destroy() {
    clearTimeout(this.timer);
  }

  #show(code) {
    const { text, shown, codes, view, selection, attention } = this.coder;
    if (!text) return;
    const within = (id) => id === code.id || codes.get(id)?.path.startsWith(`${code.path} > `);
    const items = code ? [...shown.codings.values()].filter((item) => within(item.code)) : [];
    view.emphasise(code ? items.map((item) => item.id) : [attention.active].filter(Boolean));
    // Only what is on screen or near it: a range is found by walking through its turn.
    const near = items.filter((item) => view.visible.has(text.turnAt(item.start).index));
    highlight("citat-code", near.map((item) => selection.rangeOf(text, item)));
  }
}
