// A list that is edited, and its history. Neither a list nor what stands in it ever changes: an
// action makes a new list, so undoing is going back to the list before.

const STEPS = 500;
const ONE_STEP_MS = 1500;

export class EditedList {
  #past = [];
  #future = [];
  #saved;
  #heard = [];

  constructor(all = []) {
    this.all = Object.freeze(all);
    this.#saved = this.all;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  // What is worth saving.
  get filled() {
    return this.all;
  }

  get isSaved() {
    const { filled } = this;
    return filled.length === this.#saved.length && filled.every((each, at) => each === this.#saved[at]);
  }

  onChange(hear) {
    this.#heard.push(hear);
  }

  // `at` is where the eye finds the change; typing that says the same `what` is one step.
  change(all, at = 0, what = "") {
    const last = this.#past.at(-1);
    const now = Date.now();
    if (what && last?.what === what && now - last.time < ONE_STEP_MS) last.time = now;
    else this.#past.push({ all: this.all, at, what, time: now });
    if (this.#past.length > STEPS) this.#past.shift();
    this.#future = [];
    this.#show(all);
  }

  // Return the place of the change; undefined without history.
  undo() {
    return this.#step(this.#past, this.#future);
  }

  redo() {
    return this.#step(this.#future, this.#past);
  }

  // The server has now what is in the map `settled`, as that what it leads to.
  settle(settled) {
    this.#saved = [...settled.keys()];
    this.rewrite((each) => settled.get(each) ?? each);
  }

  // Change what stands in the list without a step in its history, in that too: what was true
  // before is no more.
  rewrite(rewritten) {
    const known = new Map();
    const now = (each) => {
      if (!known.has(each)) known.set(each, rewritten(each));
      return known.get(each);
    };
    for (const step of [...this.#past, ...this.#future]) step.all = step.all.map(now);
    this.#saved = this.#saved.map(now);
    this.#show(this.all.map(now));
  }

  #step(from, to) {
    const step = from.pop();
    if (!step) return undefined;
    to.push({ all: this.all, at: step.at, what: "", time: 0 });
    this.#show(step.all);
    return step.at;
  }

  #show(all) {
    this.all = Object.freeze(all);
    for (const hear of this.#heard) hear();
  }
}
