// The stream behind the <video>: hls.js where the browser has Media Source, its own HLS elsewhere.
//
// Qualities and sound tracks are told through the media-tracks lists that media-chrome's
// menus read; a choice made there comes back as a change of those lists.

import Hls from 'hls.js';
import { offerSounds } from './sounds.js';

const CONFIG = {
  autoStartLoad: false,
  backBufferLength: 60,
  capLevelToPlayerSize: true,
  // The tracks are sidecar files; a worker would need a script of its own and saves
  // nothing on fragments that need no remuxing.
  enableWorker: false,
  renderTextTracksNatively: false,
};

// How often a broken decoder is set up anew before the viewer is told.
const MENDINGS = 2;

// What must decode without effort before AV1 is chosen: our heaviest rung.
const AV1 = {
  type: 'media-source',
  video: { contentType: 'video/mp4; codecs="av01.0.08M.08"', width: 1920, height: 1080, bitrate: 5e6, framerate: 30 },
};

export async function attachStream(video, source, { trouble, heardSounds, level }) {
  if (!Hls.isSupported()) return nativeStream(video, source, { trouble, heardSounds });
  const av1 = await decodesWithEase(AV1);
  for (const plain of video.querySelectorAll('source')) plain.remove();
  const hls = new Hls(CONFIG);
  let started = false;
  let mendings = 0;
  let sounds;

  hls.on(Hls.Events.MANIFEST_PARSED, () => {
    keepOneCodec(hls, av1);
    offerQualities(video, hls);
  });
  hls.on(Hls.Events.AUDIO_TRACKS_UPDATED, (_, data) => {
    if (!sounds && data.audioTracks.length) sounds = offerSounds(video, hls, data.audioTracks, level);
    heardSounds(data.audioTracks.length);
  });
  hls.on(Hls.Events.ERROR, (_, data) => {
    if (!data.fatal) return;
    if (data.type !== Hls.ErrorTypes.MEDIA_ERROR) trouble('The film could not be loaded. Check the connection.');
    else if (mendings++ < MENDINGS) hls.recoverMediaError();
    else trouble('This browser could not decode the film.');
  });
  hls.loadSource(source);
  hls.attachMedia(video);

  const load = from => {
    started = true;
    // Asked before the playlist is there, hls.js begins where its configuration says: without
    // this it loaded the film's beginning and showed a picture of it.
    hls.config.startPosition = from;
    hls.startLoad(from);
  };
  return {
    start(from) {
      if (!started) load(from ?? -1);
    },
    again() {
      mendings = 0;
      if (!hls.levels.length) hls.loadSource(source);
      load(video.currentTime);
      video.play();
    },
    get clearer() {
      return sounds?.clearer ?? null;
    },
  };
}

// Browsers without Media Source: their own HLS when they have it, else the progressive file.
function nativeStream(video, source, { trouble, heardSounds }) {
  if (video.canPlayType('application/vnd.apple.mpegurl')) video.src = source;
  const count = () => heardSounds(video.audioTracks?.length ?? 0);
  video.addEventListener('loadedmetadata', count);
  video.addEventListener('error', () => trouble('The film could not be loaded. Check the connection.'));
  return {
    start() {},
    again() {
      video.load();
      video.play();
    },
  };
}

async function decodesWithEase(configuration) {
  try {
    const { supported, smooth } = await navigator.mediaCapabilities.decodingInfo(configuration);
    return supported && smooth;
  } catch {
    return false;
  }
}

// Keep one rendition a height: AV1 where it is at hand and easy, H.264 elsewhere.
//
// hls.js never changes codecs by itself, so a ladder of both would stay on the one it began
// with; as one family, it climbs from H.264 480 to AV1 720 and back as the line allows.
function keepOneCodec(hls, av1) {
  const isAv1 = level => level.videoCodec?.startsWith('av01');
  const heights = new Set(hls.levels.filter(isAv1).map(level => level.height));
  for (let index = hls.levels.length - 1; index >= 0; index--) {
    const level = hls.levels[index];
    const unwanted = av1 ? !isAv1(level) && heights.has(level.height) : isAv1(level);
    if (unwanted) hls.removeLevel(index);
    else level.codecSet = 'one family';
  }
}

function offerQualities(video, hls) {
  const track = video.addVideoTrack('main');
  track.selected = true;
  for (const level of [...hls.levels].sort((a, b) => b.height - a.height)) {
    const rendition = track.addRendition(level.url[0], level.width, level.height, level.videoCodec, level.bitrate);
    rendition.id = String(level.height);
  }
  video.videoRenditions.addEventListener('change', () => {
    const chosen = video.videoRenditions[video.videoRenditions.selectedIndex];
    hls.nextLevel = chosen ? hls.levels.findIndex(level => String(level.height) === chosen.id) : -1;
  });
}
