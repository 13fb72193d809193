// Keys beyond media-chrome's own (space, k, j, l, m, f, c, p, arrows, <, >, ?), and their place
// in its list of keys: 0 to 9, the tenths of the film; d, clear dialogue and back; n, a note on
// this moment.

import { element } from './elements.js';

const TOLD_MS = 2500;
const HELP = 'media-keyboard-shortcuts-dialog';

export function moreKeys(screen, controller, video, stream) {
  const tell = teller(screen);
  const talks = document.getElementById('write') !== null;
  controller.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^\d$/.test(event.key) && video.duration) video.currentTime = (video.duration * Number(event.key)) / 10;
    if (event.key === 'd' && stream.clearer) tell(stream.clearer());
    if (event.key === 'n' && talks) {
      // The key must not be typed into the form that comes.
      event.preventDefault();
      document.dispatchEvent(new CustomEvent('matinee:moment', { detail: { at_s: video.currentTime, screen } }));
    }
  });
  new MutationObserver((_, watching) => {
    const help = controller.querySelector(HELP);
    if (!help) return;
    watching.disconnect();
    help.ariaLabel = 'Keys';
    const table = help.shadowRoot.querySelector('.shortcuts-table');
    table.append(row('0 … 9', 'Go to a tenth of the film'));
    if (stream.clearer) table.append(row('d', 'Clear dialogue or the original sound'));
    if (talks) table.append(row('n', 'Write a comment on this moment'));
  }).observe(controller, { childList: true });
}

// Says a few words over the picture, to those who see and those who hear.
function teller(screen) {
  const told = element('p', { className: 'announced', role: 'status' });
  let gone;
  screen.append(told);
  return words => {
    clearTimeout(gone);
    told.textContent = words;
    gone = setTimeout(() => told.replaceChildren(), TOLD_MS);
  };
}

function row(key, does) {
  const keys = element('td', {}, element('div', { className: 'key-combo' }, element('span', { className: 'key', textContent: key })));
  return element('tr', {}, keys, element('td', { className: 'description', textContent: does }));
}
