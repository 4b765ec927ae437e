// Work that waits until what a person has just done is on the screen.

const HIDDEN_PAGE = 100;

/** Does `work` once after the next frame, however often it is asked for before. */
export class AfterFrame {
  /** @param {() => void} work */
  constructor(work) {
    this.work = work;
    this.waiting = false;
  }

  soon() {
    if (this.waiting) return;
    this.waiting = true;
    this.frame = requestAnimationFrame(() => {
      this.task = setTimeout(() => this.now());
    });
    // A page that is not in view gets no frames.
    this.timer = setTimeout(() => this.now(), HIDDEN_PAGE);
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
}
