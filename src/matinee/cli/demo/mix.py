"""The mix: narration over music and places, and the same without words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matinee.cli.demo.atmosphere import atmosphere
from matinee.cli.demo.captions import Cue, place
from matinee.cli.demo.loudness import mastered
from matinee.cli.demo.narration import narrate
from matinee.cli.demo.score import play
from matinee.cli.demo.shots import FRAME_RATE, Placed
from matinee.cli.demo.sound import RATE, Sound, add, filtered, in_room, pan, samples, silence
from matinee.cli.demo.words import Line

MIX_LUFS = -18.0
MUSIC_LUFS = -21.0
CEILING_DBTP = -1.0
DUCK_DB = 6.5
MUSIC_UNDER_VOICE = 0.62


@dataclass(frozen=True)
class Soundtrack:
    """Both tracks of the master, the cues that the narration's lengths gave, and its voice."""

    mix: Sound
    music: Sound
    cues: tuple[Cue, ...]
    voice: str


def mix(shots: Sequence[Placed], lines: Sequence[Line]) -> Soundtrack:
    """Record, play and mix the sound of the film."""
    last = shots[-1]
    seconds = (last.start + last.shot.frames) / FRAME_RATE
    narration = narrate([line.english for line in lines])
    cues = place(shots, lines, [len(each) / RATE for each in narration.sentences])
    voice = silence(seconds)
    for cue, sentence in zip(cues, narration.sentences, strict=True):
        add(voice, pan(sentence, 0.0), cue.start_s)
    music = play(seconds) + atmosphere(shots, seconds) * 1.15
    music *= _fade(seconds)[:, None]
    under = music * MUSIC_UNDER_VOICE * _ducked(voice)[:, None]
    return Soundtrack(
        mix=mastered(in_room(voice, 1.1, 0.10) + under, MIX_LUFS, CEILING_DBTP),
        music=mastered(music, MUSIC_LUFS, CEILING_DBTP),
        cues=cues,
        voice=narration.voice,
    )


def _ducked(voice: Sound) -> Sound:
    """Return the music's gain: lower while someone speaks, with soft shoulders."""
    speaking = (np.abs(voice).max(axis=1) > 0.01).astype(np.float32)
    held = np.clip(filtered(np.pad(speaking, samples(1.0)), 0.001, 0.9, 1.0), 0, 1)
    held = np.minimum(held[samples(1.0) : -samples(1.0)] * 1.25, 1)
    gain: Sound = (10 ** (-DUCK_DB * held / 20)).astype(np.float32)
    return gain


def _fade(seconds: float) -> Sound:
    t = np.arange(samples(seconds)) / RATE
    return (np.minimum(t / 1.2, 1) * np.clip((seconds - t) / 2.2, 0, 1)).astype(np.float32)
