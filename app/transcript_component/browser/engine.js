// Entry of the engine: coders by the element they live in, texts by document, and the meeting of the two.

import { Coder } from "./coder.js";
import { Leaving } from "./leaving.js";
import { TranscriptText } from "./offsets.js";
import { keptOutboxes } from "./outbox.js";
import { Standing } from "./standing.js";
import { StrayKeys } from "./stray_keys.js";

const KEPT_TEXTS = 4;
const decoder = new TextDecoder();

/** What one page of the browser holds; made once and kept by the mounting scripts. */
export class Engine {
  /** @param {string} style */
  constructor(style) {
    this.page = { style, resync: () => {}, seenPlaces: new Map() };
    this.texts = new Map();
    this.coders = new Map();
    this.leaving = globalThis.citatLeaving ??= new Leaving();
    this.standing = new Standing();
    this.strayKeys = new StrayKeys((event) => this.#stray(event));
    // Also on a page without a transcript: what could not be sent before it was left would go with the tab.
    window.addEventListener("beforeunload", (event) => {
      const unsent = [...this.coders.values()].some((coder) => coder.outbox?.operations.length);
      if (unsent || keptOutboxes(sessionStorage).length) event.preventDefault();
    });
  }

  /** A transcript came; `resync` asks the server for a whole run. */
  source(bytes, resync) {
    this.page.resync = this.leaving.held(resync);
    const { document: identity, text, turns } = JSON.parse(decoder.decode(bytes));
    const known = this.texts.get(identity.id);
    this.texts.delete(identity.id);
    const same = known && known.hash === identity.hash;
    this.texts.set(identity.id, same ? known : Object.assign(new TranscriptText(text, turns), { hash: identity.hash, title: identity.title, note: identity.note }));
    if (this.texts.size > KEPT_TEXTS) this.texts.delete(this.texts.keys().next().value);
    for (const coder of this.coders.values()) this.#meet(coder);
  }

  /** A coder's data came. Never throws: Streamlit would replace the component by an error box for good. */
  coder(root, bytes, setState, trigger) {
    try {
      this.#sweep();
      let coder = this.coders.get(root);
      if (!coder) {
        coder = new Coder(root, this.page);
        this.coders.set(root, coder);
      }
      coder.press.whenFree(() => coder.guarded(() => {
        coder.update(JSON.parse(decoder.decode(bytes)), this.leaving.held(setState), this.leaving.held(trigger));
        this.#meet(coder);
      }));
    } catch (error) {
      console.error("Citat:", error);
    }
  }

  /** A coder was taken off the page, or only its call was superseded: then it stays. */
  leave(root) {
    if (root.isConnected) return;
    const coder = this.coders.get(root);
    if (!coder) return;
    coder.guarded(() => this.standing.leave(coder));
    coder.destroy();
    this.coders.delete(root);
  }

  /** Whoever is off the page has gone, also where that has not been told yet. */
  #sweep() {
    for (const root of [...this.coders.keys()]) this.leave(root);
  }

  #stray(event) {
    this.#sweep();
    const coder = [...this.coders.values()].find((each) => each.text && each.focus.ours);
    return coder ? coder.guarded(() => coder.focus.catchUp(event, coder.turn)) ?? true : this.standing.keep(event);
  }

  #meet(coder) {
    const wanted = coder.message?.document;
    const text = wanted && this.texts.get(wanted.id);
    if (text && text.hash === wanted.hash && coder.text !== text) {
      coder.guarded(() => {
        coder.receiveText(text);
        this.standing.resume(coder);
      });
    }
  }
}
