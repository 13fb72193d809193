// The credits editor's page: brings the roll, its grid, pasting and saving together.

import { Grid } from "./credits-grid.js";
import { Names } from "./credits-names.js";
import { Paste } from "./credits-paste.js";
import { makeRow, Roll, rowData } from "./credits-roll.js";
import { Same } from "./credits-same.js";
import { Roles } from "./credits-words.js";
import { keyHelp, make } from "./studio-dialog.js";
import { say, Saving } from "./studio-saving.js";
import { Server } from "./studio-server.js";

const KEYS = [
  ["Arrows, Home, End", "go from cell to cell; with Shift choose several rows"],
  ["Enter, F2, typing, two clicks", "edit the cell; Enter again goes down, Tab to the next cell, Esc leaves it as it was"],
  ["Alt ↑ ↓", "move the chosen rows"],
  ["Delete", "remove the chosen rows"],
  ["Ctrl Enter", "add a row below; with Shift above"],
  ["Alt Enter", "say who is meant: “Same person as…”"],
  ["Ctrl Z, Ctrl Shift Z", "undo, redo"],
  ["Ctrl V", "paste credits"],
  ["Ctrl S", "save the draft"],
];

const $ = (selector) => document.querySelector(selector);
const dataOf = (id) => JSON.parse(document.getElementById(id).textContent);

const data = dataOf("credits-data");
const page = $("#credits");
const server = new Server(data.addresses, $("[name=csrfmiddlewaretoken]").value);
const roll = new Roll(data.rows.map((row) => makeRow(row)));
const saving = new Saving(
  {
    name: "credits",
    list: roll,
    dataOf: rowData,
    makeOne: makeRow,
    finish: () => grid.finishEditing(),
    focus: () => grid.focus(),
  },
  server,
  { madeFrom: data.madeFrom, keptAs: `matinee-credits-${data.film}` },
);
const site = {
  server,
  film: data.film,
  saving,
  rolls: [roll],
  roles: new Roles(dataOf("credits-roles")),
  names: new Names(server, data.people),
  say,
  askSame: (grid) => (same ??= new Same(site)).open(grid),
  openPaste: (text) => (paste ??= new Paste(site, grid)).open(text),
};
let same;
let paste;
let help;

page.append(describeKeys());
const grid = new Grid($("#credits-roll"), roll, site, { label: "Credits in billing order" });

// ---- the page around the grid

const actions = {
  paste: () => site.openPaste(""),
  save: () => save(false),
  publish: () => save(true),
  help: () => (help ??= keyHelp(KEYS)).open(),
};

document.addEventListener("click", (event) => {
  const action = event.target.closest?.("[data-do]")?.dataset.do;
  if (action) (actions[action] ?? (() => grid.do(action)))();
});

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  const inField = event.target.closest?.("input, textarea, select");
  const within = event.target.closest?.("dialog") ? paste?.grid : grid;
  if (key === "s") save(false);
  else if (key === "z" && !inField) within?.do(event.shiftKey ? "redo" : "undo");
  else if (key === "y" && !inField) within?.do("redo");
  else return;
  event.preventDefault();
});

// What a screen reader says of the grid's keys.
function describeKeys() {
  const words = KEYS.map(([keys, does]) => `${keys}: ${does}.`).join(" ");
  return make("p", { id: "credits-keys", hidden: true, textContent: words });
}

function tell() {
  const { length } = roll.filled;
  $("#credits-count").textContent = length === 1 ? "1 credit" : `${length} credits`;
  $(".credits-empty").hidden = roll.rows.length > 0;
  $("[data-do=undo]").disabled = !roll.canUndo;
  $("[data-do=redo]").disabled = !roll.canRedo;
  site.names.lookUp(roll.rows);
}

roll.onChange(tell);
site.names.onNews(() => {
  grid.refresh();
  paste?.grid?.refresh();
});

// ---- saving

const save = (publish) => saving.save(() => prepareSave(publish));

function prepareSave(publish) {
  const rows = roll.filled;
  return {
    data: { rows: rows.map(rowData), publish },
    saved: (answer) => saved(rows, answer),
    refused(troubles) {
      const found = troubles.map((trouble) => [rows[trouble.row], trouble]);
      grid.showTroubles(found.filter(([row]) => row));
    },
  };
}

function saved(rows, answer) {
  site.names.learn(answer);
  site.names.forget();
  const settled = rows.map((row, at) => [row, makeRow({ ...answer.rows[at], line: row.line }, row.key)]);
  roll.settle(new Map(settled));
  grid.showTroubles([]);
  const made = answer.made ? ` ${answer.made} new ${answer.made === 1 ? "name" : "names"}.` : "";
  $("#studio-state").textContent = `${answer.notice}${made}`;
  say(`${answer.notice}${made}`);
}

tell();
saving.offerKept();
page.dataset.ready = "";
