// Places in a document. Python counts Unicode code points, the browser UTF-16 units; the two are converted here only.

const ASTRAL = /[\u{10000}-\u{10ffff}]/u;

/** Whether some character takes two UTF-16 units, so that the two counts differ. */
export function hasAstral(text) {
  return ASTRAL.test(text);
}

/** UTF-16 index of the code point at `points`. A turn without astral characters needs no counting. */
export function toUnits(text, points, astral = hasAstral(text)) {
  if (!astral) return Math.min(points, text.length);
  let units = 0;
  for (let seen = 0; seen < points && units < text.length; seen += 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

/** Code points before the UTF-16 index `units`; an index inside a surrogate pair counts the whole character. */
export function toPoints(text, units, astral = hasAstral(text)) {
  if (!astral) return Math.min(units, text.length);
  let points = 0;
  for (let at = 0; at < units && at < text.length; points += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return points;
}

/** The canonical text of a document with its turns; every offset here is a code point, every stretch half-open. */
export class TranscriptText {
  /**
   * @param {string} text turns joined by "\n"
   * @param {{n: number, start: number, end: number}[]} rows turns in order, with offsets into `text`
   */
  constructor(text, rows) {
    const astral = hasAstral(text);
    let units = 0;
    let points = 0;
    this.turns = rows.map((row, index) => {
      const from = units + toUnits(text.slice(units), row.start - points, astral);
      const length = row.end - row.start;
      const to = astral ? from + toUnits(text.slice(from, from + 2 * length), length, true) : from + length;
      units = to;
      points = row.end;
      const own = text.slice(from, to);
      return { ...row, index, text: own, astral: hasAstral(own) };
    });
    this.length = rows.length ? rows[rows.length - 1].end : 0;
  }

  /** The turn that holds `offset`; the break after a turn belongs to that turn. */
  turnAt(offset) {
    let low = 0;
    let high = this.turns.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.turns[middle].start <= offset) low = middle;
      else high = middle - 1;
    }
    return this.turns[low];
  }

  /** Indices [first, last] of the turns that a stretch touches. */
  turnsOf(start, end) {
    return [this.turnAt(start).index, this.turnAt(Math.max(start, end - 1)).index];
  }

  /** The words from `start` to `end`, exactly as stored. */
  slice(start, end) {
    const [first, last] = this.turnsOf(start, end);
    return this.turns
      .slice(first, last + 1)
      .map((turn) => {
        const from = Math.max(0, start - turn.start);
        const to = Math.min(turn.end, end) - turn.start;
        return turn.text.slice(toUnits(turn.text, from, turn.astral), toUnits(turn.text, to, turn.astral)) +
          (end > turn.end ? "\n" : "");
      })
      .join("");
  }

  /** The stretch without white space at its ends, or null where nothing else is in it. */
  trim(start, end) {
    const low = Math.max(0, Math.min(start, end));
    const high = Math.min(this.length, Math.max(start, end));
    if (high <= low) return null;
    const words = this.slice(low, high);
    // White space is never astral, so its UTF-16 length is its length in code points.
    const before = words.length - words.trimStart().length;
    const after = words.length - words.trimEnd().length;
    return before === words.length ? null : { start: low + before, end: high - after };
  }
}
