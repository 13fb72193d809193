"""Sound as arrays: stereo at 48 kHz, with the few tools that narration and score share."""

import wave
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
Sound = NDArray[np.floating[Any]]
"""Mono sound has shape (samples,), stereo (samples, 2); full scale is 1."""


def samples(seconds: float) -> int:
    """Return a length in samples."""
    return round(seconds * RATE)


def silence(seconds: float) -> Sound:
    """Return stereo silence."""
    return np.zeros((samples(seconds), 2), np.float32)


def add(onto: Sound, sound: Sound, at_s: float, gain: float = 1.0) -> None:
    """Add a sound to a longer one from a moment on; what hangs over the end is lost."""
    start = samples(at_s)
    stop = min(len(onto), start + len(sound))
    if stop > start:
        onto[start:stop] += (sound[: stop - start] * gain).astype(np.float32)


def pan(mono: Sound, place: float) -> Sound:
    """Place a mono sound between left (-1) and right (1) at equal power."""
    angle = (place + 1) * np.pi / 4
    return np.stack([mono * np.cos(angle), mono * np.sin(angle)], axis=1).astype(np.float32)


def filtered(sound: Sound, low_hz: float, high_hz: float, slope: float = 2.0) -> Sound:
    """Keep a band, its edges falling by 6 dB per octave times `slope`."""
    bins = np.fft.rfftfreq(len(sound), 1 / RATE)[1:]
    gain = np.zeros(len(bins) + 1)
    up, down = (low_hz / bins) ** (2 * slope), (bins / high_hz) ** (2 * slope)
    gain[1:] = 1 / np.sqrt((1 + up) * (1 + down))
    spectrum = np.fft.rfft(sound, axis=0)
    spectrum *= gain if sound.ndim == 1 else gain[:, None]
    return np.fft.irfft(spectrum, len(sound), axis=0).astype(np.float32)


def in_room(sound: Sound, seconds: float, wet: float, seed: int = 7) -> Sound:
    """Return the sound with the echo of a room that rings for a time (to -60 dB)."""
    rng = np.random.default_rng(seed)
    length = samples(seconds)
    decay = np.exp(-6.9 * np.arange(length) / length)
    tail = filtered(rng.standard_normal((length, 2)).astype(np.float32), 180, 3200, 1.0)
    tail *= (decay * np.minimum(np.arange(length) / samples(0.012), 1))[:, None]
    tail /= np.sqrt(np.sum(tail**2, axis=0))
    size = 1 << (len(sound) + length).bit_length()
    echo = np.fft.irfft(np.fft.rfft(sound, size, axis=0) * np.fft.rfft(tail, size, axis=0), axis=0)
    return (sound + wet * echo[: len(sound)]).astype(np.float32)


def resampled(sound: Sound, rate: int) -> Sound:
    """Bring mono sound from another rate to ours, through its spectrum."""
    if rate == RATE:
        return sound
    length = round(len(sound) * RATE / rate)
    spectrum = np.fft.rfft(sound)
    return (np.fft.irfft(spectrum, length) * (length / len(sound))).astype(np.float32)


def read_wav(path: Path) -> Sound:
    """Read 16-bit mono sound at any rate."""
    with wave.open(str(path)) as file:
        rate, data = file.getframerate(), file.readframes(file.getnframes())
    return resampled(np.frombuffer(data, "<i2").astype(np.float32) / 32768, rate)


def write_wav(path: Path, sound: Sound) -> None:
    """Write stereo sound as 16 bits, dithered."""
    noise = np.random.default_rng(3).uniform(-1, 1, (2, *sound.shape)).sum(axis=0) / 2
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.clip(np.round(sound * 32767 + noise), -32768, 32767).astype("<i2"))
