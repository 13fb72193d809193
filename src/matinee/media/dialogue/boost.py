"""The tier without a voice model: ffmpeg lifts what the two channels have in common."""

from collections.abc import Iterator

import numpy as np

from matinee.media import tool
from matinee.media.dialogue.listening import MEASURED, Tell
from matinee.media.dialogue.source import RATE_HZ, Samples, SoundSource, blocks, decoding, to_stereo
from matinee.media.errors import Refused
from matinee.media.sound import read_loudness

DELAY = 1536
"""Samples by which dialoguenhance lags."""
LIFT = (
    "dialoguenhance=original=1:enhance=2:voice=4",
    "pan=stereo|c0=0.35*c0+c2|c1=0.35*c1+c2",
    f"apad=pad_len={DELAY}",
    f"atrim=start_sample={DELAY}",
    "asetpts=PTS-STARTPTS",
)
ONE_CHANNEL = 1e-5
"""Side to middle, as power: two channels this much alike (−50 dB) are one."""


def loudness_of_stereo(source: SoundSource, tell: Tell) -> float:
    """Return the loudness of a mix whose two channels differ, in LUFS.

    Raises Refused("mono-boost") where there is nothing but a middle, "no-speech" in silence.
    """
    middle = side = 0.0
    done = 0
    words = decoding(source, to_stereo(source), MEASURED)
    with tool.flowing(words, name="ffmpeg", stdin=source.path) as flow:
        for block in blocks(flow.pipe, 2):
            middle += float(np.square(block.sum(axis=1)).sum())
            side += float(np.square(block[:, 0] - block[:, 1]).sum())
            done += len(block)
            tell(done / RATE_HZ)
    loudness_lufs, _ = read_loudness(flow.stderr)
    if loudness_lufs is None:
        raise Refused("no-speech", f"{source.path.name} is silent.")
    if side <= ONE_CHANNEL * middle:
        raise Refused(
            "mono-boost",
            f"The sound of {source.path.name} is mono; without the voice model only a stereo "
            "mix can be made clearer.",
            "Install Matinee with its `speech` extra.",
        )
    return loudness_lufs


def boosted(source: SoundSource) -> Iterator[Samples]:
    """Yield the stereo mix in blocks, its middle lifted, as long as the source."""
    words = decoding(source, to_stereo(source), *LIFT)
    with tool.flowing(words, name="ffmpeg", stdin=source.path) as flow:
        yield from blocks(flow.pipe, 2)
