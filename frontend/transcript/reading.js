// What works on a film's words, on their own page and beside the film.

import { findIn } from './finding.js';
import { linesOf, selectable } from './lines.js';
import { quoteFrom } from './quoting.js';

export { wordsBeside } from './panel.js';

export function readPage(article) {
  article.before(findIn(article, document.scrollingElement).form);
  const lines = linesOf(article);
  selectable(article, lines);
  quoteFrom(article, lines, article.parentElement);
}
