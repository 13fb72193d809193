// The conversation under a film: posts in place, and keeps what was typed.
//
// Pages read and post without this script. It asks the site for nothing before somebody writes,
// unless they wrote something within the last quarter of an hour.

import { element } from '../player/elements.js';
import { writing } from './form.js';
import { onMomentKey } from './moment.js';
import { ownComments } from './own.js';
import { speakUnderFilm } from './slip.js';

const section = document.getElementById('conversation');
const form = document.querySelector('form.write');

if (form && section?.contains(form)) inPlace();
else if (form) onItsOwnPage();

function inPlace() {
  const told = element('p', { className: 'unseen', role: 'status' });
  section.append(told);
  const announce = sentence => {
    told.textContent = sentence;
  };
  let own;
  const write = writing(form, {
    posted(said, fromFilm) {
      const article = own.show(said);
      fromFilm?.posted?.(article, said);
    },
  });
  own = ownComments(section, write.film, write.endpoint, write.home, announce);
  own.restore();
  section.addEventListener('click', event => {
    const link = event.target.closest?.('a.reply');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !write.isFree()) return;
    event.preventDefault();
    write.answer(link.closest('article'), link);
  });
  for (const pk of write.drafts.answers()) {
    const link = document.querySelector(`#c-${pk} a.reply`);
    if (link) link.textContent = 'Go on with your reply';
  }
  onMomentKey((time, screen) => speakUnderFilm(write, time, screen));
}

function onItsOwnPage() {
  writing(form, { posted: ({ yours }) => location.assign(new URL(yours, form.action)) });
}
