// Reads {turns: [text...], me, cases: [{codings, operation}]} and writes the codings that the browser shows after each.
import { readFileSync } from "node:fs";
import { browser, turnsOf } from "./support.js";

const { TranscriptText } = await browser("offsets.js");
const { patchOf } = await browser("acts.js");
const { project } = await browser("views.js");

const batches = JSON.parse(readFileSync(0, "utf8"));
const shown = batches.map(({ turns, me, cases }) => {
  const text = new TranscriptText(turns.join("\n"), turnsOf(...turns));
  return cases.map(({ codings, operation }) => {
    const before = { codings: new Map(codings.map((each) => [each.id, each])), suggestions: new Map(), codes: new Map() };
    return [...project(before, [patchOf(operation, before, me, text)], text.length).codings.values()];
  });
});
process.stdout.write(JSON.stringify(shown));
