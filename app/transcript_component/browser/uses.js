// Where codings are used: said beside a coding, in the list of passages, and when one of them goes.

import { newId } from "./new_id.js";

/** What the server has told of uses, as the panel, the list and the notices want it. */
export class Uses {
  constructor(coder) {
    this.coder = coder;
  }

  /** By coding id, of those among `codings` that are used, its places: each in words, with the key of its text. */
  on(codings) {
    const { uses } = this.coder.views.current;
    if (!uses.size) return {};
    return Object.fromEntries(codings.filter(({ id }) => uses.has(id)).map(({ id }) => [id, uses.get(id).places]));
  }

  /** The places of all these codings in words, each once. */
  places(codings) {
    return [...new Set(Object.values(this.on(codings)).flatMap((places) => places.map(([words]) => words)))];
  }

  /** A used coding was taken away or got another code: said at once, while undo is near; nothing waits for an answer. */
  tell(coding, says) {
    const places = this.places([coding]);
    if (!places.length) return;
    const { notices, label, codes } = this.coder;
    notices.say("used", label(says, { code: codes.get(coding.code)?.path ?? "", places: places.join("; ") }));
  }

  /** It was undone. */
  untell() {
    this.coder.notices.drop("used");
  }

  /** Go to the field of a text. */
  open(text) {
    this.coder.setState("go", { text, nonce: newId() });
  }
}
