"""When somebody speaks, and how far everything else steps back meanwhile. Pure arithmetic.

All of it works on frames of 10 ms and looks no further than CONTEXT frames to either side, so
that a film may be taken in parts of any length and the result is the same.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Levels = NDArray[np.float32]

SPEAKING_DB = -18.0
"""What is not voice while somebody speaks, before the loudness is matched."""
SNR_DB = -6.0
"""Speech under loud music still has this local ratio; music alone mostly lies at −9 and below."""
RANGE_DB = 25.0
"""A voice's own quiet sounds lie this far under its loud ones; leaked music lies deeper."""
DEPTH_DB = 30.0
"""What lies this far under the whole mix is not heard, so it need not be made clear."""
SURE_SNR_DB, SURE_DEPTH_DB = 1.0, 18.0
SURE_FRAMES = 8
SURE_REACH_FRAMES = 120
"""A doubtful frame counts when so many sure ones lie within so many frames: a vowel among
consonants does, a flute's lone note does not."""
CLEAR_SNR_DB, CLEAR_DEPTH_DB = 6.0, 8.0
"""A voice beyond doubt: of 8 minutes of music from 12 pieces 0.2 s passed, of speech 5 dB under
music nearly a tenth at least."""
SPEECH_LIKELY = 0.9
WORD_LIKELY = 0.1
WORD_REACH_FRAMES = 40
"""Above the first the detector is sure. So many frames around, what is above the second counts too,
and what the voice model hears; anywhere else nobody speaks."""
MAJORITY_FRAMES = 9
"""A frame counts when most of the 90 ms around it do: clicks and single notes do not."""
PAUSE_FRAMES = 100
"""A pause this long between two words is part of speaking; the music does not rise for it."""
LOOK_AHEAD_FRAMES = 35
HOLD_FRAMES = 60
"""These reach 1 % more of the speech at −5 dB than 25 and 50 frames do."""
RAMP_FRAMES = 25
_SPREAD_FRAMES = PAUSE_FRAMES + LOOK_AHEAD_FRAMES + HOLD_FRAMES + RAMP_FRAMES
CONTEXT_FRAMES = _SPREAD_FRAMES + MAJORITY_FRAMES + SURE_REACH_FRAMES + WORD_REACH_FRAMES


class Frames(NamedTuple):
    """What was heard in each 10 ms: level of the voice, of the whole mix's middle, their ratio.

    `likely` is how likely the detector finds speech, 0…1, or NaN where there is no detector.
    """

    voice_db: Levels
    middle_db: Levels
    snr_db: Levels
    likely: Levels


@dataclass(frozen=True)
class Gains:
    """How far what is not voice is turned down, in dB: while someone speaks, and else."""

    speaking_db: float
    idle_db: float


def is_speech(frames: Frames, voice_level_db: float) -> NDArray[np.bool_]:
    """Tell for each frame whether somebody speaks, given how loud the film's voices are.

    The detector decides, and the voice model's evidence fills in the words around; without a
    detector that evidence alone decides.
    """
    heard = _is_heard(frames, voice_level_db)
    if np.isnan(frames.likely).any():
        return heard
    near = _reached(frames.likely > SPEECH_LIKELY, WORD_REACH_FRAMES, WORD_REACH_FRAMES)
    return near & (heard | (frames.likely > WORD_LIKELY))


def is_clear_speech(frames: Frames) -> NDArray[np.bool_]:
    """Tell for each frame whether it is a voice beyond doubt, whatever the film's level."""
    depth_db = frames.middle_db - frames.voice_db
    doubted = frames.likely <= SPEECH_LIKELY
    return _majority((frames.snr_db > CLEAR_SNR_DB) & (depth_db < CLEAR_DEPTH_DB) & ~doubted)


def presence(speech: NDArray[np.bool_]) -> Levels:
    """Return 0…1 per frame: raised before a word, held after it, and with round edges between."""
    half = PAUSE_FRAMES // 2
    bridged = ~_reached(~_reached(np.pad(speech, half), half, half), half, half)
    held = _reached(bridged[half:][: len(speech)], LOOK_AHEAD_FRAMES, HOLD_FRAMES)
    shape = np.hanning(RAMP_FRAMES + 2)[1:-1]
    return np.clip(_centred(held, shape / shape.sum()), 0, 1).astype(np.float32)


def gain(present: Levels, gains: Gains) -> Levels:
    """Return the factor for what is not voice: moved evenly in dB between the two gains."""
    level_db = gains.idle_db + (gains.speaking_db - gains.idle_db) * present
    factor: Levels = (10 ** (level_db / 20)).astype(np.float32)
    return factor


def _is_heard(frames: Frames, voice_level_db: float) -> NDArray[np.bool_]:
    depth_db = frames.middle_db - frames.voice_db
    loud = (frames.voice_db > voice_level_db - RANGE_DB) & (depth_db < DEPTH_DB)
    sure = loud & (frames.snr_db > SURE_SNR_DB) & (depth_db < SURE_DEPTH_DB)
    near = _centred(sure, np.ones(2 * SURE_REACH_FRAMES + 1))
    return _majority(loud & (frames.snr_db > SNR_DB)) & (near > SURE_FRAMES - 0.5)


def _reached(flags: NDArray[np.bool_], before: int, after: int) -> NDArray[np.bool_]:
    """Spread each flag over so many frames before it and after it."""
    edges = np.pad(flags, (after, before))
    views = np.lib.stride_tricks.sliding_window_view(edges, before + after + 1)
    reached: NDArray[np.bool_] = views.max(axis=1)
    return reached


def _majority(flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return _centred(flags, np.ones(MAJORITY_FRAMES)) > MAJORITY_FRAMES / 2


def _centred(values: NDArray[np.bool_], shape: NDArray[np.float64]) -> NDArray[np.float64]:
    """Convolve with an odd shape; as many values come out, however few they are."""
    return np.convolve(values, shape)[len(shape) // 2 :][: len(values)]
