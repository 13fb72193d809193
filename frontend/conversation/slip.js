// A comment on the moment that is playing: the form comes to the film, and not its viewer to the
// form. It stands below the screen, so that both are in sight; afterwards the film can go on.

import { element, link } from '../player/elements.js';

let slip = null;

export async function speakUnderFilm(write, time, screen) {
  if (!write.isFree()) return;
  slip?.remove();
  const played = !video(screen).paused;
  // The film would go on unseen while its viewer looks at the keys.
  video(screen).pause();
  await leaveFullScreen();
  slip = element('div', { className: 'slip' });
  const own = slip;
  const back = () => {
    own.remove();
    screen.querySelector('media-controller')?.focus({ preventScroll: true });
    if (played) video(screen).play().catch(() => {});
  };
  // What was posted is told here: nobody is taken away from the film.
  const posted = (article, said) => {
    const on = element('button', { type: 'button', className: 'button', textContent: 'Back to the film' });
    on.addEventListener('click', back);
    const sentence = said.state === 'held' ? 'Your comment waits for a moderator.' : 'Your comment is posted.';
    own.replaceChildren(element('p', { className: 'does', role: 'status' }, `${sentence} `, on, link(`#${article.id}`, 'See it')));
    screen.after(own);
    on.focus({ preventScroll: true });
    show(own);
  };
  own.append(write.lend({ posted, cancelled: back, left: () => own.remove() }));
  screen.after(own);
  write.speakOf(time);
  show(own);
}

function video(screen) {
  return screen.querySelector('video');
}

function show(slip) {
  slip.scrollIntoView({ block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
}

async function leaveFullScreen() {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
  } catch {
    // Then the form waits below the film.
  }
}
