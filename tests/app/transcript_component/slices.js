// Reads [{turns: [text...], spans: [[start, end]...]}] and writes what the browser's code cuts for each span.
import { readFileSync } from "node:fs";
import { browser, turnsOf } from "./support.js";

const { TranscriptText } = await browser("offsets.js");
const cases = JSON.parse(readFileSync(0, "utf8"));
const cut = cases.map(({ turns, spans }) => {
  const text = new TranscriptText(turns.join("\n"), turnsOf(...turns));
  return spans.map(([start, end]) => text.slice(start, end));
});
process.stdout.write(JSON.stringify(cut));
