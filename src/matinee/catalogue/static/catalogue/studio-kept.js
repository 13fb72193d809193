// Keeps what is not saved yet in this browser, for a session or a machine that ends too early.

const WAIT_MS = 400;

export class Kept {
  #timer = 0;

  constructor(name) {
    this.name = name;
    this.aside = `${this.name}-earlier`;
  }

  // What an earlier visit left, put aside so that this visit's changes do not write over it.
  left() {
    try {
      const left = localStorage.getItem(this.name) ?? localStorage.getItem(this.aside);
      const kept = JSON.parse(left);
      if (!Array.isArray(kept?.rows)) return null;
      localStorage.setItem(this.aside, left);
      localStorage.removeItem(this.name);
      return kept;
    } catch {
      return null;
    }
  }

  forgetLeft() {
    try {
      localStorage.removeItem(this.aside);
    } catch {
      // Nothing was kept.
    }
  }

  soon(made) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(made()), WAIT_MS);
  }

  // `kept` has the rows and what they were made from; null forgets them.
  now(kept) {
    clearTimeout(this.#timer);
    try {
      if (kept) localStorage.setItem(this.name, JSON.stringify({ ...kept, at: Date.now() }));
      else localStorage.removeItem(this.name);
    } catch {
      // A browser that keeps nothing still edits and saves.
    }
  }
}
