// The stream behind the <video>: hls.js where the browser has Media Source, its own HLS elsewhere.
//
// Qualities and sound tracks are told through the media-tracks lists that media-chrome's
// menus read; a choice made there comes back as a change of those lists.

import Hls from 'hls.js';
import { recall, keep } from './memory.js';

const CONFIG = {
  autoStartLoad: false,
  backBufferLength: 60,
  capLevelToPlayerSize: true,
  // The tracks are sidecar files; a worker would need a script of its own and saves
  // nothing on fragments that need no remuxing.
  enableWorker: false,
  renderTextTracksNatively: false,
};

export function attachStream(video, source, trouble) {
  if (!Hls.isSupported()) return nativeStream(video);
  for (const plain of video.querySelectorAll('source')) plain.remove();
  const hls = new Hls(CONFIG);
  let heardSounds = () => {};
  let started = false;

  hls.on(Hls.Events.MANIFEST_PARSED, (_, data) => offerQualities(video, hls, data.levels));
  hls.on(Hls.Events.AUDIO_TRACKS_UPDATED, (_, data) => {
    offerSounds(video, hls, data.audioTracks);
    heardSounds(data.audioTracks.length);
  });
  hls.on(Hls.Events.ERROR, (_, data) => {
    if (!data.fatal) return;
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError();
    else trouble('The film could not be loaded. Check the connection.');
  });
  hls.loadSource(source);
  hls.attachMedia(video);

  return {
    start(from) {
      if (started) return;
      started = true;
      hls.startLoad(from ?? -1);
    },
    again() {
      started = true;
      if (!hls.levels.length) hls.loadSource(source);
      hls.startLoad(video.currentTime);
      video.play();
    },
    sounds(hear) {
      heardSounds = hear;
    },
  };
}

function nativeStream(video) {
  return {
    start() {},
    again() {
      video.load();
      video.play();
    },
    sounds(hear) {
      hear(video.audioTracks?.length ?? 0);
    },
  };
}

// One entry a height: of several codecs hls.js has kept those the browser decodes, and the
// one with the least bits at a height is as good as the others there.
function offerQualities(video, hls, levels) {
  const track = video.addVideoTrack('main');
  track.selected = true;
  const best = new Map();
  levels.forEach((level, index) => {
    const known = best.get(level.height);
    if (known === undefined || level.codecSet.startsWith('av01') || level.bitrate < levels[known].bitrate) best.set(level.height, index);
  });
  for (const [, index] of [...best].sort(([a], [b]) => b - a)) {
    const level = levels[index];
    const rendition = track.addRendition(level.url[0], level.width, level.height, level.videoCodec, level.bitrate);
    rendition.id = String(index);
  }
  video.videoRenditions.addEventListener('change', () => {
    const chosen = video.videoRenditions[video.videoRenditions.selectedIndex];
    hls.nextLevel = chosen ? Number(chosen.id) : -1;
  });
}

function offerSounds(video, hls, sounds) {
  if (video.audioTracks.length) return;
  const wanted = sounds.findIndex(sound => sound.name === recall('sound'));
  const first = wanted >= 0 ? wanted : Math.max(0, sounds.findIndex(sound => sound.default));
  sounds.forEach((sound, index) => {
    const track = video.addAudioTrack(sound.default ? 'main' : 'alternative', sound.name, sound.lang);
    track.id = String(index);
    track.enabled = index === first;
  });
  if (first !== hls.audioTrack) hls.audioTrack = first;
  video.audioTracks.addEventListener('change', () => {
    const chosen = [...video.audioTracks].find(track => track.enabled);
    if (!chosen || Number(chosen.id) === hls.audioTrack) return;
    hls.audioTrack = Number(chosen.id);
    keep('sound', chosen.label);
  });
}
