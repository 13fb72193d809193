// The cues of a track and their history.

import { EditedList } from "./studio-list.js";

export class Captions extends EditedList {
  get cues() {
    return this.all;
  }

  placeOf(key) {
    return this.cues.findIndex((cue) => cue.key === key);
  }

  put(place, cue, what = "") {
    this.change(this.cues.with(place, cue), place, what);
  }
}
