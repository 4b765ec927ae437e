// Hands the transcript to the engine; asks for a whole run of the page when the engine wants one.
export default function ({ data, setTriggerValue }) {
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
