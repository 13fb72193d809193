// The lines of a film's words and their moments.

import { momentIn } from '../player/fragment.js';

// All lines in their order, each a link, with the second it is said at.
export function linesOf(article) {
  return [...article.querySelectorAll('p > a:not(.moment)')].map(link => ({ link, at_s: momentIn(link.hash) ?? 0 }));
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
