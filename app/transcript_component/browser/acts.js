// Acts of a coder: the operation the server gets, and the patch that shows it at once.

import { added, madeNow, settled } from "./same_code.js";
import { inverse } from "./views.js";

/**
 * What an operation will change on screen, as far as the browser can tell.
 * @param {object} operation without its cid
 * @param {{codings: Map, suggestions: Map, codes: Map}} shown what is on screen now
 * @param {{id: string, name: string}} me
 * @param {TranscriptText} text
 */
export function patchOf(operation, shown, me, text) {
  const coding = shown.codings.get(operation.coding);
  const suggestion = shown.suggestions.get(operation.suggestion);
  const fresh = (from, code, origin) => ({
    id: operation.coding, start: from.start, end: from.end, code, coder: me.id, coder_name: me.name, origin,
    certainty: "certain", memo: "", starred: false, created: madeNow(),
  });
  const add = (placed) => ({ codings: added(text, placed, shown.codings) });
  const put = (placed) => ({ codings: settled(text, placed, shown.codings) });
  switch (operation.op) {
    case "apply":
      return add(fresh(operation, operation.code, "manual"));
    case "remove":
      return { codings: { [operation.coding]: null } };
    case "recode":
      return put({ ...coding, code: operation.code });
    case "resize":
      return put({ ...coding, start: operation.start, end: operation.end });
    case "memo":
      return { codings: { [operation.coding]: { ...coding, memo: operation.text } } };
    case "certainty":
      return { codings: { [operation.coding]: { ...coding, certainty: operation.certainty } } };
    case "star":
      return { codings: { [operation.coding]: { ...coding, starred: operation.starred } } };
    case "accept":
      return { ...add(fresh({ ...suggestion, ...boundsOf(operation) }, suggestion.code, "accepted")), suggestions: { [suggestion.id]: null } };
    case "accept_as":
      return { ...add(fresh({ ...suggestion, ...boundsOf(operation) }, operation.code, "accepted")), suggestions: { [suggestion.id]: null } };
    case "reject":
    case "defer":
      return { suggestions: { [operation.suggestion]: null } };
    case "decide_all":
      // The codings come with the server's answer; only it knows which of the suggestions still stand.
      return { suggestions: Object.fromEntries(Object.keys(operation.codings).filter((id) => shown.suggestions.has(id)).map((id) => [id, null])) };
    case "create_code":
      return { codes: { [operation.code]: codeOf(operation, shown.codes.get(operation.parent)) } };
    default:
      return {};
  }
}

function boundsOf({ start, end }) {
  return start === undefined ? {} : { start, end };
}

function codeOf({ code, name, parent: id, definition = "" }, parent) {
  const path = parent ? `${parent.path} > ${name}` : name;
  return { id: code, parent: id, name, path, definition, colour: parent?.colour ?? "", retired: false };
}

/** The coding that an act puts somewhere, as a patch has it: where codings become one, the one that stays. */
export function placedBy(patch) {
  return Object.values(patch.codings ?? {}).find((coding) => coding !== null) ?? null;
}

/**
 * What was done on this page and can be predicted when it is undone. The server's log decides what an undo does; where
 * nothing is known here (acts of an earlier visit) an undo shows when the server has answered.
 */
export class History {
  constructor() {
    this.done = [];
    this.undone = [];
  }

  /** Remember an act that was just done, with the patch that takes it back. */
  did(cid, patch, shown) {
    this.done.push({ cid, patch, back: inverse(patch, shown) });
    this.undone = [];
  }

  /** The operation that the next undo means, or undefined; a redo means the undo it takes back. */
  get undoOf() {
    return this.done.at(-1)?.cid;
  }

  get redoOf() {
    return this.undone.at(-1)?.undoneBy;
  }

  /** The patch an undo will have, or an empty one; `cid` is its own. */
  undo(cid) {
    const act = this.done.pop();
    if (act) this.undone.push({ ...act, undoneBy: cid });
    return act?.back ?? {};
  }

  /** The patch a redo will have, or an empty one. */
  redo() {
    const act = this.undone.pop();
    if (act) this.done.push(act);
    return act?.patch ?? {};
  }

  /** Forget all: after a refusal the order of acts here may no longer be the server's. */
  forget() {
    this.done = [];
    this.undone = [];
  }
}
