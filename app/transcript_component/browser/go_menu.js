// The small menu for going with the mouse: a line for each kind of place, with the keys that do the same.

import { COMMANDS } from "./commands.js";
import { h } from "./dom.js";
import { goToTurnNumber } from "./going.js";
import { Menu } from "./menu.js";

const LINES = [
  ["goTurns", "previousTurn", "K", "nextTurn", "J"],
  ["goCodings", "previousCoding", ",", "nextCoding", "."],
  ["goUncoded", "previousUncoded", "Shift + W", "nextUncoded", "W"],
  ["goSuggestions", "previousSuggestion", "P", "nextSuggestion", "N"],
  ["goMemos", "previousMemo", "Shift + I", "nextMemo", "I"],
  ["goSigns", "previousSign", "Shift + L", "nextSign", "L"],
  ["goHits", "previousHit", "Shift + H", "nextHit", "H"],
];

/** The Go menu of a coder. It stays open while one goes from place to place with the mouse. */
export class GoMenu {
  constructor(coder) {
    this.coder = coder;
    this.menu = new Menu("go", { fill: () => this.#fill(), guarded: (work) => coder.guarded(work), onClose: () => coder.takeFocus() });
    this.menu.place(coder.parts, coder.parts.undo);
  }

  /** Put the interface words of a language in. */
  word(label) {
    this.label = label;
    this.menu.word(label("goTitle"), "G");
    this.menu.button.textContent = `${label("go")} ▾`;
  }

  /** Open the menu with the cursor where the number of a turn is written. */
  askNumber() {
    if (!this.menu.isOpen) this.menu.toggle();
    this.number.value = "";
    this.number.focus();
  }

  destroy() {
    this.menu.destroy();
  }

  #fill() {
    const { label } = this;
    this.number = h("input", { type: "text", inputmode: "numeric", "aria-label": label("goNumber"), size: 4, onkeydown: (event) => this.#typed(event) });
    return [
      ...LINES.map((line) => this.#line(...line)),
      h("label.line", {}, h("span", {}, label("goNumber")), h("kbd", {}, "G"), this.number),
      h("p.hint", {}, this.coder.reading.words()),
      this.#button("markRead", label("markRead"), () => this.coder.reading.markToHere()),
      this.#button("markUnread", label("markUnread"), () => this.coder.reading.markFromHere()),
    ];
  }

  #line(name, back, backKey, ahead, aheadKey) {
    const { label } = this;
    const step = (command, sign, way, key) =>
      this.#button(command, sign, () => COMMANDS[command](this.coder), `${label(name)}: ${label(way)} (${key})`);
    return h(
      "div.line",
      { role: "group", "aria-label": label(name) },
      h("span", {}, label(name)), h("kbd", {}, aheadKey), step(back, "‹", "previous", backKey), step(ahead, "›", "next", aheadKey),
    );
  }

  #button(name, words, act, named = null) {
    return h("button", { type: "button", dataset: { name }, title: named, "aria-label": named, onclick: (event) => this.coder.guarded(() => {
      // By key one goes on in the transcript, by mouse perhaps to the next place.
      if (event.detail === 0) this.menu.close(true);
      act();
    }) }, words);
  }

  #typed(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (goToTurnNumber(this.coder, Number(this.number.value.replace("#", "").trim() || NaN))) this.menu.close();
    else this.number.select();
  }
}
