// Codes as a hand finds them: by letters in any spelling, in branches that fold, in a list that never hides the words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browser } from "./support.js";

const { rowsOf, sumsOf, unfolded, withBranches } = await browser("branches.js");
const { findCodes, plain } = await browser("code_search.js");
const { extended, listOf } = await browser("passages.js");
const { placeFor } = await browser("picker_place.js");
const { TranscriptText } = await browser("offsets.js");

const code = (id, name, parent = null, more = {}) => ({ id, name, parent, path: parent ? `Over > ${name}` : name, definition: "", retired: false, ...more });
const names = (codes) => codes.map((each) => each.name);

test("letters are found however they are typed", () => {
  const codes = [code("a", "Fællesskab"), code("b", "Værdi for andre"), code("c", "Øvelse og ånd"), code("d", "Idé")];
  for (const [typed, name] of [["faelles", "Fællesskab"], ["fælles", "Fællesskab"], ["oevelse", "Øvelse og ånd"], ["aand", "Øvelse og ånd"], ["ide", "Idé"]]) {
    assert.deepEqual(names(findCodes(codes, typed)), [name], typed);
  }
  assert.equal(plain("A\u030Ar"), plain("år"));
});

test("the start of a name goes before its inside, that before the path, that before the definition", () => {
  const codes = [
    code("defined", "Mening", null, { definition: "Tid til hinanden." }), code("placed", "Rammer", "x", { path: "Tid > Rammer" }),
    code("inside", "Ventetid"), code("word", "God tid"), code("start", "Tid og ressourcer"),
  ];
  assert.deepEqual(findCodes(codes, "tid").map((each) => each.id), ["start", "word", "inside", "placed", "defined"]);
});

test("what is retired is never offered", () => {
  assert.deepEqual(findCodes([code("a", "Tid", null, { retired: true })], "tid"), []);
});

const tree = [code("over", "Over"), code("under", "Under", "over"), code("deep", "Dyb", "under"), code("other", "Anden"), code("old", "Gammel", "other", { retired: true })];

test("a folded branch hides all below it and counts it", () => {
  const rows = rowsOf(tree);
  assert.deepEqual(rows.map(({ code: { id }, depth, branch }) => [id, depth, branch]), [["over", 0, true], ["under", 1, true], ["deep", 2, false], ["other", 0, false]]);
  assert.deepEqual(unfolded(rows, new Set(["over"])).map((row) => row.code.id), ["over", "other"]);
  assert.deepEqual(unfolded(rows, new Set(["under"])).map((row) => row.code.id), ["over", "under", "other"]);
  assert.equal(sumsOf(rows, new Map([["over", 1], ["deep", 3]])).get("over"), 4);
});

test("a found code keeps the names of its branches", () => {
  assert.deepEqual(withBranches(rowsOf(tree), ["deep"]).map((row) => row.code.id), ["over", "under", "deep"]);
});

const room = { left: 0, top: 0, right: 1000, bottom: 600 };
const line = (top, left = 100, right = 500) => ({ left, right, top, bottom: top + 20 });

function covers(place, lines, width, height) {
  const tall = Math.min(height, place.height);
  const top = place.top ?? place.bottom - tall;
  assert.ok(place.left >= 0 && place.left + width <= 1000 && top >= 0 && top + tall <= 600, JSON.stringify(place));
  return lines.some((each) => each.left < place.left + width && each.right > place.left && each.top < top + tall && each.bottom > top);
}

test("the list opens beside the words wherever they stand, inside what is seen", () => {
  for (let top = 0; top <= 560; top += 20) {
    for (const left of [0, 300, 900]) {
      const lines = [line(top, left, Math.min(1000, left + 300))];
      assert.equal(covers(placeFor(lines, room, 350, 400), lines, 350, 400), false, `${top} ${left}`);
    }
  }
});

test("beside words that fill the height the list stands at their side", () => {
  const lines = [line(20), line(560)];
  assert.equal(covers(placeFor(lines, room, 350, 400), lines, 350, 400), false);
});

const answer = (more) => ({
  code: "time", codes: ["time"], document: "here", place: 0, group: null, coder: null, here: 1, others: { passages: 1, interviews: 1 },
  groups: [{ id: "g1", name: "Ledere" }, { id: "g2", name: "Borgere" }], coders: [], more: false, continues: false,
  passages: [{ document: "there", start: 0, end: 4, order: [0, 1, 0, 4], codings: [] }], ...more,
});
const text = new TranscriptText("Ja.\nTiden går.", [
  { n: 1, start: 0, end: 3, speaker: "Interviewer", role: "interviewer" }, { n: 2, start: 4, end: 14, speaker: "Borger 1", role: "interviewee", group: "Borgere" },
]);
const page = (codings) => ({ document: "here", title: "Borger 1", text, codings });
const coding = (id, start, end, more = {}) => ({ id, start, end, code: "time", coder: "anna", ...more });

test("the interview on the page is listed by its own codings, each stretch once and in the server's order", () => {
  const list = listOf(answer(), page([coding("a", 4, 9), coding("b", 4, 9, { coder: "bo" }), coding("c", 0, 14), coding("d", 4, 9, { code: "other" })]));
  assert.deepEqual(list.passages.map((each) => [each.document, each.quote ?? "", each.codings.length]), [
    ["there", "", 0], ["here", "Ja.\nTiden går.", 1], ["here", "Tiden", 2],
  ]);
  assert.deepEqual([list.total, list.interviews], [3, 2]);
  assert.deepEqual(list.passages[1].voices, [{ label: "Borger 1", group: "Borgere" }]);
});

test("a coding behind the last portion waits for its own", () => {
  const list = listOf(answer({ more: true }), page([coding("a", 4, 9)]));
  assert.deepEqual(list.passages.map((each) => each.document), ["there"]);
  assert.equal(list.total, 2);
});

test("a filter holds for what is coded on the page too", () => {
  assert.equal(listOf(answer({ group: "g1" }), page([coding("a", 4, 9)])).total, 1);
  assert.equal(listOf(answer({ coder: "bo" }), page([coding("a", 4, 9)])).total, 1);
});

test("a further portion is added, without what is there already", () => {
  const next = answer({ continues: true, passages: [...answer().passages, { document: "there", start: 9, end: 12, order: [0, 1, 9, 12], codings: [] }] });
  assert.deepEqual(extended(answer(), next).passages.map((each) => each.start), [0, 9]);
});
