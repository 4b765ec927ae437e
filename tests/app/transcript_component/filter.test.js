import assert from "node:assert/strict";
import test from "node:test";
import { browser } from "./support.js";

const { Filter } = await browser("filter.js");

const coding = (id, more = {}) => ({ id, code: "a", coder: "me", origin: "manual", certainty: "certain", memo: "", starred: false, ...more });
const ITEMS = [
  coding("1", { starred: true }), coding("2", { code: "b", coder: "you" }), coding("3", { code: "b", origin: "imported", memo: " ja " }),
  coding("4", { certainty: "uncertain" }), coding("5", { code: "c", memo: "  " }),
];
const map = (items) => new Map(items.map((item) => [item.id, item]));
const ALL = { codings: map(ITEMS), suggestions: map([{ id: "s", code: "b", score: 0.5 }]), codes: map([{ id: "a" }, { id: "b" }, { id: "c" }]) };
const ids = (filter) => {
  const { codings, suggestions } = filter.show(ALL);
  return [...codings.keys(), ...suggestions.keys()].join("");
};

function storage(content = {}) {
  return { getItem: (key) => content[key] ?? null, setItem: (key, value) => (content[key] = value), content };
}

function opened(shelf = storage()) {
  const filter = new Filter(shelf);
  filter.open("me");
  return filter;
}

test("with nothing ticked the very same maps are shown", () => {
  const shown = opened().show(ALL);
  assert.equal(shown.codings, ALL.codings);
  assert.equal(shown.suggestions, ALL.suggestions);
});

test("a suggestion has no coder, so the choice of coders leaves it; it is neither starred nor uncertain", () => {
  const filter = opened();
  filter.tick("coders", ["you"], true);
  assert.equal(ids(filter), "2s");
  filter.tick("traits", ["starred", "uncertain", "memo"], true);
  assert.equal(ids(filter), "");
  filter.tick("coders", ["you"], false);
  assert.equal(ids(filter), "134");
});

test("a choice's number is what ticking it alone in its group would show", () => {
  const filter = opened();
  filter.tick("codes", ["b", "c"], true);
  const counts = filter.counts(ALL);
  for (const [group, values] of Object.entries({ codes: ["a", "b", "c"], coders: ["me", "you"], origins: ["manual", "imported", "suggestion"], traits: ["starred", "memo"] })) {
    for (const value of values) {
      const alone = opened();
      alone.tick("codes", ["b", "c"], true);
      for (const each of [...alone.ticked[group]]) alone.tick(group, [each], false);
      alone.tick(group, [value], true);
      const shown = [...alone.show(ALL).codings.values(), ...(group === "coders" ? [] : alone.show(ALL).suggestions.values())];
      assert.equal(counts[group].get(value) ?? 0, shown.length, `${group} ${value}`);
    }
  }
});

test("what was just coded stays until the choice changes, and is counted apart", () => {
  const filter = opened();
  filter.tick("codes", ["a"], true);
  filter.keep(["2"]);
  assert.equal(ids(filter), "124");
  assert.deepEqual([filter.visible, filter.total, filter.spared], [3, 6, 1]);
  filter.tick("codes", ["c"], true);
  assert.equal(ids(filter), "145");
});

test("the choice is kept for the coder; codes that are gone hide nothing; a broken note is no choice", () => {
  const shelf = storage();
  opened(shelf).tick("codes", ["gone"], true);
  assert.equal(ids(opened(shelf)), "12345s");
  opened(shelf).tick("codes", ["c"], true);
  assert.equal(ids(opened(shelf)), "5");
  for (const note of ["{", "null", "3", '{"codes": 3}']) assert.equal(ids(opened(storage({ me: note }))), "12345s");
});
