// The search field in the bar: hits are shown as one types, and the one gone to becomes the selection.

import { h } from "./dom.js";
import { highlight } from "./highlights.js";
import { toUnits } from "./offsets.js";
import { SearchIndex } from "./search.js";

const SETTLED = 150;
/** The colour of hits in the overview. */
const ON_MAP = "#f59e0b";

/** Search in the transcript of a coder. */
export class SearchBar {
  constructor(coder) {
    this.coder = coder;
    this.hits = [];
    this.at = -1;
    this.field = h("input", { type: "text", autocomplete: "off", spellcheck: "false", oninput: () => this.#typed(), onkeydown: (event) => this.#key(event) });
    this.whole = h("input", { type: "checkbox", onchange: () => this.#typed(), onkeydown: (event) => this.#key(event) });
    this.wholeWords = h("span");
    this.count = h("span.hits");
    const button = (name, sign, act) => h("button.tool", { type: "button", dataset: { name }, onclick: () => coder.guarded(act) }, sign);
    this.buttons = [
      button("previousHit", "↑", () => this.step(-1)), button("nextHit", "↓", () => this.step(1)), button("closeSearch", "×", () => this.close()),
    ];
    this.element = h("div.search", { role: "search", hidden: true }, this.field, this.count, this.buttons[0], this.buttons[1], h("label", {}, this.whole, this.wholeWords), this.buttons[2]);
    this.opener = button("search", "⌕", () => this.open());
  }

  /** Put the interface words of a language in. */
  word(label) {
    this.field.placeholder = label("searchText");
    this.field.setAttribute("aria-label", label("searchText"));
    this.wholeWords.textContent = label("wholeWords");
    for (const button of [...this.buttons, this.opener]) {
      button.title = label(button.dataset.name);
      button.setAttribute("aria-label", label(button.dataset.name));
    }
    this.#say();
  }

  /** Another text is shown now; what is typed stays, so that one word can be looked for in every interview. */
  load(text) {
    this.index = null;
    this.text = text;
    this.hits = [];
    this.at = -1;
    this.#watch();
    if (!this.element.hidden) this.#find();
  }

  /** Open the field, or go back to it. */
  open() {
    if (this.element.hidden) {
      const { attention, view } = this.coder;
      this.origin = attention.selected?.start ?? attention.place ?? this.text.turns[view.focusable].start;
      this.element.hidden = false;
      this.coder.parts.bar.classList.add("searching");
      if (this.field.value) this.#find();
    }
    this.field.focus();
    this.field.select();
  }

  /** Close the field; the present hit becomes the selection, to be coded at once. */
  close() {
    if (this.element.hidden) return;
    this.element.hidden = true;
    this.coder.parts.bar.classList.remove("searching");
    this.#paint();
    const hit = this.hits[this.at];
    if (hit) this.coder.attention.select(hit, true);
    else {
      this.coder.takeFocus();
      this.coder.attention.showSelection();
    }
  }

  /** Go to the next (1) or previous (-1) hit. With the field closed the hit is selected; with nothing typed it opens. */
  step(by) {
    if (!this.field.value.trim()) return this.open();
    const closed = this.element.hidden;
    if (!this.hits.length) this.#search();
    if (!this.hits.length) return this.coder.say(this.coder.label("noHits"), true);
    this.at = closed ? this.#beside(by) : (this.at + by + this.hits.length) % this.hits.length;
    if (closed) {
      this.coder.attention.select(this.hits[this.at], true);
      this.coder.say(`${this.#words()}: ${this.text.slice(this.hits[this.at].start, this.hits[this.at].end)}`);
    } else this.#show();
    return undefined;
  }

  /** Turns were rebuilt: what is highlighted in them must be found anew, once they are on screen. */
  stale() {
    if (!this.element.hidden && this.hits.length) this.#soon();
  }

  destroy() {
    clearTimeout(this.timer);
  }

  #watch() {
    if (this.watched) return;
    this.watched = true;
    this.coder.parts.scroller.addEventListener("scroll", () => this.stale(), { passive: true });
  }

  #soon() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.frame = requestAnimationFrame(() => this.coder.guarded(() => this.#paint()));
    // What comes near the screen by scrolling is known a little later than the scrolling.
    this.timer = setTimeout(() => this.coder.guarded(() => this.#paint()), SETTLED);
  }

  #typed() {
    this.coder.guarded(() => this.#find());
  }

  #key(event) {
    const { key, shiftKey } = event;
    const again = (event.ctrlKey || event.metaKey) && key.toLowerCase() === "f";
    // A second Ctrl + F is for the browser's own search.
    if (again || event.isComposing || !["Enter", "Escape", "F3", "ArrowDown", "ArrowUp"].includes(key)) return;
    event.preventDefault();
    this.coder.guarded(() => {
      if (key === "Escape") this.close();
      else this.step(key === "ArrowUp" || (key !== "ArrowDown" && shiftKey) ? -1 : 1);
    });
  }

  #search() {
    this.index ??= new SearchIndex(this.text);
    this.hits = this.index.find(this.field.value, this.whole.checked);
  }

  #find() {
    this.#search();
    const next = this.hits.findIndex((hit) => hit.start >= (this.origin ?? 0));
    this.at = next < 0 && this.hits.length ? 0 : next;
    this.#show();
  }

  #beside(by) {
    const { attention, view } = this.coder;
    const from = attention.selected ?? { start: attention.place ?? this.text.turns[view.focusable].start };
    if (by > 0) {
      const next = this.hits.findIndex((hit) => hit.start >= (from.end ?? from.start));
      return next < 0 ? 0 : next;
    }
    const before = this.hits.findLastIndex((hit) => hit.end <= from.start);
    return before < 0 ? this.hits.length - 1 : before;
  }

  #show() {
    const hit = this.hits[this.at];
    if (hit) {
      const { view, selection } = this.coder;
      const { index } = this.text.turnAt(hit.start);
      view.focus(index, false);
      view.revealRange(selection.rangeOf(this.text, hit), index);
    }
    this.#say();
    this.coder.say(this.count.textContent);
    this.#soon();
  }

  #words() {
    return this.coder.label("hitOf", { n: (this.at + 1).toLocaleString(), total: this.hits.length.toLocaleString() });
  }

  #say() {
    const asked = this.field.value.trim();
    this.count.textContent = !asked ? "" : this.hits.length ? this.#words() : this.coder.label("noHits");
    this.element.classList.toggle("none-found", Boolean(asked) && !this.hits.length);
    for (const button of this.buttons.slice(0, 2)) button.disabled = !this.hits.length;
  }

  /** Highlight the hits that are near the screen: thousands of ranges would cost more than the search. */
  #paint() {
    this.coder.minimap.setLayer("search", this.element.hidden ? [] : this.hits, ON_MAP);
    if (this.element.hidden || !this.hits.length) {
      highlight("citat-hit", []);
      highlight("citat-hit-now", []);
      return;
    }
    const ranges = [...this.coder.view.visible].flatMap((index) => this.#rangesIn(index));
    highlight("citat-hit", ranges);
    highlight("citat-hit-now", this.at < 0 ? [] : [this.coder.selection.rangeOf(this.text, this.hits[this.at])]);
  }

  #rangesIn(index) {
    const turn = this.text.turns[index];
    const walker = document.createTreeWalker(this.coder.view.holders[index], NodeFilter.SHOW_TEXT);
    const ranges = [];
    let node = walker.nextNode();
    let before = 0;
    const point = (offset) => {
      const units = toUnits(turn.text, offset - turn.start, turn.astral);
      while (node && units > before + node.length) {
        before += node.length;
        node = walker.nextNode();
      }
      return node && [node, units - before];
    };
    for (let each = firstFrom(this.hits, turn.start); each < this.hits.length && this.hits[each].start < turn.end; each += 1) {
      const range = document.createRange();
      const start = point(this.hits[each].start);
      const end = start && point(this.hits[each].end);
      if (!end) break;
      range.setStart(...start);
      range.setEnd(...end);
      ranges.push(range);
    }
    return ranges;
  }
}

function firstFrom(hits, offset) {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hits[middle].start >= offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
