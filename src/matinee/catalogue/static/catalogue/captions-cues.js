// Cues and what can be done to them. A cue never changes: an action makes another of the same key.
// Times are whole milliseconds.

const TAG = /<[^<>\n]*>/g;
const OPEN = /<([bciuv]|lang|ruby|rt)(?:[.\s][^<>\n]*)?>/;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const NEW_MS = 2000;

let made = 0;

export function makeCue(data, key = (made += 1)) {
  const { start, end, text = "", who = "", settings = "", doubts = [] } = data;
  return Object.freeze({ key, start, end, text, who, settings, doubts });
}

// A doubt ends with its word: it goes when the word is no longer there.
export function changedCue(cue, data) {
  const changed = makeCue({ ...cue, ...data }, cue.key);
  if (data.text === undefined || data.doubts) return changed;
  const left = findDoubts(changed).map(({ doubt }) => doubt);
  return left.length === cue.doubts.length ? changed : makeCue({ ...changed, doubts: left }, cue.key);
}

// What the server gets of a cue.
export const cueData = ({ start, end, text, who, settings, doubts }) => ({
  start, end, text, who, settings, doubts,
});

export const inOrder = (cues) => cues.toSorted((one, other) => one.start - other.start);

export const wordsOf = (text) => text.replace(TAG, "");

// ---- times

export function timeText(ms) {
  const pad = (number, places = 2) => String(number).padStart(places, "0");
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const ends = `${pad(seconds % 60)}.${pad(ms % 1000, 3)}`;
  return hours ? `${hours}:${pad(minutes)}:${ends}` : `${minutes}:${ends}`;
}

// "1:02:03.4", "62,5" and "2:03" as milliseconds; null for what is no time.
export function readTime(typed) {
  const found = /^(?:(?:(\d+):)?(\d+):)?(\d+)(?:[.,](\d{1,3}))?$/.exec(typed.trim());
  if (!found) return null;
  const [hours, minutes, seconds] = found.slice(1, 4).map((part) => Number(part ?? 0));
  const ms = Number((found[4] ?? "").padEnd(3, "0"));
  const whole = ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
  return whole <= 360_000_000 ? whole : null;
}

// ---- doubts

// Where the doubtful words stand in the text, in the order they are heard.
export function findDoubts({ text, doubts }) {
  const found = [];
  let from = 0;
  for (const doubt of doubts) {
    const word = doubt[1].replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
    const at = word ? placeOf(word, text, from) : -1;
    if (at < 0) continue;
    from = at + word.length;
    found.push({ at, to: from, doubt });
  }
  return found;
}

function placeOf(word, text, from) {
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
    const around = [text[at - 1], text[at + word.length]];
    if (!around.some((letter) => letter && LETTER.test(letter))) return at;
  }
  // Some languages write without spaces.
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word)
    ? text.indexOf(word, from)
    : -1;
}

// ---- split, merge, add, shift

// Two cues of one, cut at a place in its text, the time shared by length. Null where one of them
// would have no words.
export function splitCue(cue, place, gapMs) {
  const before = cue.text.slice(0, place).trim();
  const after = cue.text.slice(place).trim();
  const lengths = [before, after].map((part) => [...wordsOf(part)].length);
  if (!lengths.every(Boolean)) return null;
  const middle = cue.start + Math.round(((cue.end - cue.start) * lengths[0]) / (lengths[0] + lengths[1]));
  const ends = middle - gapMs > cue.start ? middle - gapMs : middle;
  const open = openTags(before);
  const found = findDoubts(cue);
  const isBefore = (each) => each.at < place;
  return [
    makeCue({
      ...cue,
      end: ends,
      text: before + open.toReversed().map(([, name]) => `</${name}>`).join(""),
      doubts: found.filter(isBefore).map(({ doubt }) => doubt),
    }, cue.key),
    makeCue({
      ...cue,
      start: middle,
      text: open.map(([tag]) => tag).join("") + after,
      doubts: later(found.filter((each) => !isBefore(each)).map(({ doubt }) => doubt), cue.start - middle),
    }),
  ];
}

// The blank nearest to the middle: where a cue is cut when nobody says where.
export function middleOf(text) {
  const blanks = [...text.matchAll(/\s+/g)].map((match) => match.index);
  const away = (place) => Math.abs(place - text.length / 2);
  return blanks.toSorted((one, other) => away(one) - away(other))[0] ?? Math.round(text.length / 2);
}

export function mergedCue(cue, next) {
  const same = cue.who === next.who;
  const voiced = ({ who, text }) => (who && !same ? `<v ${who}>${text}</v>` : text);
  return makeCue({
    ...cue,
    end: Math.max(cue.end, next.end),
    text: [cue, next].map(voiced).filter(Boolean).join("\n"),
    who: same ? cue.who : "",
    doubts: [...cue.doubts, ...later(next.doubts, next.start - cue.start)],
  }, cue.key);
}

// When a cue begins at another time; past its end it keeps its length instead.
export const begunAt = ({ start, end }, time) => ({
  start: time,
  end: time < end ? end : time + end - start,
});

// A cue without words after another, or where the film stands.
export function addedCue(before, after, now, gapMs) {
  const start = before ? before.end + gapMs : now;
  const room = after ? after.start - gapMs - start : NEW_MS;
  return makeCue({ start, end: start + Math.max(500, Math.min(NEW_MS, room)) });
}

// Null where a cue would begin before the film does.
export function shifted(cues, from, ms) {
  if (cues.slice(from).some((cue) => cue.start + ms < 0)) return null;
  const moved = cues.map((cue, place) =>
    place < from ? cue : changedCue(cue, { start: cue.start + ms, end: cue.end + ms }),
  );
  return inOrder(moved);
}

const later = (doubts, ms) => doubts.map(([offset, word]) => [Math.max(0, offset + ms), word]);

function openTags(text) {
  const open = [];
  for (const [tag] of text.matchAll(TAG)) {
    const begun = OPEN.exec(tag);
    if (begun) open.push([tag, begun[1]]);
    else if (tag.startsWith("</")) open.pop();
  }
  return open;
}

// ---- find and replace

// Where the wanted words stand in a text, markup left out.
export function occurrences(text, wanted, matchCase) {
  if (!wanted) return [];
  const escaped = wanted.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const tags = [...text.matchAll(TAG)].map((tag) => [tag.index, tag.index + tag[0].length]);
  return [...text.matchAll(new RegExp(escaped, matchCase ? "gu" : "giu"))]
    .map((match) => ({ at: match.index, to: match.index + match[0].length }))
    .filter(({ at, to }) => !tags.some(([from, until]) => at < until && to > from));
}

export function replaced(text, found, by) {
  let done = "";
  let from = 0;
  for (const { at, to } of found) {
    done += text.slice(from, at) + by;
    from = to;
  }
  return done + text.slice(from);
}
