// The list of codes that opens beside a selection: type, arrows or digits, Enter; with Ctrl it stays open for more codes.

import { findCodes } from "./code_search.js";
import { h, safeColour } from "./dom.js";
import { newCodes } from "./new_codes.js";
import { placeFor } from "./picker_place.js";

const SHOWN = 300;
const PAGE = 8;
const MARGIN = 4;

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
   * words to be coded; `lines`: where they stand on screen; `uses`: how often a code is used in this document.
   * @param {{codes: () => object[], recent: () => string[], there: () => Set<string>, words: string, several: boolean,
   *   title: string, label: Function, lines: DOMRect[], uses: (id: string) => number, onPick: (code: object) => void,
   *   onCreate: (name: string, parent: object|null, definition: string) => object, onClose: () => void}} wish
   */
  show(wish) {
    this.close();
    this.wish = wish;
    this.input = h("input", {
      type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "picker-list", "aria-autocomplete": "list",
      "aria-label": wish.title, placeholder: wish.label("searchCodes"), autocomplete: "off", spellcheck: "false",
      oninput: () => this.#list(), onkeydown: (event) => this.#key(event),
    });
    this.list = h("ul", { role: "listbox", id: "picker-list", "aria-label": wish.label("codes"), onmousemove: (event) => this.#pointed(event) });
    this.define = h("input.define", {
      type: "text", placeholder: wish.label("defineNew"), "aria-label": wish.label("defineNew"), autocomplete: "off", onkeydown: (event) => this.#keyInDefinition(event),
    });
    this.meaning = h("div.meaning", { id: "picker-meaning" });
    this.hits = h("div.spoken", { role: "status" });
    this.element = h(
      "div.picker", { role: "dialog", "aria-label": wish.title },
      h("div.title", {}, wish.title), this.input, this.list, this.meaning, this.define, this.hits, wish.several && h("div.tip", {}, wish.label("pickSeveral")),
    );
    this.element.addEventListener("focusout", (event) => {
      if (!this.element?.contains(event.relatedTarget)) this.close();
    });
    this.stage.append(this.element);
    this.#list();
    this.#place(wish.lines);
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
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
    const { codes, recent, there, words, label } = this.wish;
    const typed = this.input.value;
    const known = findCodes(codes(), typed, recent());
    const fresh = newCodes(codes(), typed, words, recent());
    const here = there();
    this.options = [
      ...known.slice(0, SHOWN).map((code) => ({ show: (digit) => this.#known(code, digit, here.has(code.id)), code: () => code, known: code })),
      ...fresh.map((wanted) => ({ show: () => this.#fresh(wanted), code: () => this.wish.onCreate(wanted.name, wanted.parent, this.define.value), fresh: true })),
    ];
    this.at = 0;
    this.list.replaceChildren(
      ...this.options.map((option, index) =>
        h(
          "li",
          {
            role: "option", id: `pick-${index}`, "aria-describedby": "picker-meaning", onmousedown: (event) => event.preventDefault(),
            onclick: (event) => this.#pick(index, event.ctrlKey || event.metaKey),
          },
          ...option.show(!typed && index < 9 ? String(index + 1) : ""),
        ),
      ),
    );
    if (!this.options.length) this.list.append(h("li.none", {}, label("noCode")));
    this.hits.textContent = label("codesFit", { n: known.length });
    this.#mark();
  }

  #known(code, digit, here) {
    const { label, uses } = this.wish;
    const used = uses(code.id);
    return [
      h("span.digit", {}, digit),
      h("span.swatch", { style: { "--c": safeColour(code.colour) } }),
      h("span.name", {}, code.name),
      here && h("span.here", {}, `✓ ${label("appliedHere")}`),
      h("span.path", {}, code.path === code.name ? "" : code.path.slice(0, -code.name.length).replace(/[\s>]+$/u, "")),
      used > 0 && h("span.uses", { title: label("usesHere", { n: used }) }, String(used)),
    ];
  }

  #fresh({ name, parent, inVivo }) {
    const { label } = this.wish;
    const place = parent?.path ?? "";
    const words = inVivo ? label("newCodeFromWords", { name }) : parent ? label("newCodeUnder", { name, parent: place }) : label("newCodeOnTop", { name });
    return [h("span.digit", {}, "+"), h("span.name.fresh", {}, words), inVivo && h("span.path", {}, place)];
  }

  #mark(reveal = true) {
    [...this.list.children].forEach((each, index) => each.setAttribute("aria-selected", String(index === this.at)));
    this.input.setAttribute("aria-activedescendant", this.options.length ? `pick-${this.at}` : "");
    if (reveal) this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
    this.#explain(this.options[this.at]);
  }

  /** What the marked code means, so that one codes by definition and not by name; for a new code, a field to say it. */
  #explain(option) {
    const { label } = this.wish;
    const code = option?.known;
    const further = [["includes", code?.include], ["excludes", code?.exclude]].filter(([, words]) => words);
    this.define.hidden = !option?.fresh;
    this.meaning.hidden = !code;
    this.meaning.replaceChildren(
      h("p", {}, code?.definition || label("noDefinition")),
      ...further.map(([name, words]) => h("p.further", {}, h("b", {}, label(name)), ` ${words}`)),
    );
  }

  #pointed(event) {
    // A list that moves under a resting pointer is no pointing.
    if (!event.movementX && !event.movementY) return;
    const index = [...this.list.children].indexOf(event.target.closest("li"));
    if (index < 0 || index === this.at || !this.options[index]) return;
    this.at = index;
    this.#mark(false);
  }

  #key(event) {
    if (event.isComposing) return;
    const last = this.options.length - 1;
    const to = {
      // Round the end, so that a new code, the last of the list, is one step up.
      ArrowDown: (this.at + 1) % (last + 1), ArrowUp: (this.at + last) % (last + 1), PageDown: Math.min(last, this.at + PAGE),
      PageUp: Math.max(0, this.at - PAGE), Home: 0, End: last,
    }[event.shiftKey ? "" : event.key];
    if (to !== undefined) {
      this.at = last < 0 ? 0 : to;
      this.#mark();
    } else if (event.key === "Enter") {
      this.#pick(this.at, event.ctrlKey || event.metaKey);
    } else if (event.key === "Tab" && !event.shiftKey && !this.define.hidden) {
      this.define.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      this.close();
    } else if (!this.input.value && /^[1-9]$/.test(event.key)) {
      this.#pick(Number(event.key) - 1);
    } else {
      return;
    }
    event.preventDefault();
  }

  #keyInDefinition(event) {
    if (event.isComposing) return;
    if (event.key === "Enter") this.#pick(this.at, event.ctrlKey || event.metaKey);
    else if (event.key === "Escape" || event.key === "Tab") this.input.focus();
    else return;
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
    this.input.value = this.define.value = "";
    this.input.focus();
    this.#list();
  }

  #place(lines) {
    const stage = this.stage.getBoundingClientRect();
    const room = {
      left: Math.max(stage.left, 0) + MARGIN, top: Math.max(stage.top, 0) + MARGIN,
      right: Math.min(stage.right, window.innerWidth) - MARGIN, bottom: Math.min(stage.bottom, window.innerHeight) - MARGIN,
    };
    const { width, height } = this.element.getBoundingClientRect();
    const place = placeFor(lines, room, width, height);
    const { style } = this.element;
    style.left = `${place.left - stage.left}px`;
    style.maxHeight = `${place.height}px`;
    if (place.bottom === null) style.top = `${place.top - stage.top}px`;
    else style.bottom = `${stage.bottom - place.bottom}px`;
    this.element.classList.toggle("tight", place.height < height);
  }
}
