// Saves the captions, keeps what is not saved in this browser, and tells of both.

import { changedCue, cueData, makeCue } from "./captions-cues.js";
import { button, make } from "./credits-dialog.js";
import { Kept } from "./credits-kept.js";

const $ = (selector) => document.querySelector(selector);

export class Saving {
  #isSaving = false;

  constructor({ data, server, desk, isLocked }) {
    Object.assign(this, { server, desk, isLocked });
    this.madeFrom = data.madeFrom;
    this.kept = new Kept(`matinee-captions-${data.track}`);
    this.checked = $("#captions-checked");
    desk.list.onChange(() => this.kept.soon(() => this.#toKeep()));
    window.addEventListener("beforeunload", (event) => {
      desk.fields.finish();
      if (desk.list.isSaved) return;
      this.kept.now(this.#toKeep());
      event.preventDefault();
    });
  }

  tell() {
    if (this.#isSaving) return;
    $("#captions-state").textContent = this.desk.list.isSaved ? "" : "Not saved yet";
  }

  async save() {
    const { fields, list } = this.desk;
    fields.finish();
    if (this.#isSaving || this.isLocked) return;
    this.#isSaving = true;
    $("#captions-state").textContent = "Saving…";
    this.kept.now(this.#toKeep());
    const { cues } = list;
    const checked = this.checked?.checked ?? false;
    const sent = { cues: cues.map(cueData), madeFrom: this.madeFrom, checked };
    const answer = await this.server.post("save", sent);
    this.#isSaving = false;
    $("#captions-notices").replaceChildren();
    if (answer.ok) this.#saved(cues, answer, checked);
    else this.#refused(cues, answer);
  }

  #saved(cues, answer, checked) {
    this.madeFrom = answer.madeFrom;
    this.desk.rows.showTroubles([]);
    // Whoever has been over all of them has no doubts left.
    const settled = (cue) => (checked && cue.doubts.length ? changedCue(cue, { doubts: [] }) : cue);
    this.desk.list.settle(cues, settled);
    this.kept.now(this.#toKeep());
    if (!answer.automatic) $("#captions-automatic")?.remove();
    // The button of a notice is gone with it.
    if (document.activeElement === document.body) this.desk.rows.focus();
    this.desk.say("Saved. Viewers read them like this now.");
  }

  #refused(cues, answer) {
    $("#captions-state").textContent = "Not saved";
    const buttons = [];
    if (answer.signIn) {
      buttons.push(make("a", { href: answer.signIn, target: "_blank", textContent: "Sign in" }));
    }
    if (answer.madeFrom) {
      buttons.push(
        make("a", { href: location.href, target: "_blank", textContent: "See theirs" }),
        button("Save mine over theirs", () => {
          this.madeFrom = answer.madeFrom;
          this.save();
        }),
      );
    }
    this.#tellOf(answer.error, buttons);
    const troubles = answer.troubles ?? [];
    this.desk.rows.showTroubles(troubles.map(([place, words]) => [cues[place], words]));
    if (troubles.length) this.desk.show(troubles[0][0]);
  }

  #tellOf(words, buttons) {
    const line = make("p", { textContent: words });
    const box = make("div", { className: "help-block help-warning", role: "alert" }, line, ...buttons);
    $("#captions-notices").replaceChildren(box);
    box.scrollIntoView({ block: "nearest" });
  }

  // `rows` is what the keeping of credits calls them.
  #toKeep() {
    if (this.desk.list.isSaved) return null;
    return { madeFrom: this.madeFrom, rows: this.desk.list.cues.map(cueData) };
  }

  // Offer what an earlier visit left unsaved.
  offerKept() {
    const { list, rows } = this.desk;
    const left = this.kept.left();
    if (!left || JSON.stringify(left.rows) === JSON.stringify(list.cues.map(cueData))) {
      this.kept.forgetLeft();
      return;
    }
    const time = new Date(left.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    const since = left.madeFrom === this.madeFrom
      ? "" : " The captions were changed since; yours would replace them.";
    const close = () => {
      this.kept.forgetLeft();
      $("#captions-notices").replaceChildren();
    };
    this.#tellOf(`This browser has ${left.rows.length} cues of ${time} that were not saved.${since}`, [
      button("Bring them back", () => {
        close();
        list.change(left.rows.map((cue) => makeCue(cue)), 0);
        rows.focus();
      }),
      button("Throw them away", close),
    ]);
  }
}
