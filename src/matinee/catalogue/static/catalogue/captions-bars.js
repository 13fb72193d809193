// Two small forms above the list: find and replace, and move cues in time.

import { changedCue, occurrences, readTime, replaced, shifted } from "./captions-cues.js";

export class Find {
  #at = { place: -1, from: 0 };

  // `desk` has list, rows, fields, film and say(words).
  constructor(form, desk) {
    Object.assign(this, { form, desk });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const how = event.submitter?.value ?? "next";
      if (how === "all") this.#replaceAll();
      else if (how === "one") this.#replaceOne();
      else this.next();
    });
  }

  get #wanted() {
    return this.form.elements.wanted.value;
  }

  next() {
    const { cues } = this.desk.list;
    if (!this.#wanted) return this.desk.say("Write what to find.");
    for (let step = 0; step <= cues.length; step += 1) {
      const place = (Math.max(0, this.#at.place) + step) % Math.max(1, cues.length);
      const from = step === 0 ? this.#at.from : 0;
      const found = this.#in(cues[place])?.find(({ at }) => at >= from);
      if (found) return this.#show(place, found);
    }
    this.#at = { place: -1, from: 0 };
    return this.desk.say(`“${this.#wanted}” is nowhere.`);
  }

  #in(cue) {
    return cue ? occurrences(cue.text, this.#wanted, this.form.elements.matchCase.checked) : [];
  }

  #show(place, found) {
    this.#at = { place, from: found.to };
    this.found = { key: this.desk.list.cues[place].key, ...found };
    this.desk.show(place, found);
    this.form.elements.wanted.focus();
    const words = this.desk.list.cues[place].text;
    this.desk.say(`Found in cue ${place + 1}: ${words}`);
  }

  #replaceOne() {
    const place = this.found ? this.desk.list.placeOf(this.found.key) : -1;
    const cue = this.desk.list.cues[place];
    const same = cue && this.#in(cue).find(({ at }) => at === this.found.at);
    if (!same) return this.next();
    const by = this.form.elements.by.value;
    this.desk.list.put(place, changedCue(cue, { text: replaced(cue.text, [same], by) }));
    this.#at = { place, from: same.at + by.length };
    this.found = null;
    return this.next();
  }

  #replaceAll() {
    if (!this.#wanted) return this.desk.say("Write what to find.");
    const by = this.form.elements.by.value;
    let count = 0;
    const cues = this.desk.list.cues.map((cue) => {
      const found = this.#in(cue);
      count += found.length;
      return found.length ? changedCue(cue, { text: replaced(cue.text, found, by) }) : cue;
    });
    if (count) this.desk.list.change(cues, cues.findIndex((cue, place) => cue !== this.desk.list.cues[place]));
    const often = count === 1 ? "once" : `${count} times`;
    return this.desk.say(count ? `Replaced ${often}.` : `“${this.#wanted}” is nowhere.`);
  }
}

const NO_SHIFT = "Write how far, in seconds, such as 1.5.";

export class Shift {
  constructor(form, desk) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { by, how, from } = form.elements;
      const ms = readTime(by.value);
      if (!ms) return desk.say(NO_SHIFT);
      const first = from.value === "here" ? desk.rows.at : 0;
      const cues = shifted(desk.list.cues, first, how.value === "later" ? ms : -ms);
      if (!cues) return desk.say("So far back a cue would begin before the film does.");
      desk.list.change(cues, first);
      const count = cues.length - first;
      return desk.say(`${count} cues begin ${by.value} s ${how.value}.`);
    });
  }
}
