"""What broadcasters ask of captions, and what a list of cues does not keep of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from matinee.media.captions.cues import Cue
from matinee.media.captions.widths import columns

FILM_RATE = 25.0
"""Pictures a second where nobody says otherwise."""
_ROUNDING_S = 0.0005
"""Half of the millisecond that files are written to."""


@dataclass(frozen=True)
class Norms:
    """The figures. Columns are Latin letters; a full-width one takes two (see `columns`).

    From Netflix's timed text guides (42 characters, two lines, at most 7 s, two frames apart,
    17 characters a second, the stricter of its speeds) with a second at least for each cue.
    """

    line_columns: int = 42
    lines: int = 2
    min_s: float = 1.0
    max_s: float = 7.0
    columns_per_s: float = 17.0
    frame_rate: float = FILM_RATE

    @property
    def gap_s(self) -> float:
        """What lies between two cues at least: two frames, rounded up to a millisecond."""
        return -(-2000 // self.frame_rate) / 1000

    def reading_s(self, width: int) -> float:
        """Return how long so many columns have to stand to be read, rounded up to 1 ms."""
        return max(self.min_s, -(-1000 * width // self.columns_per_s) / 1000)


BROADCAST = Norms()
"""Our default."""


@dataclass(frozen=True)
class Breach:
    """One norm that one cue does not keep.

    `what` is empty, lines, wide, short, long, fast, overlap or close; `index` counts from 0.
    """

    index: int
    what: str
    sentence: str


def breaches(cues: Sequence[Cue], norms: Norms = BROADCAST) -> list[Breach]:
    """Return what the cues do not keep of the norms, in their order.

    The cues have to be in order of time. Those in different places of the picture may stand
    there at once, so only neighbours in the same place are compared.
    """
    found = []
    last: dict[str, Cue] = {}
    for index, cue in enumerate(cues):
        faults = [*_of_text(cue, norms), *_of_time(cue, norms)]
        if before := last.get(cue.settings):
            faults += _between(before, cue, norms)
        found += [Breach(index, what, sentence) for what, sentence in faults]
        if before is None or cue.end_s >= before.end_s:
            last[cue.settings] = cue
    return found


def _of_text(cue: Cue, norms: Norms) -> list[tuple[str, str]]:
    if not cue.plain:
        return [("empty", "It has no words.")]
    faults = []
    if len(cue.lines) > norms.lines:
        faults.append(("lines", f"It has {len(cue.lines)} lines; {norms.lines} at most are read."))
    widest = max(map(columns, cue.lines))
    if widest > norms.line_columns:
        words = f"A line has {widest} characters; {norms.line_columns} at most fit."
        faults.append(("wide", words))
    return faults


def _of_time(cue: Cue, norms: Norms) -> list[tuple[str, str]]:
    duration_s = cue.duration_s
    if duration_s > norms.max_s + _ROUNDING_S:
        return [("long", f"It stands for {duration_s:.1f} s; {norms.max_s:g} s at most.")]
    if duration_s < norms.min_s - _ROUNDING_S:
        return [("short", f"It stands for {duration_s:.2f} s; {norms.min_s:g} s at least.")]
    width = columns(cue.plain)
    if duration_s < norms.reading_s(width) - _ROUNDING_S:
        speed = width / duration_s
        words = f"It asks for {speed:.1f} characters a second; {norms.columns_per_s:g} at most."
        return [("fast", words)]
    return []


def _between(before: Cue, cue: Cue, norms: Norms) -> list[tuple[str, str]]:
    gap_s = cue.start_s - before.end_s
    if gap_s < -_ROUNDING_S:
        return [("overlap", f"It begins {-gap_s:.2f} s before an earlier one has ended.")]
    if gap_s < 2 / norms.frame_rate - 2 * _ROUNDING_S:
        return [("close", f"It begins {gap_s:.3f} s after the one before it; two frames at least.")]
    return []
