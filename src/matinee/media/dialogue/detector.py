"""Where somebody speaks, by the Silero voice detector that faster-whisper carries."""

from typing import Any

import numpy as np

from matinee.media.dialogue.source import FRAME, RATE_HZ, Samples

DETECTOR_RATE_HZ = 16_000
STEP = RATE_HZ // DETECTOR_RATE_HZ
WINDOW, OVERLAP = 512, 64
"""Silero judges 32 ms at once and sees the last 4 ms of what came before."""
REACH = 48
"""How far the low-pass filter looks to either side, in samples at 48 kHz."""


class SpeechDetector:
    """Take mono sound in blocks, give back the likelihood of speech for each frame of 10 ms.

    A frame has the likelihood of the window that its middle lies in, which comes up to 40 ms
    later. Without faster-whisper nothing is known: every likelihood is NaN.
    """

    def __init__(self) -> None:
        self._session = _session()
        self._low_pass = _low_pass()
        self._sound = np.zeros(REACH, np.float32)
        self._waiting = np.zeros(0, np.float32)
        self._before = np.zeros(OVERLAP, np.float32)
        self._memory = [np.zeros((1, 1, 128), np.float32)] * 2
        self._window = self._frame = 0

    def feed(self, sound: Samples) -> Samples:
        """Return the likelihoods of the frames that are known with this block."""
        judged = self._judged(self._at_detector_rate(sound))
        first, self._window = self._window, self._window + len(judged)
        begin, self._frame = self._frame, (self._window * WINDOW * STEP + FRAME // 2 - 1) // FRAME
        middles = np.arange(begin, self._frame) * FRAME + FRAME // 2
        return judged[middles // (WINDOW * STEP) - first]

    def end(self) -> Samples:
        """Return the likelihoods of the frames still waiting, and of silence after them."""
        return self.feed(np.zeros(2 * WINDOW * STEP, np.float32))

    def _at_detector_rate(self, sound: Samples) -> Samples:
        """Keep each third sample of the low-passed sound; it lags by REACH."""
        self._sound = np.concatenate([self._sound, sound])
        count = max(0, (len(self._sound) - 2 * REACH + STEP - 1) // STEP)
        if not count:
            return np.zeros(0, np.float32)
        low: Samples = np.convolve(self._sound, self._low_pass, "valid")[::STEP]
        self._sound = self._sound[count * STEP :]
        return low

    def _judged(self, sound: Samples) -> Samples:
        """Return the likelihood of each whole window."""
        sound = np.concatenate([self._waiting, sound])
        count = len(sound) // WINDOW
        self._waiting = sound[count * WINDOW :]
        if not count:
            return np.zeros(0, np.float32)
        windows = sound[: count * WINDOW].reshape(-1, WINDOW)
        ends = np.concatenate([self._before[None], windows[:, -OVERLAP:]])
        self._before = ends[-1]
        if self._session is None:
            return np.full(count, np.nan, np.float32)
        state = dict(zip("hc", self._memory, strict=True))
        told = {"input": np.concatenate([ends[:-1], windows], axis=1), **state}
        found, *self._memory = self._session.run(None, told)
        return np.asarray(found, np.float32).ravel()


def _session() -> Any | None:
    """Return the detector, or nothing where its package is missing or does not work here."""
    try:
        from faster_whisper.vad import get_vad_model  # noqa: PLC0415 (an optional extra)

        return get_vad_model().session
    except (ImportError, OSError, RuntimeError):
        return None


def _low_pass() -> Samples:
    """Return the taps of a windowed sinc that ends at the detector's highest frequency."""
    at = np.arange(-REACH, REACH + 1)
    taps = np.sinc(at / STEP) * np.hamming(len(at))
    low_pass: Samples = (taps / taps.sum()).astype(np.float32)
    return low_pass
