// Pasted credits: read by the server, shown beside their lines, corrected, then put into the roll.

import { button, Dialog, make } from "./studio-dialog.js";
import { Grid, NAME } from "./credits-grid.js";
import { makeRow, Roll, rowData } from "./credits-roll.js";

const LINES = 10;
const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

export class Paste {
  #roll = new Roll();

  constructor(site, main) {
    Object.assign(this, { site, main });
    site.rolls.push(this.#roll);
    this.dialog = new Dialog("Paste credits", "is-wide");
    this.text = make("textarea", { id: "credits-pasted", rows: LINES, spellcheck: false });
    this.text.addEventListener("paste", () => setTimeout(() => this.#read(), 0));
    this.said = make("p", { role: "status" });
    this.place = make("div", { className: "credits-preview" });
    this.tools = this.#tools();
    this.ends = make("div", { className: "studio-tools is-last" });
    const label = make("label", { htmlFor: "credits-pasted", textContent: "Paste them as you have them" });
    this.dialog.body.append(
      label,
      this.text,
      make("div", { className: "studio-tools" }, button("Read", () => this.#read())),
      this.said,
      this.tools,
      this.place,
      this.ends,
    );
    this.#roll.onChange(() => this.#tell());
  }

  open(text = "") {
    this.dialog.open();
    this.text.focus();
    if (!text) return;
    this.text.value = text;
    this.#read();
  }

  #tools() {
    const tools = [["remove", "Remove"], ["split", "Split names"], ["same", "Same person as…"], ["undo", "Undo"]];
    const buttons = tools.map(([action, text]) => button(text, () => this.grid.do(action)));
    const bar = make("div", { className: "studio-tools", role: "toolbar", hidden: true }, ...buttons);
    bar.setAttribute("aria-label", "Pasted credits");
    return bar;
  }

  async #read() {
    if (!this.text.value.trim()) return;
    this.said.textContent = "Reading…";
    const answer = await this.site.server.post("read", { text: this.text.value });
    if (!answer.ok) {
      this.said.textContent = answer.error;
      return;
    }
    this.site.names.learn(answer);
    this.grid ??= new Grid(this.place, this.#roll, this.site, { label: "Pasted credits", lines: true });
    const rows = answer.rows.map((row) => makeRow(row));
    this.text.rows = 3;
    this.#roll.change(rows);
    this.grid.go(Math.max(0, rows.findIndex((row) => !row.unread)), NAME);
    this.grid.focus();
  }

  #tell() {
    const rows = this.#roll.filled;
    const marks = rows.map((row) => this.site.names.mark(row));
    const fresh = new Set(rows.filter((_, at) => marks[at].state === "new").map((row) => row.name));
    const asked = marks.filter((mark) => mark.ask?.length).length;
    const unread = this.#roll.rows.length - rows.length;
    this.said.textContent = [
      `${count(rows.length, "credit")} read`,
      unread ? `${count(unread, "line")} not read` : "",
      fresh.size ? `${count(fresh.size, "name")} new to this site` : "",
      asked ? `${count(asked, "question")}` : "",
    ].filter(Boolean).join(", ") + ".";
    this.tools.hidden = !this.#roll.rows.length;
    this.site.names.lookUp(rows);
    const has = this.main.roll.filled.length;
    this.ends.replaceChildren();
    if (!rows.length) return;
    const add = button(`Add ${count(rows.length, "credit")}`, () => this.#take(false), { secondary: false });
    this.ends.append(add);
    if (has) this.ends.append(button(`Replace the ${has} here`, () => this.#take(true)));
  }

  #take(replace) {
    const kept = replace ? [] : this.main.roll.filled;
    const rows = this.#roll.filled.map((row) => makeRow(rowData(row)));
    this.main.roll.change([...kept, ...rows], kept.length);
    this.dialog.close();
    this.text.value = "";
    this.text.rows = LINES;
    this.#roll.change([]);
    this.main.choose(kept.length, kept.length + rows.length - 1);
    this.main.focus();
    this.site.say(`${count(rows.length, "credit")} added, nothing is saved yet`);
  }
}
