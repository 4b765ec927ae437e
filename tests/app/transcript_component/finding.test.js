import assert from "node:assert/strict";
import test from "node:test";
import { browser } from "./support.js";

const { findCodes, withRecent } = await browser("code_search.js");
const { commandOf, HELP } = await browser("keys.js");

const codes = [
  { id: "b", name: "Barrierer", path: "Barrierer", definition: "Det, der står i vejen.", retired: false },
  { id: "s", name: "Sprog og kompetencer", path: "Barrierer > Sprog og kompetencer", definition: "Dansk og tolkning.", retired: false },
  { id: "f", name: "Fællesskab", path: "Mening > Fællesskab", definition: "At høre til.", retired: false },
  { id: "o", name: "Udgået", path: "Udgået", definition: "", retired: true },
];
const ids = (typed, recent) => findCodes(codes, typed, recent).map((code) => code.id);

test("names before paths before definitions", () => {
  assert.deepEqual(ids("barr"), ["b", "s"]);
  assert.deepEqual(ids("tolk"), ["s"]);
  assert.deepEqual(ids("FÆLL"), ["f"]);
  assert.deepEqual(ids("komp sprog"), ["s"]);
  assert.deepEqual(ids("xyz"), []);
});

test("with nothing typed recent codes come first, retired ones never", () => {
  assert.deepEqual(ids("", ["f", "o", "s"]), ["f", "s", "b"]);
  assert.deepEqual(withRecent(["a", "b"], "b"), ["b", "a"]);
  assert.equal(withRecent([..."abcdefghi"], "z").length, 9);
});

const press = (key, held = {}) => commandOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...held });

test("keys of the browser and of other programs are left alone", () => {
  assert.equal(press("r", { ctrlKey: true }), null);
  assert.equal(press("c", { metaKey: true }), null);
  assert.equal(press("s", { altKey: true }), null);
  assert.equal(press("Tab"), null);
  assert.equal(press("c", { isComposing: true }), null);
});

test("undo and redo on every keyboard, capitals as small letters", () => {
  assert.equal(press("z", { ctrlKey: true }), "undo");
  assert.equal(press("Z", { metaKey: true, shiftKey: true }), "redo");
  assert.equal(press("y", { ctrlKey: true }), "redo");
  assert.equal(press("J"), "nextTurn");
  assert.equal(press("S", { shiftKey: true }), "extendSentence");
  assert.equal(press("7"), "recent7");
});

test("the help sheet names keys once", () => assert.equal(new Set(HELP.map(([keys]) => keys)).size, HELP.length));
