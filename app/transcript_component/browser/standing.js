// Where a person stood when the page was taken apart under their hands: a server that comes back makes it anew, and for
// a moment there is no transcript. They go on where they were, and what they press meanwhile waits for it.

const PATIENCE = 20_000;
const MOST_KEYS = 200;

/** Remembers one coder that was taken off the page, until the same interview is there again. */
export class Standing {
  constructor() {
    this.left = null;
    this.keys = [];
    this.pressed = (event) => this.#press(event);
  }

  /** A coder goes. Only one that had the keyboard is remembered: from any other, somebody has gone on elsewhere. */
  leave(coder) {
    this.forget();
    if (!coder.message || !coder.text || !coder.focus.ours) return;
    this.left = { document: coder.message.document.id, hash: coder.text.hash, turn: coder.view.focusable, selected: coder.attention.selected };
    window.addEventListener("keydown", this.pressed, true);
    this.timer = setTimeout(() => this.forget(), PATIENCE);
  }

  /** A coder has met its text: if it is the interview that was left, stand there again and do what was pressed. */
  resume(coder) {
    const { left, keys } = this;
    if (!left || coder.message.document.id !== left.document || coder.text.hash !== left.hash) return;
    this.forget();
    if (document.activeElement !== document.body && !coder.focus.ours) return;
    coder.reading.acted();
    coder.view.focus(left.turn);
    if (left.selected) coder.attention.select(left.selected, true);
    for (const key of keys) (coder.root.activeElement ?? coder.view.turns[left.turn].element).dispatchEvent(new KeyboardEvent("keydown", key));
  }

  forget() {
    this.left = null;
    this.keys = [];
    clearTimeout(this.timer);
    window.removeEventListener("keydown", this.pressed, true);
  }

  #press(event) {
    // A dialog or another field has the keyboard: then it was not meant for us.
    if (document.activeElement && document.activeElement !== document.body) {
      this.forget();
      return;
    }
    // Streamlit would take some letters for its own commands.
    event.preventDefault();
    event.stopPropagation();
    const { key, code, ctrlKey, shiftKey, altKey, metaKey } = event;
    if (this.keys.length < MOST_KEYS) this.keys.push({ key, code, ctrlKey, shiftKey, altKey, metaKey, bubbles: true, cancelable: true, composed: true });
  }
}
