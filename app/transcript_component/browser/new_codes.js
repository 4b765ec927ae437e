// Codes that a person makes while coding: from what was typed, or from the words of the interview themselves.

import { findCodes } from "./code_search.js";

const LONGEST = 60;
const alike = (name) => name.toLocaleLowerCase("da").normalize("NFC");

/** A name as the codebook stores it: single blanks, none at its ends. */
export const tidy = (words) => words.replace(/\s+/gu, " ").trim();

/** A code name from words of the interview: whole words, at most 60 signs, without the sign that separates a path. */
export function nameFrom(words) {
  const name = tidy(words.replace(/>/gu, " "));
  const signs = [...name];
  if (signs.length <= LONGEST) return name;
  const cut = signs.slice(0, LONGEST).join("");
  const whole = signs[LONGEST] === " " ? cut : cut.replace(/\s\S*$/u, "");
  return whole.replace(/[\s,;:.–-]+$/u, "");
}

/** The first code of this name that may be used, wherever it stands in the codebook; or null. */
export function codeNamed(codes, name) {
  return codes.find((code) => !code.retired && alike(code.name) === alike(name)) ?? null;
}

/** Where a new code most likely belongs: beside the code that fits best what was typed, else beside the latest used. */
export function nearestParent(codes, typed, recent) {
  const beside = (typed && findCodes(codes, typed)[0]) || codes.find((code) => code.id === recent[0]);
  const parent = beside?.parent ? codes.find((code) => code.id === beside.parent) : beside;
  return parent && !parent.retired ? parent : null;
}

/**
 * New codes to offer, none where a code has that name already.
 * @returns {{name: string, parent: object|null, inVivo: boolean}[]}
 */
export function newCodes(codes, typed, words, recent) {
  const written = tidy(typed);
  const name = written || nameFrom(words);
  if (!name || codeNamed(codes, name)) return [];
  const parent = nearestParent(codes, written, recent);
  const places = written && parent ? [parent, null] : [parent];
  return places.map((place) => ({ name, parent: place, inVivo: !written }));
}
