// Puts a comment that came back from the site where it belongs in the page.

import { element } from '../player/elements.js';

// Return the comment's article, in the page. What has its place on another page of the
// conversation stands by itself above the form.
export function place(section, { html, parent }, home) {
  const article = articleOf(html);
  const there = document.getElementById(article.id);
  if (there) {
    there.replaceWith(article);
    return article;
  }
  section.querySelector('.nobody')?.remove();
  const answered = document.getElementById(`c-${parent}`);
  const threads = section.querySelector('ol.threads:not(.pinned, .just-now)');
  const item = element('li', {}, article);
  if (answered) repliesOf(answered).append(item);
  else if (threads && isNewestFirst(threads)) threads.prepend(item);
  else if (threads && !section.querySelector('.turns')) threads.append(item);
  else justNow(section, home).append(item);
  return article;
}

// The endpoint writes its articles for pages of their own: what leads to this very page leads
// within it here, so that a moment plays.
export function articleOf(html) {
  const made = document.createElement('template');
  made.innerHTML = html;
  const article = document.importNode(made.content.querySelector('article'), true);
  for (const link of article.querySelectorAll('a[href*="#"]')) {
    if (link.pathname === location.pathname && link.host === location.host) link.setAttribute('href', link.hash);
  }
  return article;
}

function repliesOf(parent) {
  const item = parent.parentElement;
  const list = item.querySelector(':scope > ol.replies') ?? element('ol', { className: 'replies' });
  if (!list.isConnected) parent.after(list);
  return list;
}

function justNow(section, home) {
  const list = section.querySelector('ol.just-now') ?? element('ol', { className: 'threads just-now' });
  if (!list.isConnected) home.before(list);
  return list;
}

function isNewestFirst({ children: [first, second] }) {
  return Boolean(second) && first.value > second.value;
}
