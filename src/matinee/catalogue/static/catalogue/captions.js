// The captions editor's page: brings the list, its fields, the film and saving together.

import { Find, Shift } from "./captions-bars.js";
import {
  addedCue, begunAt, changedCue, cueData, findDoubts, inOrder, makeCue, mergedCue, middleOf, splitCue,
} from "./captions-cues.js";
import { Fields } from "./captions-fields.js";
import { Film } from "./captions-film.js";
import { Going } from "./captions-going.js";
import { actionOf, LIST_KEYS, namedKeys } from "./captions-keys.js";
import { Captions } from "./captions-list.js";
import { Rows } from "./captions-rows.js";
import { Verdicts } from "./captions-verdicts.js";
import { keyHelp } from "./studio-dialog.js";
import { say, Saving } from "./studio-saving.js";
import { Server } from "./studio-server.js";

const STEP_MS = 2000;

const $ = (selector) => document.querySelector(selector);
const data = JSON.parse($("#captions-data").textContent);
const server = new Server(data.addresses, $("[name=csrfmiddlewaretoken]").value);
const list = new Captions(data.cues.map((cue) => makeCue(cue)));
const desk = { list, say, show, language: data.language, fastest: data.fastest };
desk.verdicts = new Verdicts(server, list, data.verdicts, () => {
  desk.rows.judge();
  tell();
});
desk.rows = new Rows($("#captions-list"), desk);
desk.fields = new Fields(desk);
const { rows, fields, verdicts } = desk;
const follows = $("#captions-follow");
const video = $("#captions-film video");
const film = video
  ? new Film(video, $("#captions-shown"), desk, () => follows.checked && !fields.isOpen)
  : null;
desk.film = film;
const going = new Going(desk);
new Find($("#captions-find"), desk);
new Shift($("#captions-shift"), desk);
const work = {
  name: "cues",
  list,
  dataOf: cueData,
  makeOne: makeCue,
  finish: () => fields.finish(),
  focus: () => rows.focus(),
};
const saving = new Saving(work, server, {
  madeFrom: data.madeFrom,
  keptAs: `matinee-captions-${data.track}`,
});

// ---- going about

function show(place, select = null) {
  fields.open(place, select);
  const cue = list.cues[place];
  if (cue && film?.video.paused) film.go(cue.start);
}

// ---- changing cues

function withCue(change) {
  const place = going.here;
  const cue = list.cues[place];
  return cue ? change(cue, place) : say("There is no cue.");
}

function split(cue, place) {
  const halves =
    splitCue(cue, fields.cursor ?? 0, data.gapMs) ?? splitCue(cue, middleOf(cue.text), data.gapMs);
  if (!halves) return say("There is nothing to split.");
  list.change(list.cues.toSpliced(place, 1, ...halves), place);
  show(place + 1, { at: 0, to: 0 });
  return say(`Split: cues ${place + 1} and ${place + 2}.`);
}

function merge(cue, place) {
  const next = list.cues[place + 1];
  if (!next) return say("This is the last cue.");
  list.change(list.cues.toSpliced(place, 2, mergedCue(cue, next)), place);
  show(place);
  return say("One cue now.");
}

function add() {
  if (list.cues.length >= data.maxCues) return say(`Captions have at most ${data.maxCues} cues here.`);
  const place = going.here;
  const cue = addedCue(list.cues[place], list.cues[place + 1], film?.nowMs ?? 0, data.gapMs);
  const cues = inOrder(list.cues.toSpliced(place + 1, 0, cue));
  list.change(cues, cues.indexOf(cue));
  show(cues.indexOf(cue));
  return say("A cue without words.");
}

function remove(cue, place) {
  const wasOpen = fields.isOpen;
  fields.close();
  list.change(list.cues.toSpliced(place, 1), place);
  rows.at = place;
  if (wasOpen && list.cues.length) show(rows.at);
  else rows.focus();
  say(`Deleted, ${list.cues.length} left.`);
}

function mark(name) {
  return withCue((cue, place) => {
    if (!film) return say("There is no film to listen to yet.");
    const now = film.nowMs;
    if (name === "end" && now <= cue.start) return say("The film stands before this cue begins.");
    const changed = changedCue(cue, name === "end" ? { end: now } : begunAt(cue, now));
    list.change(inOrder(list.cues.with(place, changed)), place);
    return say(name === "end" ? "It ends here." : "It begins here.");
  });
}

function step(back) {
  const place = back ? list.undo() : list.redo();
  if (place === undefined) return say(back ? "Nothing to undo." : "Nothing to redo.");
  say(back ? "Undone." : "Done again.");
  if (fields.isOpen) return undefined;
  rows.at = place;
  return rows.focus();
}

const actions = {
  play: () => film?.toggle(),
  back: () => film?.skip(-STEP_MS),
  on: () => film?.skip(STEP_MS),
  playCue: () => withCue((cue) => film?.playSpan(cue.start, cue.end)),
  begin: () => mark("start"),
  end: () => mark("end"),
  before: () => show(Math.max(0, going.here - 1)),
  next: () => show(Math.min(list.cues.length - 1, going.here + 1)),
  doubt: () => going.nextDoubt(),
  right: () => going.wordIsRight(),
  fault: () => going.nextFault(),
  split: () => withCue(split),
  merge: () => withCue(merge),
  add,
  remove: () => withCue(remove),
  undo: () => step(true),
  redo: () => step(false),
  find: () => {
    $("#captions-find").closest("details").open = true;
    $("#captions-find").elements.wanted.focus();
  },
  save: () => saving.save(prepareSave),
  help: () => help.open(),
};

// ---- saving

function prepareSave() {
  const { cues } = list;
  const checked = $("#captions-checked")?.checked ?? false;
  return {
    data: { cues: cues.map(cueData), checked },
    saved: (answer) => saved(cues, checked, answer),
    refused(troubles) {
      rows.showTroubles(troubles.map(([place, words]) => [cues[place], words]));
      if (troubles.length) show(troubles[0][0]);
    },
  };
}

function saved(cues, checked, answer) {
  rows.showTroubles([]);
  // Whoever has been over all of them has no doubts left.
  const settled = (cue) => (checked && cue.doubts.length ? changedCue(cue, { doubts: [] }) : cue);
  list.settle(new Map(cues.map((cue) => [cue, settled(cue)])));
  if (!answer.automatic) $("#captions-automatic")?.remove();
  say("Saved. Viewers read them like this now.");
}

// ---- the page around the list

document.addEventListener("click", (event) => {
  const action = event.target.closest?.("[data-do]")?.dataset.do;
  if (action) actions[action]();
});

document.addEventListener("keydown", (event) => {
  const action = help.element.open ? undefined : actionOf(event);
  const inBar = event.target.matches?.(".captions-bar :is(input, select)");
  if (!action || (inBar && ["undo", "redo", "before", "next"].includes(action))) return;
  event.preventDefault();
  actions[action]();
});

rows.place.addEventListener("click", (event) => {
  const opener = event.target.closest(".cue-open");
  if (!opener) return;
  const place = list.placeOf(Number(opener.closest(".cue").dataset.key));
  fields.open(place);
  film?.go(list.cues[place].start);
});

rows.place.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && fields.isOpen) {
    fields.close();
    rows.focus();
    return;
  }
  const moves = { ArrowUp: rows.at - 1, ArrowDown: rows.at + 1, Home: 0, End: list.cues.length - 1 };
  if (!event.target.closest(".cue-open") || event.altKey || !(event.key in moves)) return;
  event.preventDefault();
  rows.at = moves[event.key];
  rows.focus();
});

const help = keyHelp([...namedKeys(), ...LIST_KEYS]);

let norms = "";

const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

function tell() {
  const { cues } = list;
  const faulty = cues.filter((cue) => verdicts.of(cue)?.[1].length).length;
  const doubtful = cues.reduce((count, cue) => count + findDoubts(cue).length, 0);
  const unsure = doubtful ? `; ${plural(doubtful, "doubtful word")}` : "";
  // While the server has not spoken of every cue, what it said of the norms before stays.
  if (cues.every((cue) => verdicts.of(cue))) {
    norms = faulty ? `${faulty} outside the norms` : "all within the norms";
  }
  $("#captions-count").textContent = `${plural(cues.length, "cue")}, ${norms}${unsure}`;
  $(".captions-empty").hidden = cues.length > 0;
  for (const button of document.querySelectorAll("[data-do=doubt], [data-do=right]")) button.hidden = !doubtful;
  for (const name of ["undo", "redo"]) {
    $(`[data-do=${name}]`).disabled = name === "undo" ? !list.canUndo : !list.canRedo;
  }
}

list.onChange(() => {
  tell();
  // What was said is of the change before; the words on this one come after it.
  $("#studio-said").textContent = "";
});
saving.offerKept();
tell();
$("#captions").dataset.ready = "";
