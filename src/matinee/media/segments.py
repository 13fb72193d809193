"""Group fragments into segments, alike for every rendition, and measure their bit rates."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from matinee.media.fragments import Fragment, Track

SEGMENT_S = 6
"""Apple's authoring rules ask for segments of about six seconds."""


@dataclass(frozen=True)
class Segment:
    """A run of whole fragments: what one playlist entry names. Duration in seconds, exactly."""

    start: int
    size: int
    time: Fraction
    duration: Fraction


def group(track: Track) -> tuple[Segment, ...]:
    """Join neighbouring fragments while they stay within SEGMENT_S.

    Key frames are aligned across renditions, so their segments are too. A fragment
    longer than SEGMENT_S stays alone.
    """
    groups: list[list[Fragment]] = []
    ticks = SEGMENT_S * track.timescale
    length = 0
    for fragment in track.fragments:
        if groups and length + fragment.duration <= ticks:
            groups[-1].append(fragment)
            length += fragment.duration
        else:
            groups.append([fragment])
            length = fragment.duration
    return tuple(_segment(track, fragments) for fragments in groups)


def _segment(track: Track, fragments: Sequence[Fragment]) -> Segment:
    return Segment(
        start=fragments[0].start,
        size=sum(fragment.size for fragment in fragments),
        time=Fraction(fragments[0].time, track.timescale),
        duration=Fraction(sum(f.duration for f in fragments), track.timescale),
    )


def peak_bps(segments: Sequence[Segment]) -> int:
    """Largest bit rate of any segment at least half a second long (or of the longest)."""
    longest = max(segment.duration for segment in segments)
    least = min(Fraction(1, 2), longest)
    return max(int(s.size * 8 / s.duration) for s in segments if s.duration >= least)


def average_bps(segments: Sequence[Segment]) -> int:
    """Bit rate over the whole track."""
    return int(sum(s.size for s in segments) * 8 / sum(s.duration for s in segments))
