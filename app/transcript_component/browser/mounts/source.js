// Hands the transcript to the engine; asks for a whole run of the page when the engine wants one.
export default function ({ data, parentElement, setTriggerValue }) {
  hide(parentElement);
  const shared = (globalThis.citatTranscript ??= defer());
  shared.promise
    .then((engine) => engine.source(data, () => setTriggerValue("resync", Date.now())))
    .catch((error) => console.error("Citat:", error));
}

function defer() {
  const made = { hash: null };
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}

/** This part of the component has nothing to show, so it shall not take room on the page either. */
function hide(root) {
  const element = (root.host ?? root).closest('[data-testid="stElementContainer"]');
  if (element) element.style.display = "none";
}
