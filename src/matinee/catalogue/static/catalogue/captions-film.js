// The film beside the captions: it shows the words as they are now, and the list follows it.

import { wordsOf } from "./captions-cues.js";

export class Film {
  #at = -1;
  #until = 0;

  // `desk` has list and rows; `shown` is where the words stand on the picture.
  constructor(video, shown, desk, mayScroll) {
    Object.assign(this, { video, shown, desk, mayScroll });
    const look = () => this.#look();
    for (const news of ["timeupdate", "seeked", "pause"]) video.addEventListener(news, look);
    video.addEventListener("play", () => this.#watch());
    desk.list.onChange(look);
  }

  get nowMs() {
    return Math.round(this.video.currentTime * 1000);
  }

  toggle() {
    this.#until = 0;
    if (this.video.paused) this.video.play().catch(() => {});
    else this.video.pause();
  }

  go(ms) {
    this.#until = 0;
    this.video.currentTime = Math.max(0, ms / 1000);
  }

  skip(ms) {
    this.go(this.nowMs + ms);
  }

  playSpan(start, end) {
    this.go(start);
    this.#until = end;
    this.video.play().catch(() => {});
  }

  // The cue that stands now; -1 between cues.
  placeNow() {
    const { cues } = this.desk.list;
    const now = this.nowMs;
    let [low, high] = [0, cues.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cues[middle].start <= now) low = middle + 1;
      else high = middle;
    }
    return low && cues[low - 1].end > now ? low - 1 : -1;
  }

  // `timeupdate` comes four times a second; a cue should begin on its frame.
  #watch() {
    if (this.video.paused) return;
    this.#look();
    requestAnimationFrame(() => this.#watch());
  }

  #look() {
    if (this.#until && this.nowMs >= this.#until) {
      this.#until = 0;
      this.video.pause();
    }
    const at = this.placeNow();
    const words = at < 0 ? "" : wordsOf(this.desk.list.cues[at].text);
    if (this.shown.textContent !== words) this.shown.textContent = words;
    this.shown.hidden = !words;
    this.desk.rows.play(at);
    if (at === this.#at) return;
    this.#at = at;
    if (at >= 0 && !this.video.paused && this.mayScroll()) {
      this.desk.rows.elementAt(at)?.scrollIntoView({ block: "center" });
    }
  }
}
