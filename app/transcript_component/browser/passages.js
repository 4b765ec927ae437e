// The passages of a code as one list: what the server found in all interviews, and over it what this page knows better
// of its own interview. DOM-free.

/** The answer with a further portion, or the new answer where it is no continuation. */
export function extended(answer, next) {
  if (!next.continues || !answer || answer.code !== next.code) return next;
  const known = new Set(answer.passages.map(keyOf));
  return { ...next, passages: [...answer.passages, ...next.passages.filter((each) => !known.has(keyOf(each)))] };
}

/** What makes two passages one and the same stretch of text. */
export const keyOf = ({ document, start, end }) => `${document}:${start}:${end}`;

/** An answer without passages, for a code that the study does not know (yet). */
export function emptyAnswer(want, document) {
  return {
    ...want, document, place: 0, codes: [want.code], here: 0, others: { passages: 0, interviews: 0 }, groups: [], coders: [], passages: [],
    more: false,
  };
}

/** Where the next portion begins; null where all is there. */
export function cursorOf(answer) {
  return answer.more ? answer.passages[answer.passages.length - 1]?.order ?? null : null;
}

/**
 * The list to show, in order, with counts of all there is. Passages of the interview on this page come from its own
 * codings, as long as the answer was made for it.
 * @param {object} answer
 * @param {{document: string, title: string, text: object, codings: Iterable<object>, used: (codings: object[]) => string[]}} page
 */
export function listOf(answer, page) {
  if (answer.document !== page.document) {
    const documents = new Set(answer.passages.map((each) => each.document));
    return { passages: answer.passages, total: answer.others.passages + answer.here, interviews: Math.max(documents.size, answer.others.interviews + (answer.here ? 1 : 0)) };
  }
  const own = ownPassages(answer, page);
  const end = cursorOf(answer);
  const passages = [...answer.passages.filter((each) => each.document !== page.document), ...own.filter((each) => !end || compare(each.order, end) <= 0)];
  passages.sort((a, b) => compare(a.order, b.order));
  return { passages, total: answer.others.passages + own.length, interviews: answer.others.interviews + (own.length ? 1 : 0) };
}

function ownPassages(answer, { document, title, text, codings, used }) {
  const codes = new Set(answer.codes);
  const group = answer.groups.find((each) => each.id === answer.group)?.name;
  const stretches = new Map();
  for (const coding of codings) {
    if (!codes.has(coding.code) || (answer.coder && coding.coder !== answer.coder)) continue;
    const key = keyOf({ document, ...coding });
    if (!stretches.has(key)) stretches.set(key, []);
    stretches.get(key).push(coding);
  }
  return [...stretches.values()]
    .map((together) => {
      const { start, end } = together[0];
      const voices = voicesIn(text, { start, end });
      const order = [placeOf(voices, answer.groups), answer.place, start, end];
      return { codings: together, document, title, start, end, quote: text.slice(start, end), turn: text.turnAt(start).n, voices, order, used: used?.(together) };
    })
    .filter(({ voices }) => !answer.group || voices.some((voice) => voice.group === group));
}

/** The interviewees whose turns a stretch touches, each once. */
function voicesIn(text, { start, end }) {
  const [first, last] = text.turnsOf(start, end);
  const voices = new Map();
  for (const turn of text.turns.slice(first, last + 1)) {
    if (turn.role === "interviewee" && turn.end > start) voices.set(turn.speaker, { label: turn.speaker, group: turn.group });
  }
  return [...voices.values()];
}

/** The server's order: the first group, in the study's order, that speaks; then those without a group, then nobody. */
function placeOf(voices, groups) {
  if (!voices.length) return groups.length + 1;
  const places = voices.map((voice) => groups.findIndex((group) => group.name === voice.group));
  return Math.min(...places.map((place) => (place < 0 ? groups.length : place)));
}

function compare(a, b) {
  for (let at = 0; at < a.length; at += 1) {
    if (a[at] < b[at]) return -1;
    if (a[at] > b[at]) return 1;
  }
  return 0;
}
