"""Sounds for the tests of clear dialogue: two sentences under wide, moving chords."""

import wave
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from matinee.cli.demo.sound import resampled
from tests.spoken import RATE as SPOKEN_RATE
from tests.spoken import samples

RATE = 48_000
LEAD_S, TAIL_S = 2.5, 2.0


@dataclass(frozen=True)
class Scene:
    """Stereo as heard, and what it was mixed from."""

    heard: np.ndarray
    speech: np.ndarray
    music: np.ndarray

    @property
    def spoken(self) -> slice:
        """Return from the first word to the last, in samples."""
        loud = np.flatnonzero(np.abs(self.speech) > 0.01)
        return slice(int(loud[0]), int(loud[-1]))


def scene() -> Scene:
    """Lay two sentences, as loud as the music, between seconds of music alone."""
    said = samples("The ferry leaves at seven in the morning.", "Nobody had told us that before.")
    said = resampled(said, SPOKEN_RATE) * 0.5
    speech = np.pad(said, (round(LEAD_S * RATE), round(TAIL_S * RATE))).astype(np.float32)
    sounding = speech[np.abs(speech) > 0.02]
    music = chords(len(speech))
    music *= np.sqrt(np.square(sounding).mean() / np.square(music).mean()) * 0.5
    return Scene(speech[:, None] + music, speech, music)


def chords(count: int) -> np.ndarray:
    """Return stereo chords that change every 1.2 s, a little otherwise in each ear."""
    t = np.arange(count) / RATE
    root = 110 * 2 ** (np.array([0, 5, 7, 3])[(t / 1.2).astype(int) % 4] / 12)
    ears = []
    for detuned in (1.0, 1.004):
        phase = 2 * np.pi * np.cumsum(root * detuned) / RATE
        ears.append(sum(np.sin(phase * n) / n for n in (1, 1.5, 2, 2.5, 3, 4)))
    return np.stack(ears, axis=1).astype(np.float32) * 0.05


def write_wav(target: Path, sound: np.ndarray) -> Path:
    """Write (samples, channels) floats as 16-bit PCM."""
    with wave.open(str(target), "wb") as file:
        file.setnchannels(sound.shape[1])
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return target


def read(path: Path) -> np.ndarray:
    """Decode a file's sound to (samples, channels) floats."""
    resampler = av.AudioResampler("fltp", "stereo", RATE)
    with av.open(str(path)) as container:
        frames = [made for f in container.decode(audio=0) for made in resampler.resample(f)]
    return np.concatenate([frame.to_ndarray() for frame in frames], axis=1).T


def lag(one: np.ndarray, other: np.ndarray) -> int:
    """Return by how many samples the other is late, by cross-correlation of the middles."""
    count = min(len(one), len(other))
    size = 1 << (2 * count - 1).bit_length()
    first, second = (np.fft.rfft(each[:count].mean(axis=1), size) for each in (one, other))
    best = int(np.fft.irfft(second * np.conj(first)).argmax())
    return best - size if best > size // 2 else best
