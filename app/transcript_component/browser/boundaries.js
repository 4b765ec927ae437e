// Words and sentences of a turn, as stretches of the document, and steps from one to the next.

import { toPoints } from "./offsets.js";

const known = new WeakMap();

function stretches(turn, granularity, language) {
  const kept = known.get(turn) ?? {};
  known.set(turn, kept);
  kept[granularity] ??= segment(turn, granularity, language);
  return kept[granularity];
}

function segment(turn, granularity, language) {
  const found = [];
  for (const piece of new Intl.Segmenter(language, { granularity }).segment(turn.text)) {
    if (granularity === "word" && !piece.isWordLike) continue;
    const words = piece.segment.trim();
    if (!words) continue;
    const from = piece.index + piece.segment.indexOf(words);
    const start = turn.start + toPoints(turn.text, from, turn.astral);
    found.push({ start, end: start + (turn.astral ? toPoints(words, words.length) : words.length) });
  }
  return found;
}

/** Words of a turn in order; what stands between words belongs to none. */
export const wordsOf = (turn, language = "da") => stretches(turn, "word", language);

/** Sentences of a turn in order, without the white space around them. */
export const sentencesOf = (turn, language = "da") => stretches(turn, "sentence", language);

/** The sentence that holds `offset`, or the last one before it. */
export function sentenceAt(text, offset) {
  const sentences = sentencesOf(text.turnAt(offset));
  return sentences.findLast((sentence) => sentence.start <= offset) ?? sentences[0] ?? null;
}

/** The first sentence that starts at or after `offset`, in this turn or a later one; null at the end. */
export function sentenceFrom(text, offset) {
  return firstFrom(text, offset, sentencesOf);
}

/** The first word that starts at or after `offset`, in this turn or a later one; null at the end. */
export function wordFrom(text, offset) {
  return firstFrom(text, offset, wordsOf);
}

/** The last word that ends at or before `offset`, in this turn or an earlier one; null at the beginning. */
export function wordBefore(text, offset) {
  for (let index = text.turnAt(offset).index; index >= 0; index -= 1) {
    const word = wordsOf(text.turns[index]).findLast((each) => each.end <= offset);
    if (word) return word;
  }
  return null;
}

function firstFrom(text, offset, stretchesOf) {
  for (let index = text.turnAt(offset).index; index < text.turns.length; index += 1) {
    const found = stretchesOf(text.turns[index]).find((each) => each.start >= offset);
    if (found) return found;
  }
  return null;
}

/**
 * A stretch with one end moved by one word. `edge` is "start" or "end", `step` 1 or -1.
 * At least one word stays: a step that would leave none changes nothing.
 */
export function moveEdge(text, stretch, edge, step) {
  if (edge === "end") {
    const word = step > 0 ? wordFrom(text, stretch.end) : wordBefore(text, lastWordStart(text, stretch));
    return word && word.end > stretch.start ? { start: stretch.start, end: word.end } : stretch;
  }
  const word = step < 0 ? wordBefore(text, stretch.start) : wordFrom(text, stretch.start + 1);
  return word && word.start < stretch.end ? { start: word.start, end: stretch.end } : stretch;
}

function lastWordStart(text, stretch) {
  const word = wordBefore(text, stretch.end);
  return word ? Math.min(word.start, stretch.end - 1) : stretch.start;
}
