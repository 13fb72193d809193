"""The narrator: a synthesiser where one is installed, soft tones where none is."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from matinee.cli.demo.sound import RATE, Sound, filtered, read_wav, resampled, samples
from matinee.media import tool
from matinee.media.errors import ToolFailed

PACE = 0.9
VOICE_RMS = 0.085


@dataclass(frozen=True)
class Narration:
    """The sentences as mono sound at 48 kHz, and which voice spoke them."""

    sentences: tuple[Sound, ...]
    voice: str


def narrate(sentences: Sequence[str]) -> Narration:
    """Speak every sentence, alike in level, with the best voice there is.

    The voices are tried from the most natural to none at all: hibari (a small neural voice,
    the optional dependency "demo"), espeak-ng if this machine has it, tones.
    """
    for voice, speak in (("hibari", _hibari), ("espeak-ng", _espeak)):
        try:
            spoken = speak(sentences)
        except (ImportError, OSError, ToolFailed):
            continue
        return Narration(tuple(_levelled(each) for each in spoken), voice)
    return Narration(tuple(_levelled(_tones(each)) for each in sentences), "tones")


def _hibari(sentences: Sequence[str]) -> list[Sound]:
    from hibari import Hibari

    voice = Hibari()
    return [resampled(voice(each, speed=PACE, seed=1), voice.sample_rate) for each in sentences]


def _espeak(sentences: Sequence[str]) -> list[Sound]:
    program = shutil.which("espeak-ng")
    if program is None:
        raise FileNotFoundError("espeak-ng")
    spoken = []
    with tempfile.TemporaryDirectory() as folder:
        for index, sentence in enumerate(sentences):
            path = Path(folder) / f"{index}.wav"
            words = [program, "-v", "en-us", "-s", "135", "-p", "38", "-w", str(path), sentence]
            tool.run(words, name="espeak-ng")
            spoken.append(read_wav(path))
    return spoken


def _tones(sentence: str) -> Sound:
    """Hum a sentence: one soft tone a word, as long as the word, falling towards the end."""
    words = sentence.split()
    parts = []
    for index, word in enumerate(words):
        length = 0.12 + 0.055 * len(word)
        t = np.arange(samples(length)) / RATE
        pitch = 220 * 2 ** ((4 - 7 * index / len(words)) / 12)
        hum = sum(np.sin(2 * np.pi * pitch * n * t) / n**2 for n in (1, 2, 3))
        parts += [hum * np.sin(np.pi * t / length) ** 0.7, np.zeros(samples(0.05))]
    return np.concatenate(parts).astype(np.float32)


def _levelled(voice: Sound) -> Sound:
    """Trim the silence at both ends, clear the rumble, and bring the sentence to one level."""
    loud = np.flatnonzero(np.abs(voice) > 0.02 * np.abs(voice).max())
    voice = voice[max(0, loud[0] - samples(0.02)) : loud[-1] + samples(0.08)]
    voice = filtered(np.pad(voice, samples(0.05)), 85, 15_000)
    speaking = voice[np.abs(voice) > 0.1 * np.abs(voice).max()]
    voice = voice * (VOICE_RMS / np.sqrt(np.mean(speaking**2)))
    # A gentle shoulder instead of a compressor: consonants may rise, shouts may not.
    level: Sound = (0.5 * np.tanh(voice / 0.5)).astype(np.float32)
    return level
