// Puts a comment that came back from the site where it belongs in the page.

import { element } from '../player/elements.js';

// Return the comment's article, in the page. What has its place on another page of the
// conversation stands by itself above the form.
export function place(section, { html, address }, home) {
  const article = articleOf(html);
  const there = document.getElementById(article.id);
  if (there) {
    there.replaceWith(article);
    return article;
  }
  const item = element('li', {}, article);
  const number = Number(article.dataset.number);
  if (number) item.value = number;
  listFor(section, answered(article), address, home).append(item);
  return article;
}

export function articleOf(html) {
  const made = document.createElement('template');
  made.innerHTML = html;
  return made.content.querySelector('article');
}

// The article that one answers, null where it answers none that stands in this page.
function answered(article) {
  const link = article.querySelector('.answers a, header .unseen a');
  return link && document.getElementById(link.hash.slice(1));
}

function listFor(section, parent, address, home) {
  if (parent) return repliesOf(parent);
  const threads = section.querySelector('ol.threads:not(.just-now)');
  if (threads && !/\/(page|thread)-\d+\//.test(address ?? '') && !isNewestFirst(threads)) return threads;
  return justNow(section, home);
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
