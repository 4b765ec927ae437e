// What a component sends right after a click on a link still belongs to the page that is being left, and where Streamlit's
// server is busy, it then shows the other page empty. So it waits until the person is there.

import { linkFollowed } from "./link_followed.js";

const PATIENCE = 5000;
const BETWEEN_LOOKS = 50;
const AFTER_A_HAND = 1000;

/** Knows whether a person is on the way to another page of the app. */
export class Leaving {
  constructor() {
    this.waiting = [];
    this.arrived = null;
    this.touched = -AFTER_A_HAND;
    for (const name of ["pointerdown", "keydown"]) window.addEventListener(name, () => { this.touched = performance.now(); }, true);
    document.addEventListener("click", (event) => this.#clicked(event), true);
  }

  /** Whether nobody has done anything a moment ago that may lead to another page. */
  get idle() {
    return !this.arrived && performance.now() - this.touched > AFTER_A_HAND;
  }

  /** `send`, which waits while a person is on the way. */
  held(send) {
    return (...values) => {
      if (this.arrived) this.waiting.push(() => send(...values));
      else send(...values);
    };
  }

  /** The person is being brought to another page, whichever that is. */
  anywhere() {
    const from = location.pathname;
    this.#wait(() => location.pathname !== from);
  }

  #clicked(event) {
    const pathname = linkFollowed(event)?.pathname;
    if (pathname && pathname !== location.pathname) this.#wait(() => location.pathname === pathname);
  }

  #wait(arrived) {
    this.arrived = arrived;
    this.until = performance.now() + PATIENCE;
    this.#look();
  }

  #look() {
    clearTimeout(this.timer);
    if (!this.arrived() && performance.now() < this.until) {
      this.timer = setTimeout(() => this.#look(), BETWEEN_LOOKS);
      return;
    }
    this.arrived = null;
    for (const send of this.waiting.splice(0)) send();
  }
}
