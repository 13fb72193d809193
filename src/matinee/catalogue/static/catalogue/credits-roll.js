// The rows of a roll and their history.

import { EditedList } from "./studio-list.js";

const FIELDS = ["role", "label", "name", "record", "who", "kind", "as", "for", "word", "joiner"];

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

export class Roll extends EditedList {
  get rows() {
    return this.all;
  }

  get filled() {
    return this.rows.filter((row) => !isBlank(row));
  }
}
