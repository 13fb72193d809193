// Brings every sound to one loudness, by the gain that the page names for each.
//
// What is too loud is turned down by the element's own volume, behind the viewer's back: that
// works in every browser and leaves the sound on its way, in step with the picture on
// loudspeakers that lag. Only what is too quiet is led through Web Audio, which alone can
// amplify, and that not before a gesture lets it run: an element that is led into a context
// that rests is silent and stands still, and the way cannot be taken back.

// Gains below this are not worth the detour: nobody hears them.
const LEAST_DB = 0.5;
// How fast the level follows when the sound changes, as a time constant.
const GLIDE_S = 0.05;
// What was decoded ahead is still of the sound before: a gain that rises waits for it to pass.
const AHEAD_MS = 200;
const GESTURES = ['pointerdown', 'keydown'];

const VOLUME = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'volume');

// Return what tells the level which sound is heard; call it before anything reads the volume.
export function evenLoudness(video) {
  const quieten = hideAttenuation(video);
  let gainDb = 0;
  let node;

  const set = () => {
    quieten(factor(Math.min(0, gainDb)));
    node?.gain.setTargetAtTime(factor(Math.max(0, gainDb)), node.context.currentTime, GLIDE_S);
  };
  let asked = false;
  const amplify = () => {
    if (asked || gainDb < LEAST_DB || !canAmplify()) return;
    asked = true;
    onceRunning(video, context => {
      node = new GainNode(context, { gain: 1 });
      new MediaElementAudioSourceNode(context, { mediaElement: video }).connect(node).connect(context.destination);
      set();
    });
  };
  video.addEventListener('playing', amplify);

  const take = db => {
    gainDb = db;
    set();
    if (!video.paused) amplify();
  };
  let coming;
  return db => {
    clearTimeout(coming);
    if (db > gainDb && !video.paused) coming = setTimeout(take, AHEAD_MS, db);
    else take(db);
  };
}

function factor(db) {
  return 10 ** (db / 20);
}

// Safari leaves sound out of Media Source silent or unchanged in Web Audio (hls.js 6144), and
// what is led there does not reach AirPlay.
function canAmplify() {
  return 'AudioContext' in window && !('webkitShowPlaybackTargetPicker' in HTMLMediaElement.prototype);
}

// The volume that scripts and controls see stays the viewer's own; return what sets our part of it.
function hideAttenuation(video) {
  let wanted = video.volume;
  let ours = 1;
  const pass = () => VOLUME.set.call(video, wanted * ours);
  Object.defineProperty(video, 'volume', {
    configurable: true,
    get: () => wanted,
    set(value) {
      if (!(value >= 0 && value <= 1)) return VOLUME.set.call(video, value); // It refuses.
      wanted = value;
      pass();
    },
  });
  return factor => {
    ours = factor;
    pass();
  };
}

// Call back with a context once it runs, and wake it whenever it falls asleep.
function onceRunning(video, ready) {
  let context;
  try {
    context = new AudioContext();
  } catch {
    return; // No sound device: then there is nothing to amplify.
  }
  const wake = () => {
    if (context.state !== 'running') context.resume().catch(() => {});
  };
  const begin = () => {
    if (context.state !== 'running') return;
    context.removeEventListener('statechange', begin);
    ready(context);
    // A call or another device may stop it; the film would wait for it in silence.
    context.addEventListener('statechange', wake);
  };
  context.addEventListener('statechange', begin);
  for (const gesture of GESTURES) document.addEventListener(gesture, wake, { capture: true, passive: true });
  video.addEventListener('play', wake);
  wake();
  begin();
}
