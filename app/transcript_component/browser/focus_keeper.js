// Dialogs of the page (a lost connection, a question) take the focus and drop it on the body when they close. A coder
// whose hands are on the keyboard shall not have to find the way back.

import { again } from "./stray_keys.js";

// A busy machine takes seconds to clear a dialog away.
const TRIES = 400;
const BETWEEN_TRIES = 25;

/** Knows whether the focus was last in `element` by a person's own doing, dialogs apart. */
export class FocusKeeper {
  constructor(element, host) {
    this.host = host;
    this.ours = false;
    this.last = null;
    this.inside = (event) => {
      this.ours = true;
      this.last = event.target;
    };
    this.elsewhere = (event) => {
      if (event.target === host || host.contains(event.target) || event.target.closest?.('[role="dialog"]')) return;
      this.ours = false;
    };
    this.element = element;
    element.addEventListener("focusin", this.inside);
    for (const name of ["focusin", "pointerdown"]) document.addEventListener(name, this.elsewhere, true);
  }

  /** Whether the focus was here and now is nowhere. */
  get lost() {
    return this.ours && document.activeElement === document.body;
  }

  /** Whether keys go nowhere useful: to nothing, or to a button or link that was clicked with the mouse. */
  get free() {
    const focused = document.activeElement;
    // what has the focus inside the host is not to be seen from here
    if (focused === this.host) return false;
    return !focused || focused === document.body || !focused.matches(":focus-visible");
  }

  /** Give the focus back as soon as a dialog that is being closed has dropped it; `otherwise` where it was is gone. */
  takeBack(otherwise, tries = TRIES) {
    if (!this.ours || tries === 0) return;
    if (this.lost && this.last?.isConnected) this.last.focus({ preventScroll: true });
    else if (this.lost) otherwise();
    else setTimeout(() => this.takeBack(otherwise, tries - 1), BETWEEN_TRIES);
  }

  /**
   * Do where the focus was (`otherwise` where that is gone) what a key was pressed for while it was lost. Returns whether
   * that is all: a letter still goes into a field that has the focus again.
   */
  catchUp(event, otherwise) {
    const place = this.last?.isConnected ? this.last : otherwise;
    place.focus({ preventScroll: true });
    const done = !place.dispatchEvent(again(event));
    return done || !place.matches("input, textarea");
  }

  destroy() {
    this.ours = false;
    for (const name of ["focusin", "pointerdown"]) document.removeEventListener(name, this.elsewhere, true);
  }
}
