// Which codings and suggestions are shown: a person's choice, laid over everything as the last step before painting.

/** What each group of choices looks at: the values of an item, or null where the group does not concern it. */
const GROUPS = {
  traits: (item) => [item.starred && "starred", item.certainty === "uncertain" && "uncertain", item.memo?.trim() && "memo"].filter(Boolean),
  origins: (item) => [isSuggestion(item) ? "suggestion" : item.origin],
  coders: (item) => (isSuggestion(item) ? null : [item.coder]),
  codes: (item) => [item.code],
};
const NAMES = Object.keys(GROUPS);

function isSuggestion(item) {
  return item.coder === undefined;
}

/**
 * A choice in up to four groups. Nothing ticked in a group shows all of it; within a group any tick is enough, and all
 * groups must agree. What was coded, changed or asked for since the choice was made stays shown, whatever it says.
 */
export class Filter {
  /** @param {Storage} storage of this tab, so that the choice is kept while moving between interviews */
  constructor(storage) {
    this.storage = storage;
    this.ticked = Object.fromEntries(NAMES.map((name) => [name, new Set()]));
    this.coderNames = {};
    this.kept = new Set();
    this.total = this.visible = this.spared = 0;
  }

  /** Take up the choice kept under a name, one for each coder of a study. */
  open(name) {
    this.name = name;
    const { coderNames = {}, ...ticked } = this.#read();
    for (const group of NAMES) this.ticked[group] = new Set(Array.isArray(ticked[group]) ? ticked[group] : []);
    this.coderNames = coderNames;
    this.kept.clear();
  }

  /** Another interview was opened: what was coded in the last one needs no keeping. */
  leaveDocument() {
    this.kept.clear();
  }

  get active() {
    return NAMES.some((group) => this.ticked[group].size > 0);
  }

  /** Tick or untick values of a group. */
  tick(group, values, on) {
    for (const value of values) {
      if (on) this.ticked[group].add(value);
      else this.ticked[group].delete(value);
    }
    this.#changed();
  }

  showAll() {
    for (const group of NAMES) this.ticked[group].clear();
    this.#changed();
  }

  /** Keep items shown until the choice changes. */
  keep(ids) {
    if (this.active) for (const id of ids) this.kept.add(id);
  }

  /**
   * What is to be shown of `all`; the very same maps where nothing is ticked.
   * @param {{codings: Map, suggestions: Map, codes: Map}} all
   */
  show(all) {
    this.total = this.visible = all.codings.size + all.suggestions.size;
    this.spared = 0;
    if (!this.active) return all;
    const wanted = this.#wanted(all.codes);
    const codings = this.#pick(all.codings, wanted);
    const suggestions = this.#pick(all.suggestions, wanted);
    this.visible = codings.size + suggestions.size;
    return { ...all, codings, suggestions };
  }

  /**
   * How many items each choice would show as the other groups stand: by group a map from value to number. A code's
   * number is its own, without sub-codes.
   */
  counts(all) {
    const wanted = this.#wanted(all.codes);
    const counts = Object.fromEntries(NAMES.map((group) => [group, new Map()]));
    for (const items of [all.codings, all.suggestions]) {
      for (const item of items.values()) {
        const failed = NAMES.filter((group) => !fits(item, group, wanted[group]));
        for (const group of NAMES) {
          if (failed.some((each) => each !== group)) continue;
          for (const value of GROUPS[group](item) ?? []) counts[group].set(value, (counts[group].get(value) ?? 0) + 1);
        }
      }
    }
    return counts;
  }

  #pick(items, wanted) {
    const picked = new Map();
    for (const [id, item] of items) {
      if (NAMES.every((group) => fits(item, group, wanted[group]))) picked.set(id, item);
      else if (this.kept.has(id)) {
        picked.set(id, item);
        this.spared += 1;
      }
    }
    return picked;
  }

  /** The ticks that mean something: a code that the codebook has no longer would hide everything. */
  #wanted(codes) {
    return { ...this.ticked, codes: new Set([...this.ticked.codes].filter((id) => codes.has(id))) };
  }

  #changed() {
    this.kept.clear();
    try {
      const ticked = Object.fromEntries(NAMES.map((group) => [group, [...this.ticked[group]]]));
      this.storage.setItem(this.name, JSON.stringify({ ...ticked, coderNames: this.coderNames }));
    } catch {
      // Without storage the choice lasts as long as this interview is open.
    }
  }

  #read() {
    try {
      const kept = JSON.parse(this.storage.getItem(this.name) ?? "{}");
      return kept && typeof kept === "object" ? kept : {};
    } catch {
      return {};
    }
  }
}

function fits(item, group, wanted) {
  if (!wanted.size) return true;
  const values = GROUPS[group](item);
  return values === null || values.some((value) => wanted.has(value));
}
