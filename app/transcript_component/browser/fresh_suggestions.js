// Suggestions are made anew after an act, behind its back: a moment later the browser comes for them by itself.

const SOON = 600;
const LONGEST = 5000;

/** Asks the server again, more and more seldom, as long as it says that suggestions are under way. */
export class FreshSuggestions {
  /** @param {() => void} ask asks for what is there now */
  constructor(ask, timers = globalThis) {
    this.ask = ask;
    this.timers = timers;
    this.pause = SOON;
  }

  /** Take a message from the server. */
  receive({ refreshing }) {
    this.stop();
    if (!refreshing) {
      this.pause = SOON;
      return;
    }
    this.timer = this.timers.setTimeout(() => this.ask(), this.pause);
    this.pause = Math.min(this.pause * 1.5, LONGEST);
  }

  stop() {
    this.timers.clearTimeout(this.timer);
  }
}
