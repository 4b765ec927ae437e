// What the server has said, as snapshots, and what the screen shows: a snapshot with the unanswered acts laid over it.

const emptySnapshot = (stamp) => ({ stamp, codes: [], labels: {}, codings: new Map(), suggestions: new Map() });

/** Snapshots by stamp. The server sends changes against one that we said we have; these are the ones kept. */
export class Views {
  constructor() {
    this.current = emptySnapshot("");
    this.reported = this.current;
  }

  /** Take a message. Returns false, changing nothing, where its changes are against a snapshot not kept. */
  receive(message) {
    if (message.stamp === this.current.stamp) return true;
    const base = message.base ? [this.current, this.reported].find((each) => each.stamp === message.base) : emptySnapshot("");
    if (!base) return false;
    this.current = {
      stamp: message.stamp,
      codes: message.codes ?? base.codes,
      labels: message.labels ?? base.labels,
      codings: changed(base.codings, message.codings),
      suggestions: changed(base.suggestions, message.suggestions),
    };
    return true;
  }

  /** The stamp to tell the server, which from then on must stay available as a base. */
  report() {
    this.reported = this.current;
    return this.current.stamp;
  }
}

function changed(base, { set, gone }) {
  const result = new Map(base);
  for (const id of gone) result.delete(id);
  for (const item of set) result.set(item.id, item);
  return result;
}

/**
 * The codings and suggestions to show: `snapshot` with patches laid over it in order. What does not lie inside a text
 * of `length` code points is left out, so that one wrong coding cannot keep the others from the screen.
 */
export function project(snapshot, patches, length) {
  const shown = { codings: new Map(snapshot.codings), suggestions: new Map(snapshot.suggestions) };
  for (const patch of patches) {
    for (const kind of ["codings", "suggestions"]) {
      for (const [id, item] of Object.entries(patch[kind] ?? {})) {
        if (item === null) shown[kind].delete(id);
        else shown[kind].set(id, item);
      }
    }
  }
  for (const items of Object.values(shown)) {
    for (const { id, start, end } of items.values()) if (!(start >= 0 && start < end && end <= length)) items.delete(id);
  }
  return shown;
}

/** The patch that takes `patch` back, from what is shown before it is laid on. */
export function inverse(patch, shown) {
  const back = {};
  for (const kind of ["codings", "suggestions"]) {
    back[kind] = Object.fromEntries(Object.keys(patch[kind] ?? {}).map((id) => [id, shown[kind].get(id) ?? null]));
  }
  return back;
}
