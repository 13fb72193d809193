// What a conversation keeps on this device: begun words, one's own last comments, and, if
// asked to, who one is. Where storage is forbidden nothing is kept, and all else works.

const PREFIX = 'matinee.';
const DRAFTS = 'draft.';
const DRAFT_DAYS = 30;
const DAY_MS = 864e5;

export function read(name, store = () => localStorage) {
  try {
    return JSON.parse(store().getItem(PREFIX + name));
  } catch {
    return null;
  }
}

export function write(name, value, store = () => localStorage) {
  try {
    if (value === null) store().removeItem(PREFIX + name);
    else store().setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Forbidden or full.
  }
}

// The words begun under one film: one draft for each comment they answer, "" for none.
export function draftsOf(film) {
  const name = parent => `${DRAFTS}${film}.${parent || 0}`;
  dropOld();
  return {
    read: parent => read(name(parent)),
    keep(parent, { text, at }) {
      write(name(parent), text.trim() ? { text, at, on: Date.now() } : null);
    },
    drop: parent => write(name(parent), null),
    // The comments whose answers were begun.
    answers: () => names(name('').slice(0, -1)).filter(each => each !== '0'),
  };
}

function dropOld() {
  for (const rest of names(DRAFTS)) {
    const kept = read(DRAFTS + rest);
    if (!(kept?.on > Date.now() - DRAFT_DAYS * DAY_MS)) write(DRAFTS + rest, null);
  }
}

// What follows this beginning in the names that are kept.
function names(beginning) {
  try {
    const start = PREFIX + beginning;
    return Object.keys(localStorage).filter(key => key.startsWith(start)).map(key => key.slice(start.length));
  } catch {
    return [];
  }
}
