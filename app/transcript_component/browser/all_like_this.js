// All like this one: the other suggestions of the active one's code, shown before they are decided together.

import { newId } from "./new_id.js";
import { h } from "./dom.js";

/** A window over the transcript with the suggestions to be decided together; one at a time. */
export class AllLikeThis {
  constructor(coder) {
    this.coder = coder;
    this.item = null;
    this.element = h("div.menu.like-this", { role: "dialog", hidden: true, tabindex: -1, onkeydown: (event) => this.#key(event) });
    coder.parts.body.append(this.element);
  }

  /** Ask for what is like a suggestion; what comes is shown before anything is done. */
  ask(item) {
    if (!item || item.coder !== undefined) {
      this.coder.say(this.coder.label("noSuggestions"), true);
      return;
    }
    this.item = item;
    this.found = null;
    this.coder.setState("alike", { id: item.id, nonce: newId() });
    this.#show();
  }

  /** Take a message from the server. */
  receive({ alike }) {
    if (!this.item || this.found || alike?.id !== this.item.id) return;
    this.found = alike;
    this.#show();
  }

  close() {
    if (this.element.hidden) return;
    this.item = this.found = null;
    this.element.hidden = true;
    this.coder.setState("alike", null);
    this.coder.takeFocus();
  }

  #decide(how) {
    const ids = [this.item.id, ...[...this.element.querySelectorAll("input:checked")].map((box) => box.value)];
    const { item } = this;
    this.close();
    this.coder.attention.active = null;
    this.coder.attention.place = item.start;
    this.coder.deeds.act({ op: "decide_all", how, codings: Object.fromEntries(ids.map((id) => [id, newId()])) }, how === "accept" ? "saidAllAccepted" : "saidAllRejected", item.code);
  }

  #show() {
    const { label, codes } = this.coder;
    const items = this.found?.items;
    const button = (name, key, act) => h("button", { type: "button", onclick: () => this.coder.guarded(act), "aria-keyshortcuts": key }, `${label(name)} (${key})`);
    this.element.setAttribute("aria-label", label("allLikeThis"));
    this.element.replaceChildren(
      h("h3", {}, codes.get(this.item.code)?.path ?? ""),
      h("p", {}, items ? label(items.length ? "alikeFound" : "alikeNone", { n: items.length }) : label("looking")),
      h("ul", {}, ...(items ?? []).map((each) => h("li", {}, h("label.row", {}, h("input", { type: "checkbox", value: each.id, checked: each.near }), h("span.name", {}, each.quote, h("small", {}, ` ${each.title}`)))))),
      h("div.acts", {}, ...(items ? [button("acceptAll", "A", () => this.#decide("accept")), button("rejectAll", "R", () => this.#decide("reject"))] : []), button("back", "Esc", () => this.close())),
    );
    this.element.hidden = false;
    (this.element.querySelector("input") ?? this.element).focus({ preventScroll: true });
  }

  #key(event) {
    // Letters are for this window here, never commands on the transcript behind it.
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("button") && event.key === "Enter") return;
    const key = event.key.toLowerCase();
    if (key === "escape") this.close();
    else if (this.found && key === "a") this.#decide("accept");
    else if (this.found && key === "r") this.#decide("reject");
    else if (key === "arrowdown" || key === "arrowup") this.#step(key === "arrowdown" ? 1 : -1);
    else return;
    event.preventDefault();
  }

  #step(by) {
    const boxes = [...this.element.querySelectorAll("input")];
    const at = boxes.indexOf(this.element.getRootNode().activeElement);
    if (boxes.length) boxes[(at + by + boxes.length) % boxes.length].focus();
  }
}
