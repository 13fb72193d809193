// The cues of a track and their history. A list of cues never changes: an action makes a new one,
// so undoing is going back to the list before.

const STEPS = 500;
const ONE_STEP_MS = 1500;

export class Captions {
  #past = [];
  #future = [];
  #saved;
  #heard = [];

  constructor(cues) {
    this.cues = Object.freeze(cues);
    this.#saved = this.cues;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  get isSaved() {
    return (
      this.cues.length === this.#saved.length &&
      this.cues.every((cue, place) => cue === this.#saved[place])
    );
  }

  onChange(hear) {
    this.#heard.push(hear);
  }

  placeOf(key) {
    return this.cues.findIndex((cue) => cue.key === key);
  }

  // `place` is where the eye finds the change; typing that says the same `what` is one step.
  change(cues, place, what = "") {
    const last = this.#past.at(-1);
    const now = Date.now();
    if (what && last?.what === what && now - last.time < ONE_STEP_MS) last.time = now;
    else this.#past.push({ cues: this.cues, place, what, time: now });
    if (this.#past.length > STEPS) this.#past.shift();
    this.#future = [];
    this.#show(cues);
  }

  put(place, cue, what = "") {
    this.change(this.cues.with(place, cue), place, what);
  }

  // Return the place of the change; undefined without history.
  undo() {
    return this.#step(this.#past, this.#future);
  }

  redo() {
    return this.#step(this.#future, this.#past);
  }

  // These cues are what the server has now; `settled` says what became of each.
  settle(cues, settled) {
    const now = new Map(cues.map((cue) => [cue, settled(cue)]));
    this.#saved = [...now.values()];
    this.#show(this.cues.map((cue) => now.get(cue) ?? cue));
  }

  #step(from, to) {
    const step = from.pop();
    if (!step) return undefined;
    to.push({ cues: this.cues, place: step.place, what: "", time: 0 });
    this.#show(step.cues);
    return Math.min(step.place, this.cues.length - 1);
  }

  #show(cues) {
    this.cues = Object.freeze(cues);
    for (const hear of this.#heard) hear();
  }
}
