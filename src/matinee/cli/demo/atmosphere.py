"""The sounds of the places: water, rain on glass, wind in grass, a bell buoy, crickets."""

from collections.abc import Sequence

import numpy as np

from matinee.cli.demo.shots import FRAME_RATE, Placed
from matinee.cli.demo.sound import RATE, Sound, add, filtered, pan, samples, silence

# How loud each place is in each shot.
LEVELS: dict[str, dict[str, float]] = {
    "water": {"title": 0.9, "harbour": 0.7, "post": 1.1, "window": 0.1, "stars": 0.3,
              "mist": 0.3, "marsh": 0.15, "first-light": 0.8, "end": 0.5},
    "rain": {"window": 1.0},
    "wind": {"title": 0.1, "stars": 0.25, "mist": 0.5, "marsh": 1.2, "first-light": 0.2},
    "crickets": {"stars": 1.0},
}  # fmt: skip
BELLS = (("title", 1.0, 0.8), ("harbour", 3.6, 0.5), ("first-light", 2.6, 0.45), ("end", 1.8, 0.3))
CUT_S = 0.08
LOOP_S = 10.0


def atmosphere(shots: Sequence[Placed], seconds: float) -> Sound:
    """Return the film's places, cut where the picture is cut; stereo."""
    makers = {"water": _water, "rain": _rain, "wind": _wind, "crickets": _crickets}
    sound = silence(seconds)
    for place, make in makers.items():
        sound += make(seconds) * _level(shots, LEVELS[place], seconds)[:, None]
    starts = {each.shot.key: each.start_s for each in shots}
    for key, after_s, gain in BELLS:
        if key in starts:
            add(sound, pan(_bell(), 0.45), starts[key] + after_s, gain * 0.06)
    return sound


def _level(shots: Sequence[Placed], levels: dict[str, float], seconds: float) -> Sound:
    times, values = [0.0], [0.0]
    for each in shots:
        level = levels.get(each.shot.key, 0.0)
        times += [each.start_s + CUT_S, each.start_s + each.shot.frames / FRAME_RATE - CUT_S]
        values += [level, level]
    at = np.arange(samples(seconds)) / RATE
    return np.interp(at, [*times, seconds], [*values, 0.0]).astype(np.float32)


def _hiss(seconds: float, seed: int, low_hz: float, high_hz: float, slope: float) -> Sound:
    """Return a band of noise of deviation 1. What is filtered as a circle loops without a seam."""
    rng = np.random.default_rng(seed)
    loop = rng.standard_normal((samples(LOOP_S), 2), dtype=np.float32)
    band = filtered(loop, low_hz, high_hz, slope)
    return np.resize(band / band.std(), (samples(seconds), 2))


def _swell(seconds: float, seed: int, period_s: float, depth: float) -> Sound:
    """Return a slow, uneven rise and fall for each side, about 1."""
    rng = np.random.default_rng(seed)
    count = int(seconds / period_s) + 4
    at = np.arange(samples(seconds)) / RATE / period_s
    sides = [np.interp(at, np.arange(count), rng.uniform(-1, 1, count)) for _ in range(2)]
    return (1 + depth * np.stack(sides, axis=1)).astype(np.float32)


def _water(seconds: float) -> Sound:
    body = _hiss(seconds, 11, 90, 420, 1.0) * _swell(seconds, 12, 1.9, 0.65)
    lap = _hiss(seconds, 13, 500, 1900, 1.2) * _swell(seconds, 14, 0.42, 0.95) ** 2
    return 0.018 * body + 0.0045 * lap * _swell(seconds, 15, 1.7, 0.8)


def _rain(seconds: float) -> Sound:
    rng = np.random.default_rng(21)
    fall = 0.006 * _hiss(seconds, 22, 1400, 7000, 0.8) + 0.007 * _hiss(seconds, 23, 200, 900, 1.0)
    t = np.arange(samples(0.05)) / RATE
    for _ in range(int(26 * seconds)):
        hertz, size = rng.uniform(900, 3400), rng.power(0.35)
        tick = np.sin(2 * np.pi * hertz * t) * np.exp(-t * rng.uniform(140, 420))
        add(fall, pan(tick, rng.uniform(-0.9, 0.9)), rng.uniform(0, seconds), 0.028 * size)
    return fall


def _wind(seconds: float) -> Sound:
    low = _hiss(seconds, 31, 140, 480, 1.2) * _swell(seconds, 32, 1.3, 0.7)
    leaves = _hiss(seconds, 33, 2200, 6000, 1.0) * _swell(seconds, 34, 0.9, 0.9) ** 2
    return 0.014 * low + 0.0035 * leaves


def _crickets(seconds: float) -> Sound:
    t = np.arange(samples(seconds)) / RATE
    sound = silence(seconds)
    for place, hertz, beat in ((-0.7, 4150, 1.02), (0.5, 4480, 1.27), (0.9, 3890, 0.88)):
        chirp = np.clip(np.sin(2 * np.pi * t / beat), 0, 1) ** 3
        pulses = np.clip(np.sin(2 * np.pi * 31 * t), 0, 1)
        sound += pan(0.0022 * np.sin(2 * np.pi * hertz * t) * chirp * pulses, place)
    return sound


def _bell() -> Sound:
    t = np.arange(samples(5.0)) / RATE
    sound = np.zeros_like(t)
    for ratio, weight, fall in ((0.5, 0.5, 0.7), (1, 1, 1.0), (1.19, 0.6, 1.3), (1.56, 0.4, 1.6),
                                (2.0, 0.5, 1.9), (2.74, 0.25, 2.8), (3.76, 0.15, 4.0)):  # fmt: skip
        sound += weight * np.exp(-t * fall) * np.sin(2 * np.pi * 587 * ratio * t)
    return (sound * np.minimum(t / 0.004, 1)).astype(np.float32)
