// The list of codes that opens beside a selection: type, arrows or digits, Enter.

import { findCodes } from "./code_search.js";
import { h, safeColour } from "./dom.js";

const SHOWN = 60;

/** A combobox over the codes; one at a time. */
export class Picker {
  /** @param {HTMLElement} stage element it is placed in */
  constructor(stage) {
    this.stage = stage;
    this.element = null;
  }

  get open() {
    return this.element !== null;
  }

  /**
   * @param {{codes: object[], recent: string[], title: string, label: Function, anchor: DOMRect,
   *   onPick: (code: object) => void, onClose: () => void}} wish
   */
  show(wish) {
    this.close();
    this.wish = wish;
    this.input = h("input", {
      type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "picker-list", "aria-autocomplete": "list",
      "aria-label": wish.title, placeholder: wish.label("searchCodes"), autocomplete: "off", spellcheck: "false",
      oninput: () => this.#list(), onkeydown: (event) => this.#key(event),
    });
    this.list = h("ul", { role: "listbox", id: "picker-list", "aria-label": wish.label("codes") });
    this.element = h("div.picker", { role: "dialog", "aria-label": wish.title }, h("div.title", {}, wish.title), this.input, this.list);
    this.element.addEventListener("focusout", (event) => {
      if (!this.element?.contains(event.relatedTarget)) this.close();
    });
    this.stage.append(this.element);
    this.#list();
    this.#place(wish.anchor);
    this.input.focus({ preventScroll: true });
  }

  close() {
    const element = this.element;
    if (!element) return;
    this.element = null;
    element.remove();
    this.wish.onClose();
  }

  #list() {
    this.found = findCodes(this.wish.codes, this.input.value, this.wish.recent).slice(0, SHOWN);
    this.at = 0;
    this.list.replaceChildren(
      ...this.found.map((code, index) =>
        h(
          "li",
          { role: "option", id: `pick-${index}`, title: code.definition, onmousedown: (event) => event.preventDefault(), onclick: () => this.#pick(index) },
          h("span.digit", {}, !this.input.value && index < 9 ? String(index + 1) : ""),
          h("span.swatch", { style: { "--c": safeColour(code.colour) } }),
          h("span.name", {}, code.name),
          h("span.path", {}, code.path === code.name ? "" : code.path.slice(0, -code.name.length).replace(/[\s>]+$/u, "")),
        ),
      ),
    );
    if (!this.found.length) this.list.append(h("li.none", {}, this.wish.label("noCode")));
    this.#mark();
  }

  #mark() {
    [...this.list.children].forEach((each, index) => each.setAttribute("aria-selected", String(index === this.at)));
    this.input.setAttribute("aria-activedescendant", this.found.length ? `pick-${this.at}` : "");
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.key in steps) {
      this.at = Math.max(0, Math.min(this.found.length - 1, this.at + steps[event.key]));
      this.#mark();
    } else if (event.key === "Enter") {
      this.#pick(this.at);
    } else if (event.key === "Escape" || event.key === "Tab") {
      this.close();
    } else if (!this.input.value && /^[1-9]$/.test(event.key)) {
      this.#pick(Number(event.key) - 1);
    } else {
      return;
    }
    event.preventDefault();
  }

  #pick(index) {
    const code = this.found[index];
    if (!code) return;
    const { onPick } = this.wish;
    this.close();
    onPick(code);
  }

  #place(anchor) {
    const frame = this.stage.getBoundingClientRect();
    const { width, height } = this.element.getBoundingClientRect();
    const left = Math.max(4, Math.min(anchor.left - frame.left, frame.width - width - 4));
    const below = anchor.bottom - frame.top + 6;
    const above = anchor.top - frame.top - height - 6;
    const top = below + height <= frame.height ? below : above >= 0 ? above : Math.max(4, frame.height - height - 4);
    this.element.style.left = `${left}px`;
    this.element.style.top = `${top}px`;
  }
}
