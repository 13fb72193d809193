// What each key does: one list, for the keyboard and for the help that tells of it.

const alt = (letter) => (event) => isAlt(event) && letterOf(event) === letter;
const altKey = (...keys) => (event) => isAlt(event) && keys.includes(event.key);
const ctrl = (letter, shift = false) => (event) =>
  (event.ctrlKey || event.metaKey) && !event.altKey && event.shiftKey === shift && letterOf(event) === letter;

// On a Mac, Option alone writes letters such as ñ and ø, so Control is held with it.
const onMac = /^Mac/.test(navigator.platform);

const isAlt = (event) =>
  event.altKey && event.ctrlKey === onMac && !event.metaKey && !event.getModifierState("AltGraph");

// On some systems Alt makes another sign of a letter; the key is still the same.
const letterOf = (event) =>
  /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").toLowerCase();

// [keys as said, what they do, the action, whether an event is it]
const KEYS = [
  ["Alt K, Ctrl Space", "play or pause the film, while you type too", "play",
    (event) => alt("k")(event) || (event.ctrlKey && event.code === "Space")],
  ["Alt J, Alt L", "two seconds back, two seconds on", "back", alt("j")],
  ["", "", "on", alt("l")],
  ["Alt P", "play this cue alone", "playCue", alt("p")],
  ["Alt I, Alt O", "the cue begins, or ends, where the film is now", "begin", alt("i")],
  ["", "", "end", alt("o")],
  ["Alt ↑, Alt ↓", "the cue before, the next one", "before", altKey("ArrowUp")],
  ["", "", "next", altKey("ArrowDown")],
  ["Alt N", "the next word the machine was unsure of", "doubt", alt("n")],
  ["Alt R", "this word is right; go to the next", "right", alt("r")],
  ["Alt B", "the next cue that breaks a norm", "fault", alt("b")],
  ["Alt S", "split the cue at the cursor", "split", alt("s")],
  ["Alt M", "make one cue of this and the next", "merge", alt("m")],
  ["Alt A", "add a cue after this one", "add", alt("a")],
  ["Alt Delete", "delete the cue", "remove", altKey("Delete", "Backspace")],
  ["Ctrl Z, Ctrl Shift Z", "undo, redo", "undo", ctrl("z")],
  ["", "", "redo", (event) => ctrl("z", true)(event) || ctrl("y")(event)],
  ["Alt F", "find and replace", "find", alt("f")],
  ["Ctrl S", "save", "save", ctrl("s")],
];

// The keys and what they do, as this machine calls them.
export const namedKeys = () =>
  KEYS.filter(([keys]) => keys).map(([keys, does]) => [
    onMac ? keys.replaceAll("Alt", "Control Option").replaceAll("Ctrl", "⌘") : keys,
    does,
  ]);

// Keys that the list has while no field of a cue is open, and those that leave a field.
export const LIST_KEYS = [
  ["↑, ↓, Home, End", "go through the list"],
  ["Enter", "edit the cue; Esc goes back to the list"],
];

export const actionOf = (event) => KEYS.find(([, , , is]) => is(event))?.[2];
