"""Probes of masters that exist only as facts, for the decisions that need no file."""

import dataclasses
import itertools
from fractions import Fraction

from matinee.media.probe import AudioFacts, Probe, VideoFacts
from matinee.media.timing import FrameGrid

CLOCK = 90_000

PICTURE = VideoFacts(
    index=0,
    codec="h264",
    width=1920,
    height=1080,
    sample_aspect=Fraction(1),
    rotation=0,
    pixel_format="yuv420p",
    bit_depth=8,
    interlaced=False,
    color_range=1,
    color_matrix=1,
    color_transfer=1,
    color_primaries=1,
    bitrate_bps=40_000_000,
    time_base=Fraction(1, CLOCK),
    first_time=0,
    last_duration=0,
    frame_count=0,
    gaps=(),
    key_times=(0,),
    nominal_rate=Fraction(25),
)
SOUND = AudioFacts(1, "aac", 2, "stereo", 48_000, "und", "", default=True)


def picture_at(times: list[int], **facts) -> VideoFacts:
    """Return a picture track with pictures at these ticks of CLOCK, ascending."""
    gaps = tuple((later - earlier, 1) for earlier, later in itertools.pairwise(times))
    return dataclasses.replace(
        PICTURE, first_time=times[0], frame_count=len(times), gaps=gaps, **facts
    )


def even_ticks(rate: Fraction, count: int, start: int = 0) -> list[int]:
    """Return the ticks of `count` pictures at an even rate, rounded as a muxer rounds them."""
    return [start + round(index * CLOCK / rate) for index in range(count)]


def master(width: int = 1920, height: int = 1080, video: VideoFacts = PICTURE) -> Probe:
    """Return an accepted master of a shown size."""
    return Probe(
        container="mov",
        size_bytes=1_000_000,
        start_s=0.0,
        duration_s=10.0,
        width=width,
        height=height,
        video=dataclasses.replace(video, width=width, height=height),
        audio=(SOUND,),
        chapters=(),
        warnings=(),
    )


def grid_of(rate: Fraction, count: int) -> FrameGrid:
    return FrameGrid(rate, count, constant=True, master_rate=rate)
