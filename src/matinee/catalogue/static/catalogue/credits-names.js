// Who of the site is meant by the names in the roll: known, new, or to be asked.

import { calledIn } from "./credits-roll.js";

const WAIT_MS = 150;

export class Names {
  #people = new Map();
  #matches = new Map();
  #asked = new Set();
  #timer = 0;
  #heard = [];

  constructor(server, people) {
    this.server = server;
    this.learn({ people });
  }

  onNews(hear) {
    this.#heard.push(hear);
  }

  learn({ people = {}, matches = {} }) {
    for (const [who, [name, films]] of Object.entries(people)) this.#people.set(who, { name, films });
    for (const [name, [same, near]] of Object.entries(matches)) this.#matches.set(name, { same, near });
  }

  // After a save or a merge everything that was looked up may be otherwise.
  forget() {
    this.#matches.clear();
    this.#asked.clear();
  }

  named(who) {
    return this.#people.get(who);
  }

  about(who) {
    const { name, films } = this.named(who) ?? { name: "", films: 0 };
    const kind = who.startsWith("c") ? "company" : "person";
    return { name, kind, films: films === 1 ? "1 film" : `${films} films` };
  }

  match(name) {
    return this.#matches.get(name) ?? { same: [], near: [], unknown: true };
  }

  // What stands beside a name: {state, text, ask} where `ask` is whom it may be.
  mark(row) {
    if (!row.name || row.unread) return { state: "" };
    if (row.who === "none") return { state: "none", text: "name only" };
    if (row.who === "new") return { state: "new", text: "new" };
    if (row.who) {
      const name = this.named(row.who)?.name;
      return { state: "known", text: name && name !== row.name ? `is ${name}` : "" };
    }
    const { same, near, unknown } = this.match(calledIn(row));
    const record = row.record && row.record !== row.name ? ` as ${row.record}` : "";
    if (unknown) return { state: "" };
    if (same.length > 1) return { state: "ask", text: "", ask: same };
    if (same.length) {
      return { state: "known", text: `known${record}, ${this.about(same[0]).films}` };
    }
    return { state: "new", text: `new${record}`, ask: near };
  }

  // Look up the names of rows that nobody asked about yet, all at once and a moment later.
  lookUp(rows) {
    for (const row of rows) {
      const name = calledIn(row);
      if (name && !row.who && this.match(name).unknown) this.#asked.add(name);
    }
    clearTimeout(this.#timer);
    if (this.#asked.size) this.#timer = setTimeout(() => this.#ask(), WAIT_MS);
  }

  async #ask() {
    const names = [...this.#asked];
    this.#asked.clear();
    const answer = await this.server.post("match", { names });
    if (!answer.ok) return;
    this.learn(answer);
    for (const hear of this.#heard) hear();
  }

  async find(typed) {
    const answer = await this.server.get("find", { q: typed });
    if (!answer.ok) return [];
    this.learn(answer);
    return answer.found;
  }
}
