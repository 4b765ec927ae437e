// All outboxes of one coder: that of the interview on screen, and what is left of interviews that were open before.

import { keptOutboxes, Outbox, outboxName } from "./outbox.js";

/** Sent together, so that nothing waits until its interview is opened again. */
export class Outboxes {
  /** @param {Storage} storage @param {{study: string, document: {id: string}, me: {id: string}}} message */
  constructor(storage, { study, document, me }) {
    const own = outboxName(study, document.id, me.id);
    const [first, last] = outboxName(study, "\n", me.id).split("\n");
    const left = keptOutboxes(storage).filter((name) => name !== own && name.startsWith(first) && name.endsWith(last));
    this.document = document.id;
    this.own = new Outbox(storage, own);
    this.left = left.map((name) => new Outbox(storage, name));
  }

  /** Patches of the interview on screen. */
  get patches() {
    return this.own.patches;
  }

  /** All that has no answer yet, as entries of an outbox. */
  get entries() {
    return [...this.left, this.own].flatMap((outbox) => outbox.entries);
  }

  /** The operations to send: always all, the oldest interview first. */
  get operations() {
    return this.entries.map((entry) => entry.operation);
  }

  /** Keep an act in the interview on screen. Each says its interview: it may be sent while another one is open. */
  add(operation, patch) {
    this.own.add({ ...operation, document: this.document }, patch);
  }

  /** As `Outbox.answer`, for all of them. */
  answer(acknowledged, refused) {
    const taken = [...this.left, this.own].flatMap((outbox) => outbox.answer(acknowledged, refused));
    this.left = this.left.filter((outbox) => outbox.entries.length);
    return taken;
  }
}
