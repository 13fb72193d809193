// At a film's end, the next one of the programme: offered, or begun after a countdown.

import { element, link } from './elements.js';

const COUNT_S = 8;

export function offerNext(screen, way) {
  const video = screen.querySelector('video');
  const card = element('div', { className: 'onto', hidden: true, role: 'group' });
  const count = element('p', { className: 'count', ariaHidden: 'true' });
  const told = element('p', { className: 'unseen', role: 'status' });
  let ticking = 0;

  way.said = sentence => {
    told.textContent = sentence;
  };
  const halt = () => {
    clearInterval(ticking);
    ticking = 0;
    count.hidden = true;
  };
  const close = () => {
    halt();
    card.hidden = true;
  };
  const stay = () => {
    const inside = card.contains(document.activeElement);
    const counted = ticking !== 0;
    close();
    way.said(counted ? 'Stopped. The next film will not begin.' : '');
    if (inside) (screen.querySelector('media-controller') ?? video).focus({ preventScroll: true });
  };
  const go = link('', way.next ? 'Play now' : 'Back to the programme', way.next ? `: ${way.next.title}` : '');
  go.className = 'button';
  const end = element('button', { className: 'button', type: 'button', textContent: 'Stay here' });
  end.addEventListener('click', stay);
  fill(card, way, count, element('p', { className: 'does' }, go, end));
  screen.append(card, told);

  video.addEventListener('ended', async () => {
    await leaveFullScreen(video);
    const goesOn = way.goesOn && way.next && isWatching(screen);
    go.href = way.next ? way.to(way.next) : way.programme.href;
    card.hidden = false;
    if (isFree(screen)) (goesOn ? end : go).focus({ preventScroll: true });
    way.said(sentence(way, goesOn));
    if (goesOn) begin();
  });
  for (const back of ['play', 'seeking']) video.addEventListener(back, close);
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !card.hidden) stay();
  });
  // Whoever turns to something else on the page is not taken away from it.
  document.addEventListener('focusin', event => {
    if (ticking && !screen.contains(event.target)) stay();
  });

  function begin() {
    const until = performance.now() + COUNT_S * 1000;
    const tick = () => {
      const left = Math.ceil((until - performance.now()) / 1000);
      count.textContent = `Begins in ${Math.max(left, 0)} s`;
      if (left > 0) return;
      halt();
      location.assign(go.href);
    };
    count.hidden = false;
    tick();
    ticking = setInterval(tick, 250);
  }
}

function fill(card, way, count, does) {
  const { next, programme } = way;
  card.ariaLabel = next ? 'The next film' : 'The end of the programme';
  const words = element('div');
  words.append(
    element('p', { className: 'label', textContent: next ? `Next in ${programme.title}` : 'That was the last of' }),
    element('p', { className: 'title', textContent: next ? next.title : programme.title }),
  );
  if (next?.mark) words.append(element('p', { className: 'count', textContent: next.mark }));
  words.append(count, does);
  if (next?.poster) card.append(still(next.poster));
  card.append(words);
}

function still({ src, srcset, width, height }) {
  return element('img', { alt: '', loading: 'lazy', sizes: '18rem', srcset, src, width, height });
}

function sentence(way, goesOn) {
  if (!way.next) return `That was the last film of ${way.programme.title}.`;
  const next = `Next in ${way.programme.title}: ${way.next.title}.`;
  return goesOn ? `${next} It begins in ${COUNT_S} seconds. Press Escape to stay here.` : next;
}

async function leaveFullScreen(video) {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else if (video.webkitDisplayingFullscreen) video.webkitExitFullscreen();
    if (document.pictureInPictureElement) await document.exitPictureInPicture();
  } catch {
    // Then the card waits behind the film until its viewer comes back.
  }
}

// Nobody reads or writes below: the screen is in view, and the focus in it or nowhere.
function isWatching(screen) {
  const { top, bottom } = screen.getBoundingClientRect();
  return isFree(screen) && bottom > 0 && top < innerHeight;
}

function isFree(screen) {
  return document.activeElement === document.body || screen.contains(document.activeElement);
}
