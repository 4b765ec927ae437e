// Dialogs of the page (a lost connection, a question) take the focus and drop it on the body when they close. A coder
// whose hands are on the keyboard shall not have to find the way back.

/** Knows whether the focus was last in `element` by a person's own doing, dialogs apart. */
export class FocusKeeper {
  constructor(element, host) {
    this.host = host;
    this.ours = false;
    this.inside = () => {
      this.ours = true;
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

  destroy() {
    for (const name of ["focusin", "pointerdown"]) document.removeEventListener(name, this.elsewhere, true);
  }
}
