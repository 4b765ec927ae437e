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
  let units = 0;
  let points = turn.start;
  const pointsAt = (at) => {
    const passed = turn.text.slice(units, at);
    points += turn.astral ? toPoints(passed, passed.length) : passed.length;
    units = at;
    return points;
  };
  for (const piece of new Intl.Segmenter(language, { granularity }).segment(turn.text)) {
    if (granularity === "word" && !piece.isWordLike) continue;
    const words = piece.segment.trim();
    if (!words) continue;
    const from = piece.index + piece.segment.indexOf(words);
    found.push({ start: pointsAt(from), end: pointsAt(from + words.length) });
  }
  return found;
}

/** Words of a turn in order; what stands between words belongs to none. */
export const wordsOf = (turn, language = "da") => stretches(turn, "word", language);

/** Sentences of a turn in order, without the white space around them. */
export const sentencesOf = (turn, language = "da") => stretches(turn, "sentence", language);

/**
 * Signs of a turn in order, each what a person takes for one: an emoji of several code points, a letter with its
 * accents. White space is none.
 */
export const graphemesOf = (turn, language = "da") => stretches(turn, "grapheme", language);

/** What stands between white space, in order: a word with the commas and quotation marks that cling to it. */
export function tokensOf(turn) {
  const kept = known.get(turn) ?? {};
  known.set(turn, kept);
  kept.token ??= joinedSigns(graphemesOf(turn));
  return kept.token;
}

function joinedSigns(signs) {
  const tokens = [];
  for (const { start, end } of signs) {
    const last = tokens[tokens.length - 1];
    if (last?.end === start) last.end = end;
    else tokens.push({ start, end });
  }
  return tokens;
}

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
  return lastUntil(text, offset, wordsOf);
}

function lastUntil(text, offset, stretchesOf) {
  for (let index = text.turnAt(offset).index; index >= 0; index -= 1) {
    const found = stretchesOf(text.turns[index]).findLast((each) => each.end <= offset);
    if (found) return found;
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
 * A stretch with one end moved by one word, or by one sign. `edge` is "start" or "end", `step` 1 or -1.
 * At least one word or sign stays: a step that would leave none changes nothing.
 */
export function moveEdge(text, stretch, edge, step, piecesOf = wordsOf) {
  const { start, end } = stretch;
  if (edge === "end") {
    const piece = step > 0 ? firstFrom(text, end, piecesOf) : lastUntil(text, lastStart(text, stretch, piecesOf), piecesOf);
    return piece && piece.end > start ? { start, end: piece.end } : stretch;
  }
  const piece = step < 0 ? lastUntil(text, start, piecesOf) : firstFrom(text, start + 1, piecesOf);
  return piece && piece.start < end ? { start: piece.start, end } : stretch;
}

function lastStart(text, stretch, piecesOf) {
  const piece = lastUntil(text, stretch.end, piecesOf);
  return piece ? Math.min(piece.start, stretch.end - 1) : stretch.start;
}

/**
 * A stretch with one end dragged to `offset`: to the nearest beginning or end of a word, with or without what clings to
 * it, or, where `fine`, to the nearest sign. The other end stays, and at least one word or sign with it.
 */
export function bound(text, stretch, edge, offset, fine) {
  const places = new Set();
  for (const piecesOf of fine ? [graphemesOf] : [wordsOf, tokensOf]) {
    for (const index of turnsAround(text, offset)) {
      for (const piece of piecesOf(text.turns[index])) places.add(piece[edge]);
    }
    // Where the drag has passed the other end, the piece there is what stays.
    const nearest = edge === "end" ? firstFrom(text, stretch.start, piecesOf)?.end : lastUntil(text, stretch.end, piecesOf)?.start;
    if (nearest !== undefined) places.add(nearest);
  }
  const allowed = [...places].filter((place) => (edge === "end" ? place > stretch.start : place < stretch.end));
  if (!allowed.length) return stretch;
  const place = allowed.reduce((best, each) => (Math.abs(each - offset) < Math.abs(best - offset) ? each : best));
  return { ...stretch, [edge]: place };
}

function turnsAround(text, offset) {
  const { index } = text.turnAt(offset);
  return [index - 1, index, index + 1].filter((each) => each >= 0 && each < text.turns.length);
}
