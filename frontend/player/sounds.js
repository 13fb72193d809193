// The sounds of a film: which is heard first, what is remembered of a choice, and the way
// between a mix and the same mix with clearer voices.
//
// Whoever wants voices clearer wants it of every film, whatever its sounds are called: so that
// wish is kept apart from the sound's name. The playlist tells which sounds are such.

import Hls from 'hls.js';
import { keep, recall } from './memory.js';

const SOUND = 'sound';
const DIALOGUE = 'dialogue';
const CLEAR = 'public.accessibility.enhances-speech-intelligibility';

// Offer the playlist's sounds to the menu and begin with the one that suits this viewer.
// `level` is told the place of the sound that is heard.
export function offerSounds(video, hls, sounds, level) {
  const first = firstSound(sounds, recall(SOUND), recall(DIALOGUE) === 'clear');
  sounds.forEach((sound, index) => {
    const track = video.addAudioTrack(sound.default ? 'main' : 'alternative', sound.name, sound.lang);
    track.id = String(index);
    track.enabled = index === first;
  });
  if (first >= 0 && first !== hls.audioTrack) hls.audioTrack = first;
  level(first);
  hls.on(Hls.Events.AUDIO_TRACK_SWITCHED, (_, { id }) => level(id));

  const chosen = () => [...video.audioTracks].findIndex(track => track.enabled);
  let before = first;
  video.audioTracks.addEventListener('change', () => {
    const now = chosen();
    if (now < 0 || now === before) return;
    hls.audioTrack = now;
    remember(sounds, before, now);
    before = now;
  });

  return {
    // Null where no sound has clearer voices, else a way to change over that says what is heard.
    clearer: sounds.some(isClear)
      ? () => {
          const other = counterpart(sounds, chosen());
          if (other < 0) return 'This sound has no clearer one.';
          [...video.audioTracks].forEach((track, index) => {
            track.enabled = index === other;
          });
          return isClear(sounds[other]) ? sounds[other].name : `Original sound: ${sounds[other].name}`;
        }
      : null,
  };
}

function isClear(sound) {
  return (sound.characteristics ?? '').split(',').includes(CLEAR);
}

function firstSound(sounds, name, clear) {
  const isMix = sound => !isClear(sound);
  const places = [
    sounds.findIndex(sound => isMix(sound) && sound.name === name),
    sounds.findIndex(sound => isMix(sound) && sound.default),
    sounds.findIndex(isMix),
    0,
  ];
  const mix = places.find(place => place >= 0);
  const clearer = clear && sounds.length ? counterpart(sounds, mix) : -1;
  return clearer >= 0 ? clearer : mix;
}

// The place of the same sound with voices clearer, or as they were; -1 where there is none.
//
// Of one language the first clear sound belongs to the first mix, the second to the second.
function counterpart(sounds, place) {
  const sound = sounds[place];
  const alike = clear => sounds.filter(each => each.lang === sound.lang && isClear(each) === clear);
  return sounds.indexOf(alike(!isClear(sound))[alike(isClear(sound)).indexOf(sound)]);
}

function remember(sounds, before, now) {
  const twin = counterpart(sounds, now);
  const mixOf = place => (isClear(sounds[place]) ? counterpart(sounds, place) : place);
  // A sound is kept by name only when it is another one, not the same with voices clearer.
  if (mixOf(now) >= 0 && mixOf(now) !== mixOf(before)) keep(SOUND, sounds[mixOf(now)].name);
  if (isClear(sounds[now])) keep(DIALOGUE, 'clear');
  else if (twin >= 0) keep(DIALOGUE, '');
}
