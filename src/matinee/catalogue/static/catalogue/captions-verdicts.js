// What the norms say of each cue. The server alone knows them: it is asked about what changed.

import { cueData } from "./captions-cues.js";

const WAIT_MS = 200;
// A cue's verdict depends on the one before it in its place of the picture.
const AROUND = 5;

export class Verdicts {
  #known = new WeakMap();
  #judged = [];
  #timer = 0;
  #isAsking = false;

  // `given` are the verdicts on the cues there are now: [characters a second, [sentence, …]].
  constructor(server, list, given, hear) {
    Object.assign(this, { server, list, hear });
    this.#learn(list.cues, given);
    this.#judged = list.cues;
    list.onChange(() => this.#soon());
  }

  // Undefined until the server has said something of this cue.
  of(cue) {
    return this.#known.get(cue);
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), WAIT_MS);
  }

  async #ask() {
    const { cues } = this.list;
    const [same, until] = changedSpan(this.#judged, cues);
    if (this.#isAsking || same >= until) return;
    this.#isAsking = true;
    const from = Math.max(0, same - AROUND);
    const asked = cues.slice(from, until + AROUND);
    const answer = await this.server.post("check", { cues: asked.map(cueData) });
    this.#isAsking = false;
    if (answer.ok) {
      const skipped = from ? AROUND - 1 : 0;
      this.#learn(asked.slice(skipped), answer.verdicts.slice(skipped));
      this.#judged = cues;
      this.hear();
    }
    if (answer.ok && cues !== this.list.cues) this.#soon();
  }

  #learn(cues, verdicts) {
    cues.forEach((cue, place) => this.#known.set(cue, verdicts[place]));
  }
}

// Where two lists differ, as a span of the second; a cue that was taken out spans its neighbours.
function changedSpan(before, now) {
  let first = 0;
  while (first < now.length && before[first] === now[first]) first += 1;
  let last = 0;
  const least = Math.min(before.length, now.length) - first;
  while (last < least && before.at(-1 - last) === now.at(-1 - last)) last += 1;
  if (before.length === now.length && first === now.length) return [0, 0];
  return [Math.max(0, first - 1), Math.min(now.length, now.length - last + 1)];
}
