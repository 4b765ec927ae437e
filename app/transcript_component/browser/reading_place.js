// Where on screen which words of the transcript stand, and how to bring words to a height of the screen.

/** The offset in the text that stands at a height of the view, from 0 (top) to 1 (bottom). */
export function offsetAt(view, share) {
  const frame = view.scroller.getBoundingClientRect();
  const height = frame.top + share * frame.height;
  const turn = view.text.turns[Number(turnAtHeight(view, height)?.dataset.turn ?? 0)];
  const box = view.turns[turn.index].element.getBoundingClientRect();
  const within = Math.max(0, Math.min(1, (height - box.top) / (box.height || 1)));
  return turn.start + within * (turn.end - turn.start);
}

/** Scroll so that an offset stands at a height of the view; never moves the page around it. */
export function bringTo(view, offset, share) {
  const turn = view.text.turnAt(Math.max(0, Math.min(view.text.length, offset)));
  const { element } = view.turns[turn.index];
  const move = () => {
    const frame = view.scroller.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    const within = (offset - turn.start) / Math.max(1, turn.end - turn.start);
    view.scroller.scrollTop += box.top + within * box.height - (frame.top + share * frame.height);
  };
  move();
  // What was off screen has its true height only once it is near.
  move();
}

/** Make a change that moves the view on the page; its words stay where they are on the screen. */
export function wordsStay(scroller, change) {
  const before = scroller.getBoundingClientRect().top;
  change();
  scroller.scrollTop += scroller.getBoundingClientRect().top - before;
}

/** Remembers which offset stands at the top of a view, for when the view is off the page and has no layout any more. */
export class TopOfView {
  constructor(scroller, guarded) {
    this.offset = null;
    scroller.addEventListener("scroll", () => {
      this.waiting ??= requestAnimationFrame(() => guarded(() => {
        this.waiting = null;
        if (this.view?.text && scroller.clientHeight) this.offset = offsetAt(this.view, 0);
      }));
    }, { passive: true });
  }

  /** Another text, from its beginning. */
  load(view) {
    this.view = view;
    this.offset = 0;
  }
}

function turnAtHeight(view, height) {
  let element = view.scroller.firstElementChild;
  while (element && !element.matches(".turn")) element = firstBelow(element.children, height);
  return element;
}

function firstBelow(elements, height) {
  let low = 0;
  let high = elements.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (elements[middle].getBoundingClientRect().bottom > height) high = middle;
    else low = middle + 1;
  }
  return elements[low];
}
