// The rows of a roll and their history. Rows and lists of rows never change: an action makes a
// new list, so undoing is going back to the list before.

const FIELDS = ["role", "label", "name", "record", "who", "kind", "as", "for", "word", "joiner"];
const STEPS = 500;

let made = 0;

export function makeRow(data = {}, key = (made += 1)) {
  const row = { key, line: data.line ?? "", unread: !!data.unread, doubt: !!data.doubt };
  for (const field of FIELDS) row[field] = data[field] ?? "";
  return Object.freeze(row);
}

export const changedRow = (row, data) => makeRow({ ...row, unread: false, ...data }, row.key);

// What the server gets of a row: its fields that say something.
export const rowData = (row) =>
  Object.fromEntries(FIELDS.filter((field) => row[field]).map((field) => [field, row[field]]));

export const isBlank = (row) => !(row.name || row.as || row.for);

export const sameRole = (row, other) => row.role === other.role && row.label === other.label;

export const calledIn = (row) => row.record || row.name;

export function moved(rows, from, count, to) {
  const rest = [...rows.slice(0, from), ...rows.slice(from + count)];
  return [...rest.slice(0, to), ...rows.slice(from, from + count), ...rest.slice(to)];
}

export class Roll {
  #past = [];
  #future = [];
  #saved;
  #heard = [];

  constructor(rows = []) {
    this.rows = Object.freeze(rows);
    this.#saved = this.rows;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  get isSaved() {
    const rows = this.rows.filter((row) => !isBlank(row));
    return rows.length === this.#saved.length && rows.every((row, at) => row === this.#saved[at]);
  }

  onChange(hear) {
    this.#heard.push(hear);
  }

  change(rows, at = 0) {
    this.#past.push({ rows: this.rows, at });
    if (this.#past.length > STEPS) this.#past.shift();
    this.#future = [];
    this.#show(rows);
  }

  // Return the row where the change was, so that the eye finds it; undefined without history.
  undo() {
    return this.#step(this.#past, this.#future);
  }

  redo() {
    return this.#step(this.#future, this.#past);
  }

  // These rows are what the server has now; `settled` maps rows to what it made of them.
  settle(settled) {
    const now = (row) => settled.get(row) ?? row;
    for (const step of [...this.#past, ...this.#future]) step.rows = step.rows.map(now);
    this.#saved = [...settled.values()];
    this.#show(this.rows.map(now));
  }

  // Change rows without a step in the history, in it too: what was true before is no more.
  rewrite(rewritten) {
    const cache = new Map();
    const now = (row) => {
      if (!cache.has(row)) cache.set(row, rewritten(row));
      return cache.get(row);
    };
    for (const step of [...this.#past, ...this.#future]) step.rows = step.rows.map(now);
    this.#saved = this.#saved.map(now);
    this.#show(this.rows.map(now));
  }

  #step(from, to) {
    const step = from.pop();
    if (!step) return undefined;
    to.push({ rows: this.rows, at: step.at });
    this.#show(step.rows);
    return step.at;
  }

  #show(rows) {
    this.rows = Object.freeze(rows);
    for (const hear of this.#heard) hear();
  }
}
