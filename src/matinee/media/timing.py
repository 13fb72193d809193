"""The even grid of picture times on which every rendition stands."""

import bisect
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from matinee.media.probe import VideoFacts

MAX_RATE = Fraction(60)
"""Apple's authoring rules end at 60 pictures a second."""

STANDARD_RATES = (
    Fraction(12), Fraction(15), Fraction(24000, 1001), Fraction(24), Fraction(25),
    Fraction(30000, 1001), Fraction(30), Fraction(48000, 1001), Fraction(48), Fraction(50),
    Fraction(60000, 1001), Fraction(60),
)  # fmt: skip
RATE_TOLERANCE = 0.004
"""Rates closer than this are one rate; 24 and 23.976 differ by 0.001, so exact fits go first."""


@dataclass(frozen=True)
class FrameGrid:
    """Picture n is shown at n / rate; the master's first picture stands at 0."""

    rate: Fraction
    frame_count: int
    constant: bool
    """Whether every picture of the master has a place of its own on the grid."""
    master_rate: Fraction | None
    """The master's own rate where it keeps to one, None where it varies."""

    @property
    def duration(self) -> Fraction:
        """The film's length in seconds, exactly."""
        return self.frame_count / self.rate

    @property
    def duration_s(self) -> float:
        """The film's length in seconds."""
        return float(self.duration)

    @property
    def timescale(self) -> int:
        """Ticks per second in which every picture time is a whole number, at least 10 000."""
        factor = -(-10_000 // self.rate.numerator)
        return self.rate.numerator * factor

    @property
    def ticks_per_frame(self) -> int:
        """Length of one picture in ticks of `timescale`."""
        return int(self.timescale / self.rate)


@dataclass(frozen=True)
class Entry:
    """Where a chunk's decode begins in the master.

    `seek` is the time to seek to, in seconds from the master's first picture (None: from
    the start); `offset` is the first decoded picture's time minus the chunk's first grid time.
    """

    seek: Fraction | None
    offset: Fraction


def frame_times(video: VideoFacts) -> list[Fraction]:
    """Return the master's picture times in seconds from its first picture, ascending."""
    ticks = accumulate((gap for gap, count in video.gaps for _ in range(count)), initial=0)
    return [tick * video.time_base for tick in ticks]


def lay_grid(video: VideoFacts) -> FrameGrid:
    """Choose the even grid for a master.

    A constant rate is kept, snapped to the standard rate it means; a variable one is
    laid on the standard rate nearest its commonest gap; above 60 it is halved.
    """
    times = frame_times(video)
    own_rate = _rate(video, times)
    rate = _halved(own_rate)
    last = Fraction(video.last_duration) * video.time_base
    common = _common_gap(video)
    if not 0 < last < 10 * common:
        last = common
    count = max(1, round((times[-1] + last) * rate))
    constant = _is_constant(times, rate)
    if constant:
        count = len(times)
    master_rate = own_rate if _is_constant(times, own_rate) else None
    return FrameGrid(rate, count, constant, master_rate)


def enter_at(video: VideoFacts, grid: FrameGrid, first_frame: int) -> Entry:
    """Say where to seek so that decoding yields the picture on show at a grid place.

    The seek aims half a gap before that picture, so rounding in the file's clock cannot
    skip it or bring its predecessor.
    """
    if first_frame == 0:
        return Entry(None, Fraction(0))
    times = frame_times(video)
    at = Fraction(first_frame) / grid.rate
    index = max(0, bisect.bisect_left(times, at + 1 / (2 * grid.rate)) - 1)
    before = times[index] - (times[index - 1] if index else times[index] - 1)
    return Entry(times[index] - before / 2, times[index] - at)


def key_frames(video: VideoFacts, grid: FrameGrid) -> list[int]:
    """Return the grid places of the master's key frames (about one a second at the most)."""
    places = (
        round((time - video.first_time) * video.time_base * grid.rate) for time in video.key_times
    )
    return [place for place in places if 0 <= place < grid.frame_count]


def _common_gap(video: VideoFacts) -> Fraction:
    if not video.gaps:
        return 1 / video.nominal_rate if video.nominal_rate else Fraction(1, 25)
    totals: dict[int, int] = {}
    for gap, count in video.gaps:
        totals[gap] = totals.get(gap, 0) + count
    return max(totals, key=lambda gap: totals[gap]) * video.time_base


def _rate(video: VideoFacts, times: list[Fraction]) -> Fraction:
    """Return the mean rate when the times keep to it, else the rate of the commonest gap."""
    if len(times) < 2:
        return _snap(video.nominal_rate or Fraction(25))
    mean = (len(times) - 1) / times[-1]
    for rate in (video.nominal_rate, _snap(mean), mean.limit_denominator(1001)):
        if rate and _is_constant(times, rate):
            return _snap(rate) if _is_constant(times, _snap(rate)) else rate
    return _snap(1 / _common_gap(video))


def _is_constant(times: list[Fraction], rate: Fraction) -> bool:
    """Whether picture i stands within 0.6 of a place from i / rate, for every i."""
    step, slack = float(1 / rate), 0.6 / float(rate)
    return all(abs(float(time) - index * step) < slack for index, time in enumerate(times))


def _snap(rate: Fraction) -> Fraction:
    """Return the standard rate that `rate` means, or `rate` itself with a small denominator."""
    best = min(STANDARD_RATES, key=lambda standard: abs(standard - rate))
    if abs(best / rate - 1) < RATE_TOLERANCE:
        return best
    return max(Fraction(1), rate.limit_denominator(1001))


def _halved(rate: Fraction) -> Fraction:
    while rate > MAX_RATE:
        rate /= 2
    return rate
