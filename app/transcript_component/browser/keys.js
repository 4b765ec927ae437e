// Which key means which command. DOM-free, so that the table can be tested and shown as the help sheet.

const PLAIN = {
  j: "nextTurn", ArrowDown: "nextTurn", k: "previousTurn", ArrowUp: "previousTurn",
  ArrowRight: "nextWord", ArrowLeft: "previousWord", Enter: "enter", " ": "selectTurn", s: "nextSentence",
  c: "pick", Escape: "escape", Delete: "remove", Backspace: "remove", n: "nextSuggestion", p: "previousSuggestion",
  a: "accept", r: "reject", x: "changeCode", e: "resize", m: "memo", ".": "nextCoding", ",": "previousCoding",
  Home: "firstTurn", End: "lastTurn", f: "findCode", u: "doubt", q: "star", "*": "star", v: "inVivo",
  t: "allLikeThis", d: "defer", "[": "shorter", "-": "shorter", "]": "longer", "+": "longer",
  o: "passages", b: "goBack",
  "/": "search", w: "nextUncoded", i: "nextMemo", l: "nextSign", h: "nextHit", F3: "nextHit", g: "turnNumber",
};
const SHIFTED = {
  ArrowRight: "extendEnd", ArrowLeft: "shrinkEnd", S: "extendSentence", F: "filter", D: "density", "?": "help", "*": "star", "+": "longer",
  "/": "search", W: "previousUncoded", I: "previousMemo", L: "previousSign", H: "previousHit", F3: "previousHit",
};
const SHIFTED_ALT = { ArrowLeft: "extendStart", ArrowRight: "shrinkStart" };

const SHIFTED_CONTROL = { ArrowRight: "extendEndSign", ArrowLeft: "shrinkEndSign" };
const SHIFTED_CONTROL_ALT = { ArrowLeft: "extendStartSign", ArrowRight: "shrinkStartSign" };

/** The command of a keydown event, or null. Keys held with Ctrl, Cmd or Alt are left to the browser, undo, search and bounds apart. */
export function commandOf(event) {
  if (event.isComposing) return null;
  if (event.ctrlKey || event.metaKey) return withControl(event);
  if (event.altKey) return event.shiftKey ? SHIFTED_ALT[event.key] ?? null : null;
  if (/^[1-9]$/.test(event.key)) return `recent${event.key}`;
  if (event.shiftKey) return SHIFTED[event.key] ?? null;
  return event.key === "?" ? "help" : PLAIN[event.key] ?? PLAIN[event.key.toLowerCase()] ?? null;
}

function withControl(event) {
  // with AltGr, which Windows tells as Ctrl + Alt
  if (event.altKey && "[]".includes(event.key)) return PLAIN[event.key];
  const key = event.key.toLowerCase();
  if (event.shiftKey && event.key.startsWith("Arrow")) return (event.altKey ? SHIFTED_CONTROL_ALT : SHIFTED_CONTROL)[event.key] ?? null;
  if (event.altKey) return null;
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  if (key === "f") return event.shiftKey ? null : "search";
  return key === "y" ? "redo" : null;
}

/** The help sheet: keys as written on a keyboard, and the label that says what they do. */
export const HELP = [
  ["J / K  ↓ / ↑", "keyTurns"],
  ["Enter  Space", "keySelectTurn"],
  ["S", "keySentence"],
  ["Shift + S", "keyExtendSentence"],
  ["← / →", "keyWord"],
  ["Shift + → / ←", "keyExtend"],
  ["Alt + Shift + ← / →", "keyExtendStart"],
  ["Ctrl + Shift + → / ←", "keyExtendSign"],
  ["Ctrl + Alt + Shift + ← / →", "keyExtendStartSign"],
  ["Esc", "keyEscape"],
  ["C  Enter", "keyPick"],
  ["1 – 9", "keyRecent"],
  ["Ctrl + Enter", "keySeveral"],
  ["V", "keyInVivo"],
  [". / ,", "keyCodings"],
  ["W / Shift + W", "keyUncoded"],
  ["I / Shift + I", "keyMemos"],
  ["L / Shift + L", "keySigns"],
  ["/  Ctrl + F", "keySearch"],
  ["H / Shift + H  F3", "keyHits"],
  ["G", "keyNumber"],
  ["X", "keyChange"],
  ["E", "keyResize"],
  ["M", "keyMemo"],
  ["Q  *", "keyStar"],
  ["U", "keyDoubt"],
  ["Delete", "keyRemove"],
  ["N / P", "keySuggestions"],
  ["A / R", "keyDecide"],
  ["D", "keyDefer"],
  ["T", "keyAllLikeThis"],
  ["[ / ]  - / +", "keyStretch"],
  ["F", "keyFind"],
  ["Shift + F", "keyFilter"],
  ["Shift + D", "keyDensity"],
  ["Ctrl + P", "keyPrint"],
  ["→ / ←", "keyBranches"],
  ["O", "keyPassages"],
  ["B", "keyGoBack"],
  ["Ctrl + Z", "keyUndo"],
  ["Ctrl + Shift + Z  Ctrl + Y", "keyRedo"],
  ["?", "keyHelp"],
];
