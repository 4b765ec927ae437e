// A small window that a button of the bar opens. Escape, its button and a click elsewhere close it.

import { h } from "./dom.js";

const CONTROLS = "input, button, select";

/** A button and its window; `fill` is asked for the content whenever it opens. */
export class Menu {
  /**
   * @param {string} name class of button and window
   * @param {{fill: () => Node[], guarded: (work: () => void) => void, onClose: () => void}} events
   */
  constructor(name, events) {
    this.events = events;
    this.button = h(`button.tool.${name}-button`, { type: "button", "aria-haspopup": "dialog", "aria-expanded": "false", onclick: () => events.guarded(() => this.toggle()) });
    this.element = h(`div.menu.${name}`, { role: "dialog", hidden: true, onkeydown: (event) => this.#key(event) });
    this.outside = (event) => {
      const path = event.composedPath();
      if (!path.includes(this.element) && !path.includes(this.button)) this.close(false);
    };
  }

  /** Put button and window into the frame. */
  place(parts, before) {
    parts.bar.insertBefore(this.button, before);
    parts.body.append(this.element);
  }

  /** Name it in the user's language. */
  word(title, key) {
    this.button.title = `${title} (${key})`;
    this.button.setAttribute("aria-label", title);
    this.element.setAttribute("aria-label", title);
    if (this.isOpen) this.refill();
  }

  get isOpen() {
    return !this.element.hidden;
  }

  toggle() {
    if (this.isOpen) this.close(true);
    else this.#open();
  }

  #open() {
    this.from = this.element.getRootNode().activeElement;
    this.refill();
    this.element.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", this.outside, true);
    this.#controls()[0]?.focus();
  }

  /** `giveBack`: the keyboard goes to where it was, or to the transcript if that is gone. */
  close(giveBack = false) {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", this.outside, true);
    if (!giveBack) return;
    if (this.from?.checkVisibility?.()) this.from.focus({ preventScroll: true });
    else this.events.onClose();
  }

  /** Stop listening to the page. */
  destroy() {
    document.removeEventListener("pointerdown", this.outside, true);
  }

  refill() {
    this.element.replaceChildren(...this.events.fill());
  }

  #key(event) {
    // Letters are for the window's own fields here, never commands on the transcript behind it.
    event.stopPropagation();
    if (event.key === "Tab") return this.#leave(event);
    if (event.key === "Escape") this.close(true);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.#step(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && event.target.matches("input[type=checkbox], input[type=radio]")) event.target.click();
    else return undefined;
    return event.preventDefault();
  }

  /** Tab beyond the window's ends closes it and goes on from where the keyboard was; no window is left behind open. */
  #leave(event) {
    const stops = this.#controls().filter((each) => each.type !== "radio" || each.checked);
    if (event.target === stops.at(event.shiftKey ? 0 : -1)) this.close(true);
  }

  #controls() {
    return [...this.element.querySelectorAll(CONTROLS)].filter((each) => !each.disabled && each.checkVisibility());
  }

  #step(by) {
    const controls = this.#controls();
    const at = controls.indexOf(this.element.getRootNode().activeElement);
    controls[(at + by + controls.length) % controls.length]?.focus();
  }
}
