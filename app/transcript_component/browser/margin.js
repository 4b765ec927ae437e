// The margin beside a turn: a stripe for each mark in its lane, and labels that never lie over text or each other.

import { h, safeColour } from "./dom.js";

const LANES = 8;
const LANE_WIDTH = 8;
const LABEL_HEIGHT = 17;

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
  const lanes = Math.min(LANES, Math.max(0, ...turn.marks.map((mark) => mark.lane + 1)));
  return () => {
    const stripes = placed.map((each) => stripe(each, codes));
    const begun = placed.filter(({ mark }) => mark.start >= source.start);
    turn.margin.style.setProperty("--lanes", `${lanes * LANE_WIDTH + 6}px`);
    turn.margin.replaceChildren(...stripes, ...labels(begun, box.height, codes, label));
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

function labels(begun, height, codes, label) {
  const room = Math.max(1, Math.floor((height + 3) / LABEL_HEIGHT));
  const shown = begun.length > room ? begun.slice(0, room - 1) : begun;
  const hidden = begun.slice(shown.length);
  let free = 0;
  const rest = shown.length + (hidden.length ? 1 : 0);
  const elements = shown.map(({ mark, top }, index) => {
    // Never so low that the labels still to come would not fit below.
    const place = Math.max(free, Math.min(top, height - (rest - index) * LABEL_HEIGHT));
    free = place + LABEL_HEIGHT;
    return nameLabel(mark, place, codes, label);
  });
  if (hidden.length) elements.push(moreLabel(hidden, Math.max(free, 0), label));
  return elements;
}

function nameLabel(mark, top, codes, label) {
  const { style, dataset } = look(mark, codes);
  const code = codes.get(mark.code);
  const before = `${mark.suggested ? "? " : ""}${mark.starred ? "★ " : ""}`;
  const after = `${mark.ids.length > 1 ? ` ×${mark.ids.length}` : ""}${mark.uncertain ? ` · ${label("uncertain")}` : ""}`;
  const name = `${before}${code?.name ?? ""}${after}`;
  return h(`div.label${mark.suggested ? ".suggested" : ""}`, { style: { ...style, top: `${top}px` }, dataset, title: code?.path ?? "" }, name);
}

function moreLabel(hidden, top, label) {
  const ids = hidden.flatMap(({ mark }) => mark.ids).join(",");
  return h("div.label.more", { style: { top: `${top}px` }, dataset: { ids, at: hidden[0].mark.start } }, label("more", { n: hidden.length }));
}
