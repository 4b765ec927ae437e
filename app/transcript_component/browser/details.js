// Everything that covers a place: each coding in full with its code, coder and memo, each suggestion with its reason.

import { directionOf } from "./direction.js";
import { h, safeColour } from "./dom.js";

/** The panel part that shows codings and suggestions at one place. */
export class Details {
  /** @param {Record<string, (item: object, ...rest: any[]) => void>} events acts: remove, change, memo, doubt, star, resize, accept, acceptAs, reject, choose */
  constructor(events) {
    this.events = events;
    this.drafts = new Map();
    this.heading = h("h3");
    this.body = h("div.items");
    this.element = h("section.details", { "aria-live": "off" }, this.heading, this.body);
    this.look = null;
    this.rebuilding = false;
  }

  /**
   * @param {{codings: object[], suggestions: object[], active: string|null, me: string, text: object, codes: Map,
   *   label: Function, selected: boolean, same: string[], hint: string, used: Record<string, [string, string][]>}} shown
   */
  show(shown) {
    const look = JSON.stringify([shown.codings, shown.suggestions, shown.active, shown.me, shown.selected, shown.same, shown.hint, shown.version, shown.used]);
    if (look === this.look) return;
    this.look = look;
    const kept = this.#writing();
    this.shown = shown;
    this.heading.textContent = shown.label("here");
    const items = [
      ...shown.codings.map((coding) => this.#coding(coding)),
      ...shown.suggestions.map((suggestion) => this.#suggestion(suggestion)),
    ];
    this.rebuilding = true;
    this.body.replaceChildren(...(items.length ? items : [h("p.hint", {}, shown.hint)]));
    this.rebuilding = false;
    this.body.querySelector(".item.active")?.scrollIntoView({ block: "nearest" });
    if (kept) this.#resume(kept);
  }

  /** Mark the item that keys act on, without rebuilding anything: a person may be typing here. */
  mark(id) {
    for (const item of this.body.querySelectorAll(".item")) item.classList.toggle("active", item.dataset.id === id);
  }

  /** Put the cursor into the memo of the active coding, where there is one that may be written. */
  writeMemo() {
    const item = this.body.querySelector(".item.active textarea");
    item?.focus();
    return Boolean(item);
  }

  #writing() {
    const field = this.body.getRootNode().activeElement;
    return field?.matches?.("textarea") && this.body.contains(field)
      ? { id: field.dataset.coding, start: field.selectionStart, end: field.selectionEnd }
      : null;
  }

  #resume({ id, start, end }) {
    const field = [...this.body.querySelectorAll("textarea")].find((each) => each.dataset.coding === id);
    field?.focus({ preventScroll: true });
    field?.setSelectionRange(start, end);
  }

  #frame(item, kind, ...children) {
    const { codes, text, active } = this.shown;
    const code = codes.get(item.code);
    const quote = text.slice(item.start, item.end);
    return h(
      `article.item.${kind}${item.id === active ? ".active" : ""}`,
      { tabindex: 0, dataset: { id: item.id }, style: { "--c": safeColour(code?.colour) }, "aria-label": code?.path ?? "", onfocusin: () => this.events.choose(item) },
      h("div.code", { title: code?.definition ?? "" }, h("span.swatch"), h("span.path", {}, code?.path ?? "")),
      h("blockquote", { dir: directionOf(quote) }, quote),
      ...children,
    );
  }

  #button(name, act, item, key) {
    const { label } = this.shown;
    return h("button", { type: "button", title: key ? `${label(name)} (${key})` : label(name), onclick: () => act(item) }, label(name));
  }

  #switch(name, act, item, on, key) {
    const button = this.#button(name, act, item, key);
    button.setAttribute("aria-pressed", String(on));
    return button;
  }

  #coding(coding) {
    const { me, label, selected, same } = this.shown;
    const facts = [
      coding.coder_name, label(`origin_${coding.origin}`), coding.origin === "manual" && typeof coding.suggestions_shown === "boolean" && label(`shown_${coding.suggestions_shown}`), coding.starred && `★ ${label("starred")}`,
      coding.certainty === "uncertain" && label("uncertain"),
    ];
    const own = coding.coder === me;
    const active = coding.id === this.shown.active;
    return this.#frame(
      coding,
      "coding",
      h("div.facts", {}, facts.filter(Boolean).join(" · ")),
      own ? this.#memo(coding) : coding.memo && h("p.memo", {}, coding.memo),
      this.#used(this.shown.used?.[coding.id]),
      h(
        "div.acts",
        {},
        ...(own ? [
          this.#button("changeCode", this.events.change, coding, active && "X"),
          this.#switch("star", this.events.star, coding, coding.starred, active && "Q"),
          this.#switch("doubt", this.events.doubt, coding, coding.certainty === "uncertain", active && "U"),
          selected && !same.includes(coding.id) && this.#button("useSelection", this.events.resize, coding),
          this.#button("remove", this.events.remove, coding, active && "Delete"),
        ] : []),
        this.#button("otherPassages", this.events.passages, coding, active && "O"),
      ),
    );
  }

  /** Where the words are used, each place a way to the field that uses them. */
  #used(places) {
    if (!places) return null;
    const { label } = this.shown;
    const ways = places.map(([words, key]) => h("button", { type: "button", title: label("openText"), onclick: () => this.events.text(key) }, words));
    return h("div.used", {}, h("span", {}, label("usedIn")), ...ways);
  }

  #memo(coding) {
    const { label } = this.shown;
    const field = h("textarea", { rows: 1, placeholder: label("memo"), "aria-label": label("memo"), dataset: { coding: coding.id } });
    field.value = this.drafts.get(coding.id) ?? coding.memo ?? "";
    const store = () => {
      if (!this.drafts.has(coding.id)) return;
      const words = field.value.trim();
      this.drafts.delete(coding.id);
      if (words !== (coding.memo ?? "")) this.events.memo(coding, words);
    };
    field.addEventListener("input", () => this.drafts.set(coding.id, field.value));
    field.addEventListener("blur", () => {
      // Rebuilding the panel takes the field away too; only a person's leaving it is the end of writing.
      if (!this.rebuilding) store();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) {
        event.preventDefault();
        store();
        this.events.leave();
      }
    });
    return field;
  }

  #suggestion(suggestion) {
    const { label, active } = this.shown;
    const now = suggestion.id === active;
    return this.#frame(
      suggestion,
      "suggestion",
      h("div.facts", {}, label("suggestionScore", { score: Math.round(suggestion.score * 100) })),
      suggestion.reason && h("p.reason", {}, suggestion.reason),
      suggestion.made && h("div.facts", {}, suggestion.made),
      h(
        "div.acts",
        {},
        this.#button("accept", this.events.accept, suggestion, now && "A"),
        this.#button("acceptAs", this.events.acceptAs, suggestion, now && "X"),
        this.#button("shorter", this.events.shorter, suggestion, now && "["),
        this.#button("longer", this.events.longer, suggestion, now && "]"),
        this.#button("reject", this.events.reject, suggestion, now && "R"),
        this.#button("defer", this.events.defer, suggestion, now && "D"),
        this.#button("allLikeThis", this.events.allLikeThis, suggestion, now && "T"),
        this.#button("otherPassages", this.events.passages, suggestion, now && "O"),
      ),
    );
  }
}
