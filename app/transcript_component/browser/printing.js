// The interview on paper. What is printed is set anew beside the page, because the page itself is a window with its own
// scroll bar: it would be cut after one sheet, and its margin is drawn only near what is read.

import { h, safeColour } from "./dom.js";
import { marksByTurn, marksOf } from "./lanes.js";
import { TranscriptView } from "./transcript_view.js";

/** A turn of this height, in CSS pixels, may be continued on the next sheet: a third of one. */
const LONG = 330;

/** Only the paper is printed; the sheet has the same width in CSS as on A4, so that what is measured holds. */
const PAGE_RULES = `
@page { size: A4; margin: 15mm 15mm 17mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; } }
@media screen { body > .citat-paper { position: absolute !important; left: 0; top: 0; visibility: hidden; pointer-events: none; } }
@media print {
  html, body { display: block !important; position: static !important; height: auto !important; min-height: 0 !important; overflow: visible !important; background: #fff !important; }
  body > *:not(.citat-paper) { display: none !important; }
}
`;

/** Prints what a coder shows whenever the page is printed, by its button or by the browser's own key. */
export class Printing {
  constructor(coder) {
    this.coder = coder;
    this.button = h("button.tool.print-button", { type: "button", onclick: () => window.print() });
    coder.parts.bar.insertBefore(this.button, coder.parts.undo);
    this.before = () => coder.guarded(() => this.#lay());
    this.after = () => this.#clear();
    window.addEventListener("beforeprint", this.before);
    window.addEventListener("afterprint", this.after);
  }

  word(label) {
    this.label = label;
    this.button.title = `${label("print")} (Ctrl + P)`;
    this.button.setAttribute("aria-label", label("print"));
  }

  destroy() {
    this.#clear();
    window.removeEventListener("beforeprint", this.before);
    window.removeEventListener("afterprint", this.after);
  }

  #clear() {
    this.view?.destroy();
    this.host?.remove();
    this.rules?.remove();
    if (this.host) document.title = this.title;
    this.view = this.host = this.rules = null;
  }

  #lay() {
    const { coder, label } = this;
    this.#clear();
    if (!coder.text || !coder.message || !coder.root.isConnected) return;
    const codings = [...coder.shown.codings.values()];
    const suggestions = [...coder.shown.suggestions.values()];
    const sheet = h("div.sheet-of-paper");
    this.host = h("div.citat-paper", { lang: document.documentElement.lang || null });
    this.rules = h("style", {}, PAGE_RULES);
    const root = this.host.attachShadow({ mode: "open" });
    root.append(h("style", {}, coder.page.style), h("div.citat.paper", { style: { "font-family": getComputedStyle(coder.parts.body).fontFamily } }, this.#head(), sheet, this.#legend(codings, suggestions)));
    // What is printed to a file gets this name.
    this.title = document.title;
    document.title = coder.text.title;
    document.head.append(this.rules);
    document.body.append(this.host);
    this.view = new TranscriptView(sheet, { onSpeaker: () => {} });
    this.view.load(coder.text, label);
    this.view.paint(marksByTurn(coder.text, marksOf(codings, suggestions)), coder.codes, 0);
    this.view.drawAll();
    for (const { element } of this.view.turns) element.classList.toggle("long", element.offsetHeight > LONG);
  }

  #head() {
    const { coder, label } = this;
    const filtered = coder.filterMenu.said;
    const facts = label("facts", { codings: coder.shown.codings.size, suggestions: coder.shown.suggestions.size });
    return h(
      "header.paper-head",
      {},
      h("h1", {}, coder.text.title),
      coder.text.note && h("p", {}, coder.text.note),
      h("p", {}, `${facts} · ${label("printedBy", { coder: coder.message.me.name, day: isoDay(new Date()) })}`),
      filtered && h("p.paper-filter", {}, filtered),
    );
  }

  #legend(codings, suggestions) {
    const { coder, label } = this;
    const used = new Map();
    for (const { code } of [...codings, ...suggestions]) used.set(code, (used.get(code) ?? 0) + 1);
    const rows = coder.codeList.filter((code) => used.has(code.id)).map((code) =>
      h("li", { style: { "--c": safeColour(code.colour) } }, h("span.swatch"), h("span", {}, code.path), h("span.count", {}, String(used.get(code.id)))),
    );
    return rows.length ? h("section.paper-legend", {}, h("h2", {}, label("codesUsed")), h("ul", {}, ...rows)) : null;
  }
}

function isoDay(date) {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
