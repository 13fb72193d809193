// The lines of a film's words and their moments.

import { momentIn } from '../player/fragment.js';

const LINE = 'p > a:not(.moment)';

// All lines in their order, each a link, with the second it is said at and that as a fragment.
export function linesOf(article) {
  return [...article.querySelectorAll(LINE)].map(link => ({ link, hash: link.hash, at_s: momentIn(link.hash) ?? 0 }));
}

// Let words that are links be selected as any words are.
//
// Within a link browsers do not begin to select: a mouse drags it away, a long press opens a
// menu. So here they are links by role alone, and a press that selects something, or that takes
// a selection away, leads nowhere. A key does, whatever is selected.
export function selectable(article, lines) {
  for (const { link } of lines) {
    link.dataset.href = link.getAttribute('href');
    link.removeAttribute('href');
    link.role = 'link';
    if (!link.hasAttribute('tabindex')) link.tabIndex = 0;
  }
  let selected = false;
  article.addEventListener('click', event => {
    const link = event.target.closest(LINE);
    if (!link?.dataset.href) return;
    if (event.detail && (selected || !getSelection().isCollapsed)) event.stopImmediatePropagation();
    else follow(link, event);
  });
  article.addEventListener('pointerdown', ({ target }) => {
    selected = !getSelection().isCollapsed;
    unfocusable(target.closest(LINE));
  });
  article.addEventListener('keydown', event => {
    if (event.key === 'Enter' && event.target.matches(LINE)) event.target.click();
  });
}

// While a pointer is down, for within what takes the focus Chromium does not select either.
function unfocusable(link) {
  // A second finger finds it taken away already.
  if (!link?.hasAttribute('tabindex')) return;
  const { tabIndex } = link;
  link.removeAttribute('tabindex');
  const over = new AbortController();
  const restore = () => {
    link.tabIndex = tabIndex;
    over.abort();
  };
  for (const news of ['pointerup', 'pointercancel']) document.addEventListener(news, restore, { signal: over.signal });
}

// As the link would be followed if it were one: the player hears of it, or the page changes.
function follow(link, { detail, ctrlKey, metaKey, shiftKey }) {
  const way = document.createElement('a');
  way.href = link.dataset.href;
  way.hidden = true;
  link.after(way);
  way.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail, ctrlKey, metaKey, shiftKey }));
  way.remove();
}

// The line that is said at a time: the last that has begun. -1 before the first.
export function lineAt(lines, time_s) {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    // An address has the tenth before the words begin.
    if (lines[middle].at_s <= time_s + 0.05) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// Bring a box into sight within what scrolls, never scrolling anything around that.
export function bringInto(scroller, box, { always = false } = {}) {
  const whole = scroller === document.scrollingElement;
  const view = whole ? { top: 0, bottom: innerHeight } : scroller.getBoundingClientRect();
  const room = (view.bottom - view.top) / 4;
  const seen = box.top >= view.top + (whole ? 90 : 8) && box.bottom <= view.bottom - room;
  if (seen && !always) return;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const far = Math.abs(box.top - view.top) > 3 * (view.bottom - view.top);
  scroller.scrollBy({ top: box.top - view.top - room, behavior: still || far ? 'instant' : 'smooth' });
}
