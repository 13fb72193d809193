"""A gentler estimate of the voice: half of it cut out of the mix by a blurred mask."""

import numpy as np

from matinee.media.dialogue.source import FRAME, Samples
from matinee.media.dialogue.spectra import Adder, Cutter

WINDOW = 4 * FRAME
LATENCY_FRAMES = WINDOW // FRAME
"""Three frames of the window and one that the blur looks ahead."""
BLURRED = 0.5


class Softener:
    """Take the model's voice and the mix it was found in; give back the voice, softened.

    How much of each frequency is voice is a mask; blurred over three frequencies and 30 ms and
    laid on the mix, it gives back what the model cut too finely, where that happens to be speech.
    Averaging both estimates evens out what each gets wrong. Whole frames come out,
    LATENCY_FRAMES later than they went in; the first ones are left out here.
    """

    def __init__(self) -> None:
        self._cutter = Cutter(WINDOW, FRAME, 2)
        self._adder = Adder(WINDOW, FRAME)
        self._kept = np.zeros((1, 2, WINDOW // 2 + 1), np.complex64)

    def feed(self, voice: Samples, mix: Samples) -> Samples:
        """Return whole frames of the softened voice."""
        spectra = np.concatenate([self._kept, self._cutter.feed(np.stack([voice, mix], axis=1))])
        self._kept = spectra[-2:]
        found, whole = spectra.swapaxes(0, 1)
        mask = _blur(np.clip(np.abs(found) / (np.abs(whole) + 1e-9), 0, 1))
        soft = BLURRED * mask * whole + (1 - BLURRED) * found
        return self._adder.feed(soft[1:-1])

    def end(self) -> Samples:
        """Return the frames that still waited for later ones."""
        silence = np.zeros(LATENCY_FRAMES * FRAME, np.float32)
        return self.feed(silence, silence)


def _blur(mask: Samples) -> Samples:
    """Average each value with its neighbours in time and frequency."""
    edges = np.pad(mask, 1, mode="edge")
    rows = edges[:-2] + edges[1:-1] + edges[2:]
    blurred: Samples = (rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / 9
    return blurred
