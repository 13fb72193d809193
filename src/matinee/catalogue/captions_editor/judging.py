"""What the norms say of each cue while it is edited."""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from matinee.media.captions.cues import Cue
from matinee.media.captions.norms import Norms, breaches
from matinee.media.captions.widths import columns
from matinee.releases.models import Release

Verdict = list[Any]
"""[characters a second, [sentence, …]]; what a script gets of one cue."""

BACKWARDS = "It ends before it begins."

KINDS = {
    "fast": "too fast to read",
    "short": "too short",
    "long": "too long",
    "wide": "with too long a line",
    "lines": "with too many lines",
    "overlap": "before an earlier one has ended",
    "close": "too close to the one before",
    "empty": "without words",
}


def judge(cues: Sequence[Cue], release: Release | None) -> list[Verdict]:
    """Return a verdict on each cue; the cues are in order of time."""
    verdicts: list[Verdict] = [[_speed(cue), []] for cue in cues]
    for breach in breaches(cues, norms_of(release)):
        verdicts[breach.index][1].append(breach.sentence)
    ends_s = release.duration_s if release else math.inf
    for cue, verdict in zip(cues, verdicts, strict=True):
        if cue.duration_s <= 0:
            verdict[1] = [BACKWARDS]
        elif cue.start_s > ends_s:
            verdict[1].append("It begins after the film has ended.")
    return verdicts


def summary(cues: Sequence[Cue], release: Release | None) -> str:
    """Say in a sentence how the cues keep the norms."""
    found = breaches(cues, norms_of(release))
    if not found:
        return "Within the norms."
    kinds = [breach.what for breach in found]
    counts = [f"{kinds.count(what)} {said}" for what, said in KINDS.items() if what in kinds]
    places = len({breach.index for breach in found})
    whole = f"{places} of {len(cues)} cues break" if places > 1 else "One cue breaks"
    return f"{whole} the norms: {', '.join(counts)}."


def norms_of(release: Release | None) -> Norms:
    """Return the norms of a film, whose frames say how far apart cues have to be."""
    if release is None:
        return Norms()
    return Norms(frame_rate=float(Fraction(release.frame_rate)))


def _speed(cue: Cue) -> float:
    return round(columns(cue.plain) / cue.duration_s, 1) if cue.duration_s > 0 else 0.0
