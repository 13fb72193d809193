"""Sentences spoken into a sound file by a small neural voice, each once per session."""

import functools
import hashlib
import wave
from pathlib import Path

import numpy as np

RATE = 24_000
LEAD_S = 0.4


def spoken(folder: Path, *sentences: str, pause_s: float = 0.6) -> Path:
    """Speak sentences with a pause between them; return the mono WAV file in `folder`.

    `pause_s` of digital silence stands between two sentences, and 0.4 s around them all.
    """
    key = hashlib.sha256(repr((sentences, pause_s)).encode()).hexdigest()[:12]
    target = folder / f"spoken-{key}.wav"
    if not target.exists():
        write_wav(target, samples(*sentences, pause_s=pause_s))
    return target


def samples(*sentences: str, pause_s: float = 0.6) -> np.ndarray:
    """Return the same as float samples in -1…1, at RATE."""
    edge, pause = np.zeros(round(LEAD_S * RATE)), np.zeros(round(pause_s * RATE))
    parts = [edge]
    for sentence in sentences:
        parts += [_sentence(sentence), pause]
    return np.concatenate([*parts[:-1], edge]).astype(np.float32)


def write_wav(target: Path, sound: np.ndarray, rate: int = RATE) -> None:
    """Write mono samples as 16-bit PCM."""
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


@functools.cache
def _voice():
    from hibari import Hibari

    voice = Hibari()
    assert voice.sample_rate == RATE
    return voice


@functools.cache
def _sentence(sentence: str) -> np.ndarray:
    sound = np.asarray(_voice()(sentence, speed=0.9, seed=1), dtype=np.float32)
    loud = np.flatnonzero(np.abs(sound) > 0.02 * np.abs(sound).max())
    sound = sound[loud[0] : loud[-1] + 1]
    return sound * (0.5 / np.abs(sound).max())
