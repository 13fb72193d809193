// The way from film to film of a programme: under the film, and over its screen at the end.
//
// The page is the same for everyone. That it was opened within a programme stands in its
// fragment, and the films beside it in the programme's picks.json.

import { fragment, programmeIn } from './fragment.js';
import { element, link } from './elements.js';
import { offerNext } from './next_film.js';

export async function enter() {
  const opened = programmeIn(location.hash);
  const programme = opened && (await picksOf(opened.slug));
  const at = programme ? programme.picks.findIndex(pick => isHere(pick.href)) : -1;
  if (at < 0) return;
  const way = {
    programme,
    at,
    next: programme.picks[at + 1],
    previous: programme.picks[at - 1],
    goesOn: opened.plays,
    to: pick => pick.href + fragment(opened.slug, way.goesOn),
  };
  // Whoever keeps or shares this address from now on has asked for no film to begin.
  if (opened.plays) history.replaceState(null, '', location.hash.replace(/&play\b[^&]*/, ''));
  showWay(way);
  const screen = document.querySelector('[data-player]');
  if (!screen) return;
  offerNext(screen, way);
  if (opened.plays) screen.querySelector('.play').click();
}

async function picksOf(slug) {
  try {
    const answer = await fetch(`/programmes/${encodeURIComponent(slug)}/picks.json`);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // Without the picks it is a film's page like any other.
  }
}

function isHere(href) {
  return new URL(href, location.href).pathname === location.pathname;
}

function showWay(way) {
  const { programme, at, next, previous } = way;
  const nav = element('nav', { className: 'within wrap', ariaLabel: programme.title });
  const place = element('p', { className: 'of' }, link(programme.href, programme.title), `, ${at + 1} of ${programme.picks.length}`);
  const ways = element('p', { className: 'ways' });
  const draw = () => {
    ways.replaceChildren();
    if (way.goesOn && next) ways.append(goOnSwitch(way, draw));
    if (previous) ways.append(link(way.to(previous), 'Previous', `: ${previous.title}`));
    if (next) ways.append(link(way.to(next), `Next: ${next.title}`));
    else ways.append(link(programme.href, 'Back to the programme'));
  };
  draw();
  nav.append(place, ways);
  const film = document.getElementById('film');
  if (film) film.after(nav);
  else document.querySelector('main').prepend(nav);
}

// Before the film ends already, one may say that nothing shall go on by itself.
function goOnSwitch(way, draw) {
  const button = element('button', { type: 'button', textContent: 'Stop after this film' });
  button.addEventListener('click', () => {
    way.goesOn = false;
    draw();
    way.said?.('The next film will not begin by itself.');
    document.querySelector('.within .ways a:last-child').focus();
  });
  return button;
}
