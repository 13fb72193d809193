// Who writes: kept in this tab while they do, and on this device only if they ask for it.

import { element } from '../player/elements.js';
import { read, write } from './kept.js';

const KEPT = 'writer';
const FIELDS = ['name', 'email', 'link'];
const tab = () => sessionStorage;

export function rememberWriter(form) {
  const fields = FIELDS.map(name => form.elements[name]).filter(Boolean);
  const tick = element('input', { type: 'checkbox', id: 'write-remember' });
  const label = element('label', { htmlFor: tick.id }, tick, ' Remember me on this device');
  form.querySelector('.send').before(element('p', { className: 'field tick' }, label));

  const remembered = read(KEPT);
  const known = remembered ?? read(KEPT, tab) ?? {};
  tick.checked = Boolean(remembered);
  for (const field of fields) field.value ||= known[field.name] ?? '';

  const keep = () => {
    const now = Object.fromEntries(fields.map(field => [field.name, field.value]));
    write(KEPT, tick.checked ? now : null);
    write(KEPT, tick.checked ? null : now, tab);
  };
  for (const field of [...fields, tick]) field.addEventListener('change', keep);
  return { keep };
}
