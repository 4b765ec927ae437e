// The list of codes that opens beside a selection: type, arrows or digits, Enter; with Ctrl it stays open for more codes.

import { findCodes } from "./code_search.js";
import { h, safeColour } from "./dom.js";
import { newCodes } from "./new_codes.js";

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
   * `several`: whether more than one code may be picked; `there`: ids of codes that stand there already; `words`: the
   * words to be coded.
   * @param {{codes: () => object[], recent: () => string[], there: () => Set<string>, words: string, several: boolean,
   *   title: string, label: Function, anchor: DOMRect, onPick: (code: object) => void,
   *   onCreate: (name: string, parent: object|null) => object, onClose: () => void}} wish
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
    this.element = h(
      "div.picker", { role: "dialog", "aria-label": wish.title },
      h("div.title", {}, wish.title), this.input, this.list, wish.several && h("div.tip", {}, wish.label("pickSeveral")),
    );
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
    const { codes, recent, there, words } = this.wish;
    const typed = this.input.value;
    const known = findCodes(codes(), typed, recent()).slice(0, SHOWN);
    const fresh = newCodes(codes(), typed, words, recent());
    const here = there();
    this.options = [
      ...known.map((code) => ({ show: (digit) => this.#known(code, digit, here.has(code.id)), code: () => code, title: code.definition })),
      ...fresh.map((wanted) => ({ show: () => this.#fresh(wanted), code: () => this.wish.onCreate(wanted.name, wanted.parent) })),
    ];
    this.at = 0;
    this.list.replaceChildren(
      ...this.options.map((option, index) =>
        h(
          "li",
          {
            role: "option", id: `pick-${index}`, title: option.title, onmousedown: (event) => event.preventDefault(),
            onclick: (event) => this.#pick(index, event.ctrlKey || event.metaKey),
          },
          ...option.show(!typed && index < 9 ? String(index + 1) : ""),
        ),
      ),
    );
    if (!this.options.length) this.list.append(h("li.none", {}, this.wish.label("noCode")));
    this.#mark();
  }

  #known(code, digit, here) {
    return [
      h("span.digit", {}, digit),
      h("span.swatch", { style: { "--c": safeColour(code.colour) } }),
      h("span.name", {}, code.name),
      here && h("span.here", {}, `✓ ${this.wish.label("appliedHere")}`),
      h("span.path", {}, code.path === code.name ? "" : code.path.slice(0, -code.name.length).replace(/[\s>]+$/u, "")),
    ];
  }

  #fresh({ name, parent, inVivo }) {
    const { label } = this.wish;
    const place = parent?.path ?? "";
    const words = inVivo ? label("newCodeFromWords", { name }) : parent ? label("newCodeUnder", { name, parent: place }) : label("newCodeOnTop", { name });
    return [h("span.digit", {}, "+"), h("span.name.fresh", {}, words), inVivo && h("span.path", {}, place)];
  }

  #mark() {
    [...this.list.children].forEach((each, index) => each.setAttribute("aria-selected", String(index === this.at)));
    this.input.setAttribute("aria-activedescendant", this.options.length ? `pick-${this.at}` : "");
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    if (event.isComposing) return;
    const last = this.options.length - 1;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    const pages = { PageDown: 8, PageUp: -8 };
    if (event.key in steps) {
      // Round the end, so that a new code, the last of the list, is one step up.
      this.at = last < 0 ? 0 : (this.at + steps[event.key] + last + 1) % (last + 1);
      this.#mark();
    } else if (event.key in pages) {
      this.at = Math.max(0, Math.min(last, this.at + pages[event.key]));
      this.#mark();
    } else if (event.key === "Enter") {
      this.#pick(this.at, event.ctrlKey || event.metaKey);
    } else if (event.key === "Escape" || event.key === "Tab") {
      this.close();
    } else if (!this.input.value && /^[1-9]$/.test(event.key)) {
      this.#pick(Number(event.key) - 1);
    } else {
      return;
    }
    event.preventDefault();
  }

  #pick(index, more = false) {
    const option = this.options[index];
    if (!option) return;
    const { onPick, several } = this.wish;
    const stay = more && several;
    if (!stay) this.close();
    onPick(option.code());
    if (!stay) return;
    this.input.value = "";
    this.#list();
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
