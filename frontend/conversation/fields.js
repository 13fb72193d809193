// The fields of a form: what is in them, and what is wrong with them.

import { element } from '../player/elements.js';

export function content(form) {
  return Object.fromEntries(new FormData(form));
}

// Say beside a field what is wrong with it, "" for nothing any more.
export function complain(field, sentence) {
  const id = `${field.id}-wrong`;
  document.getElementById(id)?.remove();
  const help = document.getElementById(`${field.id}-help`)?.id ?? '';
  if (!sentence) {
    if (field.getAttribute('aria-invalid')) describe(field, help);
    field.removeAttribute('aria-invalid');
    return;
  }
  // The field for robots is unseen until somebody's browser fills it in.
  const around = field.closest('.field');
  around.classList.remove('unseen');
  around.removeAttribute('aria-hidden');
  field.before(element('span', { className: 'error', id, textContent: sentence }));
  field.setAttribute('aria-invalid', 'true');
  describe(field, `${help} ${id}`.trim());
}

function describe(field, ids) {
  if (ids) field.setAttribute('aria-describedby', ids);
  else field.removeAttribute('aria-describedby');
}
