// Making elements. Text goes in through textContent only: what a transcript says is never read as HTML.

/** A new element: `h("button.primary", {type: "button", onclick}, "Save")`. */
export function h(name, properties = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "dataset") Object.assign(element.dataset, value);
    else if (key === "style") Object.entries(value).forEach(([each, to]) => element.style.setProperty(each, to));
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Words of the interface: `label("more", {n: 3})`. Python sends them in the user's language. */
export function wording(labels) {
  return (name, values = {}) =>
    (labels[name] ?? name).replace(/\{(\w+)\}/g, (place, key) => (key in values ? String(values[key]) : place));
}

/** A colour that a code may safely have in a style; anything else becomes grey. */
export function safeColour(colour) {
  return /^#[0-9a-f]{3,8}$/i.test(colour ?? "") ? colour : "#808080";
}
