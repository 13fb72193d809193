// Where the conversation closed while somebody was writing: their words, to be copied.

import { element } from '../player/elements.js';
import { draftsOf } from './kept.js';

export function showKept(section) {
  const drafts = draftsOf(section.dataset.film);
  for (const parent of ['', ...drafts.answers()]) {
    const draft = drafts.read(parent);
    if (draft) section.append(kept(draft.text, () => drafts.drop(parent)));
  }
}

function kept(words, drop) {
  const text = element('textarea', { value: words, readOnly: true, rows: 4 });
  const label = element('label', {}, 'What you began to write is kept on this device ', text);
  const away = element('button', { type: 'button', className: 'plain', textContent: 'Throw it away' });
  const box = element('div', { className: 'kept' }, element('p', { className: 'field' }, label), away);
  away.addEventListener('click', () => {
    drop();
    box.remove();
  });
  return box;
}
