// Modules under test, from where the app keeps them.
export const browser = (name) => import(new URL(`../../../app/transcript_component/browser/${name}`, import.meta.url));

export const turnsOf = (...texts) => {
  let start = 0;
  return texts.map((text, index) => {
    const end = start + [...text].length;
    const turn = { n: index + 1, start, end };
    start = end + 1;
    return turn;
  });
};
