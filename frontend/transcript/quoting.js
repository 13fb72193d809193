// Passages of a film's words to take along: a link to the moment, or a quotation with its source.

import { element } from '../player/elements.js';
import { clock } from '../player/clock.js';

const SETTLED_MS = 250;

// Offer both in `host` whenever words of the article are selected: by pointer, touch or keys.
export function quoteFrom(article, lines, host) {
  const about = { ...article.dataset, joined: /^(ja|zh|yue)\b/.test(article.lang) };
  const bar = quoteBar();
  host.append(bar.box);
  let passage = null;
  let waits = 0;

  const look = () => {
    // While somebody is in the bar the passage stays, whatever became of the selection.
    if (bar.box.contains(document.activeElement)) return;
    passage = passageIn(getSelection(), article, lines, about);
    if (passage) bar.open();
    else bar.close();
  };
  const changed = () => {
    clearTimeout(waits);
    waits = setTimeout(look, SETTLED_MS);
  };
  document.addEventListener('selectionchange', changed);
  const byKeys = selectByKeys(article, lines, () => {
    look();
    bar.say('Selected. Tab leads to copying it.');
  });
  article.addEventListener('keydown', event => {
    if (event.key !== 'Tab' || event.shiftKey || bar.box.hidden) return;
    event.preventDefault();
    bar.link.focus();
  });
  bar.box.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    (byKeys.last() ?? passage.first).focus({ preventScroll: true });
    getSelection().removeAllRanges();
    bar.close();
  });
  // The bar may have opened in the middle of a selection, and is pressed before that has settled.
  bar.box.addEventListener('pointerdown', look);
  bar.link.addEventListener('click', () => bar.copy(passage.href, 'The link is copied.'));
  bar.quotation.addEventListener('click', () => bar.copy(quotation(passage, about), 'The quotation is copied.'));
  return {
    end() {
      clearTimeout(waits);
      document.removeEventListener('selectionchange', changed);
      bar.box.remove();
    },
  };
}

// “It came.”
// Low Water (2024), 12:34
// https://site.example/films/low-water/#t=754
function quotation({ words, at_s, href }, { title, year }) {
  return `“${words}”\n${title}${year ? ` (${year})` : ''}, ${clock(at_s)}\n${href}`;
}

// The selected words, the moment of the line they begin in and its whole address; null for none.
function passageIn(selection, article, lines, about) {
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(article)) return null;
  const said = lines
    .filter(({ link }) => range.intersectsNode(link))
    .map(line => ({ ...line, words: within(range, line.link) }))
    .filter(({ words }) => words);
  if (!said.length) return null;
  const [{ link, at_s, hash }] = said;
  return {
    at_s,
    first: link,
    href: new URL(`${about.film}${hash}`, location.origin).href,
    words: said.map(({ words }) => words).join(about.joined ? '' : ' '),
  };
}

function within(range, link) {
  const part = document.createRange();
  part.selectNodeContents(link);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
  return part.toString().trim().replace(/\s+/g, ' ');
}

// On a line, shift and an arrow select whole lines, as in any list.
function selectByKeys(article, lines, done) {
  const links = lines.map(({ link }) => link);
  let from = null;
  let to = null;
  article.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!event.shiftKey || !step || !event.target.matches('p > a:not(.moment)')) return;
    event.preventDefault();
    const next = links[links.indexOf(event.target) + step];
    if (getSelection().isCollapsed || !links.includes(from)) [from, to] = [event.target, event.target];
    else to = next ?? to;
    to.focus();
    const [first, last] = links.indexOf(from) <= links.indexOf(to) ? [from, to] : [to, from];
    getSelection().setBaseAndExtent(first, 0, last, last.childNodes.length);
    done();
  });
  return { last: () => to };
}

function quoteBar() {
  const link = element('button', { type: 'button', textContent: 'Copy link' });
  const quotation = element('button', { type: 'button', textContent: 'Copy quotation' });
  const told = element('span', { className: 'told', role: 'status' });
  const field = element('textarea', { readOnly: true, rows: 4, ariaLabel: 'The words to copy' });
  const box = element('div', { className: 'quote', hidden: true }, link, quotation, told, field);
  box.role = 'group';
  box.ariaLabel = 'The selected passage';
  // A press on a button must not take the selection away.
  box.addEventListener('pointerdown', event => {
    if (event.target !== field) event.preventDefault();
  });
  const say = sentence => {
    told.textContent = sentence;
  };
  return {
    box,
    link,
    quotation,
    say,
    open() {
      if (box.hidden) say('');
      box.hidden = false;
      field.hidden = true;
    },
    close() {
      box.hidden = true;
    },
    async copy(text, done) {
      try {
        await navigator.clipboard.writeText(text);
        field.hidden = true;
        say(done);
      } catch {
        // Without leave to write to the clipboard, or on a plain http address.
        field.value = text;
        field.hidden = false;
        field.focus({ preventScroll: true });
        field.select();
        say('This browser does not let the page copy. Copy it from the field.');
      }
    },
  };
}
