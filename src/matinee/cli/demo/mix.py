"""The mix: narration over music and places, and the same without words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matinee.cli.demo.atmosphere import atmosphere
from matinee.cli.demo.captions import Cue, place
from matinee.cli.demo.loudness import mastered
from matinee.cli.demo.narration import Narration, narrate
from matinee.cli.demo.score import play
from matinee.cli.demo.shots import FRAME_RATE, Placed
from matinee.cli.demo.sound import RATE, Sound, add, in_room, pan, samples, silence
from matinee.cli.demo.words import Line

MIX_LUFS = -18.0
MUSIC_LUFS = -21.0
CEILING_DBTP = -1.0
DUCK_DB = 5.5
ENVELOPE_HZ = 100
MUSIC_GAIN = 0.29
PLACES_GAIN = 2.2


@dataclass(frozen=True)
class Soundtrack:
    """Both tracks of the master, the cues that the narration's lengths gave, and its voice."""

    mix: Sound
    music: Sound
    cues: tuple[Cue, ...]
    voice: str


@dataclass(frozen=True)
class Stems:
    """The voice, the music and places as the voice lets them through, and both of those alone."""

    voice: Sound
    under: Sound
    music: Sound


def mix(shots: Sequence[Placed], lines: Sequence[Line]) -> Soundtrack:
    """Record, play and mix the sound of the film."""
    narration = narrate([line.english for line in lines])
    cues = place(shots, lines, [len(each) / RATE for each in narration.sentences])
    made = stems(shots, cues, narration)
    return Soundtrack(
        mix=mastered(made.voice + made.under, MIX_LUFS, CEILING_DBTP),
        music=mastered(made.music, MUSIC_LUFS, CEILING_DBTP),
        cues=cues,
        voice=narration.voice,
    )


def stems(shots: Sequence[Placed], cues: Sequence[Cue], narration: Narration) -> Stems:
    """Return the layers of the mix, before mastering."""
    last = shots[-1]
    seconds = (last.start + last.shot.frames) / FRAME_RATE
    voice = silence(seconds)
    for cue, sentence in zip(cues, narration.sentences, strict=True):
        add(voice, pan(sentence, 0.0), cue.start_s)
    music = play(seconds) + atmosphere(shots, seconds) * PLACES_GAIN
    music *= _fade(seconds)[:, None]
    under = music * MUSIC_GAIN * _ducked(voice)[:, None]
    return Stems(in_room(voice, 1.1, 0.10), under, music)


def _ducked(voice: Sound) -> Sound:
    """Return the music's gain: lower around speech, with shoulders of half a second."""
    step = RATE // ENVELOPE_HZ
    blocks = np.abs(voice[: len(voice) // step * step]).reshape(-1, step * voice.shape[1])
    speaking = (blocks.max(axis=1) > 0.01).astype(np.float32)
    shoulder = np.hanning(ENVELOPE_HZ // 2)
    around = np.convolve(speaking, np.ones(ENVELOPE_HZ // 2), "same") > 0
    held = np.convolve(around, shoulder / shoulder.sum(), "same")
    smooth = np.interp(np.arange(len(voice)) / step, np.arange(len(held)), held)
    gain: Sound = (10 ** (-DUCK_DB * smooth / 20)).astype(np.float32)
    return gain


def _fade(seconds: float) -> Sound:
    t = np.arange(samples(seconds)) / RATE
    return (np.minimum(t / 1.2, 1) * np.clip((seconds - t) / 2.2, 0, 1)).astype(np.float32)
