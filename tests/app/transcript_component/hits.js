// Reads [{turns: [text...], typed, whole}] and writes the stretches [start, end] that the browser's search finds.
import { readFileSync } from "node:fs";
import { browser, turnsOf } from "./support.js";

const { TranscriptText } = await browser("offsets.js");
const { SearchIndex } = await browser("search.js");
const cases = JSON.parse(readFileSync(0, "utf8"));
const found = cases.map(({ turns, typed, whole }) => {
  const text = new TranscriptText(turns.join("\n"), turnsOf(...turns));
  return new SearchIndex(text).find(typed, whole).map(({ start, end }) => [start, end]);
});
process.stdout.write(JSON.stringify(found));
