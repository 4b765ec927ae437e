// From one place worth going to to the next: codings, suggestions, memos, and what nobody has coded yet.

import { sentencesOf, wordsOf } from "./boundaries.js";

const WORDS_OF_A_SENTENCE = 3;

/** Kinds of places: which of the codings and suggestions they are, and what to say where there are none. */
const KINDS = {
  codings: { items: (shown) => [...shown.codings.values()], none: "noCodings" },
  suggestions: { items: (shown) => [...shown.suggestions.values()], none: "noSuggestions" },
  memos: { items: (shown) => [...shown.codings.values()].filter((coding) => coding.memo), none: "noMemos" },
  signs: {
    items: (shown) => [...shown.codings.values()].filter((coding) => coding.starred || coding.certainty === "uncertain"),
    none: "noSigns",
  },
};

/** Go to the next (1) or previous (-1) item of a kind, round the end; says so where there is none. */
export function goToItem(coder, kind, by) {
  const { items: itemsOf, none } = KINDS[kind];
  const others = (item) => Number(item.coder !== coder.message.me.id);
  const before = (a, b) => a.start - b.start || a.end - b.end || others(a) - others(b) || (a.id < b.id ? -1 : 1);
  const items = itemsOf(coder.shown).sort(before);
  if (!items.length) {
    coder.say(coder.label(itemsOf(coder.all).length ? "filterNone" : none), true);
    return false;
  }
  const now = items.findIndex((item) => item.id === coder.attention.active);
  const place = placeOf(coder).start;
  let to = now + by;
  if (now < 0) {
    to = by > 0 ? items.findIndex((item) => item.start >= place) : items.findLastIndex((item) => item.start < place);
  }
  coder.attention.goTo(items[(to + items.length) % items.length] ?? items[0]);
  return true;
}

/** Select the next (1) or previous (-1) stretch that this coder has not coded, round the end. */
export function goToUncoded(coder, by) {
  const { text } = coder;
  const from = placeOf(coder);
  const own = ownCodings(coder);
  const count = text.turns.length;
  const here = text.turnAt(from.start).index;
  for (let step = 0; step <= count; step += 1) {
    const turn = text.turns[(here + by * step + count * 2) % count];
    const found = uncodedIn(turn, own);
    // The turn one comes from is looked at twice: first beyond the place, at last before it.
    const beyond = (each) => step > 0 || (by > 0 ? each.start >= from.end : each.end <= from.start);
    const stretch = by > 0 ? found.find(beyond) : found.findLast(beyond);
    if (stretch) {
      coder.attention.select(stretch, true);
      return true;
    }
  }
  coder.say(coder.label("noUncoded"), true);
  return false;
}

/** Go to the turn of this number. Returns false, and says so, where there is none. */
export function goToTurnNumber(coder, number) {
  const index = coder.text.turns.findIndex((turn) => turn.n === number);
  if (index < 0) {
    coder.say(coder.label("noSuchTurn", { total: coder.text.turns.length }), true);
    return false;
  }
  coder.attention.select(null);
  coder.view.focus(index);
  coder.view.turns[index].element.scrollIntoView({ block: "center" });
  return true;
}

/**
 * What an interviewee says in a turn outside these codings: stretches from a sentence's beginning to a sentence's end.
 * A sentence of less than three words is none to code, and a stretch is as many of the others as stand together.
 */
export function uncodedIn(turn, codings) {
  if (turn.role !== "interviewee") return [];
  const here = codings.filter((coding) => coding.start < turn.end && coding.end > turn.start);
  const words = wordsOf(turn);
  const stretches = [];
  let open = null;
  for (const sentence of sentencesOf(turn)) {
    if (here.some((coding) => coding.start < sentence.end && coding.end > sentence.start)) open = null;
    else if (words.filter((word) => word.start >= sentence.start && word.end <= sentence.end).length >= WORDS_OF_A_SENTENCE) {
      if (open) open.end = sentence.end;
      else stretches.push((open = { start: sentence.start, end: sentence.end }));
    }
  }
  return stretches;
}

/** The codings of the person in front of the coder, also those that the filter hides. */
export function ownCodings({ all, message }) {
  return [...all.codings.values()].filter((coding) => coding.coder === message.me.id);
}

function placeOf({ attention, text, view }) {
  if (attention.selected) return attention.selected;
  const place = attention.place ?? text.turns[view.focusable].start;
  return { start: place, end: place };
}
