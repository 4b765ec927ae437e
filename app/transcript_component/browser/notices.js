// What went wrong, said where it cannot be overlooked: one line for each thing, each staying until it is over or closed.

import { h } from "./dom.js";

/** Lines of notices by kind. A kind has one line, a repeated one is said anew. */
export class Notices {
  /**
   * @param {HTMLElement} element @param {() => Function} label the words of the interface, asked for when needed
   * @param {(kind: string) => void} closed called when a notice of this kind is gone
   * @param {(change: () => void) => void} still makes a change so that nothing else moves on the screen
   */
  constructor(element, label, closed, still) {
    this.element = element;
    this.label = label;
    this.closed = closed;
    this.still = still;
    this.lines = new Map();
  }

  /**
   * Say something; `places` are stretches to go to from here, each with the words that stand there.
   * @param {string} kind @param {string} words
   * @param {{words: string, go: () => void}[]} places
   */
  say(kind, words, places = []) {
    const before = this.lines.get(kind);
    const close = h("button.tool", { type: "button", "aria-label": this.label()("close"), onclick: () => this.drop(kind) }, "×");
    const links = places.map(({ words: quote, go }) => h("button.place", { type: "button", title: this.label()("selectAgain"), onclick: go }, `“${quote}”`));
    const line = h("div.line", { dataset: { kind } }, h("div.words", {}, words, links.length > 0 && h("div.places", {}, ...links)), close);
    this.lines.set(kind, line);
    this.still(() => {
      before?.remove();
      this.element.append(line);
      this.element.hidden = false;
    });
  }

  /** Take a notice away, where there is one: what it said is over. */
  drop(kind) {
    this.closed(kind);
    const line = this.lines.get(kind);
    if (!line) return;
    this.lines.delete(kind);
    this.still(() => {
      line.remove();
      this.element.hidden = this.lines.size === 0;
    });
  }
}
