// What the server has said, as snapshots, and what the screen shows: a snapshot with the unanswered acts laid over it.

const emptySnapshot = (stamp) => ({ stamp, codes: [], labels: {}, codings: new Map(), suggestions: new Map(), uses: new Map() });

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
      codes: kept(this.current.codes, message.codes ?? base.codes),
      labels: kept(this.current.labels, message.labels ?? base.labels),
      codings: changed(base.codings, message.codings),
      suggestions: changed(base.suggestions, message.suggestions),
      // sent only where some changed
      uses: message.uses ? changed(base.uses, message.uses) : base.uses,
    };
    return true;
  }

  /** The stamp to tell the server, which from then on must stay available as a base. */
  report() {
    this.reported = this.current;
    return this.current.stamp;
  }
}

/** The old value where the new one is equal, so that a message sent whole makes nothing anew that has not changed. */
function kept(old, fresh) {
  return old === fresh || JSON.stringify(old) === JSON.stringify(fresh) ? old : fresh;
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

/** What patches make of codes: by id the code made, or null where one is taken away. */
export function codeChanges(patches) {
  return Object.assign({}, ...patches.map((patch) => patch.codes));
}

/**
 * The codes of a snapshot with such changes: a new one stands last below its parent. What the snapshot knows of a code
 * goes before what a patch foresaw.
 */
export function codesWith(codes, changes) {
  const result = codes.filter((code) => changes[code.id] !== null);
  for (const code of Object.values(changes)) {
    if (code === null || result.some((each) => each.id === code.id)) continue;
    const parent = result.find((each) => each.id === code.parent);
    const below = parent ? result.findLastIndex((each) => each === parent || each.path.startsWith(`${parent.path} > `)) : result.length - 1;
    result.splice(below + 1, 0, code);
  }
  return result;
}

/** The patch that takes `patch` back, from what is shown before it is laid on. */
export function inverse(patch, shown) {
  const back = {};
  for (const kind of ["codings", "suggestions", "codes"]) {
    back[kind] = Object.fromEntries(Object.keys(patch[kind] ?? {}).map((id) => [id, shown[kind].get(id) ?? null]));
  }
  return back;
}
