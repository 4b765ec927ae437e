// How densely the transcript is set, and whether codes are named in the margin: one choice for each browser.

import { h } from "./dom.js";
import { Menu } from "./menu.js";
import { bringTo, offsetAt } from "./reading_place.js";

const KEPT = "citat-look";
const DENSITIES = ["comfortable", "compact", "dense"];
/** Where on screen people mostly read: what stands there stays there when the look changes. */
const READING = 0.3;

/** The menu "Appearance" of a coder's bar. */
export class Density {
  constructor(coder) {
    this.coder = coder;
    const kept = readKept();
    this.density = DENSITIES.includes(kept.density) ? kept.density : DENSITIES[0];
    this.names = kept.names !== false;
    this.menu = new Menu("density", {
      fill: () => this.#fill(), guarded: (work) => coder.guarded(work), onClose: () => coder.takeFocus(),
    });
    this.menu.button.textContent = "Aa";
    this.menu.place(coder.parts, coder.parts.undo);
    this.#set();
  }

  word(label) {
    this.label = label;
    this.menu.word(label("density"), "Shift + D");
  }

  destroy() {
    this.menu.destroy();
  }

  toggle() {
    this.menu.toggle();
  }

  #fill() {
    const { label } = this;
    const radios = DENSITIES.map((name) =>
      h(
        "label.row",
        {},
        h("input", { type: "radio", name: "density", checked: name === this.density, onchange: () => this.#change(() => (this.density = name)) }),
        h("span.name", {}, label(`density_${name}`)),
      ),
    );
    const names = h("input", { type: "checkbox", checked: this.names, onchange: (event) => this.#change(() => (this.names = event.target.checked)) });
    return [
      h("fieldset", {}, h("legend", {}, label("density")), ...radios),
      h("fieldset", {}, h("label.row", {}, names, h("span.name", {}, label("marginNames")))),
    ];
  }

  #change(choose) {
    this.coder.guarded(() => {
      choose();
      try {
        localStorage.setItem(KEPT, JSON.stringify({ density: this.density, names: this.names }));
      } catch {
        // Without storage the choice lasts as long as the page is open.
      }
      const { view } = this.coder;
      const place = view.text && offsetAt(view, READING);
      this.#set();
      if (!view.text) return;
      view.redraw();
      bringTo(view, place, READING);
      // Turns come near while the page settles, and only then have their true heights.
      requestAnimationFrame(() => bringTo(view, place, READING));
    });
  }

  #set() {
    const { dataset } = this.coder.parts.body;
    dataset.density = this.density;
    dataset.names = this.names ? "on" : "off";
  }
}

function readKept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}") ?? {};
  } catch {
    return {};
  }
}
