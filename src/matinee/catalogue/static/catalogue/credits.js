// The credits editor's page: brings the roll, its grid, pasting, saving and keeping together.

import { button, Dialog, make } from "./credits-dialog.js";
import { Grid } from "./credits-grid.js";
import { Kept } from "./credits-kept.js";
import { Names } from "./credits-names.js";
import { Paste } from "./credits-paste.js";
import { isBlank, makeRow, Roll, rowData } from "./credits-roll.js";
import { Same } from "./credits-same.js";
import { Server } from "./credits-server.js";
import { Roles } from "./credits-words.js";

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
const kept = new Kept(`matinee-credits-${data.film}`);
const site = {
  server,
  film: data.film,
  madeFrom: data.madeFrom,
  rolls: [roll],
  roles: new Roles(dataOf("credits-roles")),
  names: new Names(server, data.people),
  say,
  askSame: (grid) => (same ??= new Same(site)).open(grid),
  openPaste: (text) => (paste ??= new Paste(site, grid)).open(text),
};
let same;
let paste;
let isSaving = false;

page.append(keyHelp());
const grid = new Grid($("#credits-roll"), roll, site, { label: "Credits in billing order" });

function say(words) {
  $("#credits-said").textContent = words;
}

// ---- the page around the grid

const actions = {
  paste: () => site.openPaste(""),
  save: () => save(false),
  publish: () => save(true),
  help: () => help.open(),
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
  if (key === "s" && !page.hasAttribute("data-locked")) save(false);
  else if (key === "z" && !inField) within?.do(event.shiftKey ? "redo" : "undo");
  else if (key === "y" && !inField) within?.do("redo");
  else return;
  event.preventDefault();
});

function keyHelp() {
  const words = KEYS.map(([keys, does]) => `${keys}: ${does}.`).join(" ");
  return make("p", { id: "credits-keys", hidden: true, textContent: words });
}

const help = {
  open() {
    this.dialog ??= this.made();
    this.dialog.open();
  },
  made() {
    const dialog = new Dialog("Keys");
    const list = KEYS.flatMap(([keys, does]) => [
      make("dt", { textContent: keys }),
      make("dd", { textContent: does }),
    ]);
    dialog.body.append(make("dl", { className: "credits-help" }, ...list));
    return dialog;
  },
};

function tell() {
  const { length } = roll.rows.filter((row) => !isBlank(row));
  $("#credits-count").textContent = length === 1 ? "1 credit" : `${length} credits`;
  $(".credits-empty").hidden = roll.rows.length > 0;
  $("[data-do=undo]").disabled = !roll.canUndo;
  $("[data-do=redo]").disabled = !roll.canRedo;
  if (!isSaving) $("#credits-state").textContent = roll.isSaved ? "" : "Not saved yet";
  site.names.lookUp(roll.rows);
}

function toKeep() {
  if (roll.isSaved) return null;
  return { madeFrom: site.madeFrom, rows: roll.rows.map(rowData) };
}

roll.onChange(() => {
  tell();
  kept.soon(toKeep);
});
site.names.onNews(() => {
  grid.refresh();
  paste?.grid?.refresh();
});
window.addEventListener("beforeunload", (event) => {
  grid.finishEditing();
  if (roll.isSaved) return;
  kept.now(toKeep());
  event.preventDefault();
});

// ---- saving

async function save(publish) {
  grid.finishEditing();
  if (isSaving) return;
  isSaving = true;
  const rows = roll.rows.filter((row) => !isBlank(row));
  $("#credits-state").textContent = "Saving…";
  kept.now(toKeep());
  const sent = { rows: rows.map(rowData), madeFrom: site.madeFrom, publish };
  const answer = await server.post("save", sent);
  isSaving = false;
  $("#credits-notices").replaceChildren();
  if (answer.ok) saved(rows, answer);
  else refused(rows, answer, publish);
}

function saved(rows, answer) {
  site.madeFrom = answer.madeFrom;
  site.names.learn(answer);
  site.names.forget();
  const settled = rows.map((row, at) => [row, makeRow({ ...answer.rows[at], line: row.line }, row.key)]);
  roll.settle(new Map(settled));
  grid.showTroubles([]);
  kept.now(toKeep());
  const made = answer.made ? ` ${answer.made} new ${answer.made === 1 ? "name" : "names"}.` : "";
  $("#credits-state").textContent = `${answer.notice}${made}`;
  say(`${answer.notice}${made}`);
}

function refused(rows, answer, publish) {
  const found = (answer.troubles ?? []).map((trouble) => [rows[trouble.row], trouble]);
  $("#credits-state").textContent = "Not saved";
  const buttons = [];
  if (answer.signIn) {
    buttons.push(make("a", { href: answer.signIn, target: "_blank", textContent: "Sign in" }));
  }
  if (answer.madeFrom) {
    buttons.push(
      make("a", { href: location.href, target: "_blank", textContent: "See theirs" }),
      button("Save mine over theirs", () => {
        site.madeFrom = answer.madeFrom;
        save(publish);
      }),
    );
  }
  notice(answer.error, buttons);
  grid.showTroubles(found.filter(([row]) => row));
}

function notice(words, buttons) {
  const line = make("p", { textContent: words });
  const box = make("div", { className: "help-block help-warning", role: "alert" }, line, ...buttons);
  $("#credits-notices").replaceChildren(box);
}

// ---- what an earlier visit left unsaved

function offerKept() {
  const left = kept.left();
  const now = JSON.stringify(roll.rows.map(rowData));
  if (!left || JSON.stringify(left.rows) === now) {
    kept.forgetLeft();
    return;
  }
  const time = new Date(left.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  const since = left.madeFrom === site.madeFrom ? "" : " The credits were changed since; yours would replace them.";
  const close = () => {
    kept.forgetLeft();
    $("#credits-notices").replaceChildren();
  };
  notice(`This browser has ${left.rows.length} credits of ${time} that were not saved.${since}`, [
    button("Bring them back", () => {
      close();
      roll.change(left.rows.map((row) => makeRow(row)));
      grid.focus();
    }),
    button("Throw them away", close),
  ]);
}

tell();
offerKept();
page.dataset.ready = "";
