// Saving as every editor of the studio does it: tells how it stands, keeps in this browser what
// is not saved, and asks whose is to stay when somebody else saved in between.

import { button, make } from "./studio-dialog.js";
import { Kept } from "./studio-kept.js";

const $ = (selector) => document.querySelector(selector);

export function say(words) {
  // A sentence said twice is to be read twice.
  $("#studio-said").textContent = "";
  requestAnimationFrame(() => {
    $("#studio-said").textContent = words;
  });
}

export class Saving {
  #isSaving = false;

  // `work` is what one edits here: its `name` in the plural, its `list`, `dataOf` one of it and
  // `makeOne` of that; `finish` ends typing, `focus` goes to the list.
  constructor(work, server, { madeFrom, keptAs }) {
    Object.assign(this, { work, server, madeFrom });
    this.kept = new Kept(keptAs);
    work.list.onChange(() => {
      this.#tell();
      this.kept.soon(() => this.#unsaved());
    });
    window.addEventListener("beforeunload", (event) => {
      work.finish();
      if (work.list.isSaved) return;
      this.kept.now(this.#unsaved());
      event.preventDefault();
    });
  }

  // `prepare` returns what to send as `data`, and what to do once it is `saved` or `refused`.
  async save(prepare) {
    this.work.finish();
    if (this.#isSaving || $(".studio").hasAttribute("data-locked")) return;
    const { data, saved, refused } = prepare();
    this.#isSaving = true;
    $("#studio-state").textContent = "Saving…";
    this.kept.now(this.#unsaved());
    const answer = await this.server.post("save", { ...data, madeFrom: this.madeFrom });
    this.#isSaving = false;
    if (answer.ok) {
      this.madeFrom = answer.madeFrom;
      saved(answer);
      this.kept.now(this.#unsaved());
      this.#clearNotice();
    } else {
      $("#studio-state").textContent = "Not saved";
      this.#notice(answer.error, this.#waysOn(answer, prepare));
      refused(answer.troubles ?? []);
    }
  }

  // Offer what an earlier visit left unsaved.
  offerKept() {
    const { name, list, dataOf, makeOne } = this.work;
    const left = this.kept.left();
    if (!left || JSON.stringify(left.rows) === JSON.stringify(list.all.map(dataOf))) {
      this.kept.forgetLeft();
      return;
    }
    const time = new Date(left.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    const since = left.madeFrom === this.madeFrom
      ? "" : ` The ${name} were changed since; yours would replace them.`;
    const close = () => {
      this.kept.forgetLeft();
      this.#clearNotice();
    };
    this.#notice(`This browser has ${left.rows.length} ${name} of ${time} that were not saved.${since}`, [
      button("Bring them back", () => {
        list.change(left.rows.map((data) => makeOne(data)));
        close();
      }),
      button("Throw them away", close),
    ]);
  }

  #tell() {
    if (!this.#isSaving) $("#studio-state").textContent = this.work.list.isSaved ? "" : "Not saved yet";
  }

  #unsaved() {
    const { list, dataOf } = this.work;
    return list.isSaved ? null : { madeFrom: this.madeFrom, rows: list.all.map(dataOf) };
  }

  #waysOn(answer, prepare) {
    const elsewhere = (href, textContent) => make("a", { href, target: "_blank", textContent });
    if (answer.signIn) return [elsewhere(answer.signIn, "Sign in")];
    if (!answer.madeFrom) return [];
    const mine = button("Save mine over theirs", () => {
      this.madeFrom = answer.madeFrom;
      this.save(prepare);
    });
    return [elsewhere(location.href, "See theirs"), mine];
  }

  #notice(words, ways) {
    const line = make("p", { textContent: words });
    const box = make("div", { className: "help-block help-warning", role: "alert" }, line, ...ways);
    this.#clearNotice();
    $("#studio-notices").append(box);
    box.scrollIntoView({ block: "nearest" });
  }

  // A button of the notice is gone with it; the focus goes on to the list.
  #clearNotice() {
    const wasIn = $("#studio-notices").contains(document.activeElement);
    $("#studio-notices").replaceChildren();
    if (wasIn) this.work.focus();
  }
}
