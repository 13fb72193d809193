// Draws the cues as a list of text, for thousands of them; the cue being edited alone has fields.

import { findDoubts, timeText } from "./captions-cues.js";
import { make } from "./studio-dialog.js";
import { renderRows } from "./studio-rows.js";

export class Rows {
  #views = new Map();
  #troubles = new WeakMap();
  #playing = -1;
  #at = 0;

  // `desk` has list, verdicts, language and fastest.
  constructor(place, desk) {
    Object.assign(this, { place, desk });
    desk.list.onChange(() => this.render());
    this.render();
  }

  get at() {
    return this.#at;
  }

  // The cue that keys and buttons mean; the one button of the list that Tab reaches.
  set at(at) {
    const { cues } = this.desk.list;
    const before = this.#viewAt(this.#at);
    this.#at = Math.max(0, Math.min(at, cues.length - 1));
    if (before) before.open.tabIndex = -1;
    const now = this.#viewAt(this.#at);
    if (now) now.open.tabIndex = 0;
  }

  render() {
    const { cues } = this.desk.list;
    const focused = this.place.contains(document.activeElement) ? document.activeElement : null;
    renderRows(this.place, this.#views, cues, (cue, index) => {
      const view = this.#views.get(cue.key) ?? this.#made(cue);
      this.#fill(view, cue, index);
      return view;
    });
    this.at = this.#at;
    this.play(-1);
    // A row that was moved or taken out has lost the focus.
    if (focused?.isConnected) focused.focus({ preventScroll: true });
    else if (focused) this.focus();
  }

  // Draw again what is said about the cues.
  judge() {
    this.desk.list.cues.forEach((cue, index) => this.#fill(this.#views.get(cue.key), cue, index));
  }

  // What the server refused, by cue; gone when the cue is changed.
  showTroubles(troubles) {
    this.#troubles = new WeakMap(troubles);
    this.judge();
  }

  faults(cue) {
    const trouble = this.#troubles.get(cue);
    const said = this.desk.verdicts.of(cue)?.[1] ?? [];
    return trouble && !said.includes(trouble) ? [trouble, ...said] : said;
  }

  elementAt(place) {
    return this.#viewAt(place)?.element;
  }

  focus() {
    this.#viewAt(this.#at)?.open.focus();
  }

  // Mark the cue that the film is at; -1 is none.
  play(place) {
    if (place === this.#playing) return;
    const before = this.#viewAt(this.#playing)?.element ?? this.place.querySelector(".is-playing");
    before?.classList.remove("is-playing");
    this.#viewAt(place)?.element.classList.add("is-playing");
    this.#playing = place;
  }

  #viewAt(place) {
    return this.#views.get(this.desk.list.cues[place]?.key);
  }

  #made(cue) {
    const part = (className) => make("span", { className });
    const view = {
      number: part("cue-number"),
      times: part("cue-times"),
      words: make("span", { className: "cue-words", lang: this.desk.language, dir: "auto" }),
      speed: part("cue-speed"),
      faults: make("p", { className: "cue-faults", id: `cue-faults-${cue.key}`, hidden: true }),
    };
    const { number, times, words, speed, faults } = view;
    view.open = make("button", { type: "button", className: "cue-open", tabIndex: -1 }, number, times, words, speed);
    view.open.setAttribute("aria-describedby", faults.id);
    view.element = make("li", { className: "cue" }, view.open, faults);
    view.element.dataset.key = cue.key;
    this.#views.set(cue.key, view);
    return view;
  }

  #fill(view, cue, index) {
    const verdict = this.desk.verdicts.of(cue);
    const trouble = this.#troubles.get(cue);
    if (view.index !== index) view.number.textContent = index + 1;
    view.index = index;
    if (view.cue !== cue) {
      view.times.textContent = `${timeText(cue.start)} – ${timeText(cue.end)}`;
      view.words.replaceChildren(...this.#words(cue));
    }
    if (view.cue === cue && view.verdict === verdict && view.trouble === trouble) return;
    // While the server has not spoken of what is being typed, what it said before stays.
    if (verdict || trouble) this.#fillFaults(view, cue, verdict);
    Object.assign(view, { cue, verdict, trouble });
  }

  #fillFaults(view, cue, verdict) {
    const faults = this.faults(cue);
    const [speed] = verdict ?? [0];
    view.speed.textContent = `${speed.toFixed(1)}/s`;
    view.speed.title = `${speed.toFixed(1)} characters a second`;
    view.speed.classList.toggle("is-fast", speed > this.desk.fastest);
    view.faults.textContent = faults.join(" ");
    view.faults.hidden = !faults.length;
  }

  #words(cue) {
    const parts = cue.who ? [make("span", { className: "cue-who", textContent: `${cue.who}: ` })] : [];
    let from = 0;
    for (const { at, to } of findDoubts(cue)) {
      const title = "The machine was unsure of this word";
      parts.push(cue.text.slice(from, at), make("mark", { title, textContent: cue.text.slice(at, to) }));
      from = to;
    }
    parts.push(cue.text.slice(from));
    return parts;
  }
}
