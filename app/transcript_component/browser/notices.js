// What went wrong, said where it cannot be overlooked: one line for each thing, each staying until it is over or closed.

import { h } from "./dom.js";

/** Lines of notices by kind. A kind has one line, a repeated one is said anew. */
export class Notices {
  /**
   * @param {HTMLElement} element @param {() => Function} label the words of the interface, asked for when needed
   * @param {(kind: string) => void} closed called when a notice of this kind is gone
   */
  constructor(element, label, closed) {
    this.element = element;
    this.label = label;
    this.closed = closed;
    this.lines = new Map();
  }

  /**
   * Say something; `places` are stretches to go to from here, each with the words that stand there.
   * @param {string} kind @param {string} words
   * @param {{words: string, go: () => void}[]} places
   */
  say(kind, words, places = []) {
    this.lines.get(kind)?.remove();
    const close = h("button.tool", { type: "button", "aria-label": this.label()("close"), onclick: () => this.drop(kind) }, "×");
    const links = places.map(({ words: quote, go }) => h("button.place", { type: "button", title: this.label()("selectAgain"), onclick: go }, `“${quote}”`));
    const line = h("div.line", { dataset: { kind } }, h("div.words", {}, words, links.length > 0 && h("div.places", {}, ...links)), close);
    this.lines.set(kind, line);
    this.element.append(line);
    this.element.hidden = false;
  }

  /** Take a notice away, where there is one: what it said is over. */
  drop(kind) {
    this.closed(kind);
    this.lines.get(kind)?.remove();
    this.lines.delete(kind);
    this.element.hidden = this.lines.size === 0;
  }
}
