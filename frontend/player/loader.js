// Brings the player when somebody means to watch, and not before.
//
// Until then the page has the house's own poster and button over a plain <video>. Without
// this script the <video> keeps its own controls and plays the progressive file.

import { clock } from './clock.js';
import './elsewhere.js';
import { momentIn, programmeIn, withMoment } from './fragment.js';

const intents = ['pointerenter', 'focusin', 'touchstart'];
let player;

function bring() {
  player ??= import('./player.js');
  return player;
}

for (const screen of document.querySelectorAll('[data-player]')) {
  const video = screen.querySelector('video');
  const button = screen.querySelector('.play');
  video.controls = false;
  video.tabIndex = -1;
  button.hidden = false;
  const words = button.querySelector('span').firstChild;
  const label = words.data;
  let ready;

  // Whoever comes for a moment, from a search or a comment, sees that the film begins there.
  const name = () => {
    const from = momentIn(location.hash);
    words.data = from === null ? label : `Watch from ${clock(from)}`;
  };
  name();
  addEventListener('hashchange', name);

  const prepare = () => {
    ready ??= bring().then(({ open }) => open(screen));
    return ready;
  };
  const play = async from => {
    // On a slow line the player takes seconds to come; until then the button says so.
    words.data = 'One moment …';
    button.setAttribute('aria-busy', 'true');
    try {
      const player = await prepare();
      button.hidden = true;
      if (await player.play(from)) return;
      // The browser wants a hand on the page before it lets a film sound.
      button.hidden = false;
      button.removeAttribute('aria-busy');
      name();
      button.focus({ preventScroll: true });
    } catch {
      button.hidden = true;
      // The player could not be fetched: the plain <video> can still play the film.
      ready = undefined;
      player = undefined;
      video.controls = true;
      screen.classList.add('playing');
      if (from !== null) video.currentTime = from;
      video.play();
    }
  };

  for (const intent of intents) screen.addEventListener(intent, () => prepare().catch(() => {}), { once: true, passive: true });
  button.addEventListener('click', () => play(momentIn(location.hash)));
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href^="#t="]');
    if (!link) return;
    event.preventDefault();
    history.replaceState(null, '', withMoment(link.hash, location.hash));
    screen.scrollIntoView({ block: 'nearest' });
    play(momentIn(link.hash));
  });
}

// A film that was opened within a programme leads on to the next.
if (programmeIn(location.hash)) import('./programme.js').then(({ enter }) => enter()).catch(() => {});
