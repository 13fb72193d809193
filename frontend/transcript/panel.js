// The words beside the film: the article of their own page, fetched when somebody asks for it.

import { element } from '../player/elements.js';
import { findIn } from './finding.js';
import { follow } from './following.js';
import { linesOf, selectable } from './lines.js';
import { quoteFrom } from './quoting.js';

const FOCUS_MS = 10_000;

export async function wordsBeside(button, href) {
  const stage = button.closest('.stage');
  const video = stage.querySelector('video');
  const tools = element('div', { className: 'tools' });
  const body = element('div', { className: 'body', tabIndex: 0, role: 'group', ariaLabel: 'What is said' });
  const back = element('button', { type: 'button', className: 'button back', textContent: 'Follow the film', hidden: true });
  const panel = element('section', { className: 'beside', id: 'words-beside', hidden: true, ariaLabel: 'Transcript' }, tools, body, back);
  button.setAttribute('aria-controls', panel.id);
  stage.append(panel);
  let shown;
  let asked;

  back.addEventListener('click', () => {
    shown?.follows.back();
    body.focus({ preventScroll: true });
  });
  const read = async address => {
    asked = address;
    const page = await pageAt(address);
    // Another language was chosen meanwhile.
    if (address !== asked) return;
    shown?.end();
    shown = null;
    const article = page?.querySelector('article.words');
    if (!article) {
      tools.replaceChildren();
      body.replaceChildren(sorry(address));
      return;
    }
    shown = fill({ panel, tools, body, back, video }, page, article, address, read);
  };
  await read(href);
  return {
    show(opens) {
      panel.hidden = !opens;
      stage.classList.toggle('reading', opens);
      if (opens) shown?.follows.back();
    },
  };
}

// Show the article of a page, and end all that worked on the one before when that goes.
function fill({ panel, tools, body, back, video }, page, article, address, read) {
  const own = here(article);
  const find = findIn(own, body, () => follows.away());
  tools.replaceChildren(find.form, ...choice(page, address, read), about(page, address));
  body.replaceChildren(own);
  body.scrollTop = 0;
  const lines = linesOf(own);
  const follows = follow(video, lines, body, strayed => {
    back.hidden = !strayed;
  });
  selectable(own, lines);
  moveByKeys(own, lines, follows);
  stayHere(own, video);
  own.addEventListener('click', event => event.target.closest('a') && follows.resume());
  const quotes = quoteFrom(own, lines, panel);
  return {
    follows,
    end() {
      find.forget();
      follows.end();
      quotes.end();
      back.hidden = true;
    },
  };
}

async function pageAt(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
  } catch {
    return null;
  }
}

// The article as it is used here: its links are the moments of the film on this very page.
function here(article) {
  const own = document.importNode(article, true);
  own.removeAttribute('aria-label');
  for (const paragraph of own.querySelectorAll('p')) {
    paragraph.removeAttribute('id');
    const [time, ...lines] = paragraph.querySelectorAll('a');
    for (const line of lines) {
      line.setAttribute('href', line.hash);
      line.tabIndex = -1;
    }
    // Its first line leads there, too, and can be reached by keys.
    time.setAttribute('href', lines[0].hash);
    time.tabIndex = -1;
  }
  return own;
}

function choice(page, address, read) {
  const ways = [...page.querySelectorAll('.tongues a')];
  if (!ways.length) return [];
  const select = element('select', {}, ...ways.map(way => {
    const option = element('option', { value: way.getAttribute('href'), textContent: way.textContent, lang: way.lang });
    option.selected = new URL(option.value, location.href).href === new URL(address, location.href).href;
    return option;
  }));
  select.addEventListener('change', async () => {
    await read(select.value);
    document.querySelector('#words-beside select')?.focus();
  });
  return [element('label', {}, element('span', { className: 'unseen', textContent: 'Language' }), select)];
}

function about(page, address) {
  const row = element('p', { className: 'about' });
  const automatic = page.querySelector('.automatic');
  if (automatic) row.append(element('span', { textContent: automatic.textContent }), ' ');
  row.append(element('a', { href: address, textContent: 'Transcript as a page' }));
  return row;
}

function sorry(address) {
  return element('p', { className: 'about' }, 'The transcript could not be fetched. ', element('a', { href: address, textContent: 'Open it as a page' }));
}

// One line can be reached by Tab: the one that is said, or where the arrows have led since.
function moveByKeys(article, lines, follows) {
  const links = lines.map(({ link }) => link);
  let stop = links[0];
  const stopAt = link => {
    stop.tabIndex = -1;
    stop = link;
    stop.tabIndex = 0;
  };
  stopAt(stop);
  new MutationObserver(() => {
    if (!article.contains(document.activeElement)) stopAt(links[Math.max(follows.now(), 0)]);
  }).observe(article, { subtree: true, attributeFilter: ['aria-current'] });
  article.addEventListener('focusin', ({ target }) => links.includes(target) && stopAt(target));
  article.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = links.indexOf(event.target);
    if (!step || at < 0 || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    links[at + step]?.focus();
  });
}

// The player takes the focus when it is asked to play; whoever reads by keys stays in the words.
function stayHere(article, video) {
  article.addEventListener('click', event => {
    const line = event.target.closest('a');
    if (!line || event.detail) return;
    const signal = AbortSignal.timeout(FOCUS_MS);
    const screen = video.closest('[data-player]');
    screen.addEventListener('focusin', () => line.focus({ preventScroll: true }), { once: true, signal });
  });
}
