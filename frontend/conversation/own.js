// One's own comments of the last quarter of an hour: shown again until they are in the page,
// and there to be changed or withdrawn.
//
// For each is kept, by film: its own address, its id, and until when. Nothing else.

import { element } from '../player/elements.js';
import { ask, tell } from './endpoint.js';
import { read, write } from './kept.js';
import { articleOf, place } from './place.js';

const HELD = 'Waiting for a moderator. Only you can see this.';

// Keep what only its author has: the address of a comment of their own.
export function rememberOwn(film, { id, yours, until }, endpoint) {
  const others = still(film).filter(each => each.id !== id);
  write(nameOf(film), [...others, { id, yours: new URL(yours, endpoint).href, until }]);
}

const nameOf = film => `own.${film}`;

function still(film) {
  return (read(nameOf(film)) ?? []).filter(each => Date.parse(each.until) > Date.now());
}

function keepOnly(film, all) {
  write(nameOf(film), all.length ? all : null);
}

export function ownComments(section, film, endpoint, home, announce) {
  const forget = id => keepOnly(film, still(film).filter(each => each.id !== id));

  // Give an article what only its author sees: whether it waits, and the two things to do.
  function mark(article, own, state) {
    article.querySelector('.own')?.remove();
    const row = element('p', { className: 'own' });
    if (state === 'held') row.append(element('span', { className: 'waits', textContent: HELD }));
    article.append(row);
    // By a clock that goes wrong its time is over already.
    if (!own) return;
    const buttons = [
      button('Change', () => change(article, own, row)),
      button('Withdraw', () => withdraw(article, own, row, state)),
    ];
    row.append(...buttons);
    setTimeout(() => buttons.forEach(each => each.remove()), Date.parse(own.until) - Date.now());
  }

  async function change(article, own, row) {
    const now = await hearing(row, () => ask(own.yours));
    if (!now) return;
    if (!now.may_change) {
      forget(own.id);
      row.textContent = now.note;
      return;
    }
    const words = article.querySelector('.said');
    const text = element('textarea', { id: `change-${own.id}`, value: now.text, required: true, maxLength: 5000 });
    const told = element('p', { className: 'told', role: 'alert' });
    const label = element('label', { htmlFor: text.id, textContent: 'Your comment' });
    const save = element('button', { className: 'button', textContent: 'Save' });
    const form = element('form', { className: 'change' }, element('p', { className: 'field' }, label, text), told);
    const close = () => {
      form.remove();
      words.hidden = row.hidden = false;
      row.querySelector('button')?.focus();
    };
    form.append(element('p', { className: 'does' }, save, button('Leave as it was', close)));
    words.hidden = row.hidden = true;
    words.after(form);
    text.focus();
    form.addEventListener('submit', async event => {
      event.preventDefault();
      const said = await hearing(told, () => tell(own.yours, { action: 'change', text: text.value }));
      if (!said) return;
      const changed = articleOf(said.html);
      article.replaceWith(changed);
      mark(changed, own, said.state);
      show(changed, said.note);
    });
  }

  function withdraw(article, own, row, state) {
    const sure = element('span', {}, 'Take it out of the conversation for good? ');
    const yes = button('Withdraw it', async () => {
      const said = await hearing(row, () => tell(own.yours, { action: 'withdraw' }));
      if (!said) return;
      forget(own.id);
      article.replaceChildren(element('p', { className: 'gone', textContent: 'You withdrew this comment.' }));
      show(article, 'You withdrew this comment.');
    });
    row.replaceChildren(sure, yes, button('Keep it', () => {
      mark(article, own, state);
      article.querySelector('.own button').focus();
    }));
    yes.focus();
  }

  function show(article, sentence) {
    article.tabIndex = -1;
    article.focus({ preventScroll: true });
    article.scrollIntoView({ block: 'nearest' });
    announce(sentence);
  }

  return {
    // A comment that was posted just now.
    show(said, focuses) {
      rememberOwn(film, said, endpoint);
      const article = place(section, said, home);
      mark(article, still(film).find(each => each.id === said.id), said.state);
      if (focuses) show(article, said.state === 'held' ? HELD : said.note);
      return article;
    },
    // After a reload: those in the page get their buttons, the others are fetched.
    async restore() {
      const all = still(film);
      if (read(nameOf(film))) keepOnly(film, all);
      for (const own of all) {
        const there = document.getElementById(`c-${own.id}`);
        if (there) mark(there, own, 'public');
        else await fetched(own);
      }
    },
  };

  async function fetched(own) {
    try {
      const said = await ask(own.yours);
      if (said.may_change) mark(place(section, said, home), own, said.state);
      else forget(own.id);
    } catch (trouble) {
      if (trouble.status === 404 || trouble.status === 410) forget(own.id);
    }
  }
}

// Do something with the site; what went wrong is said beside what was pressed.
async function hearing(beside, does) {
  beside.querySelector('.told')?.remove();
  try {
    return await does();
  } catch (trouble) {
    const told = element('span', { className: 'told', role: 'alert', textContent: trouble.message });
    if (beside.role === 'alert') beside.textContent = trouble.message;
    else beside.append(told);
    return null;
  }
}

function button(text, does) {
  const made = element('button', { type: 'button', textContent: text });
  made.addEventListener('click', does);
  return made;
}
