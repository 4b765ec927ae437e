// The passages of a code on screen: what the code means, what is left out by choice, and each passage whole.

import { h, safeColour } from "./dom.js";
import { keyOf } from "./passages.js";

/** One tab stop for the list; arrows move in it, Enter goes to the passage. */
export class PassageList {
  /** @param {Record<string, Function>} events go, close, back, more, want, at */
  constructor(events) {
    this.events = events;
    this.head = h("div.meaning");
    this.filters = h("div.filters");
    this.count = h("p.count", { role: "status" });
    this.rows = h("ul", { role: "listbox", tabindex: 0 });
    this.more = h("button.more", { type: "button", hidden: true, onclick: () => events.more() });
    this.element = h("div.retrieval", {}, this.head, this.filters, this.count, this.rows, this.more);
    this.rows.addEventListener("keydown", (event) => this.#key(event));
    this.rows.addEventListener("click", (event) => {
      const row = event.target.closest(".passage");
      // Words that were just selected to be copied are no wish to go.
      if (row && (row.getRootNode().getSelection?.() ?? document.getSelection())?.isCollapsed !== false) this.#go(row.dataset.id);
    });
    this.element.addEventListener("scroll", () => this.#scrolled());
    this.ids = [];
    this.passages = new Map();
  }

  /**
   * @param {{list: object|null, answer: object|null, want: object, code: object, codes: Map, label: Function,
   *   document: string, at: string|null, version: number}} shown
   */
  show(shown) {
    const { list, at } = shown;
    const look = JSON.stringify([shown.want, shown.version, shown.document, shown.code?.id, list, shown.answer?.groups, shown.answer?.coders]);
    if (look !== this.look) {
      const other = this.shown?.want.code !== shown.want.code;
      this.look = look;
      this.shown = shown;
      this.#draw();
      if (other) this.element.scrollTop = 0;
    }
    const fresh = !this.at;
    this.#mark(this.passages.has(at) ? at : this.ids[Math.min(this.place ?? 0, this.ids.length - 1)] ?? null, fresh && this.passages.has(at));
  }

  /** Take the keyboard. What a code means stays in view until a person moves on. */
  focus() {
    this.rows.focus({ preventScroll: true });
    if (this.element.scrollTop > 0) this.#reveal();
  }

  #draw() {
    const { list, answer, code, codes, label, document } = this.shown;
    this.#meaning(code, label);
    this.#choices();
    this.rows.setAttribute("aria-label", label("passagesOf", { code: code?.path ?? "" }));
    this.count.textContent = list ? label("passagesCount", { passages: list.total, interviews: list.interviews }) : label("lookingUp");
    this.more.textContent = label("morePassages");
    this.more.hidden = !answer?.more;
    const passages = list?.passages ?? [];
    this.passages = new Map(passages.map((each) => [keyOf(each), each]));
    this.ids = [...this.passages.keys()];
    let heading = null;
    const rows = [];
    for (const passage of passages) {
      const group = answer.groups[passage.order[0]]?.name ?? label("noGroup");
      if (group !== heading) rows.push(h("li.heading", { role: "presentation" }, group));
      heading = group;
      rows.push(this.#row(passage, codes, label, passage.document === document));
    }
    this.rows.replaceChildren(...rows);
    if (list && !passages.length) this.rows.append(h("li.none", { role: "presentation" }, label("noPassages")));
  }

  #meaning(code, label) {
    const further = [["includes", code?.include], ["excludes", code?.exclude]].filter(([, words]) => words);
    this.head.style.setProperty("--c", safeColour(code?.colour));
    this.head.replaceChildren(
      h("h3", {}, h("span.swatch"), h("span", {}, code?.path ?? "")),
      h("p", {}, code?.definition || label("noDefinition")),
      ...(further.length ? [this.#bounds(further, label)] : []),
    );
  }

  #bounds(further, label) {
    return h(
      "details", { open: this.open, ontoggle: (event) => (this.open = event.target.open) }, h("summary", {}, label("bounds")),
      ...further.map(([name, words]) => h("p.further", {}, h("b", {}, label(name)), ` ${words}`)),
    );
  }

  #choices() {
    const { answer, want, codes, label } = this.shown;
    const parts = [];
    if ([...codes.values()].some((code) => code.parent === want.code)) {
      const box = h("input", { type: "checkbox", checked: want.below, onchange: () => this.events.want({ below: box.checked }) });
      parts.push(h("label", {}, box, label("withSubCodes")));
    }
    if (answer && (answer.groups.length > 1 || want.group)) parts.push(this.#choice("group", label("allGroups"), answer.groups));
    if (answer && (answer.coders.length > 1 || want.coder)) parts.push(this.#choice("coder", label("allCoders"), answer.coders));
    this.filters.hidden = !parts.length;
    const focused = this.filters.getRootNode().activeElement?.getAttribute?.("aria-label");
    this.filters.replaceChildren(...parts);
    if (focused) [...this.filters.querySelectorAll("select")].find((each) => each.getAttribute("aria-label") === focused)?.focus();
  }

  #choice(name, all, choices) {
    const now = this.shown.want[name] ?? "";
    const options = [{ id: "", name: all }, ...choices].map(({ id, name: words }) => h("option", { value: id, selected: id === now }, words));
    const box = h("select", { "aria-label": all, onchange: () => this.events.want({ [name]: box.value || null }) }, ...options);
    // Letters choose in an open list; they are no commands there.
    box.addEventListener("keydown", (event) => event.key !== "Escape" && event.stopPropagation());
    return box;
  }

  #row(passage, codes, label, here) {
    const { codings } = passage;
    const used = [...new Set(codings.map((coding) => coding.code))];
    const who = passage.voices.map((voice) => voice.label).join(", ");
    const where = [...new Set([who, passage.title])].filter(Boolean).join(" · ");
    const facts = [
      ...(used.length === 1 && used[0] === this.shown.want.code ? [] : used.map((id) => codes.get(id)?.name)),
      [...new Set(codings.map((coding) => coding.coder_name))].join(", "),
      codings.some((coding) => coding.starred) && `★ ${label("starred")}`,
      codings.some((coding) => coding.certainty === "uncertain") && `≈ ${label("uncertain")}`,
    ];
    const key = keyOf(passage);
    return h(
      `li.passage${here ? ".ours" : ""}`,
      { role: "option", id: `passage-${key}`, dataset: { id: key }, style: { "--c": safeColour(codes.get(used[0])?.colour) } },
      h("div.where", {}, h("b", {}, where), ` · ${label("turnNumber", { n: passage.turn })}`, here && h("span.ours", {}, label("thisInterview"))),
      h("blockquote", {}, passage.quote),
      h("div.facts", {}, facts.filter(Boolean).join(" · ")),
      passage.used?.length > 0 && h("div.used", {}, `${label("usedIn")} ${passage.used.join("; ")}`),
      ...codings.filter((coding) => coding.memo).map((coding) => h("p.memo", {}, coding.memo)),
    );
  }

  #mark(id, reveal = true) {
    this.at = id;
    if (id !== null) {
      this.place = this.ids.indexOf(id);
      this.events.at(id);
    }
    this.rows.querySelector(".passage.at")?.classList.remove("at");
    for (const row of this.rows.querySelectorAll('[aria-selected="true"]')) row.setAttribute("aria-selected", "false");
    const row = this.#rowOf(id);
    row?.classList.add("at");
    row?.setAttribute("aria-selected", "true");
    this.rows.setAttribute("aria-activedescendant", row?.id ?? "");
    if (reveal) this.#reveal();
  }

  #rowOf(id) {
    return id === null ? null : [...this.rows.querySelectorAll(".passage")].find((row) => row.dataset.id === id) ?? null;
  }

  #reveal() {
    this.#rowOf(this.at)?.scrollIntoView({ block: "nearest" });
  }

  #go(id, stay = false) {
    const passage = this.passages.get(id);
    if (!passage) return;
    this.#mark(id, false);
    this.events.go(passage, stay);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.ids.length - 1;
    const now = this.ids.indexOf(this.at);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, PageDown: now + 5, PageUp: now - 5, Home: 0, End: last }[event.key];
    if (to !== undefined) {
      if (to > last) this.events.more();
      if (last >= 0) this.#mark(this.ids[Math.max(0, Math.min(last, to))]);
      if (to <= 0) this.element.scrollTop = 0;
    } else if (event.key === "Enter" || event.key === " ") this.#go(this.at, event.key === " ");
    else if (event.key === "Escape") this.events.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.element;
    if (this.shown?.answer?.more && scrollTop + clientHeight > scrollHeight - 200) this.events.more();
  }
}
