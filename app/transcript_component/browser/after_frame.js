// Work that waits until what a person has just done is on the screen.

const HIDDEN_PAGE = 100;

/** Does `work` once after the next frame, however often it is asked for before. */
export class AfterFrame {
  /** @param {() => void} work @param {() => boolean} may whether the time is right; if not, it waits a frame more */
  constructor(work, may = () => true) {
    this.work = work;
    this.may = may;
    this.waiting = false;
  }

  soon() {
    if (this.waiting) return;
    this.waiting = true;
    this.frame = requestAnimationFrame(() => {
      this.task = setTimeout(() => this.#due());
    });
    // A page that is not in view gets no frames.
    this.timer = setTimeout(() => this.#due(), HIDDEN_PAGE);
  }

  /** Do at once what is still to be done: something else builds on it. */
  now() {
    if (!this.waiting) return;
    this.stop();
    this.work();
  }

  stop() {
    this.waiting = false;
    cancelAnimationFrame(this.frame);
    clearTimeout(this.task);
    clearTimeout(this.timer);
  }

  #due() {
    if (this.may()) {
      this.now();
      return;
    }
    this.stop();
    this.soon();
  }
}
