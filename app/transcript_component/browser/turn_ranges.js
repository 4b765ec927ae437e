// Sets of turns, kept as sorted half-open ranges of indices that neither touch nor overlap. DOM-free, and the same as
// coding/turn_ranges.py; a test holds that both do the same.

/** The same set in its one written form, whatever the order and however often a turn is in it. */
export function merged(ranges) {
  const result = [];
  for (const [start, end] of ranges.filter(([from, to]) => from < to).sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = result[result.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/** `ranges` without the turns of `taken`. */
export function without(ranges, taken) {
  let left = merged(ranges);
  for (const [start, end] of merged(taken)) {
    left = left.flatMap(([low, high]) => [[low, Math.min(high, start)], [Math.max(low, end), high]]);
    left = left.filter(([low, high]) => low < high);
  }
  return merged(left);
}

/** Whether a turn is in the set. */
export function holds(ranges, turn) {
  return ranges.some(([start, end]) => start <= turn && turn < end);
}
