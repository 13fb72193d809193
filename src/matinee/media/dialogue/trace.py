"""What was heard of a film, kept on disk: its voice and what each 10 ms of it was like."""

import os
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

import numpy as np
from numpy.typing import NDArray

from matinee.media.dialogue import gate
from matinee.media.dialogue.gate import CONTEXT_FRAMES, Frames, Levels
from matinee.media.dialogue.source import BLOCK_FRAMES, FRAME, RATE_HZ, Samples

QUIET_DB = -120
_FULL_SCALE = 1 << 14
"""The voice is kept in 16 bits with 6 dB of room above full scale."""

_FRAME_BYTES = 4 * len(Frames._fields)


class Trace:
    """The voice (96 kB a second) and the frames (1.6 kB) in two files without a name.

    Without a name they are gone with the process, however it ends. Of all frames together only
    a count of the clear voice's levels is remembered.
    """

    def __init__(self, folder: Path) -> None:
        self._voice: IO[bytes] = TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 (lives as long as we)
        self._frames: IO[bytes] = TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 (the same)
        self._levels = np.zeros(-QUIET_DB + 21, np.int64)
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._voice.close()
        self._frames.close()

    def write(self, voice: Samples, middle: Samples, snr_db: Levels, likely: Levels) -> None:
        """Add whole frames of voice and of the mix's middle, with the ratio of each.

        `likely` is what the detector finds each.
        """
        if not len(snr_db):
            return
        frames = Frames(level_db(voice), level_db(middle), snr_db, likely)
        self._voice.write(np.clip(voice * _FULL_SCALE, -32768, 32767).astype("<i2").tobytes())
        self._frames.write(np.stack(frames, axis=1).astype("<f4").tobytes())
        heard = frames.voice_db[gate.is_clear_speech(frames)]
        self._levels += np.bincount(
            np.clip(np.rint(heard), QUIET_DB, 20).astype(int) - QUIET_DB,
            minlength=len(self._levels),
        )
        self.count += len(snr_db)

    @property
    def clear_s(self) -> float:
        """How many seconds of the film are a voice beyond doubt."""
        return float(self._levels.sum()) * FRAME / RATE_HZ

    @property
    def voice_level_db(self) -> float:
        """The level that the loudest twentieth of the clear voice reaches."""
        passed = np.cumsum(self._levels) >= 0.95 * self._levels.sum()
        return float(np.argmax(passed) + QUIET_DB)

    @property
    def speech_share(self) -> float:
        """The part of the film in which somebody speaks, pauses between words not counted."""
        starts = range(0, self.count, BLOCK_FRAMES)
        spoken = sum(int(self._speech(at, BLOCK_FRAMES).sum()) for at in starts)
        return spoken / max(1, self.count)

    def presence(self, first: int, count: int) -> Levels:
        """Return the gate for frames first … first + count, as if decided for the whole film."""
        begin = max(0, first - CONTEXT_FRAMES)
        speech = self._speech(begin, first + count + CONTEXT_FRAMES - begin)
        return gate.presence(speech)[first - begin :][:count]

    def voice(self, first: int, count: int) -> Samples:
        """Return the voice of frames first … first + count."""
        raw = os.pread(self._voice.fileno(), count * FRAME * 2, first * FRAME * 2)
        return np.frombuffer(raw, "<i2").astype(np.float32) * np.float32(1 / _FULL_SCALE)

    def _speech(self, first: int, count: int) -> NDArray[np.bool_]:
        raw = os.pread(self._frames.fileno(), count * _FRAME_BYTES, first * _FRAME_BYTES)
        table = np.frombuffer(raw, "<f4").reshape(-1, len(Frames._fields))
        return gate.is_speech(Frames(*table.T), self.voice_level_db)


def level_db(sound: Samples) -> Levels:
    """Return the level of each frame of 10 ms, in dB under full scale."""
    power = np.square(sound.reshape(-1, FRAME)).mean(axis=1)
    level: Levels = 10 * np.log10(power + np.float32(10 ** (QUIET_DB / 10)))
    return level
