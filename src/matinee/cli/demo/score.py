"""The score: nine slow chords under a few notes of a soft piano, played in a large room."""

from dataclasses import dataclass

import numpy as np

from matinee.cli.demo.sound import RATE, Sound, add, in_room, pan, samples, silence

BAR_S = 5.22
BEATS = 6


@dataclass(frozen=True)
class Bar:
    """A chord and the piano's notes over it: (beat, MIDI note, strength)."""

    chord: tuple[int, ...]
    piano: tuple[tuple[float, int, float], ...]


BARS = (
    Bar((38, 45, 54, 57, 64), ((0.7, 69, 0.5), (2.0, 74, 0.6), (3.0, 76, 0.7), (4.5, 78, 0.6))),
    Bar((35, 42, 50, 57, 61), ((0.5, 73, 0.4), (3.5, 74, 0.5))),
    Bar((31, 43, 50, 59, 66), ((1.5, 71, 0.5), (4.0, 69, 0.4), (4.0, 62, 0.3))),
    Bar((40, 47, 55, 62, 66), ((1.0, 67, 0.5), (3.0, 69, 0.5), (5.0, 71, 0.6))),
    Bar((42, 45, 50, 57, 64), ((2.0, 74, 0.5), (4.5, 69, 0.4))),
    Bar((43, 50, 57, 59, 66), ((1.0, 76, 0.5), (3.0, 74, 0.5), (5.0, 78, 0.4))),
    Bar((45, 52, 59, 62, 66), ((1.5, 78, 0.5), (3.0, 76, 0.5), (4.5, 73, 0.5))),
    Bar((38, 45, 54, 57, 64), ((0.0, 74, 0.6), (1.0, 78, 0.7), (2.0, 81, 0.8), (4.0, 76, 0.5))),
    Bar((38, 45, 50, 57, 66), ((0.5, 78, 0.5), (2.0, 74, 0.5), (3.0, 69, 0.4), (3.0, 62, 0.3))),
)


def play(seconds: float) -> Sound:
    """Play as many bars as begin within a time; stereo."""
    music = silence(seconds)
    for index, bar in enumerate(BARS):
        start = index * BAR_S
        for voice, note in enumerate(bar.chord):
            place = 0.0 if voice == 0 else 0.7 * (-1) ** voice
            string = _strings(note, BAR_S + 2.6, seed=100 * index + voice)
            add(music, pan(string, place), max(0.0, start - 0.5), 0.05 if voice else 0.07)
        for beat, note, strength in bar.piano:
            struck = pan(_piano(note, strength), (note - 72) / 24)
            add(music, struck, start + beat * BAR_S / BEATS, 0.22 * strength)
    return in_room(music, 3.4, 0.75)


def _hertz(note: float) -> float:
    return float(440 * 2 ** ((note - 69) / 12))


def _strings(note: int, seconds: float, seed: int) -> Sound:
    """Let three players a little apart swell in and out."""
    rng = np.random.default_rng(seed)
    t = np.arange(samples(seconds), dtype=np.float32) / RATE
    sound = np.zeros_like(t)
    for cents in (-6, 1, 7):
        hertz = _hertz(note + cents / 100)
        sway = 1 + 0.25 * np.sin(2 * np.pi * rng.uniform(0.08, 0.2) * t + rng.uniform(0, 6))
        for partial in range(1, 7):
            if partial * hertz < 2600:
                phase = np.float32(rng.uniform(0, 2 * np.pi))
                wave = np.sin(np.float32(2 * np.pi * partial * hertz) * t + phase)
                sound += wave * sway.astype(np.float32) / np.float32(partial**1.9)
    edge = np.minimum(t / 1.9, 1) * np.minimum((seconds - t) / 2.4, 1)
    swell: Sound = np.sin(np.clip(edge, 0, 1) * np.pi / 2).astype(np.float32)
    return sound * swell / 3


def _piano(note: int, strength: float) -> Sound:
    """Strike a felted hammer on a string: bright for a moment, then round."""
    t = np.arange(samples(4.0), dtype=np.float32) / RATE
    hertz = _hertz(note)
    sound = np.zeros_like(t)
    for partial in range(1, 9):
        # Stiff strings sound a little sharp in their upper partials.
        pitch = hertz * partial * np.sqrt(1 + 0.0004 * partial**2)
        ring = np.exp(-t * (0.75 + 0.55 * partial) * (hertz / 440) ** 0.4)
        weight = np.exp(-0.85 * (partial - 1) / (0.6 + strength))
        sound += weight * ring * np.sin(np.float32(2 * np.pi * pitch) * t)
    return sound * np.minimum(t / 0.006, 1) * np.minimum((4.0 - t) / 0.5, 1)
