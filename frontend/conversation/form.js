// The form of a conversation: one form, which moves to the comment that it answers, keeps what
// is typed into it, and posts in place.

import { element } from '../player/elements.js';
import { tell, Trouble } from './endpoint.js';
import { complain, content } from './fields.js';
import { draftsOf } from './kept.js';
import { momentRow } from './moment.js';
import { previews } from './preview.js';
import { ticketOffice } from './tickets.js';
import { rememberWriter } from './writer.js';

export function writing(form, { posted }) {
  const { text, film, at } = form.elements;
  const parent = form.elements.parent ?? element('input', { type: 'hidden', name: 'parent', autocomplete: 'off' });
  const endpoint = new URL('../', form.action);
  const office = ticketOffice(endpoint);
  const drafts = draftsOf(film.value);
  const heading = form.querySelector('h3') ?? element('h3');
  const title = heading.textContent;
  const submit = form.querySelector('.send [type=submit]');
  const told = element('p', { className: 'told', role: 'alert' });
  const cancel = button('plain', 'Cancel', () => leave({ cancelled: true }));
  const home = element('p', { className: 'home', hidden: true }, button('button', 'Write a comment', () => leave({ focuses: true })));
  // While the form is away: what is done once it comes back.
  let lent = null;
  let busy = false;

  const keep = () => drafts.keep(parent.value, { text: text.value, at: at.value });
  const moment = momentRow(form, keep);
  const writer = rememberWriter(form);
  const preview = previews(form, endpoint, hearing);

  form.append(parent);
  form.before(home);
  submit.closest('.send').before(told);
  submit.closest('.send').append(cancel);
  cancel.hidden = true;
  form.addEventListener('focusin', office.prepare);
  form.addEventListener('input', event => {
    complain(event.target, '');
    keep();
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (event.submitter?.matches('[formaction]')) preview.show();
    else post();
  });
  // What the site wrote into the form, or the browser kept over a reload, is newer than the draft.
  if (!text.value) fill();

  function fill() {
    const draft = drafts.read(parent.value);
    if (draft) text.value = draft.text;
    moment.set(draft?.at || at.value);
  }

  // Make room for other words; those that stood here are kept.
  function turnTo(answers) {
    keep();
    parent.value = answers;
    text.value = at.value = '';
    preview.close();
    tellNothing();
    fill();
  }

  function leave({ focuses = false, cancelled = false } = {}) {
    if (!lent || busy) return;
    const { left, cancelled: after } = lent;
    lent = null;
    turnTo('');
    home.after(form);
    heading.textContent = title;
    cancel.hidden = home.hidden = true;
    form.classList.remove('away');
    left?.();
    if (focuses) text.focus();
    if (cancelled) after?.();
  }

  async function post() {
    if (busy) return;
    keep();
    const answers = parent.value;
    const said = await hearing(() => office.spend(extra => tell(form.action, { ...content(form), ...extra })));
    if (!said) return;
    drafts.drop(answers);
    text.value = '';
    moment.set('');
    writer.keep();
    preview.close();
    const whence = lent;
    leave();
    posted(said, whence?.posted);
  }

  // Do something with the site, and say in the form what went wrong.
  async function hearing(does) {
    const label = submit.textContent;
    // What is typed from now on would be neither sent nor kept.
    busy = text.readOnly = true;
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
      busy = text.readOnly = false;
      submit.removeAttribute('aria-disabled');
      submit.textContent = label;
    }
  }

  function tellTrouble({ message, code, fields }) {
    told.textContent = message;
    const wrong = Object.keys(fields).map(name => form.elements[name]).filter(field => field?.closest?.('.field'));
    for (const field of wrong) complain(field, fields[field.name]);
    wrong[0]?.focus();
    if (code === 'parent-gone') standAlone();
  }

  // What was answered is gone: the words can still be posted as a comment of their own.
  function standAlone() {
    drafts.drop(parent.value);
    parent.value = '';
    heading.textContent = title;
    keep();
  }

  function tellNothing() {
    told.textContent = '';
    for (const field of form.querySelectorAll('[aria-invalid]')) complain(field, '');
  }

  return {
    home,
    endpoint,
    drafts,
    film: film.value,
    isFree: () => !busy,
    // Give the form away, to be put elsewhere, and hear what becomes of it there: that it left,
    // that its writer cancelled, or what was posted.
    lend({ answers = '', who = '', ...way }) {
      lent?.left?.();
      lent = way;
      turnTo(answers);
      heading.textContent = who ? `Reply to ${who}` : title;
      cancel.hidden = home.hidden = false;
      form.classList.add('away');
      return form;
    },
    speakOf(time) {
      moment.set(time);
      text.focus({ preventScroll: true });
    },
    begin: () => text.focus(),
  };
}

function button(className, textContent, does) {
  const made = element('button', { type: 'button', className, textContent });
  made.addEventListener('click', does);
  return made;
}
