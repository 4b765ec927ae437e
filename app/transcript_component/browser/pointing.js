// The mouse in the transcript: drag, double, triple and fourth click, stripes, hovering.

import { sentenceAt } from "./boundaries.js";
import { guardDrag } from "./selection.js";

/** Listen on the scroller of a coder. */
export function listenToMouse(coder) {
  const { scroller } = coder.parts;
  scroller.addEventListener("mousedown", (event) => {
    coder.reading.acted();
    if (event.button === 0 && coder.text) coder.guarded(() => pressed(coder, event));
  });
  scroller.addEventListener("click", (event) => coder.guarded(() => clicked(coder, event)));
  scroller.addEventListener("pointermove", (event) => coder.guarded(() => hovered(coder, event)));
  scroller.addEventListener("pointerleave", () => coder.guarded(() => coder.attention.hover(null)));
  scroller.addEventListener("focusin", (event) => {
    const turn = event.target.closest(".turn");
    if (turn) coder.view.focus(Number(turn.dataset.turn), false);
  });
}

function pressed(coder, event) {
  coder.beside.now();
  // A finger's tap is told as a mouse's press too, after the pointer is up: a drag begun now would never end.
  if (coder.touch.active) return;
  const target = event.target;
  if (target.closest(".stripe, .label, .speaker")) {
    event.preventDefault();
    return;
  }
  if (event.detail >= 3 && coder.attention.selected) {
    // The browser's own triple click takes the whole turn; a sentence is what a coder mostly means.
    event.preventDefault();
    const turn = coder.text.turnAt(coder.attention.selected.start);
    const whole = event.detail > 3 ? coder.text.trim(turn.start, turn.end) : sentenceAt(coder.text, coder.attention.selected.start);
    coder.attention.select(whole);
    return;
  }
  if (!target.closest(".turn")) return;
  if (!event.shiftKey && event.detail < 2) coder.selection.clear();
  // What was dragged over is selected at once, for a quick hand's next key or click. A selection that the browser lets
  // go of after the button is up is only known one task later.
  guardDrag(() => {
    coder.guarded(() => dragged(coder));
    setTimeout(() => coder.guarded(() => released(coder)));
  });
}

function dragged(coder) {
  const stretch = selectedNow(coder);
  if (stretch) coder.attention.select(stretch);
}

function selectedNow(coder) {
  const raw = coder.selection.read(coder.text);
  return raw && coder.text.trim(raw.start, raw.end);
}

function released(coder) {
  const stretch = selectedNow(coder);
  const { selected } = coder.attention;
  if (stretch) {
    if (stretch.start !== selected?.start || stretch.end !== selected?.end) coder.attention.select(stretch);
    return;
  }
  const caret = coder.selection.caret(coder.text);
  coder.attention.select(null);
  if (caret !== null) coder.attention.inspect(caret);
}

function clicked(coder, event) {
  const mark = event.target.closest(".stripe, .label");
  if (!mark) return;
  coder.attention.select(null);
  coder.attention.inspect(Number(mark.dataset.at), mark.dataset.ids.split(",")[0]);
  coder.view.focus(coder.text.turnAt(Number(mark.dataset.at)).index);
}

function hovered(coder, event) {
  if (coder.handles.drag || event.pointerType === "touch") return;
  const mark = event.target.closest(".stripe, .label");
  const piece = event.target.closest(".piece");
  if (mark) coder.attention.hover(Number(mark.dataset.at), mark.dataset.ids.split(","));
  else coder.attention.hover(piece ? Number(piece.dataset.start) : null);
}
