import assert from "node:assert/strict";
import test from "node:test";
import { browser } from "./support.js";

const { labelHeight, layLabels } = await browser("margin_labels.js");

function random(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % below;
  };
}

test("labels keep their order, never lie over each other and stay in the margin where one line has room", () => {
  for (let seed = 1; seed < 400; seed += 1) {
    const pick = random(seed);
    const height = 16 + pick(200);
    const wishes = Array.from({ length: pick(12) }, () => ({ top: pick(height), lines: 1 + pick(4) })).sort((a, b) => a.top - b.top);
    const { places, more } = layLabels(wishes, height);
    let free = 0;
    for (const { top, lines } of places) {
      assert.ok(top >= free && lines >= 1, `seed ${seed}`);
      free = top + labelHeight(lines);
    }
    if (more !== null) assert.ok(more >= free, `seed ${seed}`);
    assert.ok((more === null ? free : more + labelHeight(1)) <= Math.max(height, 16), `seed ${seed}`);
    assert.equal(more === null, places.length === wishes.length);
  }
});

test("a label has all its lines where there is room, and gives them up before another is left out", () => {
  const three = [0, 20, 40].map((top) => ({ top, lines: 2 }));
  assert.deepEqual(layLabels(three, 200).places.map(({ lines }) => lines), [2, 2, 2]);
  assert.deepEqual(layLabels(three, 60), { places: [{ top: 0, lines: 1 }, { top: 20, lines: 1 }, { top: 40, lines: 1 }], more: null });
  assert.equal(layLabels(three, 40).more, 17);
});
