"""What lies in the middle of a stereo mix: where films keep their dialogue."""

import numpy as np

from matinee.media.dialogue.source import Samples

WINDOW = 4096
HOP = 1024
_SHAPE = np.sqrt(np.hanning(WINDOW + 1)[:-1]).astype(np.float32)
_OVERLAP = _SHAPE.dot(_SHAPE) / HOP


class CentreExtractor:
    """Take stereo in blocks of any size, give back as many samples of its centre.

    Each frequency keeps the share that both channels have in common: 1 − |L − R| / |L + R|.
    What is alike in both passes whole, what is in one alone not at all; a mono mix is its
    own centre. The same rule as ffmpeg's dialoguenhance. `kept` of the rest stays in: a clean
    cut leaves holes that the voice model takes for the edges of words.
    """

    def __init__(self, kept: float = 0.0) -> None:
        self._kept = kept
        self._waiting = np.zeros((WINDOW - HOP, 2), np.float32)
        self._tail = np.zeros(WINDOW, np.float32)
        self._skip = WINDOW - HOP

    def feed(self, stereo: Samples) -> Samples:
        """Return the centre as far as it is known; it lags by less than a window."""
        sound = np.concatenate([self._waiting, stereo])
        count = max(0, (len(sound) - WINDOW) // HOP + 1)
        self._waiting = sound[count * HOP :]
        if not count:
            return np.zeros(0, np.float32)
        frames = np.lib.stride_tricks.sliding_window_view(sound, WINDOW, axis=0)[::HOP][:count]
        left, right = np.fft.rfft(frames * _SHAPE, axis=-1).swapaxes(0, 1)
        both = left + right
        share = np.maximum(0, 1 - np.abs(left - right) / (np.abs(both) + 1e-12))
        share = self._kept + (1 - self._kept) * share
        parts = np.fft.irfft(share * both / 2, axis=-1).astype(np.float32) * _SHAPE / _OVERLAP
        return self._sum(parts, count)

    def end(self) -> Samples:
        """Return what is still waiting for later sound, followed by silence."""
        return self.feed(np.zeros((WINDOW, 2), np.float32))

    def _sum(self, parts: Samples, count: int) -> Samples:
        total = np.zeros((count - 1) * HOP + WINDOW, np.float32)
        total[: WINDOW - HOP] = self._tail[HOP:]
        for index, part in enumerate(parts):
            total[index * HOP : index * HOP + WINDOW] += part
        self._tail = total[(count - 1) * HOP :]
        done = total[: count * HOP]
        skipped = min(self._skip, len(done))
        self._skip -= skipped
        return done[skipped:]
