// Finds in a film's words, across lines: counts, marks, and goes from one place to the next.

import { element } from '../player/elements.js';
import { fold, foldWithPlaces } from './folding.js';
import { bringInto } from './lines.js';

const WAIT_MS = 160;
const MOST = 1000;
const [ALL, HERE] = ['words-found', 'words-here'];

// The form; `arrived` hears that the reader was taken to another place.
export function findIn(article, scroller, arrived = () => {}) {
  const name = 'Find in the transcript';
  const input = element('input', { type: 'search', ariaLabel: name, placeholder: name, autocomplete: 'off', spellcheck: false });
  const told = element('span', { className: 'count', role: 'status' });
  const before = step('↑', 'Previous place');
  const after = step('↓', 'Next place');
  const form = element('form', { className: 'find', role: 'search', ariaLabel: name }, input, told, before, after);
  let text;
  let places = [];
  let here = -1;
  let waits = 0;

  const go = to => {
    clearTimeout(waits);
    if (!places.length) return;
    here = (to + places.length) % places.length;
    told.textContent = `${here + 1} of ${places.length < MOST ? places.length : `the first ${MOST}`}`;
    mark(places, places[here]);
    bringInto(scroller, places[here].getBoundingClientRect());
    arrived();
  };
  const search = () => {
    clearTimeout(waits);
    text ??= searchable(article);
    const asked = fold(input.value.trim().replace(/\s+/g, ' '));
    places = asked ? placesOf(text, asked) : [];
    here = -1;
    for (const button of [before, after]) button.disabled = places.length < 2;
    mark(places, null);
    told.textContent = asked && !places.length ? 'Not found' : '';
    if (places.length) go(firstFrom(places, scroller));
  };
  input.addEventListener('input', () => {
    clearTimeout(waits);
    waits = setTimeout(search, WAIT_MS);
  });
  form.addEventListener('submit', event => event.preventDefault());
  input.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    if (here < 0) search();
    else go(here + (event.shiftKey ? -1 : 1));
  });
  before.addEventListener('click', () => go(here - 1));
  after.addEventListener('click', () => go(here + 1));
  return {
    form,
    forget() {
      clearTimeout(waits);
      mark([], null);
    },
  };
}

function step(sign, name) {
  const button = element('button', { type: 'button', className: 'step', textContent: sign, ariaLabel: name, title: name });
  button.disabled = true;
  return button;
}

// The words as one text, and the nodes it comes from; a paragraph's end is no space.
function searchable(article) {
  const nodes = [];
  let whole = '';
  for (const paragraph of article.querySelectorAll('p')) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest('.moment, b')) continue;
      nodes.push({ node, start: whole.length });
      whole += node.data;
    }
    whole += '\n';
  }
  return { nodes, ...foldWithPlaces(whole) };
}

function placesOf({ nodes, folded, places }, asked) {
  const found = [];
  for (let at = folded.indexOf(asked); at >= 0 && found.length < MOST; at = folded.indexOf(asked, at + asked.length)) {
    const range = document.createRange();
    range.setStart(...nodeAt(nodes, places[at]));
    const [node, offset] = nodeAt(nodes, places[at + asked.length - 1]);
    const last = String.fromCodePoint(node.data.codePointAt(offset)).length;
    range.setEnd(node, offset + last);
    found.push(range);
  }
  return found;
}

function nodeAt(nodes, place) {
  let [low, high] = [0, nodes.length];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle].start <= place) low = middle;
    else high = middle;
  }
  return [nodes[low].node, place - nodes[low].start];
}

// The first place at or below where the reader is.
function firstFrom(places, scroller) {
  const top = scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top;
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle].getBoundingClientRect().bottom < top) low = middle + 1;
    else high = middle;
  }
  return low % places.length;
}

function mark(places, here) {
  if (globalThis.Highlight) {
    CSS.highlights.set(ALL, new Highlight(...places));
    CSS.highlights.set(HERE, here ? new Highlight(here) : new Highlight());
    return;
  }
  // Browsers without highlights select the place.
  if (here) getSelection().setBaseAndExtent(here.startContainer, here.startOffset, here.endContainer, here.endOffset);
}
