// "Same person as…": gives a row to someone known, or makes one of two records everywhere.

import { button, Dialog, make } from "./studio-dialog.js";
import { calledIn, changedRow } from "./credits-roll.js";

const WAIT_MS = 150;
const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
const isRecord = (who) => /^[pc]\d/.test(who);

export class Same {
  constructor(site) {
    this.site = site;
    this.dialog = new Dialog("Who is meant?");
  }

  async open(grid) {
    this.grid = grid;
    this.row = grid.row;
    const { name } = this.row;
    this.dialog.heading.textContent = `Who is “${name}”?`;
    this.#choices([]);
    if (!this.dialog.element.open) this.dialog.open();
    const names = [...new Set([name, calledIn(this.row), this.#record(this.row.who)?.name])];
    const answer = await this.site.server.post("match", { names: names.filter(Boolean) });
    if (!answer.ok) {
      this.#tell(answer.error);
      return;
    }
    this.site.names.learn(answer);
    const likely = Object.values(answer.matches).flat(2).filter((who) => who !== this.row.who);
    this.#choices([...new Set(likely)]);
  }

  #record(who) {
    return isRecord(who) ? this.site.names.named(who) : undefined;
  }

  #tell(words) {
    this.dialog.body.prepend(make("p", { role: "alert", textContent: words }));
  }

  #choices(likely) {
    const field = make("input", { type: "text", id: "credits-other", autocomplete: "off" });
    const found = make("div", { className: "credits-people", "aria-live": "polite" });
    let timer = 0;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const typed = field.value.trim();
        const people = typed ? await this.site.names.find(typed) : [];
        found.replaceChildren(...people.filter((who) => who !== this.row.who).map((who) => this.#offer(who)));
      }, WAIT_MS);
    });
    const offers = make("div", { className: "credits-people" }, ...likely.map((who) => this.#offer(who)));
    const label = make("label", { htmlFor: "credits-other", textContent: "Somebody else" });
    const box = make("input", { type: "checkbox", id: "credits-usual" });
    const words = " Print the name as it usually is";
    const usual = make("label", { htmlFor: "credits-usual", textContent: words });
    this.usual = box;
    const others = [
      button("Someone new of this name", () => this.#give("new")),
      button("Only a name, without a page", () => this.#give("none")),
    ];
    const ends = make("div", { className: "studio-tools" }, ...others);
    this.dialog.body.replaceChildren(offers, label, field, found, make("p", {}, box, usual), ends);
    (offers.querySelector("button") ?? field).focus();
  }

  #offer(who) {
    const { name, kind, films } = this.site.names.about(who);
    const small = make("small", { textContent: `${kind}, ${films}` });
    const made = make("button", { type: "button", className: "credits-person" }, name, " ", small);
    made.onclick = () => (isRecord(this.row.who) ? this.#ask(who, this.row.who) : this.#give(who));
    return made;
  }

  // Every row of that name means the same person.
  #give(who) {
    const { roll } = this.grid;
    const alike = (row) => row.who === this.row.who && calledIn(row) === calledIn(this.row);
    const at = roll.rows.indexOf(this.row);
    const { name } = this.site.names.about(who);
    const given = { who, record: "", ...(name && this.usual.checked ? { name } : {}) };
    roll.change(roll.rows.map((row) => (alike(row) ? changedRow(row, given) : row)), at);
    this.dialog.close();
    this.site.say(name ? `${this.row.name} is ${name}` : `${this.row.name} is ${who === "new" ? "new" : "only a name"}`);
  }

  // Two records: only here another, or one of both everywhere?
  async #ask(kept, dropped) {
    const [stays, goes] = [kept, dropped].map((who) => this.site.names.about(who));
    const { name } = this.site.names.about(this.row.who === kept ? dropped : kept);
    const here = button(`Only in this film: credit ${name}`, () => this.#give(this.row.who === kept ? dropped : kept));
    const swap = button(`Keep “${goes.name}” instead`, () => this.#ask(dropped, kept));
    const what = make("p", { textContent: "Looking at what it touches…" });
    const keep = make("input", { type: "checkbox", id: "credits-keep" });
    const label = make("label", { htmlFor: "credits-keep", textContent: ` Films go on printing “${goes.name}”` });
    const sure = button("Make them one everywhere", () => this.#merge(kept, dropped, keep.checked), { secondary: false });
    sure.disabled = true;
    const back = button("Back", () => this.open(this.grid));
    const ends = make("div", { className: "studio-tools" }, sure, swap, here, back);
    this.dialog.body.replaceChildren(what, make("p", {}, keep, label), ends);
    back.focus();
    const answer = await this.#post({ kept, dropped });
    what.textContent = answer.ok
      ? `“${goes.name}” becomes “${stays.name}” everywhere: ${count(answer.credits, "credit")} in ` +
        `${count(answer.films, "film")}, and drafts too. The old address leads to the new one.` +
        " This cannot be undone."
      : answer.error;
    sure.disabled = !answer.ok;
  }

  async #merge(kept, dropped, keepSpelling) {
    const answer = await this.#post({ kept, dropped, keepSpelling, sure: true });
    if (!answer.ok) {
      this.#tell(answer.error);
      return;
    }
    const [stays, goes] = [kept, dropped].map((who) => this.site.names.about(who).name);
    const renamed = (row) => (!keepSpelling && row.name === goes ? stays : row.name);
    for (const roll of this.site.rolls) {
      roll.rewrite((row) => (row.who === dropped ? changedRow(row, { who: kept, name: renamed(row) }) : row));
    }
    if (answer.madeFrom) this.site.saving.madeFrom = answer.madeFrom;
    this.site.names.forget();
    this.dialog.close();
    this.site.say(`${goes} is ${stays} from now on`);
  }

  #post(data) {
    const { film, saving, server } = this.site;
    return server.post("merge", { film, madeFrom: saving.madeFrom, ...data });
  }
}
