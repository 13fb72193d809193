"""A gentler estimate of the voice: the centre of the mix, each frequency by how far it is voice."""

import numpy as np

from matinee.media.dialogue.gate import SPEAKING_DB
from matinee.media.dialogue.source import FRAME, Samples
from matinee.media.dialogue.spectra import Adder, Cutter

WINDOW = 4 * FRAME
LATENCY_FRAMES = WINDOW // FRAME - 1
POWER = 0.35
"""Nearly half stays of what the model finds to be a tenth voice: where it errs, no word goes."""
_REST = 10 ** (SPEAKING_DB / 20)


class Softener:
    """Take the model's voice and the centre it was found in; give back the voice, softened.

    How much of each frequency is voice is the mask m. In the remix with the gain g while somebody
    speaks, a frequency of the centre shall stand at max(m^POWER, g) of itself; so much of it that
    this comes out is the voice here. Whole frames come out, LATENCY_FRAMES later than they went
    in; the first ones are left out here.
    """

    def __init__(self) -> None:
        self._cutter = Cutter(WINDOW, FRAME, 2)
        self._adder = Adder(WINDOW, FRAME)

    def feed(self, voice: Samples, centre: Samples) -> Samples:
        """Return whole frames of the softened voice."""
        found, whole = self._cutter.feed(np.stack([voice, centre], axis=1)).swapaxes(0, 1)
        mask = np.clip(np.abs(found) / (np.abs(whole) + 1e-9), 0, 1)
        share = (np.maximum(mask**POWER, _REST) - _REST) / (1 - _REST)
        return self._adder.feed((share * whole).astype(np.complex64))

    def end(self) -> Samples:
        """Return the frames that still waited for later ones."""
        silence = np.zeros(LATENCY_FRAMES * FRAME, np.float32)
        return self.feed(silence, silence)
