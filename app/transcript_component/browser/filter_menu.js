// The window in which one chooses what is shown, and the sign in the bar that says that something is hidden.

import { findCodes } from "./code_search.js";
import { h, safeColour } from "./dom.js";
import { Menu } from "./menu.js";

const FEW = 12;

/** Shows and changes the `filter` of a coder. */
export class FilterMenu {
  constructor(coder) {
    this.coder = coder;
    this.filter = coder.filter;
    this.rows = [];
    this.menu = new Menu("filter", {
      fill: () => this.#fill(), guarded: (work) => coder.guarded(work), onClose: () => coder.takeFocus(),
    });
    this.sign = h("button.filter-sign", { type: "button", hidden: true, onclick: () => coder.guarded(() => this.showAll()) });
    this.kept = h("span.filter-kept", { role: "status" });
    this.menu.place(coder.parts, coder.parts.undo);
    coder.parts.bar.insertBefore(this.sign, this.menu.button);
    coder.parts.bar.insertBefore(this.kept, this.sign);
  }

  word(label) {
    this.label = label;
    this.menu.word(label("filter"), "Shift + F");
    this.menu.button.textContent = label("filter");
  }

  toggle() {
    this.menu.toggle();
  }

  destroy() {
    this.menu.destroy();
  }

  /** What is hidden, in words; empty where nothing is. */
  get said() {
    const { active, visible, total } = this.filter;
    return active ? `${this.label("filterShown", { shown: visible, total })}. ${this.#choices().join(" · ")}` : "";
  }

  showAll() {
    this.filter.showAll();
    this.menu.close();
    this.#shown();
    this.coder.takeFocus();
  }

  /** Something was painted: say what is hidden, and count anew where the window is open. */
  painted() {
    const { active, visible, total, spared } = this.filter;
    this.sign.hidden = !active;
    this.coder.parts.bar.classList.toggle("filtered", active);
    if (active) {
      this.sign.textContent = this.label("filterShown", { shown: visible, total });
      this.sign.dataset.short = `${visible} / ${total}`;
      this.sign.title = this.label("filterShowAll");
    }
    const kept = spared ? this.label("filterKept", { n: spared }) : "";
    if (this.kept.textContent !== kept) {
      this.kept.textContent = kept;
      this.kept.title = this.label("filterKeptWhy");
    }
    if (this.menu.isOpen) this.#count();
  }

  #shown() {
    this.coder.paint();
    this.coder.say(this.label(this.filter.active ? "filterShown" : "filterOff", { shown: this.filter.visible, total: this.filter.total }));
  }

  #choices() {
    const { traits, origins, coders, codes } = this.filter.ticked;
    const known = this.coder.codeList.filter((code) => codes.has(code.id));
    const said = {
      traits: [...traits].map((trait) => this.label(`filter_${trait}`)),
      origins: [...origins].map((origin) => this.label(`filter_${origin}`)),
      coders: this.#coders().filter(([id]) => coders.has(id)).map(([, name]) => name),
      codes: known.filter((code) => !codes.has(code.parent)).map((code) => code.path),
    };
    return Object.entries(said).filter(([, names]) => names.length).map(([group, names]) => `${this.label(`filter_${group}`)}: ${names.join(", ")}`);
  }

  #fill() {
    const { label } = this;
    this.rows = [];
    this.all = h("button", { type: "button", onclick: () => this.#clear() }, label("filterShowAll"));
    const plain = (group, values) => this.#group(group, values.map(([value, name]) => this.#row(group, [value], name)));
    const origins = ["manual", "accepted", "imported", "suggestion"];
    const content = [
      h("div.menu-head", {}, h("h3", {}, label("filterTitle")), this.all),
      h("p.hint", {}, label("filterHint")),
      plain("traits", ["starred", "uncertain", "memo"].map((trait) => [trait, label(`filter_${trait}`)])),
      plain("origins", origins.map((origin) => [origin, label(`filter_${origin}`)])),
      plain("coders", this.#coders()),
      this.#codes(),
    ];
    this.#count();
    return content;
  }

  #group(group, children) {
    return h("fieldset", { dataset: { group } }, h("legend", {}, this.label(`filter_${group}`)), ...children);
  }

  #coders() {
    const { me } = this.coder.message;
    const names = new Map([[me.id, me.name]]);
    for (const coding of this.coder.all.codings.values()) names.set(coding.coder, coding.coder_name);
    for (const id of this.filter.ticked.coders) if (!names.has(id)) names.set(id, this.filter.coderNames[id] ?? id);
    this.filter.coderNames = Object.fromEntries(names);
    return [...names];
  }

  #codes() {
    const codes = this.coder.codeList;
    const rows = new Map(codes.map((code) => [code, this.#codeRow(code, codes)]));
    const search = h("input", {
      type: "search", placeholder: this.label("searchCodes"), "aria-label": this.label("searchCodes"), autocomplete: "off",
      oninput: () => {
        const found = search.value.trim() ? new Set(findCodes(codes, search.value)) : null;
        for (const [code, row] of rows) row.hidden = found !== null && !found.has(code);
      },
    });
    return this.#group("codes", [codes.length > FEW && search, h("div.rows", {}, ...rows.values())]);
  }

  #codeRow(code, codes) {
    const { branch, depth } = placeOf(code, codes);
    const swatch = h("span.swatch", { style: { "--c": safeColour(code.colour) } });
    return this.#row("codes", branch, code.name, { depth, swatch, title: code.path });
  }

  #row(group, values, name, { depth = 0, swatch = null, title = null } = {}) {
    const box = h("input", { type: "checkbox", onchange: () => this.coder.guarded(() => this.#tick(group, values, box.checked)) });
    const number = h("span.count");
    const element = h("label.row", { style: { "--depth": depth }, title }, box, swatch, h("span.name", {}, name), number);
    this.rows.push({ group, values, box, number, element });
    return element;
  }

  #tick(group, values, on) {
    this.filter.tick(group, values, on);
    this.#shown();
  }

  #clear() {
    this.filter.showAll();
    this.#shown();
    this.rows[0].box.focus();
  }

  #count() {
    const counts = this.filter.counts(this.coder.all);
    for (const { group, values, box, number, element } of this.rows) {
      const on = values.filter((value) => this.filter.ticked[group].has(value)).length;
      const count = values.reduce((sum, value) => sum + (counts[group].get(value) ?? 0), 0);
      box.checked = on === values.length;
      box.indeterminate = on > 0 && on < values.length;
      number.textContent = count;
      element.classList.toggle("nothing", count === 0);
    }
    this.all.disabled = !this.filter.active;
  }
}

/** The ids of a code and all codes below it, and how many stand above it. */
function placeOf(code, codes) {
  const parents = new Map(codes.map(({ id, parent }) => [id, parent]));
  const above = (id) => {
    const found = [];
    for (let at = id; at && parents.has(at) && !found.includes(at); at = parents.get(at)) found.push(at);
    return found;
  };
  return { branch: codes.map(({ id }) => id).filter((id) => above(id).includes(code.id)), depth: above(code.id).length - 1 };
}
