"""Plan the work on one master: its grid, its ladder and the chunks in which it is encoded."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from matinee.media.ladder import Ladder, plan_ladder
from matinee.media.probe import Probe
from matinee.media.recipe import EncodeOptions, rungs_for
from matinee.media.timing import Entry, FrameGrid, enter_at, key_frames, lay_grid

LOCAL_CHUNK_S = 90
"""On one machine one process keeps the cores busy; short chunks only cost (4 s: 7 %)."""
CLUSTER_CHUNK_S = 20
LIGHT_SHORT_SIDE = 720
UNSEEKABLE = ("mpegts", "avi")
"""Containers in which no seek is exact to the picture; they are decoded from the start, once."""


@dataclass(frozen=True)
class Chunk:
    """A span of the film encoded alone: grid places first … first + count - 1."""

    index: int
    first_frame: int
    frame_count: int
    entry: Entry


@dataclass(frozen=True)
class Plan:
    """Everything decided before the first picture is encoded."""

    probe: Probe
    options: EncodeOptions
    grid: FrameGrid
    ladder: Ladder
    chunks: tuple[Chunk, ...]


def plan_encode(master: Probe, options: EncodeOptions) -> Plan:
    """Decide grid, ladder and chunks. Pure: the same master and options give the same plan."""
    grid = lay_grid(master.video)
    light = min(master.width, master.height) <= LIGHT_SHORT_SIDE
    ladder = plan_ladder(master, rungs_for(options, light=light))
    length_s = CLUSTER_CHUNK_S if options.scheduler else LOCAL_CHUNK_S
    whole = master.container in UNSEEKABLE
    cuts = [0] if whole else chunk_starts(grid, key_frames(master.video, grid), length_s)
    return Plan(master, options, grid, ladder, _chunks(master, grid, cuts))


def chunk_starts(grid: FrameGrid, keys: Sequence[int], length_s: float) -> list[int]:
    """Return the grid places where chunks begin, the first 0, ascending.

    Chunks are about `length_s` long and start at the master's own key frames where one
    is within a quarter of that length: there no picture is decoded in vain, and in an
    edited master it is most often a shot change. No chunk is shorter than half a length.
    """
    length = max(1, round(Fraction(length_s) * grid.rate))
    starts = [0]
    while grid.frame_count - starts[-1] > length * 3 // 2:
        wish = starts[-1] + length
        near = min(keys, key=lambda key: abs(key - wish), default=wish)
        starts.append(near if abs(near - wish) <= length // 4 else wish)
    return starts


def _chunks(master: Probe, grid: FrameGrid, starts: Sequence[int]) -> tuple[Chunk, ...]:
    ends = [*starts[1:], grid.frame_count]
    return tuple(
        Chunk(index, first, end - first, enter_at(master.video, grid, first))
        for index, (first, end) in enumerate(zip(starts, ends, strict=True))
    )
