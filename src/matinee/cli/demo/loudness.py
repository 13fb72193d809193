"""Loudness as broadcasters measure it (ITU-R BS.1770-4), and the master's level."""

from functools import cache

import numpy as np

from matinee.cli.demo.sound import RATE, Sound, samples

# The two filters of the standard's annex 1, for 48 kHz: numerator, denominator.
SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285),
         (1.0, -1.69065929318241, 0.73248077421585))  # fmt: skip
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
PEAK_BLOCK = 1 << 14


def integrated_lufs(sound: Sound) -> float:
    """Return the integrated loudness of stereo sound; -inf when all of it is silence."""
    power = _weighted(sound) ** 2
    total = np.concatenate([[0.0], np.cumsum(power.sum(axis=1), dtype=np.float64)])
    starts = np.arange(0, len(sound) - samples(0.4) + 1, samples(0.1))
    blocks = (total[starts + samples(0.4)] - total[starts]) / samples(0.4)
    loud = blocks[_lufs(blocks) > ABSOLUTE_GATE_LUFS]
    if not len(loud):
        return float("-inf")
    loud = loud[_lufs(loud) > _lufs(loud.mean()) + RELATIVE_GATE_LU]
    return float(_lufs(loud.mean()))


def true_peak_dbtp(sound: Sound) -> float:
    """Return the highest level between the samples, found at four times the rate."""
    highest = float(np.abs(sound).max())
    peak = highest
    for start in range(0, len(sound), PEAK_BLOCK):
        block = sound[max(0, start - 256) : start + PEAK_BLOCK + 256]
        # Between samples a wave rises by 3 dB at most in practice: quiet blocks cannot win.
        if np.abs(block).max() > 0.6 * highest:
            fine = np.fft.irfft(np.fft.rfft(block, axis=0), 4 * len(block), axis=0) * 4
            peak = max(peak, float(np.abs(fine[1024:-1024]).max(initial=0.0)))
    return float(20 * np.log10(max(peak, 1e-9)))


def mastered(sound: Sound, lufs: float, ceiling_dbtp: float) -> Sound:
    """Return the sound at a loudness, but never above the ceiling."""
    gain_db = min(lufs - integrated_lufs(sound), ceiling_dbtp - true_peak_dbtp(sound))
    return (sound * 10 ** (gain_db / 20)).astype(np.float32)


def _lufs(power: np.ndarray) -> np.ndarray:
    level: np.ndarray = -0.691 + 10 * np.log10(np.maximum(power, 1e-12))
    return level


def _weighted(sound: Sound) -> np.ndarray:
    # Two seconds more, so that the end does not ring into the beginning.
    size = len(sound) + 2 * RATE
    spectrum = np.fft.rfft(sound, size, axis=0) * _response(size)[:, None]
    return np.fft.irfft(spectrum, size, axis=0)[: len(sound)]


@cache
def _response(size: int) -> np.ndarray:
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    response = np.ones(len(z), complex)
    for above, below in (SHELF, HIGH_PASS):
        response *= np.polyval(above[::-1], z) / np.polyval(below[::-1], z)
    return response.astype(np.complex64)
