// The form of a conversation: one form, which moves to the comment that it answers, keeps what
// is typed into it, and posts in place.

import { element } from '../player/elements.js';
import { tell, Trouble } from './endpoint.js';
import { draftsOf } from './kept.js';
import { momentRow } from './moment.js';
import { rememberWriter } from './writer.js';
import { ticketOffice } from './tickets.js';

const KEPT = 'What you wrote is kept here.';

export function writing(form, { posted }) {
  const { text, film, at } = form.elements;
  const endpoint = new URL('../', form.action);
  const office = ticketOffice(endpoint);
  const drafts = draftsOf(film.value);
  const heading = form.querySelector('h2, h3');
  const first = { heading: heading?.textContent, parent: parentOf(form).value };
  const submit = form.querySelector('.send [type=submit]:not([formaction])');
  const told = element('p', { className: 'told', role: 'alert' });
  const cancel = element('button', { type: 'button', className: 'plain', textContent: 'Cancel', hidden: true });
  const home = element('p', { className: 'home', hidden: true });
  const anew = element('button', { type: 'button', className: 'button', textContent: 'Write a comment' });
  let leave = null;
  let busy = false;

  const keep = () => drafts.keep(parentOf(form).value, { text: text.value, at: at.value });
  const moment = momentRow(form, keep);
  const writer = rememberWriter(form);
  const preview = previews(form, endpoint, hearing);

  home.append(anew);
  form.before(home);
  submit.closest('.send').before(told);
  submit.closest('.send').append(cancel);
  form.addEventListener('focusin', office.prepare);
  form.addEventListener('input', event => {
    clear(event.target);
    keep();
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (event.submitter?.formAction.endsWith('/preview/')) preview.show();
    else post();
  });
  anew.addEventListener('click', () => goHome(true));
  cancel.addEventListener('click', () => leave?.());
  begin('');

  // Fill in what was begun here before.
  function begin(parent) {
    parentOf(form).value = parent || first.parent;
    const draft = drafts.read(parentOf(form).value);
    if (!draft && form.isConnected && !parent && text.value) return moment.draw();
    text.value = draft?.text ?? '';
    moment.set(draft?.at ?? '');
    preview.close();
    tellNothing();
  }

  function moveTo(place, title, whenLeft) {
    keep();
    place(form);
    heading.textContent = title;
    cancel.hidden = home.hidden = false;
    form.classList.add('away');
    leave = whenLeft;
  }

  function goHome(focuses) {
    if (!leave) return;
    keep();
    leave = null;
    home.after(form);
    heading.textContent = first.heading;
    cancel.hidden = home.hidden = true;
    form.classList.remove('away');
    begin('');
    if (focuses) text.focus();
  }

  async function post() {
    if (busy) return;
    const parent = parentOf(form).value;
    const said = await hearing(() => office.spend(({ ticket, work }) => tell(form.action, { ...fields(), ticket, work })));
    if (!said) return;
    drafts.drop(parent);
    text.value = '';
    moment.set('');
    writer.posted();
    preview.close();
    const whence = leave;
    goHome(false);
    posted(said, whence);
  }

  // Do something with the site, and say in the form what went wrong.
  async function hearing(does) {
    const label = submit.textContent;
    busy = true;
    tellNothing();
    submit.setAttribute('aria-disabled', 'true');
    submit.textContent = 'One moment …';
    try {
      return await does();
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble;
      tellTrouble(trouble);
      return null;
    } finally {
      busy = false;
      submit.removeAttribute('aria-disabled');
      submit.textContent = label;
    }
  }

  function fields() {
    return Object.fromEntries(new FormData(form));
  }

  function tellTrouble({ message, fields: wrong }) {
    told.textContent = `${message} ${KEPT}`;
    const names = Object.keys(wrong).filter(name => form.elements[name]?.closest?.('.field'));
    for (const name of names) complain(form.elements[name], wrong[name]);
    if (names.length) form.elements[names[0]].focus();
  }

  function tellNothing() {
    told.textContent = '';
    for (const field of form.querySelectorAll('[aria-invalid]')) clear(field);
  }

  return {
    home,
    endpoint,
    film: film.value,
    drafts,
    isFree: () => !busy,
    answer(article, link) {
      const who = article.querySelector('.who').textContent;
      moveTo(each => article.after(each), `Reply to ${who}`, () => {
        goHome(false);
        link.focus();
      });
      begin(article.dataset.comment);
      text.focus();
    },
    // Speak of a moment, with the form wherever `place` puts it.
    speakOf(time, place, whenLeft) {
      moveTo(place, heading.textContent, whenLeft);
      begin('');
      moment.set(time);
      text.focus({ preventScroll: true });
    },
    goHome,
  };
}

function parentOf(form) {
  if (!form.elements.parent) form.append(element('input', { type: 'hidden', name: 'parent' }));
  return form.elements.parent;
}

function complain(field, sentence) {
  clear(field);
  const error = element('span', { className: 'error', id: `${field.id}-wrong`, textContent: sentence });
  field.before(error);
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', error.id);
}

function clear(field) {
  if (!field.hasAttribute('aria-invalid')) return;
  field.removeAttribute('aria-invalid');
  field.removeAttribute('aria-describedby');
  document.getElementById(`${field.id}-wrong`)?.remove();
}

// What the words will look like, above the buttons, until they change.
function previews(form, endpoint, hearing) {
  const shown = element('div', { className: 'preview', role: 'region', ariaLabel: 'Preview', tabIndex: -1, hidden: true });
  const close = () => {
    shown.hidden = true;
  };
  form.querySelector('.send').before(shown);
  form.elements.text.addEventListener('input', close);
  return {
    close,
    async show() {
      const said = await hearing(() => tell(new URL('preview/', endpoint), Object.fromEntries(new FormData(form))));
      if (!said) return;
      const words = element('div', { className: 'said' });
      words.innerHTML = said.html;
      shown.replaceChildren(element('p', { className: 'label', textContent: 'Preview' }), words);
      shown.hidden = false;
      shown.focus();
    },
  };
}
