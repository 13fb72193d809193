"""Speech under music, as films have it: real readings over real pieces, at a known ratio."""

import re
import sys
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from matinee.media import tool

RATE = 48_000
READINGS = Path("/usr/share/pocketsphinx/test/data/librivox")
MUSIC = Path("/usr/share/games/wesnoth/1.16/data/core/music")
PIECES = ("battle", "love_theme", "knolls", "suspense")
"""Drums and brass; strings; woodwinds; a dark, thick texture."""
LEAD_S, GAP_S = 5.0, 4.0
PEAK = 0.5
FRAME = 480


@dataclass(frozen=True)
class Mix:
    """One scene: what is heard, the speech alone, where it lies (samples) and its words."""

    heard: np.ndarray
    speech: np.ndarray
    spans: tuple[tuple[int, int], ...]
    words: str


def make_mix(
    piece: str, ratio_db: float, seed: int, *, mono: bool = False, in_each_channel: bool = False
) -> Mix:
    """Lay the readings, in an order and with gaps of their own, over a part of one piece.

    The ratio is that of the speech while it sounds to the music under it: both as one channel
    (what a phone and Whisper hear), or in each channel, as a loudness meter adds them up. Wide
    music loses 1.4 to 2.8 dB where it becomes one channel, speech in the middle nothing, so the
    first is the harder test. The music is as wide as its maker left it, or one channel.
    """
    chance = np.random.default_rng(seed)
    speech, spans, words = _scene(chance)
    music = _music(piece, 10 + 30 * chance.random(), len(speech))
    if mono:
        music = np.repeat(music.mean(axis=1, keepdims=True), 2, axis=1)
    under = np.concatenate([music[begin:end] for begin, end in spans])
    if not in_each_channel:
        under = under.mean(axis=1)
    music = music * (_sounding(speech) / _rms(under) * 10 ** (-ratio_db / 20))
    heard = speech[:, None] + music
    scale = PEAK / np.abs(heard).max()
    return Mix((heard * scale).astype(np.float32), speech * scale, spans, words)


def require_sources() -> None:
    """End with a sentence where the Debian packages with speech and music are missing."""
    for folder, package in ((READINGS, "pocketsphinx-testdata"), (MUSIC, "wesnoth-1.16-music")):
        if not folder.is_dir():
            sys.exit(f"This benchmark needs the Debian package {package}.")


def readings() -> list[tuple[str, np.ndarray]]:
    """Return each reading's words and its sound at 48 kHz, all equally loud while they sound."""
    found = []
    for line in (READINGS / "transcription").read_text().splitlines():
        if match := re.fullmatch(r"<s> (.*) </s> \((.*)\)", line):
            sound = decode(READINGS / f"{match[2]}.wav", 1)[:, 0]
            found.append((match[1], sound * (0.06 / _sounding(sound))))
    return found


def decode(path: Path, channels: int, *, rate: int = RATE) -> np.ndarray:
    """Return a file's sound as (samples, channels) floats."""
    words = [
        tool.ffmpeg(), "-v", "error", "-nostdin", "-i", str(path),
        "-ac", str(channels), "-ar", str(rate), "-f", "f32le", "pipe:1",
    ]  # fmt: skip
    data = tool.run_binary(words, name="ffmpeg", stdin=path)
    return np.frombuffer(data, np.float32).reshape(-1, channels)


def write_wav(path: Path, sound: np.ndarray) -> None:
    """Write (samples, channels) floats as 16-bit PCM at 48 kHz."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(sound.shape[1])
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def _scene(chance: np.random.Generator) -> tuple[np.ndarray, tuple[tuple[int, int], ...], str]:
    parts, spans, words = [np.zeros(round(LEAD_S * RATE))], [], []
    at = len(parts[0])
    spoken = readings()
    for index in chance.permutation(len(spoken)):
        text, sound = spoken[index]
        gap = np.zeros(round((GAP_S + 2 * chance.random()) * RATE))
        spans.append((at, at + len(sound)))
        words.append(text)
        parts += [sound, gap]
        at += len(sound) + len(gap)
    return np.concatenate(parts), tuple(spans), " ".join(words)


def _music(piece: str, start_s: float, count: int) -> np.ndarray:
    sound = decode(MUSIC / f"{piece}.ogg", 2)
    start = round(start_s * RATE)
    return np.resize(np.roll(sound, -start, axis=0), (count, 2))


def _sounding(sound: np.ndarray) -> float:
    """Return the RMS of what is within 40 dB of the loudest 10 ms: pauses do not count."""
    power = np.square(sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME)).mean(axis=1)
    return float(np.sqrt(power[power > power.max() * 1e-4].mean()))


def _rms(sound: np.ndarray) -> float:
    return float(np.sqrt(np.square(sound).mean()))
