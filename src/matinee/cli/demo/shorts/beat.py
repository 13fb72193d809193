"""The beat of the music video, for the picture and for the sound."""

import math

BEAT_S = 60 / 96


def pulse(time_s: float) -> float:
    """Return how lately the beat fell: 1 on it, falling to almost 0 before the next."""
    return math.exp(-4 * (time_s / BEAT_S % 1.0))
