"""Finds the films in which something is said, a page of them at a time, in bounded time."""

import re
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matinee.search.found import MOST_COUNTED, Saying
from matinee.search.locating import blocks_of, lines_said
from matinee.search.models import SpokenBlock, SpokenTrack
from matinee.search.passages import IN_A_BLOCK
from matinee.search.question import Part, Question, within_a_passage
from matinee.search.shelves import Shelves, shelves
from matinee.search.showing import films_showing
from matinee.search.vocabulary import spelled_out

AT_ONCE = 300
"""Passages that are asked for; with fewer, the films in which it is said most come first."""
SLICE = 600_000
"""Passages, some 5,000 hours, that are looked through between two looks at the clock. Each time it
costs 2 ms anew to open the lists of 24 words."""
TOP = 2**62

Said = tuple[SpokenTrack, list[int]]
"""A track, and the passages of it that were found."""


@dataclass(frozen=True)
class Place:
    """Where the list of sayings goes on.

    First come the films with the words as they were typed, then those with words that begin so.
    Each list is either ranked, and `skip` says how many were shown, or it goes down from the
    newest passage to `below`.
    """

    begun: bool = False
    skip: int = 0
    below: int = 0

    def __str__(self) -> str:
        return f"{int(self.begun)}-{self.skip}-{self.below}"


@dataclass(frozen=True)
class Search:
    """A question on its way, as whole words and as beginnings, until it has to end."""

    exact: tuple[Part, ...]
    begun: tuple[Part, ...]
    until: float
    shelves: Shelves
    top: int
    """The highest number that a passage can have."""

    def parts(self, place: Place) -> tuple[Part, ...]:
        """Return what is asked for at this place."""
        return self.begun if place.begun else self.exact


def read_place(written: str) -> Place | None:
    """Return the place that a token means, None for the end of the list."""
    if match := re.fullmatch(r"([01])-(\d{1,9})-(\d{1,19})", written):
        return Place(match[1] == "1", int(match[2]), min(int(match[3]), TOP))
    return None if written == "end" else Place()


def sayings(
    question: Question, place: Place | None, limit: int, until: float
) -> tuple[tuple[Saying, ...], Place | None]:
    """Return the next films in which it is said, and where the list goes on, None at its end.

    When the clock says `until` it stops where it is: the page is then short, the list goes on.
    """
    if place is None:
        return (), None
    search = Search(question.exact, spelled_out(question.parts), until, shelves(), _top())
    found: list[Saying] = []
    rest: Place | None = place
    while rest and len(found) < limit and (rest is place or time.monotonic() < until):
        more, rest = _from(search, rest, limit - len(found))
        found += more
    return tuple(found), rest


def _from(search: Search, place: Place, limit: int) -> tuple[list[Saying], Place | None]:
    """Return some sayings from a place on, and the next place."""
    high = place.below - 1 if place.below else search.top
    numbers, reached = _numbers(search, place, high)
    if place.below or reached:
        return _scanned(search, place, limit, numbers, reached)
    ranked = sorted(_tracks(numbers), key=lambda each: (-len(each[1]), -each[0].first))
    after = place.skip + limit
    rest = replace(place, skip=after) if len(ranked) > after else _next_list(search, place)
    return _told(search, place, ranked[place.skip : after]), rest


def _scanned(
    search: Search, place: Place, limit: int, numbers: list[int], reached: int
) -> tuple[list[Saying], Place | None]:
    """Go down from the newest passage; these numbers were found first, and looked down to there."""
    tracks: list[Said] = []
    while True:
        found = _tracks(numbers)
        # Of the last of several there may be more further down.
        whole = found[:-1] if reached and len(found) > 1 else found
        tracks += whole
        below = whole[-1][0].first * IN_A_BLOCK if reached and whole else reached
        if not below or len(tracks) >= limit or time.monotonic() > search.until:
            break
        numbers, reached = _numbers(search, place, below - 1)
    if len(tracks) > limit:
        tracks = tracks[:limit]
        below = tracks[-1][0].first * IN_A_BLOCK
    rest = replace(place, below=below) if below else _next_list(search, place)
    return _told(search, place, tracks), rest


def _next_list(search: Search, place: Place) -> Place | None:
    return None if place.begun or search.begun == search.exact else Place(begun=True)


def _numbers(search: Search, place: Place, high: int) -> tuple[list[int], int]:
    """Return some passages, the highest first, and below which nothing was looked at.

    That is 0 when all was. In slices, for the database cannot be stopped while it looks for two
    common words that never meet.
    """
    found: list[int] = []
    parts = within_a_passage(search.parts(place))
    while high > 0:
        low = max(high - SLICE + 1, 1)
        found += search.shelves.passages(parts, low, high, AT_ONCE - len(found))
        if len(found) >= AT_ONCE:
            return found, found[-1]
        high = low - 1
        if time.monotonic() > search.until:
            return found, low if high else 0
    return found, 0


def _tracks(numbers: Sequence[int]) -> list[Said]:
    """Return the tracks of passages in the order of these, each with its own of them."""
    blocks = {number // IN_A_BLOCK for number in numbers}
    owners = dict(SpokenBlock.objects.filter(number__in=blocks).values_list("number", "track_pk"))
    found: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        if pk := owners.get(number // IN_A_BLOCK):
            found[pk].append(number)
    rows = SpokenTrack.objects.in_bulk(found)
    return [(rows[pk], own) for pk, own in found.items() if pk in rows]


def _told(search: Search, place: Place, tracks: Sequence[Said]) -> list[Saying]:
    """Return what is said in these tracks, leaving out what no public page shows."""
    films = films_showing({track.master_pk for track, _ in tracks})
    shown = [(track, own) for track, own in tracks if track.master_pk in films]
    if place.begun:
        known = _with_exact(search, [track for track, _ in shown])
        shown = [(track, own) for track, own in shown if track.pk not in known]
    parts = search.parts(place)
    blocks = blocks_of(own for _, own in shown)
    told = []
    for track, own in shown:
        lines, count = lines_said(track, blocks, own, parts)
        if lines:
            film, count = films[track.master_pk], min(count, MOST_COUNTED)
            told.append(Saying(film, track.language, track.automatic, lines, count))
    return told


def _with_exact(search: Search, tracks: Sequence[SpokenTrack]) -> set[int]:
    """Return those of these tracks that were shown already, with the words as typed."""
    parts = within_a_passage(search.exact)
    ask = search.shelves.passages
    if not tracks or not ask(parts, 1, search.top, 1):
        return set()
    return {
        track.pk
        for track in tracks
        if ask(parts, track.first * IN_A_BLOCK, (track.last + 1) * IN_A_BLOCK - 1, 1)
    }


def _top() -> int:
    newest = SpokenTrack.objects.order_by("-first").values_list("last", flat=True).first() or 0
    return (newest + 1) * IN_A_BLOCK
