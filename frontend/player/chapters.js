// Marks, in the page's list of chapters, the one on the screen.

import { momentIn } from './fragment.js';

export function markChapters(video) {
  const links = [...document.querySelectorAll('.chapters a[href^="#t="]')];
  const starts = links.map(link => momentIn(link.hash));
  let marked;
  const mark = () => {
    // The bar seeks to thousandths, the film to pictures.
    const here = links[starts.findLastIndex(start => start <= video.currentTime + 0.05)];
    if (here === marked) return;
    marked?.removeAttribute('aria-current');
    here?.setAttribute('aria-current', 'true');
    marked = here;
  };
  if (links.length) for (const news of ['timeupdate', 'seeking']) video.addEventListener(news, mark);
}
