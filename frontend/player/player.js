// The player: media-chrome's controls and hls.js around the page's own <video>.

import 'media-tracks/polyfill';
import { markChapters } from './chapters.js';
import { controls } from './controls.js';
import { moreKeys } from './keys.js';
import { evenLoudness } from './loudness.js';
import { showMarks } from './marks.js';
import { rememberChoices } from './memory.js';
import { attachStream } from './stream.js';
import { tellTrouble } from './trouble.js';

export async function open(screen) {
  const video = screen.querySelector('video');
  const controller = document.createElement('media-controller');
  controller.setAttribute('hotkeys', '');
  controller.setAttribute('lang', document.documentElement.lang);
  controller.setAttribute('aria-label', `Player: ${screen.dataset.title}`);
  controller.innerHTML = controls;
  video.slot = 'media';
  video.before(controller);
  controller.prepend(video);
  video.tabIndex = 0;
  // It is pressed or not, which a plain button must not say (ARIA 1.2).
  controller.querySelector('media-captions-button').role = 'switch';

  // Chapters and storyboard are read from here on only: before, nobody meant to watch.
  for (const track of video.textTracks) {
    if (track.kind === 'chapters' || track.kind === 'metadata') track.mode = 'hidden';
  }
  const sidecars = [...video.textTracks].filter(track => track.kind === 'captions' || track.kind === 'subtitles');
  controller.toggleAttribute('data-captions', sidecars.length > 0);
  let stream;
  const trouble = tellTrouble(screen, () => stream.again());
  const heardSounds = count => controller.toggleAttribute('data-sounds', count > 1);
  const gains = JSON.parse(screen.dataset.gains ?? '[]');
  const even = evenLoudness(video);
  const level = sound => even(gains[sound] ?? 0);
  stream = await attachStream(video, screen.dataset.hls, { trouble, heardSounds, level });
  rememberChoices(video);
  video.addEventListener('playing', () => screen.classList.add('playing'), { once: true });
  markChapters(video);
  moreKeys(screen, controller, video, stream);
  const moments = document.getElementById('conversation')?.dataset.moments;
  if (moments) showMarks(controller, video, moments);

  return {
    // False where the browser refuses to begin unless somebody presses a button.
    async play(from) {
      stream.start(from ?? undefined);
      if (from !== null && from !== undefined) video.currentTime = from;
      controller.focus({ preventScroll: true });
      try {
        await video.play();
        return true;
      } catch (error) {
        // A newer request replaced this one; only a real refusal is worth a word.
        if (error.name === 'NotSupportedError') trouble('This browser cannot play the film.');
        return error.name !== 'NotAllowedError';
      }
    },
  };
}
