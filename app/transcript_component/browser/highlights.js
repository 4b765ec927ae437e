// Passing marks over text, drawn by the browser without touching the text: the selection while the focus is elsewhere,
// the active coding, the place that was asked for. The registry is the page's own, so names are ours.

const NAMES = ["citat-selected", "citat-active", "citat-goto", "citat-code", "citat-hit", "citat-hit-now"];

/** Highlight ranges under a name; none takes the highlight away. Does nothing in a browser that lacks highlights. */
export function highlight(name, ranges) {
  if (!globalThis.CSS?.highlights) return;
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}

export function clearHighlights() {
  NAMES.forEach((name) => highlight(name, []));
}
