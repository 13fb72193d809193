// The moment of the film that a comment speaks of: taken with a key or a button, shown as a
// chip that can be taken off. Without this script it is a field to type a time into.

import { clock } from '../player/clock.js';
import { element } from '../player/elements.js';

const KEY_NEWS = 'matinee:moment';

export function momentRow(form, changed) {
  const field = form.elements.at;
  const video = document.querySelector('[data-player] video');
  const take = element('button', { type: 'button', className: 'take', title: 'While you watch: the key N' });
  const off = element('button', { type: 'button', textContent: '×' });
  const said = element('span');
  const chip = element('span', { className: 'chip' }, said, off);
  const row = element('p', { className: 'moments' }, chip, take);

  function draw() {
    const now = clock(video?.currentTime ?? 0);
    said.textContent = `At ${field.value}`;
    off.ariaLabel = `Without the moment ${field.value}`;
    take.textContent = field.value ? `Now ${now}` : `Speak of this moment: ${now}`;
    chip.hidden = !field.value;
    take.hidden = now === '0:00' || now === field.value;
    row.hidden = chip.hidden && take.hidden;
  }

  function set(value) {
    field.value = value;
    draw();
    changed();
  }

  take.addEventListener('click', () => {
    set(clock(video.currentTime));
    form.elements.text.focus();
  });
  off.addEventListener('click', () => {
    set('');
    form.elements.text.focus();
  });
  // Where the film plays here, nobody needs to type a time.
  if (video) {
    field.closest('.field').hidden = true;
    form.elements.text.closest('.field').before(row);
    for (const news of ['timeupdate', 'seeked']) video.addEventListener(news, draw);
  }
  field.addEventListener('input', changed);
  draw();
  return { set, draw };
}

// Hear the key that is pressed while watching: with the second it was pressed in.
export function onMomentKey(hear) {
  document.addEventListener(KEY_NEWS, ({ detail }) => hear(clock(detail.at_s), detail.screen));
}
