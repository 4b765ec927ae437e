// Asks the server again and again, as Streamlit's own `run_every` does, but never while somebody may be on the way to
// another page: Streamlit would show that page empty (see leaving.js).

import { Leaving } from "./transcript_component/browser/leaving.js";

export default function ({ data, parentElement, setStateValue }) {
  const leaving = (globalThis.citatLeaving ??= new Leaving());
  const element = (parentElement.host ?? parentElement).closest('[data-testid="stElementContainer"]');
  if (element) element.style.display = "none";
  const ask = leaving.held(setStateValue);
  const timer = setInterval(() => leaving.idle && ask("asked", Date.now()), data.seconds * 1000);
  return () => clearInterval(timer);
}
