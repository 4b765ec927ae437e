// From the browser's selection to offsets and back, inside a shadow root.

import { toPoints, toUnits } from "./offsets.js";

/** Reads and sets the selection of one transcript. */
export class TextSelection {
  /** @param {ShadowRoot|HTMLElement} root @param {() => HTMLElement[]} holders text elements in order of turns */
  constructor(root, holders) {
    this.root = root;
    this.holders = holders;
  }

  /** The selected stretch, untrimmed, in code points; null where nothing of the transcript is selected. */
  read(text) {
    const range = this.#range();
    if (!range) return null;
    const start = this.#offset(text, range.startContainer, range.startOffset, "start");
    const end = this.#offset(text, range.endContainer, range.endOffset, "end");
    return start === null || end === null || end <= start ? null : { start, end };
  }

  /** The offset of the caret, also where nothing is selected; null outside the transcript. */
  caret(text) {
    const range = this.#range();
    const holder = range && this.#holder(range.startContainer);
    return holder ? this.#offset(text, range.startContainer, range.startOffset, "start") : null;
  }

  /** Select a stretch in the browser, so that it is seen, copied and read aloud as any selection. */
  show(text, stretch) {
    const selection = document.getSelection();
    if (!selection) return;
    const range = this.rangeOf(text, stretch);
    selection.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  }

  /** Let go of the browser's selection, if it is ours. */
  clear() {
    if (this.#range()) document.getSelection()?.removeAllRanges();
  }

  /** The DOM range of a stretch. */
  rangeOf(text, { start, end }) {
    const range = document.createRange();
    range.setStart(...this.#point(text, start, "start"));
    range.setEnd(...this.#point(text, end, "end"));
    return range;
  }

  #range() {
    const selection = document.getSelection();
    if (!selection || selection.rangeCount === 0) return null;
    const range = composed(selection, this.root);
    const inside = (node) => node && (this.root === node || this.root.contains(node));
    return range && inside(range.startContainer) && inside(range.endContainer) ? range : null;
  }

  #holder(node) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element?.closest(".text[data-turn]") ?? null;
  }

  #offset(text, node, offset, edge) {
    const probe = document.createRange();
    const holder = this.#holder(node);
    if (holder) {
      const turn = text.turns[Number(holder.dataset.turn)];
      probe.setStart(holder, 0);
      probe.setEnd(node, offset);
      return turn.start + toPoints(turn.text, probe.toString().length, turn.astral);
    }
    probe.setStart(node, offset);
    const holders = this.holders();
    // The end points of a drag may lie between texts: on a label, in the margin, in the next turn's gutter.
    const after = firstWhere(holders, (each) => probe.comparePoint(each, 0) > 0);
    if (edge === "start") return after < holders.length ? text.turns[after].start : null;
    return after > 0 ? text.turns[after - 1].end : null;
  }

  #point(text, offset, edge) {
    let turn = text.turnAt(offset);
    if (edge === "end" && offset === turn.start && turn.index > 0) turn = text.turns[turn.index - 1];
    let left = toUnits(turn.text, Math.min(offset, turn.end) - turn.start, turn.astral);
    const walker = document.createTreeWalker(this.holders()[turn.index], NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node && (left > node.length || (edge === "start" && left === node.length))) {
      const next = walker.nextNode();
      if (!next) break;
      left -= node.length;
      node = next;
    }
    return node ? [node, Math.min(left, node.length)] : [this.holders()[turn.index], 0];
  }
}

function composed(selection, root) {
  if (typeof selection.getComposedRanges === "function" && root instanceof ShadowRoot) {
    try {
      return selection.getComposedRanges({ shadowRoots: [root] })[0];
    } catch {
      return selection.getComposedRanges(root)[0];
    }
  }
  const own = typeof root.getSelection === "function" ? root.getSelection() : selection;
  return own && own.rangeCount ? own.getRangeAt(0) : null;
}

function firstWhere(items, holds) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * While a drag goes on, nothing but the transcript can be selected. A drag past the component's edge would otherwise
 * end in page text behind the transcript and so take everything down to its last word.
 */
export function guardDrag(finished) {
  const page = document.documentElement;
  const before = page.style.userSelect;
  page.style.userSelect = "none";
  const release = (event) => {
    // What had the focus before the button went down loses it now; only the window's own blur ends a drag.
    if (event.type === "blur" && event.target !== window) return;
    page.style.userSelect = before;
    for (const name of ["pointerup", "pointercancel", "blur"]) window.removeEventListener(name, release, true);
    finished(event);
  };
  for (const name of ["pointerup", "pointercancel", "blur"]) window.addEventListener(name, release, true);
}
