// Another stretch for a suggestion, shorter or longer by a sentence, before it is accepted.

import { sentencesOf } from "./boundaries.js";

/** The next shorter (-1) or longer (1) stretch of whole sentences in the same turn, or the same where there is none. */
export function otherStretch(text, { start, end }, by) {
  const inside = sentencesOf(text.turnAt(start));
  const held = inside.filter((each) => each.start < end && each.end > start);
  if (by < 0) {
    if (held.length < 2) return { start, end };
    return { start: held[0].start, end: held[held.length - 2].end };
  }
  const next = inside.find((each) => each.start >= end);
  if (next) return { start, end: next.end };
  const before = inside.findLast((each) => each.end <= start);
  return before ? { start: before.start, end } : { start, end };
}

/** Which suggestion of a coder is shown with other bounds; nothing is stored before it is accepted. */
export class SuggestedStretch {
  constructor(coder) {
    this.coder = coder;
    this.moved = null;
  }

  /** The patch that shows it. */
  get preview() {
    const { moved } = this;
    return moved && this.coder.views.current.suggestions.has(moved.id) ? { suggestions: { [moved.id]: moved } } : null;
  }

  /** Make the active suggestion shorter (-1) or longer (1). */
  change(by) {
    const item = this.coder.attention.item();
    if (!item || item.coder !== undefined) {
      this.coder.say(this.coder.label("noSuggestions"), true);
      return;
    }
    const stretch = otherStretch(this.coder.text, item, by);
    if (stretch.start === item.start && stretch.end === item.end) {
      this.coder.say(this.coder.label(by < 0 ? "noShorter" : "noLonger"), true);
      return;
    }
    this.moved = { ...item, ...stretch };
    this.coder.attention.place = stretch.start;
    this.coder.paint();
    this.coder.say(this.coder.text.slice(stretch.start, stretch.end));
  }

  /** The bounds to accept a suggestion with, where they are not its own. */
  boundsOf(item) {
    return this.moved?.id === item.id ? { start: item.start, end: item.end } : {};
  }
}
