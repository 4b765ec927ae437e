import assert from "node:assert/strict";
import test from "node:test";
import { browser } from "./support.js";

const { codeNamed, nameFrom, nearestParent, newCodes } = await browser("new_codes.js");
const { codeChanges, codesWith, inverse } = await browser("views.js");
const { patchOf } = await browser("acts.js");

const code = (id, name, parent = null, more = {}) => ({
  id, name, parent: parent?.id ?? null, path: parent ? `${parent.path} > ${name}` : name, definition: "", colour: "#D55E00", retired: false, ...more,
});
const barriers = code("b", "Barrierer");
const speech = code("s", "Sprog", barriers);
const meaning = code("m", "Mening");
const old = code("o", "Udgået", null, { retired: true });
const codes = [barriers, speech, meaning, old];
const offered = (typed, words = "", recent = []) =>
  newCodes(codes, typed, words, recent).map(({ name, parent, inVivo }) => [name, parent?.id ?? null, inVivo]);

test("a new code is offered for a name that no code has, beside what fits best and at the top", () => {
  assert.deepEqual(offered("  Transport  til arbejde "), [["Transport til arbejde", null, false]]);
  assert.deepEqual(offered("transport", "", ["s"]), [["transport", "b", false], ["transport", null, false]]);
  assert.deepEqual(offered("spro", "", ["m"]), [["spro", "b", false], ["spro", null, false]]);
  assert.deepEqual(offered("sprog"), []);
  assert.deepEqual(offered(" MENING "), []);
  assert.deepEqual(offered("udgået", "", ["o"]), [["udgået", null, false]]);
});

test("with nothing typed the selected words are offered, once", () => {
  assert.deepEqual(offered("", " en fast\nmakker ", ["s"]), [["en fast makker", "b", true]]);
  assert.deepEqual(offered("", "Mening"), []);
  assert.deepEqual(offered("", " > "), []);
});

test("a name from the interview ends at a word and is no longer than 60 signs", () => {
  const long = "Der gik en uge, før nogen viste mig rundt, og det var ikke ond vilje, de havde travlt.";
  assert.equal(nameFrom(long), "Der gik en uge, før nogen viste mig rundt, og det var ikke");
  assert.equal(nameFrom("a > b"), "a b");
  assert.equal(nameFrom("🎉".repeat(80)), "🎉".repeat(60));
  assert.equal(nameFrom("x".repeat(60)), "x".repeat(60));
});

test("a retired code is neither used nor built upon", () => {
  assert.equal(codeNamed(codes, "Udgået"), null);
  assert.equal(nearestParent(codes, "", ["o"]), null);
  assert.equal(codeNamed(codes, "sprog"), speech);
});

test("a code just made stands last below its parent until the server knows it, and undo takes it away", () => {
  const shown = { codings: new Map(), suggestions: new Map(), codes: new Map(codes.map((each) => [each.id, each])) };
  const patch = patchOf({ op: "create_code", code: "n", name: "Transport", parent: "b" }, shown, { id: "anna", name: "Anna" });
  const now = codesWith(codes, codeChanges([patch]));
  assert.deepEqual(now.map((each) => each.path), ["Barrierer", "Barrierer > Sprog", "Barrierer > Transport", "Mening", "Udgået"]);
  const back = inverse(patch, shown);
  assert.deepEqual(codesWith(codes, codeChanges([patch, back])), codes);
  const stored = [...codes, code("n", "Transport", barriers, { colour: "#111111" })];
  assert.deepEqual(codesWith(stored, codeChanges([patch])), stored);
  assert.deepEqual(codesWith(stored, codeChanges([back])), codes);
});
