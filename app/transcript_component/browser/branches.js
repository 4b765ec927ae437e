// The codebook as branches that fold: which codes stand where, which are to be seen. DOM-free.

/**
 * The codes that are not retired, each with its depth and whether codes stand below it, in the order of the codebook.
 * @returns {{code: object, depth: number, parent: string|null, branch: boolean}[]}
 */
export function rowsOf(codes) {
  const live = codes.filter((code) => !code.retired);
  const rows = new Map(live.map((code) => [code.id, { code, depth: 0, parent: null, branch: false }]));
  for (const row of rows.values()) {
    const above = rows.get(row.code.parent);
    if (!above) continue;
    // A parent stands before its sub-codes, so its own depth is known.
    row.parent = above.code.id;
    row.depth = above.depth + 1;
    above.branch = true;
  }
  return [...rows.values()];
}

/** The rows to see: none below a folded branch. */
export function unfolded(rows, folded) {
  const hidden = new Set();
  return rows.filter(({ code, parent }) => {
    const away = parent !== null && (hidden.has(parent) || folded.has(parent));
    if (away) hidden.add(code.id);
    return !away;
  });
}

/** The rows of these codes with the branches they stand in, so that a name is never without its place. */
export function withBranches(rows, ids) {
  const wanted = new Set(ids);
  for (const { code, parent } of [...rows].reverse()) if (wanted.has(code.id) && parent !== null) wanted.add(parent);
  return rows.filter(({ code }) => wanted.has(code.id));
}

/** For each code the number of codings with it and with all codes below it. */
export function sumsOf(rows, counts) {
  const sums = new Map(rows.map(({ code }) => [code.id, counts.get(code.id) ?? 0]));
  for (const { code, parent } of [...rows].reverse()) if (parent !== null) sums.set(parent, sums.get(parent) + sums.get(code.id));
  return sums;
}
