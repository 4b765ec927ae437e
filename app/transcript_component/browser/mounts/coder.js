// Hands each new state to the engine.
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const shared = (globalThis.citatTranscript ??= defer());
  shared.promise
    .then((engine) => engine.coder(parentElement, data, setStateValue, setTriggerValue))
    .catch((error) => console.error("Citat:", error));
  return () => shared.promise.then((engine) => engine.leave(parentElement));
}

function defer() {
  const made = { hash: null };
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}
