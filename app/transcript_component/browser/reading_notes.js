// What was read, on its way to the server: kept until the server has it, also over a reload or a visit elsewhere.

import { merged, without } from "./turn_ranges.js";

/** A note that says what two notes on one document say, the later one last. */
export function joined(before, after) {
  if (!before) return after;
  return {
    ...after,
    read: merged([...without(before.read, after.unread), ...after.read]),
    unread: without([...before.unread, ...after.unread], after.read),
  };
}

/** Notes by document: {read, unread: ranges of turns, place: a turn, at: milliseconds since 1970}. */
export class ReadingNotes {
  /** @param {Storage} storage @param {string} name one for each coder */
  constructor(storage, name) {
    this.storage = storage;
    this.name = name;
    this.sent = null;
    this.notes = this.#read();
  }

  get waiting() {
    return Object.keys(this.notes).length > 0;
  }

  /** All that is noted of a document and perhaps not stored yet, or undefined. */
  of(id) {
    const sent = this.sent?.notes[id];
    return this.notes[id] ? joined(sent, this.notes[id]) : sent;
  }

  add(id, note) {
    this.notes[id] = joined(this.notes[id], { read: [], unread: [], ...note });
    this.#write();
  }

  /** Everything without an answer as one parcel with a number of its own; a note may arrive twice unharmed. */
  parcel(number) {
    for (const [id, note] of Object.entries(this.sent?.notes ?? {})) this.notes[id] = this.notes[id] ? joined(note, this.notes[id]) : note;
    this.sent = { number, notes: this.notes };
    this.notes = {};
    return { n: number, of: Object.entries(this.sent.notes).map(([id, note]) => ({ document: id, ...note })) };
  }

  /** The server has stored the parcel of this number. */
  answered(number) {
    if (!this.sent || this.sent.number !== number) return;
    this.sent = null;
    this.#write();
  }

  #read() {
    try {
      const kept = JSON.parse(this.storage.getItem(this.name) ?? "{}");
      return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
    } catch {
      return {};
    }
  }

  #write() {
    try {
      const all = Object.fromEntries([...Object.keys(this.sent?.notes ?? {}), ...Object.keys(this.notes)].map((id) => [id, this.of(id)]));
      if (Object.keys(all).length) this.storage.setItem(this.name, JSON.stringify(all));
      else this.storage.removeItem(this.name);
    } catch {
      // Without storage notes live as long as the page; what is lost then is at most where one stopped.
    }
  }
}
