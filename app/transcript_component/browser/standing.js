// Where a person stood when the page was taken apart under their hands: a server that comes back makes it anew, and for
// a moment there is no transcript. They go on where they were, and what they press meanwhile waits for it.

import { bringTo } from "./reading_place.js";
import { again, keyboardIsNowhere } from "./stray_keys.js";

const PATIENCE = 20_000;
const MOST_KEYS = 200;

/** Remembers one coder that was taken off the page, until the same interview is there again. */
export class Standing {
  constructor() {
    this.left = null;
    this.keys = [];
    // Who presses keys elsewhere has gone on there.
    window.addEventListener("keydown", () => keyboardIsNowhere() || this.forget(), true);
  }

  /** A coder goes. Only one that had the keyboard is remembered: from any other, somebody has gone on elsewhere. */
  leave(coder) {
    // One that came and went before it had its text has not been worked in.
    if (!coder.message || !coder.text) return;
    this.forget();
    if (!coder.focus.ours) return;
    this.left = {
      document: coder.message.document.id, hash: coder.text.hash, turn: coder.view.focusable,
      selected: coder.attention.selected, top: coder.top.offset,
    };
    this.timer = setTimeout(() => this.forget(), PATIENCE);
  }

  /** Keep a key for the coder that is to come; returns whether one is waited for. */
  keep(event) {
    if (!this.left) return false;
    if (this.keys.length < MOST_KEYS) this.keys.push(event);
    return true;
  }

  /** A coder has met its text: if it is the interview that was left, stand there again and do what was pressed. */
  resume(coder) {
    const { left, keys } = this;
    if (!left || coder.message.document.id !== left.document || coder.text.hash !== left.hash) return;
    this.forget();
    if (!keyboardIsNowhere() && !coder.focus.ours) return;
    coder.reading.stay();
    bringTo(coder.view, left.top, 0);
    coder.view.focus(left.turn);
    if (left.selected) coder.attention.select(left.selected, true);
    // The turns above are measured only when they come near, and move what stands below them.
    if (!keys.length) requestAnimationFrame(() => coder.guarded(() => bringTo(coder.view, left.top, 0)));
    for (const key of keys) (coder.root.activeElement ?? coder.view.turns[left.turn].element).dispatchEvent(again(key));
  }

  forget() {
    this.left = null;
    this.keys = [];
    clearTimeout(this.timer);
  }
}
