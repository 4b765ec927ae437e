// Words with offsets in code points, as the server counts.

/** A text that begins at the offset `from` of its document. */
export class Words {
  constructor(text, from) {
    this.points = Array.from(text);
    this.from = from;
  }

  slice(start, end) {
    return this.points.slice(Math.max(0, start - this.from), Math.max(0, end - this.from)).join("");
  }
}
