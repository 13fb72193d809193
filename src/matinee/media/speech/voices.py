"""Where somebody speaks in a film's sound, and the windows of it that are listened to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]

RATE = 16_000
WINDOW_S = 28.0
"""Whisper hears 30 s at once; the rest stays quiet, so that it finds its end."""
BLOCK_S = 300.0
"""What the voice detector gets at once: memory stays flat in the film's length."""
PAD_S = 0.4
"""Kept around every piece, so that no first or last sound of a word is cut off."""
KEPT_PAUSE_S = 1.5
"""Pauses up to this stay as they are; of longer ones only the pads are heard."""
PAUSE_S = 0.4
"""A pause that parts two stretches of voice."""
LOOSE_S = 0.2
"""How far a word may reach out of the stretch of voice it belongs to: the detector is late."""


@dataclass(frozen=True)
class Stretch:
    """From when to when, in seconds of the film, somebody speaks without a pause."""

    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        """How long."""
        return self.end_s - self.start_s


@dataclass(frozen=True)
class Window:
    """What is listened to at once: pieces of the film laid end to end, and its voices."""

    pieces: tuple[Stretch, ...]
    voices: tuple[Stretch, ...]

    @property
    def length_s(self) -> float:
        """How long all of its pieces are."""
        return sum(piece.length_s for piece in self.pieces)

    def film_times(self, start_s: float, end_s: float) -> tuple[float, float, float]:
        """Return when a word of the window is said in the film, and how long it is voiced.

        A recogniser lets a word after a pause begin where the last one ended, so on the window's
        clock it may lie across what was cut out. It belongs to the stretch of voice that it
        shares most time with, or else to the nearest, and is drawn into it: no word is ever put
        before a pause that it is said after.
        """
        best = max(self._shares(start_s, end_s), key=lambda share: share[0])
        voiced_s, voice, from_s, to_s = best
        begin = min(max(from_s, voice.start_s - LOOSE_S), voice.end_s)
        end = max(min(to_s, voice.end_s + LOOSE_S), begin)
        return begin, end, max(voiced_s, 0.0)

    def _shares(
        self, start_s: float, end_s: float
    ) -> Iterator[tuple[float, Stretch, float, float]]:
        """Yield for each voice what it shares with a span (its distance below 0), and the span."""
        at_s = 0.0
        voices = list(self.voices)
        for piece in self.pieces:
            shift_s = piece.start_s - at_s
            begin, end = start_s + shift_s, end_s + shift_s
            while voices and voices[0].start_s < piece.end_s:
                voice = voices.pop(0)
                yield min(end, voice.end_s) - max(begin, voice.start_s), voice, begin, end
            at_s += piece.length_s


def find_voices(
    samples: NDArray[np.int16], told: Callable[[float], None] = lambda _: None
) -> list[Stretch]:
    """Return where somebody speaks in a sound of 16 kHz mono, by Silero's detector.

    It is read in blocks that end in a pause, if there is one in their second half. `told` hears
    the share that is done.
    """
    from faster_whisper.vad import VadOptions, get_speech_timestamps  # noqa: PLC0415 - heavy

    options = VadOptions(
        threshold=0.45,
        min_speech_duration_ms=60,
        min_silence_duration_ms=round(PAUSE_S * 1000),
        speech_pad_ms=0,
    )
    found: list[Stretch] = []
    at, block = 0, round(BLOCK_S * RATE)
    while at < len(samples):
        sound = as_floats(samples[at : at + block])
        spans = [(span["start"], span["end"]) for span in get_speech_timestamps(sound, options)]
        ends = at + len(sound) >= len(samples)
        # The last voice may go on in the next block, which then begins with it.
        begun = spans[-1][0] if spans and not ends else 0
        used = begun if begun > len(sound) // 2 else len(sound)
        kept = spans if used == len(sound) else spans[:-1]
        found += [Stretch((at + start) / RATE, (at + end) / RATE) for start, end in kept]
        at += used
        told(at / len(samples))
    return found


def plan_windows(voices: Sequence[Stretch], duration_s: float) -> list[Window]:
    """Return the windows that hold all voices, as few as fit and each at most WINDOW_S long.

    Longer pauses are left out of them. Someone who speaks longer than a window without a pause
    is cut where the window is full.
    """
    windows: list[Window] = []
    pieces: list[Stretch] = []
    heard: list[Stretch] = []
    groups = list(_groups(_bounded(voices)))
    for group, piece in zip(groups, _padded(groups, duration_s), strict=True):
        if pieces and sum(each.length_s for each in pieces) + piece.length_s > WINDOW_S:
            windows.append(Window(tuple(pieces), tuple(heard)))
            pieces, heard = [], []
        pieces.append(piece)
        heard += group
    if pieces:
        windows.append(Window(tuple(pieces), tuple(heard)))
    return windows


def _padded(groups: Sequence[list[Stretch]], duration_s: float) -> Iterator[Stretch]:
    """Yield the piece of each group: with its pads, none of which passes the middle of a pause."""
    for index, group in enumerate(groups):
        begin, end = group[0].start_s, group[-1].end_s
        before_s = (begin - groups[index - 1][-1].end_s) / 2 if index else begin
        last = index == len(groups) - 1
        after_s = duration_s - end if last else (groups[index + 1][0].start_s - end) / 2
        yield Stretch(begin - min(PAD_S, before_s), end + min(PAD_S, after_s))


def _bounded(voices: Sequence[Stretch]) -> Iterator[Stretch]:
    """Cut what is longer than a window into equal parts."""
    most_s = WINDOW_S - 2 * PAD_S
    for voice in voices:
        count = int(-(-voice.length_s // most_s))
        step_s = voice.length_s / max(1, count)
        for part in range(count):
            begin = voice.start_s + part * step_s
            yield Stretch(begin, begin + step_s)


def _groups(voices: Iterator[Stretch]) -> Iterator[list[Stretch]]:
    """Group voices with short pauses between them, each group no longer than a window.

    A group that grows too long is parted at the longest pause of its second half.
    """
    group: list[Stretch] = []
    for voice in voices:
        if group and voice.start_s - group[-1].end_s > KEPT_PAUSE_S:
            yield group
            group = []
        group.append(voice)
        while group[-1].end_s - group[0].start_s > WINDOW_S - 2 * PAD_S:
            cut = max(
                range(max(1, len(group) // 2), len(group)),
                key=lambda index: group[index].start_s - group[index - 1].end_s,
            )
            yield group[:cut]
            group = group[cut:]
    if group:
        yield group


def as_floats(samples: NDArray[np.int16]) -> Sound:
    """Return samples in -1…1."""
    return np.asarray(samples, dtype=np.float32) / np.float32(32768)


def sound_of(window: Window, samples: NDArray[np.int16]) -> Sound:
    """Return the window's pieces laid end to end."""
    cuts = [
        samples[round(piece.start_s * RATE) : round(piece.end_s * RATE)] for piece in window.pieces
    ]
    return as_floats(np.concatenate(cuts))
