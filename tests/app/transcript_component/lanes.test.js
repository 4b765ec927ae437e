import assert from "node:assert/strict";
import test from "node:test";
import { browser, turnsOf } from "./support.js";

const { TranscriptText } = await browser("offsets.js");
const { lookOf, marksByTurn, marksOf, piecesOf } = await browser("lanes.js");

const coding = (id, start, end, code) => ({ id, start, end, code });

test("marks that overlap never share a lane, and no lane is wasted", () => {
  let seed = 7;
  const random = (below) => ((seed = (seed * 1103515245 + 12345) % 2 ** 31) >> 8) % below;
  for (let round = 0; round < 60; round += 1) {
    const items = Array.from({ length: 25 }, (_, id) => {
      const start = random(200);
      return coding(String(id), start, start + 1 + random(60), `code-${id}`);
    });
    const marks = marksOf(items, []);
    for (const a of marks) {
      for (const b of marks) {
        if (a !== b && a.start < b.end && b.start < a.end) assert.notEqual(a.lane, b.lane);
      }
    }
    const deepest = Math.max(...marks.map((mark) => marks.filter((each) => each.start <= mark.start && mark.start < each.end).length));
    assert.equal(Math.max(...marks.map((mark) => mark.lane)) + 1, deepest);
  }
});

test("one code on one place is one mark, whoever coded it; a suggestion stays apart", () => {
  const marks = marksOf([coding("a", 0, 10, "x"), coding("b", 5, 15, "x"), coding("c", 15, 20, "x")], [coding("s", 0, 10, "x")]);
  assert.deepEqual(
    marks.map(({ start, end, suggested, ids }) => [start, end, suggested, ids.join("")]),
    [[0, 15, false, "ab"], [0, 10, true, "s"], [15, 20, false, "c"]],
  );
});

test("the pieces of a turn cover it exactly, each with the marks over it", () => {
  const rows = turnsOf("0123456789", "abcdefghij");
  const text = new TranscriptText("0123456789\nabcdefghij", rows);
  const byTurn = marksByTurn(text, marksOf([coding("a", 2, 14, "x"), coding("b", 4, 6, "y")], []));
  assert.deepEqual(byTurn.map((marks) => marks.length), [2, 1]);
  const pieces = piecesOf(text.turns[0], byTurn[0]);
  assert.deepEqual(pieces.map((piece) => [piece.start, piece.end, piece.marks.map((mark) => mark.code).join("")]), [
    [0, 2, ""], [2, 4, "x"], [4, 6, "xy"], [6, 10, "x"],
  ]);
  assert.deepEqual(piecesOf(text.turns[1], byTurn[1]).map((piece) => [piece.start, piece.end]), [[11, 14], [14, 21]]);
});

test("a turn's look changes with what is painted in it and with nothing else", () => {
  const look = (items) => lookOf(marksOf(items, []));
  assert.equal(look([coding("a", 0, 5, "x")]), look([{ ...coding("a", 0, 5, "x"), memo: "new" }]));
  assert.notEqual(look([coding("a", 0, 5, "x")]), look([coding("a", 0, 6, "x")]));
  assert.notEqual(look([coding("a", 0, 5, "x")]), look([coding("a", 0, 5, "y")]));
});

test("a joined mark is starred or uncertain where one of its codings is, and a turn with it looks different", () => {
  const plain = coding("a", 0, 10, "x");
  const starred = { ...coding("b", 5, 15, "x"), starred: true, certainty: "certain" };
  const uncertain = { ...coding("c", 20, 25, "x"), certainty: "uncertain" };
  const marks = marksOf([plain, starred, uncertain], []);
  assert.deepEqual(marks.map((mark) => [mark.starred, mark.uncertain]), [[true, false], [false, true]]);
  const looks = [plain, { ...plain, starred: true }, { ...plain, certainty: "uncertain" }].map((item) => lookOf(marksOf([item], [])));
  assert.equal(new Set(looks).size, 3);
});
