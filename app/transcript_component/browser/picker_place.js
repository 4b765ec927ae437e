// Where the list of codes opens: beside the selected words, never over them, inside what can be seen. DOM-free.

const GAP = 6;
const LEAST = 200;

/**
 * @param {{left: number, top: number, right: number, bottom: number}[]} lines the selected words, line by line
 * @param {{left: number, top: number, right: number, bottom: number}} room what can be seen
 * @param {number} width @param {number} height of the list as it would like to be
 * @returns {{left: number, top: number|null, bottom: number|null, height: number}} `top` or `bottom` is where the list
 *   begins, as a place in the same measure as the room; `height` is the most it may take
 */
export function placeFor(lines, room, width, height) {
  const within = (left) => Math.max(room.left, Math.min(left, room.right - width));
  const seen = lines.filter((line) => line.bottom > room.top && line.top < room.bottom);
  const [first, last] = [seen[0] ?? room, seen[seen.length - 1] ?? { ...room, bottom: room.top }];
  const above = first.top - GAP - room.top;
  const below = room.bottom - last.bottom - GAP;
  if (below >= height || (below >= above && below >= LEAST)) return { left: within(last.left), top: last.bottom + GAP, bottom: null, height: below };
  if (above >= LEAST) return { left: within(first.left), top: null, bottom: first.top - GAP, height: above };
  const right = Math.max(...seen.map((line) => line.right));
  const left = Math.min(...seen.map((line) => line.left));
  const whole = { top: room.top, bottom: null, height: room.bottom - room.top };
  if (room.right - right >= width + GAP) return { ...whole, left: right + GAP };
  if (left - room.left >= width + GAP) return { ...whole, left: left - GAP - width };
  // The words fill all that can be seen: some must be covered, and the last ones are read already.
  return { left: within(last.left), top: null, bottom: room.bottom, height: LEAST };
}
