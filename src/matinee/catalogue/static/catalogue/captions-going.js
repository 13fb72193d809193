// Going about the captions: to the next word that the machine was unsure of, to the next cue
// outside the norms.

import { changedCue, findDoubts } from "./captions-cues.js";

export class Going {
  #doubtAt = null;

  // `desk` has list, rows and fields, and shows and says.
  constructor(desk) {
    this.desk = desk;
  }

  // The place of the cue one is at.
  get here() {
    const { fields, rows } = this.desk;
    return fields.isOpen ? fields.place : rows.at;
  }

  nextDoubt() {
    const { list, fields, show, say } = this.desk;
    const cue = list.cues[this.here];
    const inThis = cue ? findDoubts(cue) : [];
    const isHere = this.#doubtAt?.key === cue?.key && fields.isOpen;
    const found = inThis.find(({ at }) => !isHere || at > this.#doubtAt.at);
    const place = found ? this.here : this.#nextWhere((each) => findDoubts(each).length > 0);
    if (place < 0) {
      this.#doubtAt = null;
      return say("No doubtful words are left.");
    }
    const next = list.cues[place];
    const word = found ?? findDoubts(next)[0];
    this.#doubtAt = { key: next.key, at: word.at };
    show(place, word);
    return say(`Unsure of “${next.text.slice(word.at, word.to)}”`);
  }

  wordIsRight() {
    const { list, fields } = this.desk;
    const place = this.here;
    const cue = list.cues[place];
    if (!cue) return;
    const found = findDoubts(cue);
    const at = this.#doubtAt?.key === cue.key ? this.#doubtAt.at : fields.cursor;
    const word = found.find((each) => at !== null && each.at <= at && at <= each.to) ?? found[0];
    if (word) {
      const doubts = cue.doubts.filter((doubt) => doubt !== word.doubt);
      list.put(place, changedCue(cue, { doubts }));
      this.#doubtAt = { key: cue.key, at: word.at };
    }
    this.nextDoubt();
  }

  nextFault() {
    const { list, rows, show, say } = this.desk;
    const place = this.#nextWhere((cue) => rows.faults(cue).length > 0);
    if (place < 0) return say("Every cue keeps the norms.");
    show(place);
    return say(rows.faults(list.cues[place]).join(" "));
  }

  // Return the first cue after this one that passes, beginning again at the top.
  #nextWhere(passes) {
    const { cues } = this.desk.list;
    const from = this.here;
    for (let step = 1; step <= cues.length; step += 1) {
      const place = (from + step) % cues.length;
      if (passes(cues[place])) return place;
    }
    return -1;
  }
}
