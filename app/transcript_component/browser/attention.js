// What a person attends to: the selected stretch, the place that was clicked, the coding or suggestion that keys act on.

import { highlight } from "./highlights.js";

/** Selection, place and active item of a coder; shows them in text, margin and panel. */
export class Attention {
  constructor(coder) {
    this.coder = coder;
    this.reset();
  }

  /** Attend to nothing; shows nothing. */
  reset() {
    this.selected = null;
    this.place = null;
    this.active = null;
    this.hovered = null;
    this.resizing = null;
  }

  /** Select a stretch, or nothing. `reveal` scrolls to it and moves the focus of the keyboard along. */
  select(stretch, reveal = false) {
    this.selected = stretch;
    if (stretch) {
      this.place = null;
      if (!this.resizing) this.active = null;
      const { text, view, selection } = this.coder;
      const last = text.turnsOf(stretch.start, stretch.end)[1];
      if (reveal) view.focus(last);
      selection.show(text, stretch);
      if (reveal) {
        const end = { start: Math.max(stretch.start, stretch.end - 1), end: stretch.end };
        view.revealRange(selection.rangeOf(text, end), last);
        this.coder.say(text.slice(stretch.start, stretch.end));
      }
    } else this.coder.selection.clear();
    this.show();
  }

  /** Take over what the browser has selected already, as by finger: to select it anew would take its handles away. */
  adopt(stretch) {
    this.selected = stretch;
    this.place = null;
    if (!this.resizing) this.active = null;
    this.show();
  }

  selectTurn(index) {
    const turn = this.coder.text.turns[index];
    this.select(this.coder.text.trim(turn.start, turn.end), true);
  }

  /** Show in the panel all that covers a place; `active` is the one that keys act on. */
  inspect(place, active = null) {
    this.place = place;
    this.active = active ?? this.#covering(place).codings[0]?.id ?? this.#covering(place).suggestions[0]?.id ?? null;
    if (this.active) this.coder.retrieval.aside();
    this.show();
  }

  /** The pointer is over a place, or over none; `ids` where it is over a stripe. */
  hover(place, ids = []) {
    if (place === this.hovered && ids.length === 0) return;
    this.hovered = place;
    if (this.place === null && !this.selected) this.show();
    this.coder.view.emphasise(ids.length ? ids : [this.active].filter(Boolean));
  }

  /** An item of the panel got the focus. */
  activate(item) {
    if (this.active === item.id) return;
    this.active = item.id;
    this.place ??= item.start;
    this.#highlight();
    this.coder.details.mark(item.id);
  }

  /** The active coding or suggestion, or null. */
  item() {
    return this.coder.shown.codings.get(this.active) ?? this.coder.shown.suggestions.get(this.active) ?? null;
  }

  /** Go to a coding or suggestion: seen, active, and the keyboard at its turn. */
  goTo(item) {
    const { text, view, selection, codes, label } = this.coder;
    this.selected = null;
    selection.clear();
    const { index } = text.turnAt(item.start);
    view.focus(index);
    this.inspect(item.start, item.id);
    view.revealRange(selection.rangeOf(text, item), index);
    const path = codes.get(item.code)?.path ?? "";
    this.coder.say(`${item.coder ? path : label("suggestedCode", { code: path })}: ${text.slice(item.start, item.end)}`);
  }

  /** Let go of what is open or selected, the topmost first. */
  letGo() {
    if (!this.resizing && !this.selected && this.place === null && this.active === null && this.coder.retrieval.close()) return undefined;
    if (this.resizing) {
      this.resizing = null;
      this.coder.say(this.coder.label("resizeCancelled"));
    }
    this.place = this.active = null;
    this.select(null);
    return this.coder.takeFocus();
  }

  /** Where another page asked to go and nobody has gone yet, or null. */
  get asked() {
    const { message, page } = this.coder;
    const place = message?.goto;
    return place && page.seenPlaces.get(message.document.id) !== place.nonce ? place : null;
  }

  /** Go where another page asked to go; each request once. */
  follow() {
    const { message, text, page } = this.coder;
    const place = this.asked;
    if (!place || !text) return;
    page.seenPlaces.set(message.document.id, place.nonce);
    this.stand(place);
    this.coder.retrieval.arrived();
  }

  /** Stand at a stretch: in view, marked, and the keyboard at its turn. */
  stand(place) {
    const { text, view, selection } = this.coder;
    const { index } = text.turnAt(place.start);
    this.coder.uncover(place);
    this.selected = null;
    selection.clear();
    view.focus(index);
    this.inspect(place.start);
    view.revealRange(selection.rangeOf(text, place), index);
    highlight("citat-goto", [selection.rangeOf(text, place)]);
  }

  /** Take up the bounds of the active coding as the selection, to be moved by keys and stored with Enter. */
  startResize() {
    const item = this.item();
    if (!item?.coder || !this.coder.deeds.owns(item)) return;
    this.resizing = item.id;
    this.select({ start: item.start, end: item.end }, true);
    this.coder.say(this.coder.label("resizeStarted"), true);
  }

  /** Store the bounds as moved. */
  finishResize() {
    const item = this.coder.shown.codings.get(this.resizing);
    this.resizing = null;
    const stretch = this.selected;
    this.select(null);
    this.coder.deeds.resize(item, stretch);
  }

  /** Select in the browser again what is selected, after the focus was in a field that has a selection of its own. */
  showSelection() {
    if (this.selected) this.coder.selection.show(this.coder.text, this.selected);
  }

  /** Select again what lay in turns that were rebuilt: their text nodes are new. */
  keepSelection(rebuilt) {
    if (!this.selected) return;
    const [first, last] = this.coder.text.turnsOf(this.selected.start, this.selected.end);
    const focused = this.coder.root.activeElement;
    if (focused && this.coder.parts.scroller.contains(focused) && rebuilt.some((index) => index >= first && index <= last)) {
      this.showSelection();
    }
  }

  #covering(place) {
    return this.#sorted((item) => item.start <= place && place < item.end);
  }

  #sorted(holds) {
    const me = this.coder.message.me.id;
    const others = (item) => Number(item.coder !== me);
    // On the same words one's own coding comes first: it is the one that keys can change.
    const before = (a, b) => a.end - a.start - (b.end - b.start) || others(a) - others(b) || (a.id < b.id ? -1 : 1);
    const pick = (items) => [...items.values()].filter(holds).sort(before);
    return { codings: pick(this.coder.shown.codings), suggestions: pick(this.coder.shown.suggestions) };
  }

  /** Show in the panel what covers the place or the selection. */
  show() {
    const { text, message, codes, version, label, details } = this.coder;
    if (!text || !message) return;
    const here = this.#here();
    const { start, end } = this.selected ?? {};
    details.show({
      ...here, same: here.codings.filter((each) => each.start === start && each.end === end).map(({ id }) => id), active: this.active, me: message.me.id, text, codes, version, label,
      used: this.coder.uses.on(here.codings), selected: Boolean(this.selected) && !this.resizing, hint: label(this.selected ? "hintSelected" : "hintEmpty"),
    });
    this.#highlight();
  }

  #here() {
    const { selected } = this;
    const place = this.place ?? (selected ? null : this.hovered);
    if (place !== null) return this.#covering(place);
    return this.#sorted((item) => selected !== null && item.start < selected.end && item.end > selected.start);
  }

  #highlight() {
    const range = (stretch) => this.coder.selection.rangeOf(this.coder.text, stretch);
    const item = this.item();
    highlight("citat-selected", this.selected ? [range(this.selected)] : []);
    highlight("citat-active", item ? [range(item)] : []);
    this.coder.view.emphasise(item ? [item.id] : []);
    this.coder.handles.show(item);
    this.coder.touch.show();
  }
}
