// What a viewer chose stays chosen on this device: volume, captions, sound, speed. Nothing else is kept.

const PREFIX = 'matinee.';

export function recall(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null; // Storage may be forbidden; then nothing is remembered.
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // As above.
  }
}

export function rememberChoices(video) {
  const volume = Number.parseFloat(recall('volume'));
  if (volume >= 0 && volume <= 1) video.volume = volume;
  video.muted = recall('muted') === 'yes';
  video.addEventListener('volumechange', () => {
    keep('volume', String(video.volume));
    keep('muted', video.muted ? 'yes' : 'no');
  });

  const speed = Number.parseFloat(recall('speed'));
  if (speed >= 0.25 && speed <= 4) video.defaultPlaybackRate = video.playbackRate = speed;
  video.addEventListener('ratechange', () => keep('speed', String(video.playbackRate)));

  const spoken = () => [...video.textTracks].filter(track => track.kind === 'captions' || track.kind === 'subtitles');
  const wanted = spoken().find(track => track.language === recall('captions'));
  if (wanted) wanted.mode = 'showing';
  video.textTracks.addEventListener('change', () => {
    const shown = spoken().find(track => track.mode === 'showing');
    keep('captions', shown ? shown.language : '');
  });
}
