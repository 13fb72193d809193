"""When cues stand: long enough to be read, near the voice, and never over one another."""

from collections.abc import Sequence
from dataclasses import dataclass

from matinee.media.captions.norms import Norms

EARLY_MS = 500
"""How long before the voice a cue may appear, where what follows leaves too little time."""
LINGER_MS = 300
"""How long a cue stays after the voice, where nothing follows."""
CLOSE_MS = 500
"""A gap shorter than this looks like a flicker: the cue before stays until the next."""


@dataclass(frozen=True)
class Said:
    """When words are said, in milliseconds, and how many columns they take."""

    start_ms: int
    end_ms: int
    width: int


@dataclass(frozen=True)
class Shown:
    """When words are shown, in milliseconds."""

    start_ms: int
    end_ms: int


def show(said: Sequence[Said], norms: Norms) -> list[Shown]:
    """Return when each is shown so that every norm is kept.

    Each begins with its voice if it can. Where someone speaks faster than can be read, cues
    begin earlier, by EARLY_MS at most, and what is still missing makes the following ones late
    until a pause lets them catch up: no word is lost.
    """
    gap = round(norms.gap_s * 1000)
    needs = [round(norms.reading_s(each.width) * 1000) for each in said]
    starts: list[int] = []
    free = 0
    for wanted, need in zip(_early(said, needs, gap), needs, strict=True):
        starts.append(max(wanted, free))
        free = starts[-1] + need + gap
    ends = []
    for index, (each, need) in enumerate(zip(said, needs, strict=True)):
        start = starts[index]
        following = starts[index + 1] - gap if index + 1 < len(starts) else None
        end = max(start + need, each.end_ms + LINGER_MS)
        if following is not None and following - end < CLOSE_MS:
            end = following
        ends.append(min(end, start + round(norms.max_s * 1000)))
    return [Shown(start, end) for start, end in zip(starts, ends, strict=True)]


def lateness_ms(said: Sequence[Said], shown: Sequence[Shown]) -> list[int]:
    """Return how long after its voice each is shown; 0 where it is on time or early."""
    return [max(0, on.start_ms - each.start_ms) for each, on in zip(said, shown, strict=True)]


def _early(said: Sequence[Said], needs: Sequence[int], gap: int) -> list[int]:
    """Return when each wants to begin: with its voice, or as early as the next ones need it."""
    wanted: list[int] = []
    next_start: int | None = None
    for each, need in zip(reversed(said), reversed(needs), strict=True):
        start = each.start_ms
        if next_start is not None:
            start = min(start, max(start - EARLY_MS, next_start - gap - need))
        next_start = max(0, start)
        wanted.append(next_start)
    return wanted[::-1]
