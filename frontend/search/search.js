// Answers while one types: the page that Enter would bring is fetched, and what it found shown here.
//
// There is one rendering of an answer, the server's; without this script the form sends it.

import { element } from '../player/elements.js';

const PAUSE_MS = 180;
// Whoever listens hears the result once they stop typing, not at every letter.
const QUIET_MS = 700;
const HIT = '[data-hit]';

const form = document.querySelector('.ask');
const field = form?.elements.q;
const found = document.getElementById('found');
if (field) begin();

function begin() {
  const told = element('p', { className: 'unseen', role: 'status' });
  form.append(told);
  let shown = said(field.value);
  let asking;
  let pause;
  let quiet;

  const ask = async () => {
    clearTimeout(pause);
    asking?.abort();
    const question = said(field.value);
    if (question === shown) return;
    asking = new AbortController();
    const address = addressOf(question);
    try {
      const answer = await answerAt(address, asking.signal);
      shown = question;
      const within = found.contains(document.activeElement);
      found.replaceChildren(...answer.childNodes);
      if (within) (found.querySelector(HIT) ?? field).focus();
      document.title = answer.dataset.title;
      history.replaceState(null, '', address);
      clearTimeout(quiet);
      quiet = setTimeout(() => {
        told.textContent = found.querySelector('.told, .empty')?.textContent ?? '';
      }, QUIET_MS);
    } catch (error) {
      // A newer question took its place; anything else leaves what stands, and Enter still asks.
      if (error.name !== 'AbortError') shown = null;
    }
  };
  const soon = () => {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE_MS);
  };

  // A syllable that is still being put together is no word to look for yet.
  field.addEventListener('input', event => event.isComposing || soon());
  field.addEventListener('compositionend', soon);
  form.addEventListener('submit', event => {
    if (shown === null) return;
    event.preventDefault();
    ask();
    // On a phone this puts the keyboard away, so that the answer is seen.
    if (matchMedia('(pointer: coarse)').matches) field.blur();
  });
  found.addEventListener('click', event => {
    const link = event.target.closest?.('a[rel=next]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    showMore(link);
  });
  document.addEventListener('keydown', walk);
}

// The next page's films below these, or that there are none; whoever pressed the link stands
// before the first of them.
async function showMore(link) {
  if (link.ariaBusy) return;
  link.ariaBusy = 'true';
  try {
    const answer = await answerAt(link.href);
    // Another question was answered meanwhile.
    if (!link.isConnected) return;
    const before = found.querySelectorAll(HIT).length;
    const onward = link.closest('.onward');
    const next = answer.querySelector('a[rel=next]');
    const rest = answer.querySelector('.onward');
    for (const part of answer.querySelectorAll('section, .empty')) {
      part.removeAttribute('id');
      onward.before(part);
    }
    if (next) link.replaceWith(next);
    else onward.remove();
    rest?.remove();
    (found.querySelectorAll(HIT)[before] ?? next ?? field).focus();
  } catch {
    location.assign(link.href);
  }
}

// The arrow keys go from the question through what was found, and back.
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
  const stops = [field, ...found.querySelectorAll(HIT)];
  const at = stops.indexOf(document.activeElement);
  const next = at < 0 ? null : stops[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

async function answerAt(address, signal) {
  const answer = await fetch(address, { signal });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const part = page.getElementById('found');
  if (!part) throw new Error(`no answer, status ${answer.status}`);
  return document.adoptNode(part);
}

function addressOf(question) {
  return question ? `${form.action}?${new URLSearchParams({ q: question })}` : form.action;
}

function said(words) {
  return words.trim().replace(/\s+/g, ' ');
}
