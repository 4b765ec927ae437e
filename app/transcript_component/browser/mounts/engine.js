// Loads the engine from the modules that came as data, and keeps it for the scripts of source and coder.
export default function (component) {
  const shared = (globalThis.citatTranscript ??= defer());
  hide(component.parentElement);
  try {
    const { hash, modules, style } = JSON.parse(new TextDecoder().decode(component.data));
    if (shared.hash === hash) return undefined;
    const again = shared.hash !== null;
    shared.hash = hash;
    const urls = new Map();
    // Modules come in the order of their needs, so each import can be replaced by the address of what came before.
    for (const [name, source] of modules) {
      const linked = source.replace(/(from\s+)"\.\/([\w.]+)"/g, (_, from, other) => `${from}"${urls.get(other)}"`);
      const script = `${linked}\n//# sourceURL=citat-transcript/${hash}/${name}\n`;
      urls.set(name, URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    }
    const loaded = import(urls.get("engine.js")).then(({ Engine }) => new Engine(style));
    if (again) shared.promise = loaded;
    else loaded.then(shared.resolve, shared.reject);
    loaded.catch((error) => console.error("Citat:", error)).finally(() => urls.forEach((url) => URL.revokeObjectURL(url)));
  } catch (error) {
    console.error("Citat:", error);
  }
  return undefined;
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
