// Which way text runs: an interpreter's Arabic stands in Danish interviews as words, or as whole turns.

const LEFTWARD = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LETTERS = /\p{L}/gu;

/** Whether a sign, or any in a text, runs from right to left. */
export const runsLeft = (text) => LEFTWARD.test(text);

/** "rtl" for a text most of whose letters run from right to left, else null: one foreign word first turns no sentence. */
export function directionOf(text) {
  if (!runsLeft(text)) return null;
  const letters = text.match(LETTERS) ?? [];
  return letters.filter(runsLeft).length * 2 > letters.length ? "rtl" : null;
}
