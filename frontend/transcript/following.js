// Keeps the words in step with the film: marks the line that is said and keeps it in sight,
// until the reader scrolls away.

import { bringInto, lineAt } from './lines.js';

const SCROLL_KEYS = new Set(['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown', ' ']);

// `strayed` hears whether the reader is away from the film's place.
export function follow(video, lines, scroller, strayed) {
  const ended = new AbortController();
  const { signal } = ended;
  let following = true;
  let now = -1;

  const keep = isFollowing => {
    if (isFollowing === following) return;
    following = isFollowing;
    strayed(!following);
  };
  const show = () => {
    const at = lineAt(lines, video.currentTime);
    if (at === now) return;
    lines[now]?.link.removeAttribute('aria-current');
    lines[at]?.link.setAttribute('aria-current', 'true');
    now = at;
    bring();
  };
  const bring = always => {
    const line = lines[Math.max(now, 0)]?.link;
    // Words that somebody is selecting stay under the pointer.
    if (line && following && !selects(scroller)) bringInto(scroller, line.getBoundingClientRect(), { always });
  };
  for (const news of ['timeupdate', 'seeking', 'seeked']) video.addEventListener(news, show, { signal });
  const away = () => keep(false);
  for (const news of ['wheel', 'touchmove']) scroller.addEventListener(news, away, { signal, passive: true });
  // The bar at its side is no element: a press on it is one on the box itself.
  scroller.addEventListener('pointerdown', event => event.target === scroller && away(), { signal });
  scroller.addEventListener('keydown', event => SCROLL_KEYS.has(event.key) && away(), { signal });
  show();
  bring(true);
  return {
    away,
    now: () => now,
    // From the next line on: whoever chose a line has it in sight already.
    resume: () => keep(true),
    back() {
      keep(true);
      bring(true);
    },
    end: () => ended.abort(),
  };
}

function selects(scroller) {
  const selection = getSelection();
  return !selection.isCollapsed && scroller.contains(selection.anchorNode);
}
