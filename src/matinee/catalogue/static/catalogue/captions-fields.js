// The fields of the one cue that is being edited. They change the list as one types.

import { begunAt, changedCue, inOrder, readTime, timeText } from "./captions-cues.js";
import { make } from "./studio-dialog.js";

const NO_TIME = "A time is written like 1:02.5 or 1:02:03.250.";

export class Fields {
  #key = 0;
  #selection = null;

  // `desk` has list, rows, language and say(words).
  constructor(desk) {
    this.desk = desk;
    this.start = this.#time("start", "Begins");
    this.end = this.#time("end", "Ends");
    this.who = make("input", { type: "text", className: "cue-who-field", maxLength: 200, dir: "auto" });
    this.text = make("textarea", { rows: 2, className: "cue-text-field", lang: desk.language, dir: "auto", spellcheck: true });
    this.trouble = make("p", { className: "cue-faults", role: "alert", hidden: true });
    const label = (words, field) => make("label", {}, make("span", { textContent: words }), field);
    this.element = make(
      "div",
      { className: "cue-fields", role: "group" },
      make("label", { className: "cue-text-label" }, make("span", { textContent: "Words" }), this.text),
      label("Begins", this.start),
      label("Ends", this.end),
      label("Speaker", this.who),
      this.trouble,
    );
    this.text.addEventListener("input", () => this.#typed("text", this.text.value));
    // A button takes the focus, and with it the cursor's place in the words.
    this.text.addEventListener("blur", () => {
      this.#selection = this.text.selectionStart;
    });
    this.who.addEventListener("input", () => this.#typed("who", this.who.value.replace(/[<>]/g, "")));
    desk.list.onChange(() => this.#follow());
  }

  get isOpen() {
    return this.#key !== 0;
  }

  get place() {
    return this.desk.list.placeOf(this.#key);
  }

  // Where the cursor stands in the words, or stood when a button took the focus.
  get cursor() {
    return document.activeElement === this.text ? this.text.selectionStart : this.#selection;
  }

  // Edit a cue; `select` is a span of its words.
  open(place, select = null) {
    const cue = this.desk.list.cues[place];
    if (!cue) return;
    if (this.#key !== cue.key) {
      this.close();
      this.#key = cue.key;
      this.#selection = null;
      const element = this.desk.rows.elementAt(place);
      element.append(this.element);
      element.classList.add("is-edited");
    }
    this.desk.rows.at = place;
    this.#fill(cue, place);
    this.text.focus({ preventScroll: true });
    if (select) this.text.setSelectionRange(select.at, select.to);
    this.element.closest(".cue").scrollIntoView({ block: "nearest" });
  }

  close() {
    if (!this.#key) return;
    this.finish();
    this.#key = 0;
    this.element.closest(".cue")?.classList.remove("is-edited");
    this.element.remove();
  }

  // Take a time that was typed but not left yet.
  finish() {
    const field = [this.start, this.end].find((each) => each === document.activeElement);
    if (field) this.#timed(field);
  }

  #time(name, spoken) {
    const field = make("input", { type: "text", className: "cue-time-field", inputMode: "decimal", autocomplete: "off" });
    field.name = name;
    field.setAttribute("aria-label", spoken);
    field.addEventListener("change", () => this.#timed(field));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.#timed(field);
    });
    return field;
  }

  #typed(name, value) {
    const place = this.place;
    const cue = this.desk.list.cues[place];
    this.desk.list.put(place, changedCue(cue, { [name]: value }), `${name} ${cue.key}`);
  }

  #timed(field) {
    const place = this.place;
    const cue = this.desk.list.cues[place];
    if (!cue || field.value === timeText(cue[field.name])) return;
    const time = readTime(field.value);
    const backwards = time !== null && field === this.end && time <= cue.start;
    this.#tell(time === null ? NO_TIME : backwards ? "It would end before it begins." : "");
    if (time === null || backwards) return;
    const changed = changedCue(cue, field === this.end ? { end: time } : begunAt(cue, time));
    this.desk.list.change(inOrder(this.desk.list.cues.with(place, changed)), place);
  }

  #tell(words) {
    this.trouble.textContent = words;
    this.trouble.hidden = !words;
  }

  // After a change from elsewhere the fields show it too.
  #follow() {
    if (!this.#key) return;
    const place = this.place;
    if (place < 0) this.close();
    else this.#fill(this.desk.list.cues[place], place);
  }

  #fill(cue, place) {
    this.element.setAttribute("aria-label", `Cue ${place + 1}`);
    this.#tell("");
    for (const name of ["start", "end"]) {
      if (this[name].value !== timeText(cue[name])) this[name].value = timeText(cue[name]);
    }
    if (this.who.value !== cue.who) this.who.value = cue.who;
    if (this.text.value !== cue.text) this.text.value = cue.text;
  }
}
