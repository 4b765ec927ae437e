// What is painted where: equal codes joined, one lane for each mark, and the pieces of a turn's text between boundaries.

/** Underlines drawn in the text; the margin shows what lies deeper. */
export const LAYERS = 3;

/**
 * Codings and suggestions as marks to paint. Codings of one code that overlap become one mark, however many coders
 * made them: painted apart they would be one opaque block. A suggestion never joins a coding.
 * @returns {{code: string, start: number, end: number, suggested: boolean, ids: string[], lane: number,
 *   starred: boolean, uncertain: boolean}[]} starred or uncertain where one of its codings is
 */
export function marksOf(codings, suggestions) {
  const marks = [...joined(codings, false), ...joined(suggestions, true)];
  marks.sort((a, b) => a.start - b.start || b.end - a.end || compare(a.code, b.code) || a.suggested - b.suggested);
  giveLanes(marks);
  return marks;
}

function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}

function joined(items, suggested) {
  const sorted = [...items].sort((a, b) => compare(a.code, b.code) || a.start - b.start || a.end - b.end);
  const marks = [];
  for (const item of sorted) {
    const last = marks[marks.length - 1];
    const starred = Boolean(item.starred);
    const uncertain = item.certainty === "uncertain";
    if (last && last.code === item.code && item.start < last.end) {
      last.end = Math.max(last.end, item.end);
      last.ids.push(item.id);
      last.starred ||= starred;
      last.uncertain ||= uncertain;
    } else {
      marks.push({ code: item.code, start: item.start, end: item.end, suggested, ids: [item.id], lane: 0, starred, uncertain });
    }
  }
  return marks;
}

/** Give each mark, in order of start, the lowest lane that is free: as few lanes as the deepest overlap needs. */
function giveLanes(marks) {
  const free = [];
  for (const mark of marks) {
    let lane = free.findIndex((end) => end <= mark.start);
    if (lane < 0) lane = free.length;
    free[lane] = mark.end;
    mark.lane = lane;
  }
}

/** For each turn the marks that touch it, in order of start. */
export function marksByTurn(text, marks) {
  const turns = text.turns.map(() => []);
  for (const mark of marks) {
    const [first, last] = text.turnsOf(mark.start, mark.end);
    for (let index = first; index <= last; index += 1) turns[index].push(mark);
  }
  return turns;
}

/** The text of a turn cut at every boundary: [{start, end, marks}], in order, covering all of it. */
export function piecesOf(turn, marks) {
  const cuts = new Set([turn.start, turn.end]);
  for (const mark of marks) {
    if (mark.start > turn.start) cuts.add(mark.start);
    if (mark.end < turn.end) cuts.add(mark.end);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => ({
    start,
    end: sorted[index + 1],
    marks: marks.filter((mark) => mark.start < sorted[index + 1] && mark.end > start),
  }));
}

/** A string that is equal exactly where a turn would be painted equally. */
export function lookOf(marks) {
  return marks
    .map((mark) => `${mark.start}-${mark.end}|${mark.code}|${mark.lane}|${mark.suggested ? 1 : 0}${mark.starred ? "s" : ""}${mark.uncertain ? "u" : ""}|${mark.ids.join(",")}`)
    .join(";");
}
