// Quiet marks on the seek bar where comments speak of a moment; off for whoever turns them off.
//
// For those who cannot see them, the comments themselves link to their moments.

import { element } from './elements.js';
import { keep, recall } from './memory.js';

const MOST = 60;
const NEAR = 1 / MOST;
const CHOICE = 'marks';
const SVG = 'http://www.w3.org/2000/svg';
const LOOKS = `
  #marks { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; pointer-events: none; }
  #marks rect { y: calc(50% - 9px); width: 2px; height: 5px; fill: var(--media-primary-color); opacity: .75; }
  #marks .many { height: 7px; y: calc(50% - 11px); }
  #marks[hidden] { display: none; }
`;

// Fetch what is said of which moment and show it, if anything is.
export async function showMarks(controller, video, address) {
  const moments = await momentsAt(address);
  if (!moments.length) return;
  const range = controller.querySelector('media-time-range');
  const marks = marksOn(range);
  const words = ['preview', 'current'].map(slot => element('p', { slot, className: 'spoken', hidden: true, ariaHidden: 'true' }));
  range.prepend(...words);
  let clusters = [];

  const draw = () => {
    clusters = inClusters(moments, video.duration);
    marks.replaceChildren(...clusters.map(each => mark(each, video.duration)));
  };
  const speak = (paragraph, time) => {
    const said = isOn() ? nearest(clusters, time, video.duration) : null;
    paragraph.hidden = !said;
    if (said) paragraph.replaceChildren(...wordsOf(said));
  };
  const show = () => {
    marks.toggleAttribute('hidden', !isOn());
    for (const paragraph of words) paragraph.hidden = true;
  };

  video.addEventListener('durationchange', draw);
  range.addEventListener('mediapreviewrequest', ({ detail }) => speak(words[0], detail));
  const here = () => {
    if (range.range.matches(':focus-visible')) speak(words[1], video.currentTime);
    else words[1].hidden = true;
  };
  for (const news of ['timeupdate', 'seeking']) video.addEventListener(news, here);
  for (const news of ['focusin', 'focusout']) range.addEventListener(news, here);
  offerChoice(controller, show);
  draw();
  show();
}

// Gather moments into at most sixty groups, each about as long as a mark needs.
export function inClusters(moments, duration) {
  const clusters = [];
  if (!(duration > 0)) return clusters;
  const sorted = moments.filter(each => each.at_s <= duration).sort((one, other) => one.at_s - other.at_s);
  for (const moment of sorted) {
    const last = clusters.at(-1);
    if (last && moment.at_s - last[0].at_s < duration / MOST) last.push(moment);
    else clusters.push([moment]);
  }
  return clusters;
}

// What is said nearest to a time, and how much more beside it; null where nothing is near.
export function nearest(clusters, time, duration) {
  const distance = moment => Math.abs(moment.at_s - time);
  let best = null;
  for (const cluster of time === null ? [] : clusters) {
    for (const moment of cluster) {
      if (!best || distance(moment) < distance(best.moment)) best = { moment, more: cluster.length - 1 };
    }
  }
  return best && distance(best.moment) <= Math.max(duration * NEAR, 1) ? best : null;
}

async function momentsAt(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? (await answer.json()).moments : [];
  } catch {
    return []; // Then there are no marks on the bar.
  }
}

function marksOn(range) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(LOOKS);
  range.shadowRoot.adoptedStyleSheets.push(sheet);
  const marks = document.createElementNS(SVG, 'svg');
  marks.id = 'marks';
  marks.setAttribute('aria-hidden', 'true');
  range.appearance.before(marks);
  return marks;
}

function mark(cluster, duration) {
  const rect = document.createElementNS(SVG, 'rect');
  rect.setAttribute('x', `${(cluster[0].at_s / duration) * 100}%`);
  if (cluster.length > 2) rect.setAttribute('class', 'many');
  return rect;
}

function wordsOf({ moment, more }) {
  const rest = more ? ` · ${more} more` : '';
  return [element('b', { textContent: moment.name }), ` ${moment.words}`, element('small', { textContent: rest })];
}

function isOn() {
  return recall(CHOICE) !== 'off';
}

function offerChoice(controller, changed) {
  const item = element('media-settings-menu-item', { type: 'checkbox' }, 'Comments on the bar');
  const state = element('span', { slot: 'suffix', ariaHidden: 'true' });
  const say = () => {
    state.textContent = isOn() ? 'On' : 'Off';
  };
  item.append(state);
  item.checked = isOn();
  say();
  controller.querySelector('#player-settings').append(item);
  new MutationObserver(() => {
    keep(CHOICE, item.checked ? 'on' : 'off');
    say();
    changed();
  }).observe(item, { attributeFilter: ['aria-checked'] });
}
