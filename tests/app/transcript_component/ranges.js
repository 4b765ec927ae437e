// Reads [[ranges, other]...] and writes what the browser's code makes of them: merged with the other, without it.
import { readFileSync } from "node:fs";
import { browser } from "./support.js";

const { merged, without } = await browser("turn_ranges.js");
const cases = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map(([ranges, other]) => [merged([...ranges, ...other]), without(ranges, other)])));
