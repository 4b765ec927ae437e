// Which codings of one code become one: those that overlap, or touch with only white space of one turn between them.
// The rule is the server's (coding/joining.py); here it is foreseen, so that the result is shown at once.

const NEW = "~";

/** When a coding made just now counts as made: later than all that is stored, in the order of making. */
export const madeNow = () => NEW + new Date().toISOString();

const byAge = (a, b) => compare(a.created ?? "", b.created ?? "") || compare(a.id, b.id);

function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}

/** The coding, of these, that holds the whole stretch already; the oldest, or null. */
export function covering({ start, end }, codings) {
  return codings.filter((each) => each.start <= start && end <= each.end).sort(byAge)[0] ?? null;
}

/** The codings (a map or a list), other than `coding` itself, of the same coder with the same code. */
export function alike(coding, codings) {
  return [...codings.values()].filter((each) => each.id !== coding.id && each.coder === coding.coder && each.code === coding.code);
}

/**
 * `coding` with all of `others` that it meets, and with those that these meet in turn.
 * @returns {{start: number, end: number, members: object[]}} the span that covers all, and all, the oldest first
 */
export function join(text, coding, others) {
  let { start, end } = coding;
  let left = others;
  const members = [coding];
  for (;;) {
    const before = Math.max(...left.filter((each) => each.end <= start).map((each) => each.end));
    const after = Math.min(...left.filter((each) => each.start >= end).map((each) => each.start));
    const low = isBlank(text, before, start) ? before : start;
    const high = isBlank(text, end, after) ? after : end;
    const met = left.filter((each) => each.end >= low && each.start <= high);
    if (!met.length) return { start, end, members: members.sort(byAge) };
    members.push(...met);
    left = left.filter((each) => !met.includes(each));
    start = Math.min(start, ...met.map((each) => each.start));
    end = Math.max(end, ...met.map((each) => each.end));
  }
}

/** What becomes of codings when `coding` is put where it says: by id the coding as it is then, or null. */
export function settled(text, coding, codings) {
  const { start, end, members } = join(text, coding, alike(coding, codings));
  const [kept, ...gone] = members;
  const result = Object.fromEntries(gone.map(({ id }) => [id, null]));
  const memos = new Set(members.map((each) => each.memo).filter(Boolean));
  result[kept.id] = {
    ...kept, start, end, code: coding.code, memo: [...memos].join("\n\n"),
    starred: members.some((each) => each.starred),
    certainty: members.some((each) => each.certainty === "uncertain") ? "uncertain" : kept.certainty,
  };
  return result;
}

/** As `settled`, for a new coding: where all of it is coded so already, that one stays as it is. */
export function added(text, coding, codings) {
  const there = covering(coding, alike(coding, codings));
  return there ? { [there.id]: there } : settled(text, coding, codings);
}

/** Whether a stretch lies in one turn and holds only white space; an endless one does not. */
function isBlank(text, start, end) {
  if (start === end) return true;
  if (!Number.isFinite(start) || !Number.isFinite(end)) return false;
  const turn = text.turnAt(start);
  return turn.end >= end && !text.slice(start, end).trim();
}
