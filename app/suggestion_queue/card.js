// What the queue shows of a suggestion, and what can be done with it.

import { h, safeColour } from "../transcript_component/browser/dom.js";
import { Words } from "./words.js";

/** Paints the suggestion that a queue stands at. */
export class Card {
  constructor(queue) {
    this.queue = queue;
  }

  /** Show the suggestion; where it stands there already, what was ticked or is about to be clicked stays as it is. */
  paint() {
    const { alike, element, label, current, message, mode, nearest, refused, said, stretch } = this.queue;
    const look = JSON.stringify([current, stretch, mode, nearest, refused, said, message.labels, message.codes, mode === "alike" && alike, message.waiting]);
    if (look === this.look) return;
    this.look = look;
    element.setAttribute("aria-label", label("queue"));
    element.replaceChildren(
      ...[
        refused && h("p.refused", { role: "alert" }, refused),
        current ? this.#card(current) : h("p.done", {}, label(message.waiting ? "loading" : "done")),
        h("p.said", { role: "status", "aria-live": "polite" }, said ?? ""),
      ].filter(Boolean),
    );
  }

  #card(item) {
    const { label } = this.queue;
    const code = this.queue.message.codes.find((each) => each.id === item.code);
    return h(
      "article",
      { style: { "--c": safeColour(code?.colour) } },
      h(
        "header",
        {},
        h("span.code", { title: code?.definition ?? "" }, h("i.swatch"), code?.path ?? ""),
        h("span.chance", {}, `${label(`chance_${item.likely}`)} · ${label("percent", { n: Math.round(item.score * 100) })}`),
        h("span.place", {}, [item.title, item.speaker, item.group].filter(Boolean).join(" · ")),
      ),
      item.question && h("p.question", {}, item.question),
      this.#passage(item),
      h("p.reason", {}, item.reason),
      item.nearest && h("p.near", {}, this.#button("nearest", "V"), this.queue.nearest && h("blockquote", {}, item.nearest.quote, h("footer", {}, item.nearest.title))),
      this.queue.mode === "code" ? this.#codes() : this.queue.mode === "alike" ? this.#alike(item) : this.#acts(),
      h("p.made", {}, item.made, item.deferred && ` · ${label("deferred")}`),
    );
  }

  #passage(item) {
    const words = new Words(item.words, item.from);
    const { start, end } = this.queue.stretch;
    const inside = [];
    let at = start;
    for (const [first, last] of item.marks) {
      if (first < at || last > end) continue;
      inside.push(words.slice(at, first), h("mark", {}, words.slice(first, last)));
      at = last;
    }
    inside.push(words.slice(at, end));
    const before = words.slice(item.from, start);
    const after = words.slice(end, item.from + words.points.length);
    return h("p.passage", {}, before && h("span.around", {}, before), h("strong", {}, ...inside), after && h("span.around", {}, after));
  }

  #button(does, key, kind = "") {
    const name = this.queue.label(does);
    return h(`button${kind}`, { type: "button", onclick: () => this.queue.act(does), "aria-keyshortcuts": key }, name, h("kbd", { "aria-hidden": "true" }, key));
  }

  #acts() {
    return h(
      "div.acts",
      {},
      this.#button("accept", "A", ".first"),
      this.#button("reject", "R"),
      this.#button("other", "X"),
      this.#button("defer", "D"),
      this.#button("shorter", "["),
      this.#button("longer", "]"),
      this.#button("alike", "L"),
      this.#button("open", "O"),
      h("span.steps", {}, this.#button("previous", "←"), this.#button("next", "→"), this.#button("undo", "Ctrl Z")),
    );
  }

  #codes() {
    const list = h("ul", { role: "listbox" });
    const field = h("input.find", { type: "text", placeholder: this.queue.label("findCode"), "aria-label": this.queue.label("findCode") });
    let found = [];
    let chosen = 0;
    const show = () => {
      const wanted = field.value.trim().toLocaleLowerCase();
      found = this.queue.message.codes.filter((code) => code.path.toLocaleLowerCase().includes(wanted) && code.id !== this.queue.current.code);
      chosen = Math.max(0, Math.min(chosen, found.length - 1));
      list.replaceChildren(
        ...found.map((code, place) => h("li", { role: "option", "aria-selected": String(place === chosen), title: code.definition, onclick: () => this.queue.acceptAs(code) }, code.path)),
      );
      list.children[chosen]?.scrollIntoView({ block: "nearest" });
    };
    field.addEventListener("input", () => {
      chosen = 0;
      show();
    });
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") this.queue.show("card");
      else if (event.key === "Enter" && found[chosen]) this.queue.acceptAs(found[chosen]);
      else if (event.key === "ArrowDown" || event.key === "ArrowUp") chosen += event.key === "ArrowDown" ? 1 : -1;
      else return;
      event.preventDefault();
      if (field.isConnected) show();
    });
    show();
    return h("div.codes", {}, field, list, this.#button("back", "Esc"));
  }

  #alike(item) {
    const { alike } = this.queue;
    if (alike?.id !== item.id) return h("div.alike", {}, this.queue.label("looking"), this.#button("back", "Esc"));
    return h(
      "div.alike",
      {},
      h("p", {}, this.queue.label(alike.items.length ? "alikeFound" : "alikeNone", { n: alike.items.length })),
      h("ul", {}, ...alike.items.map((each) => h("li", {}, h("label", {}, h("input", { type: "checkbox", value: each.id, checked: each.near }), h("span", {}, each.quote, h("small", {}, each.title)))))),
      h("div.acts", {}, this.#button("acceptAll", "A", ".first"), this.#button("rejectAll", "R"), this.#button("back", "Esc")),
    );
  }
}
