// What a component sends right after a click on a link still belongs to the page that is being left, and where Streamlit's
// server is busy, it then shows the other page empty. So it waits until the person is there; and what was sent right before
// the click goes first, because Streamlit sends it one task later.

import { follow, linkFollowed } from "./link_followed.js";

const PATIENCE = 5000;
const BETWEEN_LOOKS = 50;
const AFTER_A_HAND = 1000;

/** Knows whether a person is on the way to another page of the app. */
export class Leaving {
  constructor() {
    this.waiting = [];
    this.arrived = null;
    this.sending = 0;
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
      else this.#send(() => send(...values));
    };
  }

  /** The person is being brought to another page, whichever that is. */
  anywhere() {
    const from = location.pathname;
    this.#wait(() => location.pathname !== from);
  }

  #clicked(event) {
    const link = linkFollowed(event);
    if (!link || link.pathname === location.pathname) return;
    const { pathname } = link;
    this.#wait(() => location.pathname === pathname);
    if (!this.sending) return;
    event.preventDefault();
    event.stopPropagation();
    this.link = link;
  }

  #send(send) {
    this.sending += 1;
    send();
    setTimeout(() => {
      this.sending -= 1;
      if (this.sending || !this.link) return;
      const { link } = this;
      this.link = null;
      follow(link);
    });
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
    for (const send of this.waiting.splice(0)) this.#send(send);
  }
}
