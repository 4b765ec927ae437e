// How much of what interviewees say is read and coded. DOM-free, and counted as coding/reading_progress.py counts.

import { holds, merged } from "./turn_ranges.js";

/** Whole percent, rounded so that 0 says nothing at all and 100 says everything. */
export function percent(part, whole) {
  return part && whole ? Math.max(1, Math.floor((100 * part) / whole)) : 0;
}

/**
 * One sweep through turns and codings.
 * @param {{start: number, end: number, role: string}[]} turns
 * @param {[number, number][]} read ranges of indices of turns
 * @param {{start: number, end: number}[]} codings of one coder
 * @returns {{read: number, coded: number, touched: Set<number>}} two percents, and the turns that a coding is in
 */
export function shares(turns, read, codings) {
  const covered = merged(codings.map(({ start, end }) => [start, end]));
  const touched = new Set();
  let [all, readHere, codedHere, next] = [0, 0, 0, 0];
  turns.forEach(({ start, end, role }, index) => {
    let coded = 0;
    while (next < covered.length && covered[next][0] < end) {
      const [low, high] = covered[next];
      coded += Math.max(0, Math.min(high, end) - Math.max(low, start));
      if (high > end) break;
      next += 1;
    }
    if (coded) touched.add(index);
    if (role !== "interviewee") return;
    all += end - start;
    codedHere += coded;
    if (coded || holds(read, index)) readHere += end - start;
  });
  return { read: percent(readHere, all), coded: percent(codedHere, all), touched };
}
