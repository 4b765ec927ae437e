// Acts on their way to the server. Nothing leaves the outbox before the server has answered it, and a copy survives a
// reload of the page or a visit to another one.

const PREFIX = "citat-outbox:";

/** Names of outboxes; `study` and `coder` keep apart what one tab holds of several. */
export function outboxName(study, document, coder) {
  return `${PREFIX}${study}:${document}:${coder}`;
}

/** Names of all outboxes that a storage keeps; none where it is forbidden. */
export function keptOutboxes(storage) {
  try {
    return Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter((name) => name.startsWith(PREFIX));
  } catch {
    return [];
  }
}

/** Unanswered acts in order, mirrored to a storage. An entry is {operation: {cid, op, ...}, patch}. */
export class Outbox {
  /** @param {Storage} storage @param {string} name one for each document and coder */
  constructor(storage, name) {
    this.storage = storage;
    this.name = name;
    this.entries = this.#read();
  }

  /** The operations to send: always all of them, since the server may have missed any. */
  get operations() {
    return this.entries.map((entry) => entry.operation);
  }

  get patches() {
    return this.entries.map((entry) => entry.patch);
  }

  add(operation, patch) {
    this.entries.push({ operation, patch });
    this.#write();
  }

  /**
   * Take the server's answers. Answers to what is not here were seen before.
   * @param {string[]} acknowledged @param {{cid: string, reason: string}[]} refused
   * @returns {{operation: object, reason: string}[]} entries that were refused just now
   */
  answer(acknowledged, refused) {
    const stored = new Set(acknowledged);
    const reasons = new Map(refused.map(({ cid, reason }) => [cid, reason]));
    const taken = this.entries.filter(({ operation }) => reasons.has(operation.cid));
    const before = this.entries.length;
    this.entries = this.entries.filter(({ operation }) => !stored.has(operation.cid) && !reasons.has(operation.cid));
    if (this.entries.length !== before) this.#write();
    return taken.map(({ operation }) => ({ operation, reason: reasons.get(operation.cid) }));
  }

  #read() {
    try {
      const entries = JSON.parse(this.storage.getItem(this.name) ?? "[]");
      return Array.isArray(entries) ? entries.filter((entry) => entry?.operation?.cid && entry.patch) : [];
    } catch {
      return [];
    }
  }

  #write() {
    try {
      if (this.entries.length) this.storage.setItem(this.name, JSON.stringify(this.entries));
      else this.storage.removeItem(this.name);
    } catch {
      // A full or forbidden storage costs the copy, not the act: that is still sent from memory.
    }
  }
}
