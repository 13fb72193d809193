// The conversation under a film: posts in place, and keeps what was typed.
//
// Pages read and post without this script. It asks the site for nothing before somebody writes,
// unless they wrote something within the last quarter of an hour.

import { element } from '../player/elements.js';
import { showKept } from './closed.js';
import { writing } from './form.js';
import { onMomentKey } from './moment.js';
import { ownComments, rememberOwn } from './own.js';
import { speakUnderFilm } from './slip.js';

const section = document.getElementById('conversation');
const form = document.getElementById('write');

if (form && section?.contains(form)) inPlace();
else if (form?.querySelector('.send')) onItsOwnPage();
else if (section) showKept(section);

function inPlace() {
  const told = element('p', { className: 'unseen', role: 'status' });
  section.append(told);
  const announce = sentence => {
    told.textContent = sentence;
  };
  let own;
  const write = writing(form, {
    posted(said, fromFilm) {
      const article = own.show(said, !fromFilm);
      fromFilm?.(article, said);
    },
  });
  own = ownComments(section, write.film, write.endpoint, write.home, announce);
  own.restore();
  for (const pk of write.drafts.answers()) nameReply(document.querySelector(`#c-${pk} a.reply`), true);
  section.addEventListener('click', event => {
    const link = event.target.closest?.('a.reply');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !write.isFree()) return;
    event.preventDefault();
    answerBelow(write, link.closest('article'), link);
  });
  onMomentKey((time, screen) => speakUnderFilm(write, time, screen));
}

function answerBelow(write, article, link) {
  const pk = article.dataset.comment;
  const way = {
    answers: pk,
    who: article.querySelector('.who').textContent,
    left: () => nameReply(link, write.drafts.read(pk) !== null),
    cancelled: () => link.focus(),
  };
  article.after(write.lend(way));
  write.begin();
}

// A reply that was begun and left says so.
function nameReply(link, begun) {
  if (link) link.firstChild.data = begun ? 'Go on with your reply' : 'Reply';
}

function onItsOwnPage() {
  const write = writing(form, {
    posted(said) {
      rememberOwn(write.film, said, write.endpoint);
      location.assign(new URL(said.yours, write.endpoint));
    },
  });
}
