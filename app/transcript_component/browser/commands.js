// What each command of the keyboard and the buttons does to a coder.

import { moveEdge, sentenceFrom, sentencesOf, wordBefore, wordFrom, wordsOf } from "./boundaries.js";

/** Commands by name; each takes the coder and returns false where it had nothing to do. */
export const COMMANDS = {
  nextTurn: (coder) => goTurn(coder, coder.view.focusable + 1),
  previousTurn: (coder) => goTurn(coder, coder.view.focusable - 1),
  firstTurn: (coder) => goTurn(coder, 0),
  lastTurn: (coder) => goTurn(coder, coder.text.turns.length - 1),
  enter: (coder) => (coder.resizing ? coder.finishResize() : coder.selected ? coder.pick() : COMMANDS.selectTurn(coder)),
  selectTurn: (coder) => coder.selectTurn(coder.view.focusable),
  nextSentence: (coder) => choose(coder, sentenceFrom(coder.text, from(coder))),
  extendSentence: (coder) => {
    if (!coder.selected) return COMMANDS.nextSentence(coder);
    const next = sentenceFrom(coder.text, coder.selected.end);
    return next && choose(coder, { start: coder.selected.start, end: next.end });
  },
  nextWord: (coder) => choose(coder, wordFrom(coder.text, from(coder))),
  previousWord: (coder) => choose(coder, coder.selected ? wordBefore(coder.text, coder.selected.start) : lastWord(coder)),
  extendEnd: (coder) => extend(coder, "end", 1),
  shrinkEnd: (coder) => extend(coder, "end", -1),
  extendStart: (coder) => extend(coder, "start", -1),
  shrinkStart: (coder) => extend(coder, "start", 1),
  escape: (coder) => coder.letGo(),
  pick: (coder) => (coder.resizing ? coder.finishResize() : coder.pick()),
  changeCode: (coder) => coder.changeCode(coder.activeItem()),
  remove: (coder) => coder.remove(coder.activeItem()),
  memo: (coder) => coder.writeMemo(),
  resize: (coder) => coder.startResize(),
  accept: (coder) => coder.accept(coder.activeItem()),
  reject: (coder) => coder.reject(coder.activeItem()),
  nextSuggestion: (coder) => step(coder, "suggestions", 1),
  previousSuggestion: (coder) => step(coder, "suggestions", -1),
  nextCoding: (coder) => step(coder, "codings", 1),
  previousCoding: (coder) => step(coder, "codings", -1),
  undo: (coder) => coder.undo(),
  redo: (coder) => coder.redo(),
  help: (coder) => coder.toggleHelp(),
  findCode: (coder) => coder.tree.focus(),
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [`recent${n}`, (coder) => coder.applyRecent(n)])),
};

function goTurn(coder, index) {
  const within = Math.max(0, Math.min(coder.text.turns.length - 1, index));
  if (!coder.resizing) coder.select(null);
  coder.view.focus(within);
}

function from(coder) {
  return coder.selected?.end ?? coder.text.turns[coder.view.focusable].start;
}

function lastWord(coder) {
  return wordBefore(coder.text, coder.text.turns[coder.view.focusable].end);
}

function choose(coder, stretch) {
  if (!stretch) return false;
  coder.select(stretch, true);
  return true;
}

function extend(coder, edge, by) {
  const turn = coder.text.turns[coder.view.focusable];
  if (!coder.selected) return choose(coder, wordsOf(turn)[0] ?? sentencesOf(turn)[0]);
  return choose(coder, moveEdge(coder.text, coder.selected, edge, by));
}

function step(coder, kind, by) {
  const items = [...coder.shown[kind].values()].sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
  if (!items.length) {
    coder.say(coder.label(kind === "codings" ? "noCodings" : "noSuggestions"));
    return false;
  }
  const now = items.findIndex((item) => item.id === coder.active);
  const place = coder.place ?? coder.selected?.start ?? coder.text.turns[coder.view.focusable].start;
  let to = now + by;
  if (now < 0) {
    to = by > 0 ? items.findIndex((item) => item.start >= place) : items.findLastIndex((item) => item.start < place);
  }
  coder.goTo(items[(to + items.length) % items.length] ?? items[0]);
  return true;
}
