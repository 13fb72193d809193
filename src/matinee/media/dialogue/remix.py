"""The second pass: the voice as it is, and everything else turned down where somebody speaks."""

from collections.abc import Iterator

import numpy as np

from matinee.media import tool
from matinee.media.dialogue import gate
from matinee.media.dialogue.gate import Gains, Levels
from matinee.media.dialogue.source import (
    BLOCK_FRAMES,
    FRAME,
    Samples,
    SoundSource,
    blocks,
    decoding,
    to_stereo,
)
from matinee.media.dialogue.trace import Trace


def remixed(source: SoundSource, trace: Trace, gains: Gains) -> Iterator[Samples]:
    """Yield the stereo mix in blocks as voice + g · (mix − voice), as long as the source.

    Where nobody speaks nothing is voice: all of the music is turned down alike.
    """
    words = decoding(source, to_stereo(source))
    with tool.flowing(words, name="ffmpeg", stdin=source.path) as flow:
        for number, block in enumerate(blocks(flow.pipe, 2)):
            first = number * BLOCK_FRAMES
            count = -(-len(block) // FRAME)
            before = min(first, 1)
            present = trace.presence(first - before, before + count + 1)
            factors = spread(gate.gain(present, gains), before, len(block))
            voice = trace.voice(first, count)[: len(block)] * spread(present, before, len(block))
            yield remix(block, voice, factors)


def remix(mix: Samples, voice: Samples, factors: Levels) -> Samples:
    """Return voice + factor · (mix − voice) for one block; the voice stands in the middle."""
    voice, factors = voice[:, None], factors[:, None]
    return voice + factors * (mix - voice)


def spread(factors: Levels, before: int, count: int) -> Levels:
    """Return one factor per sample, on straight lines between the middles of the frames.

    `before` of the factors belong to frames that precede the first sample.
    """
    middles = (np.arange(len(factors)) - before) * FRAME + (FRAME - 1) / 2
    return np.interp(np.arange(count), middles, factors).astype(np.float32)
