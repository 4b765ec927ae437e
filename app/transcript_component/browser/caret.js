// Where an offset lies on screen, and which offset lies at a point of the screen. Signs are graphemes: what a person
// takes for one letter or one emoji, however many code points it has.

import { graphemesOf, tokensOf } from "./boundaries.js";
import { runsLeft } from "./direction.js";

/** Places of one transcript on screen. */
export class Caret {
  constructor(coder) {
    this.coder = coder;
  }

  /**
   * The bound of a stretch on screen, at its start or its end.
   * @returns {{turn: number, x: number, top: number, bottom: number}|null} null where the turn has no layout
   */
  edgeOf({ start, end }, edge) {
    const { text } = this.coder;
    const at = edge === "start" ? start : end - 1;
    const turn = text.turnAt(at);
    const sign = graphemesOf(turn).find((each) => each.end > at);
    const rects = sign && this.#rects(sign);
    if (!rects?.length) return null;
    const rect = edge === "start" ? rects[0] : rects[rects.length - 1];
    const x = (edge === "start") === this.#runsLeft(sign) ? rect.right : rect.left;
    return { turn: turn.index, x, top: rect.top, bottom: rect.bottom };
  }

  /** The offset between two signs that is nearest to a point of the screen. */
  offsetAt(x, y) {
    const turn = this.#turnAt(y);
    const tokens = tokensOf(turn);
    if (!tokens.length) return turn.start;
    const line = this.#line(tokens, y);
    const signs = graphemesOf(turn).filter((each) => each.start >= line[0].start && each.end <= line.at(-1).end);
    const sign = nearest(signs, x, y, (each) => this.#rects(each));
    if (!sign) return line[0].start;
    const [rect] = this.#rects(sign);
    const pastMiddle = x > (rect.left + rect.right) / 2;
    return pastMiddle === this.#runsLeft(sign) ? sign.start : sign.end;
  }

  /** The tokens on the line at a height: only their signs need be measured. */
  #line(tokens, y) {
    let low = 0;
    let high = tokens.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const rects = this.#rects(tokens[middle]);
      if (rects.length && rects[rects.length - 1].bottom > y) high = middle;
      else low = middle + 1;
    }
    const bottom = this.#rects(tokens[low]).at(-1)?.bottom ?? y;
    let last = low;
    while (last + 1 < tokens.length && (this.#rects(tokens[last + 1])[0]?.top ?? Infinity) < bottom - 1) last += 1;
    return tokens.slice(low, last + 1);
  }

  #turnAt(y) {
    const { text, view, parts, root } = this.coder;
    const frame = parts.scroller.getBoundingClientRect();
    const within = Math.max(frame.top + 1, Math.min(frame.bottom - 2, y));
    const column = view.turns[view.focusable].text.getBoundingClientRect();
    const hit = root.getRootNode().elementFromPoint(column.left + Math.min(24, column.width / 2), within)?.closest?.(".turn");
    if (hit) return text.turns[Number(hit.dataset.turn)];
    const first = view.turns[0].element.getBoundingClientRect();
    return within < first.top ? text.turns[0] : text.turns[text.turns.length - 1];
  }

  #rects(stretch) {
    return [...this.coder.selection.rangeOf(this.coder.text, stretch).getClientRects()].filter((rect) => rect.height > 0);
  }

  #runsLeft({ start, end }) {
    return runsLeft(this.coder.text.slice(start, end));
  }
}

function nearest(items, x, y, rectsOf) {
  let best = null;
  let least = Infinity;
  for (const item of items) {
    for (const rect of rectsOf(item)) {
      const dy = Math.max(rect.top - y, y - rect.bottom, 0);
      const dx = Math.max(rect.left - x, x - rect.right, 0);
      if (dy * 100 + dx < least) {
        least = dy * 100 + dx;
        best = item;
      }
    }
  }
  return best;
}
