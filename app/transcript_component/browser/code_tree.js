// The codebook beside the transcript: its branches fold, counts are of this document, a click codes what is selected
// and otherwise shows the passages of the code.

import { rowsOf, sumsOf, unfolded, withBranches } from "./branches.js";
import { findCodes } from "./code_search.js";
import { h, safeColour } from "./dom.js";

/** One tab stop; arrows move and fold, Enter chooses, O looks the code up. */
export class CodeTree {
  /**
   * @param {{onChoose: (code: object) => void, onLook: (code: object) => void, onPoint: (code: object|null) => void,
   *   onLeave: () => void}} events
   */
  constructor(events, storage = globalThis.localStorage) {
    this.events = events;
    this.storage = storage;
    this.input = h("input", { type: "search", autocomplete: "off", spellcheck: "false", oninput: () => this.#search(), onkeydown: (event) => this.#key(event, true) });
    this.list = h("ul", { role: "tree", tabindex: 0, onkeydown: (event) => this.#key(event, false) });
    this.element = h("section.codes", {}, this.input, this.list);
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.#clicked(event));
    this.list.addEventListener("pointerover", (event) => events.onPoint(this.#codeAt(event)));
    this.list.addEventListener("pointerleave", () => events.onPoint(null));
    this.rows = [];
    this.shown = [];
    this.elements = new Map();
    this.counts = new Map();
    this.folded = new Set();
    this.at = null;
  }

  /** `study` is the id of the study, under which this browser remembers what is folded. */
  load(codes, label, study = "") {
    this.label = label;
    this.input.placeholder = label("searchCodes");
    this.input.setAttribute("aria-label", label("searchCodes"));
    this.list.setAttribute("aria-label", label("codes"));
    if (this.study !== study) {
      this.study = study;
      this.folded = this.#remembered();
    }
    this.codes = codes;
    this.rows = rowsOf(codes);
    this.#draw();
  }

  /** Show how many codings each code has in this document; a folded branch shows those of all below it. */
  count(counts) {
    this.counts = counts;
    this.#count();
  }

  focus() {
    this.input.focus();
    this.input.select();
  }

  /** Give the keyboard to the rows, where it was last. */
  focusRows() {
    this.list.focus({ preventScroll: true });
  }

  get #typed() {
    return this.input.value.trim();
  }

  #search() {
    this.at = this.#typed ? findCodes(this.codes, this.#typed)[0]?.id ?? null : null;
    this.#draw();
  }

  #draw() {
    const typed = this.#typed;
    const found = typed ? new Set(findCodes(this.codes, typed).map((code) => code.id)) : null;
    this.shown = found ? withBranches(this.rows, found) : unfolded(this.rows, this.folded);
    this.elements = new Map(this.shown.map((row) => [row.code.id, this.#row(row, found)]));
    this.list.replaceChildren(...this.elements.values());
    if (!this.shown.length) this.list.append(h("li.none", { role: "presentation" }, this.label("noCode")));
    this.#count();
    this.#mark(this.elements.has(this.at) ? this.at : this.shown[0]?.code.id ?? null);
  }

  #row({ code, depth, branch }, found) {
    const open = branch && (found !== null || !this.folded.has(code.id));
    const look = `${this.label("passagesOfCode")} (O)`;
    return h(
      `li${found && !found.has(code.id) ? ".above" : ""}`,
      {
        role: "treeitem", id: `code-${code.id}`, "aria-level": depth + 1, "aria-expanded": branch ? String(open) : null,
        title: code.definition, style: { "--depth": depth }, dataset: { code: code.id },
      },
      h("span.twist", { "aria-hidden": "true", title: branch ? this.label("foldBranch") : null }, branch ? (open ? "▾" : "▸") : ""),
      h("span.swatch", { style: { "--c": safeColour(code.colour) } }),
      h("span.name", {}, code.name),
      h("span.count"),
      h("button.look", { type: "button", tabindex: -1, title: look, "aria-label": look }, "❝"),
    );
  }

  #count() {
    const sums = sumsOf(this.rows, this.counts);
    for (const [id, element] of this.elements) {
      const number = element.getAttribute("aria-expanded") === "false" ? sums.get(id) : this.counts.get(id);
      element.querySelector(".count").textContent = number || "";
    }
  }

  #mark(id) {
    this.elements.get(this.at)?.classList.remove("at");
    this.at = id;
    const element = this.elements.get(id);
    element?.classList.add("at");
    this.list.setAttribute("aria-activedescendant", element?.id ?? "");
  }

  #move(id) {
    if (!this.elements.has(id)) return;
    this.#mark(id);
    this.elements.get(id).scrollIntoView({ block: "nearest" });
  }

  #fold(id, fold) {
    if (fold) this.folded.add(id);
    else this.folded.delete(id);
    try {
      this.storage.setItem(this.#place, JSON.stringify([...this.folded]));
    } catch {
      // Without storage branches are open again at the next visit.
    }
    this.at = id;
    this.#draw();
  }

  get #place() {
    return `citat-folded:${this.study}`;
  }

  #remembered() {
    try {
      return new Set(JSON.parse(this.storage.getItem(this.#place) ?? "[]"));
    } catch {
      return new Set();
    }
  }

  #codeAt(event) {
    const id = event.target.closest?.("li")?.dataset.code;
    return this.shown.find(({ code }) => code.id === id)?.code ?? null;
  }

  #clicked(event) {
    const code = this.#codeAt(event);
    if (!code) return;
    this.#mark(code.id);
    const branch = this.elements.get(code.id).hasAttribute("aria-expanded");
    if (event.target.closest(".look")) this.events.onLook(code);
    else if (branch && !this.#typed && event.target.closest(".twist")) this.#fold(code.id, !this.folded.has(code.id));
    else this.events.onChoose(code);
  }

  #key(event, typing) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const index = this.shown.findIndex(({ code }) => code.id === this.at);
    const row = this.shown[index];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#move(this.shown[index + step]?.code.id);
    else if (event.key === "Enter") this.#enter(row, typing);
    else if (event.key === "Escape") this.#escape();
    else if (typing || !row) return;
    else if (event.key === "Home") this.#move(this.shown[0].code.id);
    else if (event.key === "End") this.#move(this.shown[this.shown.length - 1].code.id);
    else if (event.key === "ArrowRight") this.#inwards(row, index);
    else if (event.key === "ArrowLeft") this.#outwards(row);
    else if (event.key === "o" || event.key === "O") this.events.onLook(row.code);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #enter(row, typing) {
    if (!row) return;
    this.events.onChoose(row.code);
    // The next name typed replaces this one.
    if (typing && this.input.matches(":focus")) this.input.select();
  }

  #inwards({ code, branch }, index) {
    if (!branch) return;
    if (this.folded.has(code.id) && !this.#typed) this.#fold(code.id, false);
    else this.#move(this.shown[index + 1]?.code.id);
  }

  #outwards({ code, branch, parent }) {
    if (branch && !this.folded.has(code.id) && !this.#typed) this.#fold(code.id, true);
    else this.#move(parent);
  }

  #escape() {
    if (!this.input.value) {
      this.events.onLeave();
      return;
    }
    this.input.value = "";
    this.#draw();
  }
}
