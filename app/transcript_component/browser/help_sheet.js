// The sheet of keys: a dialog that has the keyboard while it is open, and gives it back to where it was.

import { h } from "./dom.js";
import { HELP } from "./keys.js";

/** Shows all keys. Escape, `?`, its button and a click elsewhere close it. */
export class HelpSheet {
  /** @param {object} parts of the frame @param {() => void} otherwise takes the keyboard where its place is gone */
  constructor(parts, otherwise) {
    this.parts = parts;
    this.otherwise = otherwise;
    this.shut = h("button.tool", { type: "button", onclick: () => this.close() }, "×");
    this.element = h(
      "div.sheet",
      { role: "dialog", "aria-modal": "true", hidden: true, tabindex: -1, onkeydown: (event) => this.#key(event) },
    );
    parts.body.append(this.element);
    this.outside = (event) => {
      const path = event.composedPath();
      if (!path.includes(this.element) && !path.includes(parts.help)) this.close();
    };
  }

  /** Put the interface words of a language in. */
  word(label) {
    this.element.setAttribute("aria-label", label("keysTitle"));
    this.shut.setAttribute("aria-label", label("close"));
    const key = (name) => h("kbd", {}, name === "Space" ? label("spaceKey") : name);
    const keys = (names) => names.split("  ").flatMap((name, index) => [index ? " " : "", key(name)]);
    this.element.replaceChildren(
      h("div.sheet-head", {}, h("h3", {}, label("keysTitle")), this.shut),
      h("dl", {}, ...HELP.map(([names, name]) => h("div", {}, h("dt", {}, ...keys(names)), h("dd", {}, label(name))))),
      h("p.hint", {}, label("mouseHelp")),
    );
  }

  toggle() {
    if (this.element.hidden) this.#open();
    else this.close();
  }

  close() {
    if (this.element.hidden) return;
    this.element.hidden = true;
    this.#behind(false);
    document.removeEventListener("pointerdown", this.outside, true);
    if (this.from?.checkVisibility?.()) this.from.focus({ preventScroll: true });
    else this.otherwise();
  }

  /** Stop listening to the page. */
  destroy() {
    document.removeEventListener("pointerdown", this.outside, true);
  }

  #open() {
    this.from = this.element.getRootNode().activeElement;
    this.element.hidden = false;
    document.addEventListener("pointerdown", this.outside, true);
    this.element.focus();
    this.#behind(true);
  }

  /** What lies behind can be neither reached nor read out meanwhile; a click there still closes the sheet. */
  #behind(inert) {
    for (const part of [this.parts.bar, this.parts.notice, this.parts.stage]) part.inert = inert;
  }

  #key(event) {
    // Letters are no commands on the transcript behind; arrows and the like scroll what is too long for the window.
    event.stopPropagation();
    if (event.key === "Tab") (event.target === this.shut ? this.element : this.shut).focus();
    else if (event.key === "Escape" || event.key === "?") this.close();
    else return;
    event.preventDefault();
  }
}
