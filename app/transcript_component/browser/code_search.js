// Finding a code by what a hand types: name first, then path, then definition.

/**
 * Words as they are compared: small letters, ae, oe and aa for æ, ø and å, no accents. So each can be typed for the
 * other, on any keyboard.
 */
export function plain(words) {
  const small = (words ?? "").normalize("NFC").toLocaleLowerCase("da");
  return small.replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa").normalize("NFD").replace(/\p{M}/gu, "");
}

const known = new WeakMap();

/** What of a code is searched; made once, because it is asked for with every letter typed. */
function searched(code) {
  let found = known.get(code);
  if (!found) {
    const name = plain(code.name);
    found = { name, parts: name.split(/[\s/()»«"–-]+/u), path: plain(code.path), definition: plain(code.definition) };
    known.set(code, found);
  }
  return found;
}

function rank(code, words) {
  const { name, parts, path, definition } = searched(code);
  let total = 0;
  for (const word of words) {
    if (name.startsWith(word)) total += 0;
    else if (parts.some((part) => part.startsWith(word))) total += 1;
    else if (name.includes(word)) total += 2;
    else if (path.includes(word)) total += 4;
    else if (definition.includes(word)) total += 8;
    else return null;
  }
  return total;
}

/**
 * Codes that fit what was typed, best first; every typed word must be found. Nothing typed: recent ones first, then
 * all in the order of the codebook. Retired codes are never offered.
 */
export function findCodes(codes, typed, recent = []) {
  const words = plain(typed).split(/\s+/u).filter(Boolean);
  const live = codes.filter((code) => !code.retired);
  const place = new Map(recent.map((id, index) => [id, index - recent.length]));
  return live
    .map((code, index) => ({ code, rank: rank(code, words), index: place.get(code.id) ?? index }))
    .filter((found) => found.rank !== null)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map((found) => found.code);
}

/** `recent` with `id` in front, nine at most: as many as there are digits. */
export function withRecent(recent, id) {
  return [id, ...recent.filter((each) => each !== id)].slice(0, 9);
}
