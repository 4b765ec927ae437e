// Leaving a field asks Streamlit for a run that saves it, a click on a link for the run of another page, and where the
// server is busy, the second run takes the place of the first: what was typed is lost. So a link that is clicked straight
// from a field is followed when the field has been saved.

import { follow, linkFollowed } from "./transcript_component/browser/link_followed.js";

const JUST_NOW = 2000;
const PATIENCE = 5000;
const BETWEEN_LOOKS = 30;
const STATE = "data-test-script-state";
const FIELDS = '[data-testid="stTextArea"], [data-testid="stTextInput"], [data-testid="stNumberInput"]';

export default function ({ parentElement }) {
  globalThis.citatSaving ??= new Saving();
  const element = (parentElement.host ?? parentElement).closest('[data-testid="stElementContainer"]');
  if (element) element.style.display = "none";
}

class Saving {
  constructor() {
    this.changed = -JUST_NOW;
    this.begun = -JUST_NOW;
    document.addEventListener("focusin", ({ target }) => this.#watch(target));
    document.addEventListener("keydown", ({ key, target }) => {
      // These save without leaving the field.
      if (key === "Enter") this.#watch(target);
    });
    document.addEventListener("focusout", ({ target }) => {
      if (target === this.field && target.value !== this.value) this.changed = performance.now();
    });
    new MutationObserver(() => {
      if (this.running) this.begun = performance.now();
    }).observe(document.body, { attributes: true, subtree: true, attributeFilter: [STATE] });
    // Before Streamlit, and before Leaving, which waits for the page that is then really asked for.
    window.addEventListener("click", (event) => this.#clicked(event), true);
  }

  get running() {
    return document.querySelector(`[${STATE}]`)?.getAttribute(STATE) === "running";
  }

  #watch(field) {
    // What stands in a form is saved by its button.
    const saves = field.closest?.(FIELDS) && !field.closest('[data-testid="stForm"]');
    this.field = saves ? field : null;
    this.value = field.value;
  }

  #clicked(event) {
    const link = linkFollowed(event);
    if (!event.isTrusted || !link || performance.now() - this.changed > JUST_NOW) return;
    event.preventDefault();
    event.stopPropagation();
    this.#follow(link, performance.now());
  }

  #follow(link, since) {
    const saved = this.begun >= this.changed && !this.running;
    if (!saved && performance.now() - since < PATIENCE) {
      setTimeout(() => this.#follow(link, since), BETWEEN_LOOKS);
      return;
    }
    follow(link);
  }
}
