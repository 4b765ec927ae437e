// Sends the outbox and notices when no answer comes.

export const PATIENCE = 2500;
const LONGEST_WAIT = 8000;

/** Sends operations as component state; asks for a whole run of the page where the server stays silent. */
export class Delivery {
  /**
   * @param {{send: (operations: object[]) => void, resync: () => void, unread: () => boolean, changed: (state: string) => void}} line
   * `unread`: something came that waits to be looked at; `state` is "saved", "saving" or "unsaved"
   */
  constructor(line, timers = globalThis) {
    this.line = line;
    this.timers = timers;
    this.state = "saved";
    this.timer = null;
    this.cut = false;
  }

  /** Send all that is unanswered, and wait. */
  send(operations) {
    this.line.send(operations);
    this.#become(this.state === "unsaved" ? "unsaved" : "saving");
    this.#wait(PATIENCE, operations.length);
  }

  /** The connection is known to be lost: ask for a run until something comes, also where nothing waits to be sent. */
  lost(waiting) {
    this.cut = true;
    if (waiting) this.#become("unsaved");
    this.#wait(PATIENCE, waiting);
  }

  /** An answer came; `left` operations are still unanswered. */
  answered(left) {
    this.cut = false;
    if (left === 0) {
      this.stop();
      this.#become("saved");
    } else if (this.state === "saved") {
      this.#become("saving");
    }
  }

  stop() {
    this.timers.clearTimeout(this.timer);
    this.timer = null;
  }

  #wait(patience, count) {
    this.stop();
    if (count === 0 && !this.cut) return;
    this.timer = this.timers.setTimeout(() => {
      if (this.line.unread()) {
        this.#wait(patience, count);
        return;
      }
      if (count) this.#become("unsaved");
      // After a restart of the server a fragment's own events are dropped unseen; only a whole run is not.
      this.line.resync();
      this.#wait(this.cut ? PATIENCE : Math.min(patience * 2, LONGEST_WAIT), count);
    }, patience);
  }

  #become(state) {
    if (state === this.state) return;
    this.state = state;
    this.line.changed(state);
  }
}
