// Plain search in a transcript: letters as one reads them, offsets as they are stored. DOM-free.

// What one reads as one letter: a character with its combining marks, also where soft hyphens lie between; runs of
// white space; and what nobody sees.
const UNSEEN = "\\u00ad\\u200b\\u2060";
const LETTERS = new RegExp(`\\s(?:[${UNSEEN}]*\\s)*(?!\\p{M})|[^\\p{M}${UNSEEN}](?:[${UNSEEN}]*\\p{M})*|[${UNSEEN}]+|\\p{M}+`, "gu");
const HIDDEN = new RegExp(`[${UNSEEN}]`, "gu");
// Text of such characters only, without two spaces in a row, is read as it is stored, one unit a character.
const SIMPLE = /^(?:[!-~\u00a1-\u00ac\u00ae-\u00ff\u2010-\u2027\u2030-\u205e]| (?! ))*$/;
const PART_OF_WORD = /[\p{L}\p{N}\p{M}_]/u;
const BETWEEN_TURNS = "\n";

/** A letter as it is compared: composed, small, white space as a space, and nothing of what is not seen. */
function folded(letter) {
  const seen = letter.replace(HIDDEN, "");
  return /^\s+$/.test(seen) ? " " : seen.normalize("NFC").toLowerCase();
}

/** Typed words as they are compared; empty where nothing is asked for. */
export const foldedQuery = (typed) => (typed.match(LETTERS) ?? []).map(folded).join("").trim();

/** A transcript made ready for searching: made once for a text, and small. */
export class SearchIndex {
  /** @param {import("./offsets.js").TranscriptText} text */
  constructor(text) {
    this.turns = [];
    const pieces = [];
    let from = 0;
    for (const turn of text.turns) {
      const read = SIMPLE.test(turn.text) ? { words: turn.text.toLowerCase() } : readTurn(turn.text);
      this.turns.push({ from, start: turn.start, ...read });
      pieces.push(read.words);
      from += read.words.length + BETWEEN_TURNS.length;
    }
    this.words = pieces.join(BETWEEN_TURNS);
  }

  /**
   * Every place where the typed words stand, in order and none over another, as stretches of the document.
   * @param {string} typed @param {boolean} whole whether they shall be words by themselves
   */
  find(typed, whole = false) {
    const query = foldedQuery(typed);
    const hits = [];
    if (!query) return hits;
    let index = 0;
    for (let at = this.words.indexOf(query); at >= 0; ) {
      const end = at + query.length;
      while (index + 1 < this.turns.length && this.turns[index + 1].from <= at) index += 1;
      const hit = (!whole || this.#alone(at, end)) && stretch(this.turns[index], at, end);
      if (hit) hits.push(hit);
      at = this.words.indexOf(query, hit ? end : at + 1);
    }
    return hits;
  }

  #alone(at, end) {
    return !PART_OF_WORD.test(lastLetter(this.words, at)) && !PART_OF_WORD.test(firstLetter(this.words, end));
  }
}

/** The offsets of a hit; null where it begins or ends inside what one reads as one letter. */
function stretch(turn, at, end) {
  const first = at - turn.from;
  const last = end - turn.from;
  if (!turn.starts) return { start: turn.start + first, end: turn.start + last };
  if (turn.inside[first] || turn.inside[last]) return null;
  return { start: turn.start + turn.starts[first], end: turn.start + turn.ends[last - 1] };
}

/** A turn as it is compared, and for each unit of it where its letter starts and ends, in code points. */
function readTurn(text) {
  const words = [];
  const starts = [];
  const ends = [];
  const inside = [];
  let points = 0;
  for (const [letter] of text.matchAll(LETTERS)) {
    const read = folded(letter);
    let length = 0;
    for (const _ of letter) length += 1;
    for (let unit = 0; unit < read.length; unit += 1) {
      starts.push(points);
      ends.push(points + length);
      inside.push(unit > 0);
    }
    words.push(read);
    points += length;
  }
  return { words: words.join(""), starts, ends, inside };
}

function firstLetter(words, at) {
  const point = words.codePointAt(at);
  return point === undefined ? "" : String.fromCodePoint(point);
}

function lastLetter(words, at) {
  const unit = words.charCodeAt(at - 1);
  return unit >= 0xdc00 && unit <= 0xdfff ? words.slice(at - 2, at) : words.slice(at - 1, at);
}
