// What the server says changes what is on the screen. While a button of the mouse or a finger is down it waits: text that
// is rebuilt under a drag loses its beginning, and a click on what was rebuilt meanwhile is no click.

/** Knows whether something is being pressed in an element, and keeps what is to be done until it is let go. */
export class Press {
  constructor(element) {
    this.element = element;
    this.down = false;
    this.waiting = [];
    this.pressed = (event) => {
      clearTimeout(this.letting);
      if (event.button === 0) this.down = true;
    };
    // What the browser makes of it, a selection or a click, is there one task later.
    this.released = () => {
      clearTimeout(this.letting);
      if (this.down) this.letting = setTimeout(() => this.#letGo());
    };
    this.moved = (event) => event.buttons === 0 && this.released();
    element.addEventListener("pointerdown", this.pressed, true);
    for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, this.released, true);
    window.addEventListener("pointermove", this.moved, true);
  }

  /** Do `work` now, or in its order once nothing is pressed. */
  whenFree(work) {
    if (this.down) this.waiting.push(work);
    else work();
  }

  destroy() {
    clearTimeout(this.letting);
    this.down = false;
    this.waiting = [];
    this.element.removeEventListener("pointerdown", this.pressed, true);
    for (const name of ["pointerup", "pointercancel"]) window.removeEventListener(name, this.released, true);
    window.removeEventListener("pointermove", this.moved, true);
  }

  #letGo() {
    this.down = false;
    for (const work of this.waiting.splice(0)) work();
  }
}
