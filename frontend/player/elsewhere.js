// Films on other sites: nothing is asked of their hosts before somebody presses play.
//
// Until then the page shows a link to the host under our own still. This script turns the
// link into a button, which puts the host's player, or the file, in the still's place.

const ALLOW = 'autoplay; fullscreen; picture-in-picture; encrypted-media';
// Its own scripts, storage and full screen; it cannot lead our page away.
const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation allow-forms';

function frame({ src, title, starts }) {
  const made = document.createElement('iframe');
  made.allow = ALLOW;
  made.allowFullscreen = true;
  made.setAttribute('sandbox', SANDBOX);
  // Some hosts refuse to play where they are not told which site they are on.
  made.referrerPolicy = 'strict-origin-when-cross-origin';
  made.title = title;
  const address = new URL(src);
  if (starts !== undefined) address.searchParams.set('autoplay', '1');
  made.src = address.href;
  return made;
}

function file({ src, title }) {
  const made = document.createElement('video');
  made.controls = true;
  made.autoplay = true;
  made.playsInline = true;
  made.setAttribute('aria-label', title);
  made.src = src;
  return made;
}

const players = { frame, file };

for (const screen of document.querySelectorAll('[data-elsewhere]')) {
  const link = screen.querySelector('.play');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = link.className;
  button.append(...link.childNodes);
  link.replaceWith(button);
  button.addEventListener('click', () => {
    const player = players[screen.dataset.elsewhere](screen.dataset);
    player.tabIndex = 0;
    screen.classList.add('elsewhere');
    screen.replaceChildren(player);
    player.focus();
  }, { once: true });
}
