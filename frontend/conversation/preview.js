// What the words will look like, above the buttons, until they change.

import { element } from '../player/elements.js';
import { tell } from './endpoint.js';
import { content } from './fields.js';

export function previews(form, endpoint, hearing) {
  const address = new URL('preview/', endpoint).href;
  const shown = element('section', { className: 'preview', ariaLabel: 'Preview', tabIndex: -1, hidden: true });
  const send = form.querySelector('.send');
  if (!send.querySelector('[formaction]')) {
    send.append(element('button', { className: 'button quiet', formAction: address, textContent: 'Show how it looks' }));
  }
  const close = () => {
    shown.hidden = true;
  };
  send.before(shown);
  form.elements.text.addEventListener('input', close);
  return {
    close,
    async show() {
      const said = await hearing(() => tell(address, content(form)));
      if (!said) return;
      const words = element('div', { className: 'said', dir: 'auto' });
      words.innerHTML = said.html;
      shown.replaceChildren(words);
      shown.hidden = false;
      shown.focus();
    },
  };
}
