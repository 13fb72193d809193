"""Sound as overlapping spectra and back, in blocks: what is cut and added unchanged is itself."""

import numpy as np
from numpy.typing import NDArray

from matinee.media.dialogue.source import Samples

Spectra = NDArray[np.complex64]


class Cutter:
    """Cuts (samples, channels) in blocks of any size into spectra of (frames, channels, bins)."""

    def __init__(self, window: int, hop: int, channels: int) -> None:
        self.window, self.hop = window, hop
        self._shape = _shape(window)
        self._waiting = np.zeros((window - hop, channels), np.float32)

    def feed(self, sound: Samples) -> Spectra:
        """Return the spectra that are complete with this block, at least none."""
        sound = np.concatenate([self._waiting, sound])
        count = max(0, (len(sound) - self.window) // self.hop + 1)
        self._waiting = sound[count * self.hop :]
        if not count:
            return np.zeros((0, sound.shape[1], self.window // 2 + 1), np.complex64)
        views = np.lib.stride_tricks.sliding_window_view(sound, self.window, axis=0)
        return np.fft.rfft(views[:: self.hop][:count] * self._shape).astype(
            np.complex64, copy=False
        )


class Adder:
    """Adds spectra of (frames, bins) up to sound again; the Cutter's lead is left out."""

    def __init__(self, window: int, hop: int) -> None:
        self.window, self.hop = window, hop
        shape = _shape(window)
        self._shape = shape / (shape.dot(shape) / hop)
        self._tail = np.zeros(window, np.float32)
        self._skip = window - hop

    def feed(self, spectra: Spectra) -> Samples:
        """Return the samples that no later spectrum adds to."""
        count, hop = len(spectra), self.hop
        total = np.zeros(count * hop + self.window, np.float32)
        total[: self.window - hop] = self._tail[hop:]
        if count:
            for index, part in enumerate(np.fft.irfft(spectra, axis=-1) * self._shape):
                total[index * hop : index * hop + self.window] += part
            self._tail = total[(count - 1) * hop :][: self.window]
        done = total[: count * hop]
        skipped = min(self._skip, len(done))
        self._skip -= skipped
        return done[skipped:]


def _shape(window: int) -> Samples:
    """Return the root of Hann's window: used on the way in and out, its squares sum to one."""
    return np.sqrt(np.hanning(window + 1)[:-1]).astype(np.float32)
