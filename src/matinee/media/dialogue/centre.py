"""What lies in the middle of a stereo mix: where films keep their dialogue."""

import numpy as np

from matinee.media.dialogue.source import Samples
from matinee.media.dialogue.spectra import Adder, Cutter

WINDOW, HOP = 4096, 1024


class CentreExtractor:
    """Take stereo in blocks of any size, give back as many samples of its centre.

    Each frequency keeps the share that both channels have in common: 1 − |L − R| / |L + R|.
    What is alike in both passes whole, what is in one alone not at all; a mono mix is its
    own centre. The same rule as ffmpeg's dialoguenhance. `kept` of the rest stays in: a clean
    cut leaves holes that the voice model takes for the edges of words.
    """

    def __init__(self, kept: float = 0.0) -> None:
        self._kept = kept
        self._cutter = Cutter(WINDOW, HOP, 2)
        self._adder = Adder(WINDOW, HOP)

    def feed(self, stereo: Samples) -> Samples:
        """Return the centre as far as it is known; it lags by less than a window."""
        left, right = self._cutter.feed(stereo).swapaxes(0, 1)
        both = left + right
        share = np.maximum(0, 1 - np.abs(left - right) / (np.abs(both) + 1e-12))
        return self._adder.feed((self._kept + (1 - self._kept) * share) * both / 2)

    def end(self) -> Samples:
        """Return what is still waiting for later sound, followed by silence."""
        return self.feed(np.zeros((WINDOW, 2), np.float32))
