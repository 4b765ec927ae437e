// The margin beside a turn: a stripe for each mark in its lane, and labels that never lie over text or each other.

import { h, safeColour } from "./dom.js";
import { labelHeight, layLabels, LINE, linesNeeded } from "./margin_labels.js";

const LANES = 8;
const LANE_WIDTH = 8;
/** Where the margin is narrow the names need the room more. */
const NARROW = 150;
const NARROW_LANE = 6;

/** What a label takes of its width beside its words. */
const LABEL_EDGES = 14;
const MOST_BELOW = 2;

/**
 * Measure where the marks of a turn lie and return the function that draws them.
 * A label stands in the turn where its mark begins, or below it as long as `next`, the turns that follow in the same
 * block, have no marks of their own; labels that find no room are counted in a last one. With `grow` the turn becomes
 * as high as its labels need.
 */
export function drawMargin(turn, source, next, { codes, label, grow = false }) {
  const box = turn.margin.getBoundingClientRect();
  const height = freeBelow(next, box) - box.top;
  const placed = turn.marks.map((mark) => {
    const spans = turn.spans.get(mark) ?? [];
    const first = spans[0]?.getClientRects()[0];
    const rects = spans[spans.length - 1]?.getClientRects();
    const last = rects?.[rects.length - 1];
    return { mark, top: (first?.top ?? box.top) - box.top, bottom: (last?.bottom ?? box.bottom) - box.top };
  });
  share(placed);
  const step = box.width < NARROW ? NARROW_LANE : LANE_WIDTH;
  const lanes = Math.min(LANES, Math.max(0, ...turn.marks.map((mark) => mark.lane + 1))) * step + 6;
  const font = turn.marks.length ? getComputedStyle(turn.margin).font : "";
  return () => {
    const stripes = placed.map((each) => stripe(each, step, codes));
    const begun = placed.filter(({ mark }) => mark.start >= source.start).map((each) => named(each, codes, label));
    const room = { width: box.width - lanes - LABEL_EDGES, height, font, grow };
    turn.margin.style.setProperty("--lanes", `${lanes}px`);
    const names = labels(begun, room, codes, label);
    turn.margin.replaceChildren(...stripes, ...names);
    if (grow && names.length) turn.margin.style.minHeight = `${box.height + Math.max(0, lowest(names) - height)}px`;
  };
}

function lowest(names) {
  const { style } = names[names.length - 1];
  return Number.parseFloat(style.top) + Number.parseFloat(style.height);
}

/** How far down names may stand: to the end of the last unmarked turn below, few enough to be seen as theirs. */
function freeBelow(next, box) {
  const marked = next.findIndex((turn) => turn.marks.length);
  const free = next.slice(0, Math.min(MOST_BELOW, marked < 0 ? next.length : marked));
  return free.length ? free[free.length - 1].margin.getBoundingClientRect().bottom : box.bottom;
}

/** Two marks of one lane may end and begin within one line; then each stripe gets its half of the line. */
function share(placed) {
  const below = new Map();
  for (const each of placed) {
    const above = below.get(each.mark.lane);
    if (above && above.bottom > each.top) {
      const middle = (above.bottom + each.top) / 2;
      above.bottom = middle - 1;
      each.top = middle + 1;
    }
    below.set(each.mark.lane, each);
  }
}

function look(mark, codes) {
  return {
    style: { "--c": safeColour(codes.get(mark.code)?.colour) },
    dataset: { ids: mark.ids.join(","), at: mark.start },
  };
}

function stripe({ mark, top, bottom }, step, codes) {
  const { style, dataset } = look(mark, codes);
  Object.assign(style, {
    left: `${Math.min(mark.lane, LANES - 1) * step}px`,
    top: `${top}px`,
    height: `${Math.max(4, bottom - top)}px`,
  });
  const name = codes.get(mark.code)?.path ?? "";
  return h(`div.stripe${mark.suggested ? ".suggested" : ""}`, { style, dataset, title: name });
}

/** A mark with the words of its label. */
function named({ mark, top }, codes, label) {
  const code = codes.get(mark.code);
  const before = `${mark.suggested ? "? " : ""}${mark.starred ? "★ " : ""}`;
  const after = `${mark.ids.length > 1 ? ` ×${mark.ids.length}` : ""}${mark.uncertain ? ` · ${label("uncertain")}` : ""}`;
  return { mark, top, words: `${before}${code?.name ?? ""}${after}`, full: `${before}${code?.path ?? ""}${after}` };
}

function labels(begun, { width, height, font, grow }, codes, label) {
  const wishes = begun.map(({ top, words }) => ({ top, lines: linesNeeded(words, width, font) }));
  const { places, more } = layLabels(wishes, grow ? Infinity : height);
  const elements = places.map((place, index) => nameLabel(begun[index], place, codes));
  if (more !== null) elements.push(moreLabel(begun.slice(places.length), more, label));
  return elements;
}

function nameLabel({ mark, words, full }, { top, lines }, codes) {
  const { style, dataset } = look(mark, codes);
  const place = { top: `${top}px`, height: `${labelHeight(lines)}px`, "--lines": lines };
  return h(`div.label${mark.suggested ? ".suggested" : ""}`, { style: { ...style, ...place }, dataset: { ...dataset, full } }, h("span.words", {}, words));
}

function moreLabel(hidden, top, label) {
  const ids = hidden.flatMap(({ mark }) => mark.ids).join(",");
  const dataset = { ids, at: hidden[0].mark.start, full: hidden.map(({ full }) => full).join("\n") };
  return h("div.label.more", { style: { top: `${top}px`, height: `${LINE}px` }, dataset }, h("span.words", {}, label("more", { n: hidden.length })));
}
