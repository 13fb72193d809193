// Draws a roll as a grid: text only, for hundreds of rows; the cell being edited alone has a field.

import { attachDrag } from "./credits-drag.js";
import { editCell } from "./credits-cell.js";
import { attachKeys } from "./credits-keys.js";
import { changedRow, isBlank, makeRow, moved, sameRole } from "./credits-roll.js";
import { forText, isRespelling, readFor, splitNames } from "./credits-words.js";
import { renderRows } from "./studio-rows.js";

export const COLUMNS = ["role", "joiner", "name", "as", "for"];
export const ROLE = 0;
export const NAME = 2;
const HEADINGS = { role: "Role", joiner: "&", name: "Name", as: "As", for: "For or at" };
const SPOKEN = { ...HEADINGS, joiner: "Joined by" };

function element(tag, role, className, text = "") {
  const made = document.createElement(tag);
  if (role) made.setAttribute("role", role);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function rowTemplate() {
  const row = element("div", "row", "credits-row");
  row.append(element("div", "rowheader", "credits-number", " "));
  for (const column of COLUMNS) {
    const cell = element("div", "gridcell", `credits-cell credits-${column}`);
    cell.append(element("span", "", "credits-text"));
    row.append(cell);
  }
  return row;
}

export class Grid {
  at = { row: 0, column: NAME };
  anchor = 0;
  #views = new Map();
  #template = rowTemplate();
  #active = null;
  #selected = new Set();
  #editing = null;
  #troubles = new WeakMap();

  // `site` has roles, names, say(words), askSame(grid) and openPaste(text).
  constructor(place, roll, site, { label, lines = false }) {
    Object.assign(this, { roll, site, lines });
    this.element = element("div", "grid", "credits-grid");
    this.element.setAttribute("aria-label", label);
    this.element.setAttribute("aria-multiselectable", "true");
    this.element.setAttribute("aria-describedby", "credits-keys");
    this.body = element("div", "rowgroup", "credits-body");
    this.element.append(this.#head(), this.body);
    this.element.classList.toggle("has-lines", lines);
    if (lines) this.#template.prepend(element("div", "rowheader", "credits-line"));
    place.append(this.element);
    roll.onChange(() => this.render());
    attachKeys(this);
    attachDrag(this);
    this.render();
  }

  get isEditing() {
    return this.#editing !== null;
  }

  get row() {
    return this.roll.rows[this.at.row];
  }

  // The chosen rows as [first, number of rows].
  get chosen() {
    if (!this.roll.rows.length) return [0, 0];
    const first = Math.min(this.anchor, this.at.row);
    return [first, Math.abs(this.anchor - this.at.row) + 1];
  }

  get chosenRows() {
    const [first, count] = this.chosen;
    return this.roll.rows.slice(first, first + count);
  }

  // ---- drawing

  #head() {
    const head = element("div", "rowgroup", "credits-head");
    const row = element("div", "row", "credits-row");
    if (this.lines) row.append(element("div", "columnheader", "credits-line", "As pasted"));
    row.append(element("div", "columnheader", "credits-number", "No."));
    for (const column of COLUMNS) {
      const cell = element("div", "columnheader", `credits-${column}`, HEADINGS[column]);
      if (column === "joiner") cell.setAttribute("aria-label", SPOKEN.joiner);
      row.append(cell);
    }
    head.append(row);
    return head;
  }

  render() {
    const { rows } = this.roll;
    const focused = this.body.contains(document.activeElement);
    renderRows(this.body, this.#views, rows, (row, index) => {
      const view = this.#views.get(row.key) ?? this.#makeView(row);
      this.#fill(view, row, index, this.#group(index));
      return view;
    });
    this.#mark();
    if (focused && !this.isEditing) this.focus();
  }

  // Draw again what stands beside the names, when more is known about them.
  refresh() {
    this.roll.rows.forEach((row, index) => {
      const view = this.#views.get(row.key);
      if (!view.element.contains(this.#editing?.field ?? null)) {
        view.row = null;
        this.#fill(view, row, index, this.#group(index));
      }
    });
  }

  // Neighbours of one role share its heading, as on the page.
  #group(index) {
    const { rows } = this.roll;
    const row = rows[index];
    const like = (other) => other && !other.unread && sameRole(row, other);
    const first = row.unread || !like(rows[index - 1]);
    return { first, several: first && !row.unread && !!like(rows[index + 1]) };
  }

  #makeView(row) {
    const made = this.#template.cloneNode(true);
    made.dataset.key = row.key;
    const cells = [...made.querySelectorAll(".credits-cell")];
    const number = made.querySelector(".credits-number");
    const view = { element: made, cells, number, line: made.querySelector(".credits-line") };
    this.#views.set(row.key, view);
    return view;
  }

  #fill(view, row, index, { first, several }) {
    if (view.index !== index) view.number.firstChild.data = index + 1;
    const same = view.row === row && view.first === first && view.several === several;
    Object.assign(view, { index, row, first, several });
    if (same) return;
    const { classList } = view.element;
    classList.toggle("is-more", !first);
    classList.toggle("is-unread", row.unread);
    classList.toggle("is-doubtful", row.doubt);
    if (view.line) view.line.textContent = row.line;
    const texts = [this.site.roles.label(row, several), row.joiner, row.name, row.as, forText(row)];
    view.cells.forEach((cell, column) => {
      const text = cell.firstElementChild;
      if (text.textContent !== texts[column]) text.textContent = texts[column];
      while (text.nextSibling) text.nextSibling.remove();
      cell.classList.toggle("is-empty", !texts[column]);
    });
    this.#fillMark(view, row);
    this.#fillTrouble(view, row);
  }

  #fillMark(view, row) {
    const { state, text, ask } = this.site.names.mark(row);
    if (!state) return;
    const cell = view.cells[NAME];
    if (text) cell.append(" ", element("span", "", `credits-mark is-${state}`, text));
    if (ask?.length) {
      const { name, films } = this.site.names.about(ask[0]);
      const words = state === "ask" ? `which of ${ask.length}?` : `same as ${name}, ${films}?`;
      const button = element("button", "", "credits-ask", words);
      button.type = "button";
      button.tabIndex = -1;
      cell.append(" ", button);
    }
  }

  #fillTrouble(view, row) {
    const trouble = this.#troubles.get(row);
    for (const cell of view.cells) cell.removeAttribute("aria-invalid");
    view.element.classList.toggle("is-troubled", !!trouble);
    if (!trouble) return;
    const column = COLUMNS.indexOf({ label: "role", word: "for", record: "name" }[trouble.field] ?? trouble.field);
    const cell = view.cells[column < 0 ? NAME : column];
    cell.setAttribute("aria-invalid", "true");
    cell.append(" ", element("span", "", "studio-trouble", trouble.sentence));
  }

  // Show what the server found wrong, until the row is changed: [row, trouble] pairs.
  showTroubles(pairs) {
    this.#troubles = new WeakMap(pairs);
    this.refresh();
    if (!pairs.length) return;
    this.go(this.roll.rows.indexOf(pairs[0][0]), NAME);
    this.focus();
  }

  // ---- where one is

  #mark() {
    const { rows } = this.roll;
    const last = Math.max(0, rows.length - 1);
    this.at = { row: Math.min(this.at.row, last), column: this.at.column };
    this.anchor = Math.min(this.anchor, last);
    const [first, count] = this.chosen;
    const chosen = new Set(rows.slice(first, first + count).map((row) => this.#views.get(row.key)));
    for (const view of this.#selected) {
      if (!chosen.has(view)) view.element.removeAttribute("aria-selected");
    }
    for (const view of chosen) view.element.setAttribute("aria-selected", "true");
    this.#selected = chosen;
    const cell = this.#cell();
    if (cell === this.#active) return;
    this.#active?.removeAttribute("tabindex");
    cell?.setAttribute("tabindex", "0");
    this.#active = cell;
  }

  #cell() {
    return this.#views.get(this.row?.key)?.cells[this.at.column] ?? null;
  }

  go(row, column = this.at.column, { extend = false } = {}) {
    const last = Math.max(0, this.roll.rows.length - 1);
    this.at = {
      row: Math.max(0, Math.min(row, last)),
      column: Math.max(0, Math.min(column, COLUMNS.length - 1)),
    };
    if (!extend) this.anchor = this.at.row;
    this.#mark();
  }

  choose(first, last) {
    this.anchor = first;
    this.at = { ...this.at, row: last };
    this.#mark();
  }

  focus() {
    this.#cell()?.focus();
  }

  // The [row, column] that a node of the grid stands for; column -1 is the row's number.
  placeOf(node) {
    const shown = node.closest?.(".credits-body .credits-row");
    if (!shown || !this.body.contains(shown)) return null;
    const view = this.#views.get(Number(shown.dataset.key));
    return [view.index, view.cells.findIndex((cell) => cell.contains(node))];
  }

  // ---- editing a cell

  edit(start) {
    const cell = this.#cell();
    if (!cell || this.isEditing) return;
    const column = COLUMNS[this.at.column];
    const row = this.row;
    const shown = column === "role" ? this.site.roles.label(row) : cell.firstElementChild.textContent;
    for (const each of [cell, cell.parentElement]) each.classList.add("is-edited");
    this.#editing = editCell(cell, {
      column,
      label: SPOKEN[column],
      value: start ?? shown,
      suggest: (typed) => this.#suggest(column, typed),
      done: (typed, data, then) => this.#edited(row, column, typed === shown ? null : typed, data, then),
    });
  }

  finishEditing() {
    this.#editing?.finish();
  }

  #suggest(column, typed) {
    if (column === "role") return this.site.roles.suggest(typed);
    return column === "name" ? this.site.names.find(typed).then((found) => this.#offers(found)) : [];
  }

  #offers(found) {
    return found.map((who) => {
      const { name, kind, films } = this.site.names.about(who);
      return { text: name, note: `${kind}, ${films}`, data: { name, who, record: "", kind: "" } };
    });
  }

  // `typed` is null when nothing was changed; `then` is where to go: "down", "next", "back" or "".
  #edited(row, column, typed, data, then) {
    this.#editing = null;
    for (const each of this.element.querySelectorAll(".is-edited")) each.classList.remove("is-edited");
    const index = this.roll.rows.indexOf(row);
    if (index >= 0 && (typed !== null || data)) {
      this.#write(index, data ?? this.#read(row, column, typed.replace(/\s+/g, " ").trim()));
    }
    this.#then(then);
  }

  #read(row, column, typed) {
    if (column === "role") return this.site.roles.read(typed);
    if (column === "for") return readFor(typed);
    if (column !== "name") return { [column]: typed };
    // Who is known stays so while the printed spelling is corrected.
    const kept = /^[pc]\d/.test(row.who) && isRespelling(typed, row.name);
    const same = this.site.names.named(row.who)?.name === typed;
    return { name: typed, record: "", who: kept || same ? row.who : "" };
  }

  #write(index, data) {
    const [first, count] = this.chosen;
    const together = "role" in data && count > 1 && index >= first && index < first + count;
    const from = together ? first : index;
    const rows = [...this.roll.rows];
    for (let at = from; at < from + (together ? count : 1); at += 1) rows[at] = changedRow(rows[at], data);
    this.roll.change(rows, index);
    if (together) this.site.say(`Role of ${count} rows changed`);
  }

  #then(then) {
    const { row, column } = this.at;
    const last = row === this.roll.rows.length - 1;
    if (then === "down" && last && column === NAME && this.row?.name) {
      this.insert(row + 1);
      return;
    }
    if (then === "down") this.go(row + 1);
    if (then === "next") this.go(column < COLUMNS.length - 1 ? row : row + 1, (column + 1) % COLUMNS.length);
    if (then === "back") this.go(column ? row : row - 1, column ? column - 1 : COLUMNS.length - 1);
    if (then !== "away") this.focus();
    if ((then === "next" || then === "back") && this.row) this.edit();
  }

  // ---- actions on the chosen rows

  insert(index) {
    const beside = this.roll.rows[index - 1] ?? this.roll.rows[index];
    const row = makeRow(beside ? { role: beside.role, label: beside.label, kind: "" } : {});
    this.roll.change([...this.roll.rows.slice(0, index), row, ...this.roll.rows.slice(index)], index);
    this.go(index, row.role || row.label ? NAME : ROLE);
    this.focus();
    this.edit();
  }

  remove() {
    const [first, count] = this.chosen;
    if (!count) return;
    const rows = [...this.roll.rows.slice(0, first), ...this.roll.rows.slice(first + count)];
    this.roll.change(rows, first);
    this.go(first);
    this.site.say(`${count === 1 ? "1 credit" : `${count} credits`} removed, ${rows.length} left`);
  }

  moveBy(step) {
    this.moveTo(this.chosen[0] + step);
  }

  // Move the chosen rows so that the first of them stands at `to`.
  moveTo(to) {
    const [first, count] = this.chosen;
    const { rows } = this.roll;
    const place = Math.max(0, Math.min(to, rows.length - count));
    if (!count || place === first) return;
    const [anchor, row] = [this.anchor + place - first, this.at.row + place - first];
    this.roll.change(moved(rows, first, count, place), first);
    this.choose(anchor, row);
    this.focus();
    this.site.say(`Moved to ${place + 1} of ${rows.length}`);
  }

  split() {
    const row = this.row;
    const names = row ? splitNames(row.name) : [];
    if (names.length < 2) {
      this.site.say("There is one name in this row");
      return;
    }
    const made = names.map(({ name, joiner }, at) =>
      at ? makeRow({ ...row, name, joiner, who: "", record: "", unread: false, line: "" })
        : changedRow(row, { name, who: "", record: "" }),
    );
    const { rows } = this.roll;
    const { row: index } = this.at;
    this.roll.change([...rows.slice(0, index), ...made, ...rows.slice(index + 1)], index);
    this.choose(index, index + made.length - 1);
    this.focus();
    this.site.say(`${made.length} names`);
  }

  goBack(at, words) {
    if (at === undefined) {
      this.site.say(`Nothing to ${words}`);
      return;
    }
    this.go(at);
    this.focus();
    this.site.say(`${words === "undo" ? "Undone" : "Done again"}, ${this.roll.rows.length} rows`);
  }

  // Every action by its name, as the buttons and the keys call it.
  do(action) {
    const [first, count] = this.chosen;
    const actions = {
      above: () => this.insert(first),
      below: () => this.insert(first + count),
      up: () => this.moveBy(-1),
      down: () => this.moveBy(1),
      remove: () => this.remove(),
      split: () => this.split(),
      same: () => this.row && !isBlank(this.row) && this.site.askSame(this),
      undo: () => this.goBack(this.roll.undo(), "undo"),
      redo: () => this.goBack(this.roll.redo(), "redo"),
    };
    this.finishEditing();
    actions[action]?.();
  }
}
