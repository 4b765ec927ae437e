// How many lines the names of codes take in the margin, and where they go so that none lies over another.

/** Height of a line of a label, and the gap below a label, in CSS pixels. */
export const LINE = 16;
const GAP = 1;
const MOST_LINES = 3;
const widths = new Map();
let pen;

/** The height of a label of so many lines. */
export function labelHeight(lines) {
  return lines * LINE;
}

/** Lines that words take in a width, broken between words and inside a word only where it is too long for a line. */
export function linesNeeded(words, width, font) {
  if (width <= 0) return 1;
  const space = widthOf(" ", font);
  let lines = 1;
  let left = width;
  for (const word of words.split(" ")) {
    const wide = widthOf(word, font);
    if (left < width && wide + space <= left) left -= wide + space;
    else {
      if (left < width) lines += 1;
      lines += Math.max(0, Math.ceil(wide / width) - 1);
      left = width - (wide % width || width);
    }
  }
  return lines;
}

/**
 * Places for labels that wish to stand at `top` with so many `lines`, given in order from above, in a margin of a
 * height. Where room is short labels lose lines first; what then finds no place is left to a last line of one's own.
 * @returns {{places: {top: number, lines: number}[], more: number|null}} `more` is where that last line stands
 */
export function layLabels(wishes, height) {
  const room = Math.max(1, Math.floor((height + GAP) / (LINE + GAP)));
  const crowded = wishes.length > room;
  const shown = crowded ? wishes.slice(0, room - 1) : wishes;
  const lines = fitting(shown.map((wish) => Math.min(wish.lines, MOST_LINES)), height - (crowded ? LINE + GAP : 0));
  const below = lines.map((_, index) => heightOf(lines.slice(index)) + (crowded ? LINE + GAP : 0));
  let free = 0;
  const places = shown.map((wish, index) => {
    // Never so low that the labels still to come would not fit below.
    const top = Math.max(free, Math.min(wish.top, height - below[index]));
    free = top + labelHeight(lines[index]) + GAP;
    return { top, lines: lines[index] };
  });
  return { places, more: crowded ? free : null };
}

/** Lines for each label, taken from the longest first until all fit below each other. */
function fitting(lines, height) {
  const result = [...lines];
  while (heightOf(result) > height) {
    const most = Math.max(1, ...result);
    if (most === 1) break;
    result[result.lastIndexOf(most)] -= 1;
  }
  return result;
}

function heightOf(lines) {
  return lines.reduce((sum, count) => sum + labelHeight(count) + GAP, 0) - GAP;
}

function widthOf(word, font) {
  const key = `${font}|${word}`;
  if (!widths.has(key)) {
    pen ??= document.createElement("canvas").getContext("2d");
    pen.font = font;
    widths.set(key, pen.measureText(word).width);
  }
  return widths.get(key);
}
