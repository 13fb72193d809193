// A film's words: on their own page to be found in and quoted, on the film's page shown beside it.
//
// Both pages read without this script. The words, and what works on them, come when somebody
// asks for them.

import { element } from '../player/elements.js';

const article = document.querySelector('article.words');
const way = document.querySelector('.stage .to-words a');

if (article) import('./reading.js').then(({ readPage }) => readPage(article));
else if (way) offer(way);

// The link becomes a button that opens the words beside the film; the link itself goes in there.
function offer(link) {
  const button = element('button', { type: 'button', className: 'plain', textContent: link.textContent });
  button.setAttribute('aria-expanded', 'false');
  link.replaceWith(button);
  let panel;
  button.addEventListener('click', async () => {
    const opens = button.getAttribute('aria-expanded') === 'false';
    button.setAttribute('aria-expanded', String(opens));
    try {
      panel ??= import('./reading.js').then(({ wordsBeside }) => wordsBeside(button, link.href));
      (await panel).show(button.getAttribute('aria-expanded') === 'true');
    } catch {
      // The script could not be fetched; the page can be asked for as a page.
      location.assign(link.href);
    }
  });
}
