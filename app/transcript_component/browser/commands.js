// What each command of the keyboard and the buttons does to a coder.

import { graphemesOf, moveEdge, sentenceFrom, sentencesOf, wordBefore, wordFrom, wordsOf } from "./boundaries.js";
import { goToItem, goToUncoded } from "./going.js";

/** Commands by name; each takes the coder and returns false where it had nothing to do. */
export const COMMANDS = {
  nextTurn: (coder) => {
    coder.reading.passed(coder.view.focusable);
    goTurn(coder, coder.view.focusable + 1);
  },
  previousTurn: (coder) => goTurn(coder, coder.view.focusable - 1),
  firstTurn: (coder) => goTurn(coder, 0),
  lastTurn: (coder) => goTurn(coder, coder.text.turns.length - 1),
  enter: (coder) => (coder.attention.resizing ? coder.attention.finishResize() : coder.attention.selected ? coder.deeds.pick() : COMMANDS.selectTurn(coder)),
  selectTurn: (coder) => coder.attention.selectTurn(coder.view.focusable),
  nextSentence: (coder) => choose(coder, sentenceFrom(coder.text, from(coder))),
  extendSentence: (coder) => {
    if (!coder.attention.selected) return COMMANDS.nextSentence(coder);
    const next = sentenceFrom(coder.text, coder.attention.selected.end);
    return next && choose(coder, { start: coder.attention.selected.start, end: next.end });
  },
  nextWord: (coder) => choose(coder, wordFrom(coder.text, from(coder))),
  previousWord: (coder) => choose(coder, coder.attention.selected ? wordBefore(coder.text, coder.attention.selected.start) : lastWord(coder)),
  extendEnd: (coder) => extend(coder, "end", 1),
  shrinkEnd: (coder) => extend(coder, "end", -1),
  extendStart: (coder) => extend(coder, "start", -1),
  shrinkStart: (coder) => extend(coder, "start", 1),
  extendEndSign: (coder) => extend(coder, "end", 1, graphemesOf),
  shrinkEndSign: (coder) => extend(coder, "end", -1, graphemesOf),
  extendStartSign: (coder) => extend(coder, "start", -1, graphemesOf),
  shrinkStartSign: (coder) => extend(coder, "start", 1, graphemesOf),
  escape: (coder) => coder.attention.letGo(),
  pick: (coder) => (coder.attention.resizing ? coder.attention.finishResize() : coder.deeds.pick()),
  inVivo: (coder) => coder.deeds.applyInVivo(),
  changeCode: (coder) => coder.deeds.changeCode(coder.attention.item()),
  remove: (coder) => coder.deeds.remove(coder.attention.item()),
  memo: (coder) => coder.writeMemo(),
  doubt: (coder) => coder.deeds.doubt(coder.attention.item()),
  star: (coder) => coder.deeds.star(coder.attention.item()),
  resize: (coder) => coder.attention.startResize(),
  accept: (coder) => coder.deeds.accept(coder.attention.item()),
  allLikeThis: (coder) => coder.allLikeThis.ask(coder.attention.item()),
  defer: (coder) => coder.deeds.defer(coder.attention.item()),
  shorter: (coder) => coder.stretching.change(-1),
  longer: (coder) => coder.stretching.change(1),
  reject: (coder) => coder.deeds.reject(coder.attention.item()),
  nextSuggestion: (coder) => goToItem(coder, "suggestions", 1),
  previousSuggestion: (coder) => goToItem(coder, "suggestions", -1),
  nextCoding: (coder) => goToItem(coder, "codings", 1),
  previousCoding: (coder) => goToItem(coder, "codings", -1),
  nextMemo: (coder) => goToItem(coder, "memos", 1),
  previousMemo: (coder) => goToItem(coder, "memos", -1),
  nextSign: (coder) => goToItem(coder, "signs", 1),
  previousSign: (coder) => goToItem(coder, "signs", -1),
  nextUncoded: (coder) => goToUncoded(coder, 1),
  previousUncoded: (coder) => goToUncoded(coder, -1),
  search: (coder) => coder.search.open(),
  nextHit: (coder) => coder.search.step(1),
  previousHit: (coder) => coder.search.step(-1),
  turnNumber: (coder) => coder.going.askNumber(),
  undo: (coder) => coder.deeds.undo(),
  redo: (coder) => coder.deeds.redo(),
  help: (coder) => coder.help.toggle(),
  filter: (coder) => coder.filterMenu.toggle(),
  density: (coder) => coder.density.toggle(),
  findCode: (coder) => coder.tree.focus(),
  passages: (coder) => coder.retrieval.lookAtActive(),
  goBack: (coder) => coder.retrieval.goBack(),
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [`recent${n}`, (coder) => coder.deeds.applyRecent(n)])),
};

function goTurn(coder, index) {
  const within = Math.max(0, Math.min(coder.text.turns.length - 1, index));
  if (!coder.attention.resizing) coder.attention.select(null);
  coder.view.focus(within);
}

function from(coder) {
  return coder.attention.selected?.end ?? coder.text.turns[coder.view.focusable].start;
}

function lastWord(coder) {
  return wordBefore(coder.text, coder.text.turns[coder.view.focusable].end);
}

function choose(coder, stretch) {
  if (!stretch) return false;
  coder.attention.select(stretch, true);
  return true;
}

function extend(coder, edge, by, piecesOf = wordsOf) {
  const turn = coder.text.turns[coder.view.focusable];
  if (!coder.attention.selected) return choose(coder, wordsOf(turn)[0] ?? sentencesOf(turn)[0]);
  return choose(coder, moveEdge(coder.text, coder.attention.selected, edge, by, piecesOf));
}
