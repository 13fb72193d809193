"""The sound of the short samples: a song, a few notes for a lamp, a pencil."""

import numpy as np

from matinee.cli.demo.loudness import mastered
from matinee.cli.demo.score import play
from matinee.cli.demo.shorts.beat import BEAT_S
from matinee.cli.demo.sound import RATE, Sound, add, filtered, in_room, pan, samples, silence

LUFS = -18.0
CEILING_DBTP = -1.0
BASS = (38, 38, 41, 36)


def song(seconds: float) -> Sound:
    """Play drum, bass and the score's strings far behind them."""
    music = silence(seconds)
    rng = np.random.default_rng(61)
    for beat in range(int(seconds / BEAT_S)):
        at = beat * BEAT_S
        add(music, pan(_drum(), 0.0), at, 0.55)
        add(music, pan(_tick(rng), 0.3), at + BEAT_S / 2, 0.10)
        note = BASS[beat // 4 % len(BASS)]
        add(music, pan(_bass(note), 0.0), at + BEAT_S / 2, 0.22)
    add(music, play(seconds + 6)[samples(6) :], 0.0, 0.8)
    return mastered(music, LUFS, CEILING_DBTP)


def lamp_notes(seconds: float) -> Sound:
    """Let the score's quiet middle stand alone."""
    return mastered(play(seconds + 16)[samples(16) : samples(16 + seconds)], LUFS, CEILING_DBTP)


def pencil(seconds: float) -> Sound:
    """Scratch as a pencil does, stroke by stroke, in a small room."""
    rng = np.random.default_rng(62)
    dry = silence(seconds)
    at = 0.1
    while at < seconds - 0.4:
        length = rng.uniform(0.08, 0.22)
        t = np.linspace(0, 1, samples(length))
        scratch = filtered(rng.standard_normal(len(t)).astype(np.float32), 1800, 7000)
        add(dry, pan(scratch * np.sin(np.pi * t) ** 0.6, rng.uniform(-0.5, 0.5)), at, 0.12)
        at += length + rng.uniform(0.03, 0.3)
    return mastered(in_room(dry, 0.5, 0.3), LUFS - 6, CEILING_DBTP)


def _drum() -> Sound:
    t = np.arange(samples(0.32)) / RATE
    hertz = 44 + 70 * np.exp(-34 * t)
    drum: Sound = (np.sin(2 * np.pi * np.cumsum(hertz) / RATE) * np.exp(-9 * t)).astype(np.float32)
    return drum


def _tick(rng: np.random.Generator) -> Sound:
    t = np.arange(samples(0.07)) / RATE
    return filtered(rng.standard_normal(len(t)).astype(np.float32), 5000, 12_000) * np.exp(-70 * t)


def _bass(note: int) -> Sound:
    t = np.arange(samples(BEAT_S * 0.9)) / RATE
    hertz = 440 * 2 ** ((note - 69) / 12)
    wave = sum(np.sin(2 * np.pi * hertz * n * t) / n**1.6 for n in (1, 2, 3, 4))
    bass: Sound = (wave * np.exp(-2.6 * t) * np.minimum(1, t / 0.01)).astype(np.float32)
    return bass
