// The margin beside a turn: a stripe for each mark in its lane, and labels that never lie over text or each other.

import { h, safeColour } from "./dom.js";
import { labelHeight, layLabels, LINE, linesNeeded } from "./margin_labels.js";

const LANES = 8;
const LANE_WIDTH = 8;

/** What a label takes of its width beside its words. */
const LABEL_EDGES = 14;

/**
 * Measure where the marks of a turn lie and return the function that draws them.
 * A label stands in the turn where its mark begins; labels that find no room are counted in a last one.
 */
export function drawMargin(turn, source, codes, label) {
  const box = turn.margin.getBoundingClientRect();
  const placed = turn.marks.map((mark) => {
    const spans = turn.spans.get(mark) ?? [];
    const first = spans[0]?.getClientRects()[0];
    const rects = spans[spans.length - 1]?.getClientRects();
    const last = rects?.[rects.length - 1];
    return { mark, top: (first?.top ?? box.top) - box.top, bottom: (last?.bottom ?? box.bottom) - box.top };
  });
  share(placed);
  const lanes = Math.min(LANES, Math.max(0, ...turn.marks.map((mark) => mark.lane + 1))) * LANE_WIDTH + 6;
  const font = turn.marks.length ? getComputedStyle(turn.margin).font : "";
  return () => {
    const stripes = placed.map((each) => stripe(each, codes));
    const begun = placed.filter(({ mark }) => mark.start >= source.start).map((each) => named(each, codes, label));
    const room = { width: box.width - lanes - LABEL_EDGES, height: box.height, font };
    turn.margin.style.setProperty("--lanes", `${lanes}px`);
    turn.margin.replaceChildren(...stripes, ...labels(begun, room, codes, label));
  };
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

function stripe({ mark, top, bottom }, codes) {
  const { style, dataset } = look(mark, codes);
  Object.assign(style, {
    left: `${Math.min(mark.lane, LANES - 1) * LANE_WIDTH}px`,
    top: `${top}px`,
    height: `${Math.max(4, bottom - top)}px`,
  });
  const name = codes.get(mark.code)?.path ?? "";
  return h(`div.stripe${mark.suggested ? ".suggested" : ""}`, { style, dataset, title: name });
}

/** A mark with the words of its label. */
function named({ mark, top }, codes, label) {
  const before = `${mark.suggested ? "? " : ""}${mark.starred ? "★ " : ""}`;
  const after = `${mark.ids.length > 1 ? ` ×${mark.ids.length}` : ""}${mark.uncertain ? ` · ${label("uncertain")}` : ""}`;
  return { mark, top, words: `${before}${codes.get(mark.code)?.name ?? ""}${after}` };
}

function labels(begun, { width, height, font }, codes, label) {
  const wishes = begun.map(({ top, words }) => ({ top, lines: linesNeeded(words, width, font) }));
  const { places, more } = layLabels(wishes, height);
  const elements = places.map((place, index) => nameLabel(begun[index], place, codes));
  if (more !== null) elements.push(moreLabel(begun.slice(places.length), more, codes, label));
  return elements;
}

function nameLabel({ mark, words }, { top, lines }, codes) {
  const { style, dataset } = look(mark, codes);
  const path = codes.get(mark.code)?.path ?? "";
  const place = { top: `${top}px`, height: `${labelHeight(lines)}px`, "--lines": lines };
  return h(`div.label${mark.suggested ? ".suggested" : ""}`, { style: { ...style, ...place }, dataset: { ...dataset, full: path } }, h("span.words", {}, words));
}

function moreLabel(hidden, top, codes, label) {
  const ids = hidden.flatMap(({ mark }) => mark.ids).join(",");
  const full = hidden.map(({ mark }) => `${mark.suggested ? "? " : ""}${codes.get(mark.code)?.path ?? ""}`).join("\n");
  const dataset = { ids, at: hidden[0].mark.start, full };
  return h("div.label.more", { style: { top: `${top}px`, height: `${LINE}px` }, dataset }, h("span.words", {}, label("more", { n: hidden.length })));
}
