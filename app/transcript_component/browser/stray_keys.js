// Keys that were meant for the transcript while for a moment nothing had the keyboard, or Streamlit's own dialog on a lost
// connection, which goes by itself: on a busy machine seconds pass before the focus is back.

import { lostDialogOf } from "./lost_connection.js";

/** Whether no one a person could mean has the keyboard. */
export function keyboardIsNowhere() {
  const focused = document.activeElement;
  return !focused || focused === document.body || lostDialogOf(focused) !== null;
}

/** The event once more, for another target. */
export function again({ key, code, ctrlKey, shiftKey, altKey, metaKey }) {
  return new KeyboardEvent("keydown", { key, code, ctrlKey, shiftKey, altKey, metaKey, bubbles: true, cancelable: true, composed: true });
}

/** Listens on the whole page, before Streamlit, which takes some letters for its own commands. */
export class StrayKeys {
  /** @param {(event: KeyboardEvent) => boolean} take does what was meant, and returns whether that is all of it */
  constructor(take) {
    window.addEventListener("keydown", (event) => {
      // What was dispatched anew comes by here too; Tab finds its way itself.
      if (!event.isTrusted || event.key === "Tab" || !keyboardIsNowhere() || !take(event)) return;
      event.preventDefault();
      event.stopPropagation();
    }, true);
  }
}
