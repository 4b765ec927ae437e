// The codebook beside the transcript: searchable, with counts in this document; a click codes what is selected.

import { findCodes } from "./code_search.js";
import { h, safeColour } from "./dom.js";

/** One tab stop; arrows move, Enter chooses. */
export class CodeTree {
  /** @param {{onChoose: (code: object) => void, onLeave: () => void}} events */
  constructor(events) {
    this.events = events;
    this.input = h("input", { type: "search", autocomplete: "off", spellcheck: "false", oninput: () => this.#list(), onkeydown: (event) => this.#key(event) });
    this.list = h("ul", { role: "tree", tabindex: 0, onkeydown: (event) => this.#key(event) });
    this.element = h("section.codes", {}, this.input, this.list);
    this.codes = [];
    this.counts = new Map();
    this.at = 0;
  }

  load(codes, label) {
    this.codes = codes;
    this.input.placeholder = label("searchCodes");
    this.input.setAttribute("aria-label", label("searchCodes"));
    this.list.setAttribute("aria-label", label("codes"));
    this.label = label;
    this.#list();
  }

  /** Show how many codings each code has in this document. */
  count(counts) {
    this.counts = counts;
    for (const [id, row] of this.rows ?? []) row.number.textContent = counts.get(id) ?? "";
  }

  focus() {
    this.input.focus();
    this.input.select();
  }

  #list() {
    const typed = this.input.value.trim();
    this.found = typed ? findCodes(this.codes, typed) : this.codes.filter((code) => !code.retired);
    const parents = new Map(this.codes.map((code) => [code.id, code.parent]));
    this.rows = new Map();
    this.list.replaceChildren(
      ...this.found.map((code, index) => {
        const depth = typed ? 0 : depthOf(code, parents);
        const number = h("span.count", {}, String(this.counts.get(code.id) ?? ""));
        const element = h(
          "li",
          {
            role: "treeitem", id: `code-${index}`, "aria-level": depth + 1, title: code.definition, style: { "--depth": depth }, dataset: { code: code.id },
            onmousedown: (event) => event.preventDefault(), onclick: () => this.events.onChoose(code),
          },
          h("span.swatch", { style: { "--c": safeColour(code.colour) } }),
          h("span.name", {}, typed ? code.path : code.name),
          number,
        );
        this.rows.set(code.id, { element, number });
        return element;
      }),
    );
    if (!this.found.length && this.label) this.list.append(h("li.none", {}, this.label("noCode")));
    this.at = 0;
    this.#mark();
  }

  #mark() {
    [...this.list.children].forEach((each, index) => each.classList.toggle("at", index === this.at));
    this.list.setAttribute("aria-activedescendant", this.found.length ? `code-${this.at}` : "");
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.at = Math.max(0, Math.min(this.found.length - 1, this.at + step));
      this.#mark();
      this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      if (this.found[this.at]) this.events.onChoose(this.found[this.at]);
    } else if (event.key === "Escape") {
      if (this.input.value) {
        this.input.value = "";
        this.#list();
      } else this.events.onLeave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function depthOf(code, parents) {
  let depth = 0;
  const seen = new Set([code.id]);
  for (let at = code.parent; at && parents.has(at) && !seen.has(at); at = parents.get(at)) {
    seen.add(at);
    depth += 1;
  }
  return depth;
}
