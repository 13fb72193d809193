"""Finds the films in which something is said, a page of them at a time, in bounded time."""

import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Max

from matinee.search.found import Saying
from matinee.search.locating import lines_said
from matinee.search.models import SpokenBlock, SpokenTrack
from matinee.search.passages import IN_A_BLOCK
from matinee.search.question import Part, Question, within_a_passage
from matinee.search.shelves import Shelves, shelves
from matinee.search.showing import films_showing
from matinee.search.vocabulary import spelled_out

RARE = 300
"""With so few passages the films in which it is said most come first; else the newest."""
SLICE = 100_000
"""Passages, some 800 hours, that are looked through between two looks at the clock."""
TOP = 2**62


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
    if place.below:
        return _scanned(search, place, limit)
    numbers, reached = _numbers(search, place, search.top, RARE + 1)
    if len(numbers) > RARE:
        return _scanned(search, replace(place, below=search.top + 1), limit)
    if reached:
        # Too slow to be ranked: what was found by now, then on from there.
        shown = [track for track, _ in _tracks(numbers)]
        return _told(search, place, shown), replace(place, below=reached)
    ranked = sorted(_tracks(numbers), key=lambda each: (-each[1], -each[0].first))
    after = place.skip + limit
    page = [track for track, _ in ranked[place.skip : after]]
    rest = replace(place, skip=after) if len(ranked) > after else _next_list(search, place)
    return _told(search, place, page), rest


def _scanned(search: Search, place: Place, limit: int) -> tuple[list[Saying], Place | None]:
    """Go down from the newest, from one track with a match to the next."""
    tracks: list[SpokenTrack] = []
    below = place.below
    while len(tracks) < limit and (below == place.below or time.monotonic() < search.until):
        numbers, reached = _numbers(search, place, below - 1, 1)
        if not numbers and not reached:
            return _told(search, place, tracks), _next_list(search, place)
        below = reached
        for track, _ in _tracks(numbers):
            tracks.append(track)
            below = track.first * IN_A_BLOCK
    return _told(search, place, tracks), replace(place, below=below)


def _next_list(search: Search, place: Place) -> Place | None:
    return None if place.begun or search.begun == search.exact else Place(begun=True)


def _numbers(search: Search, place: Place, high: int, limit: int) -> tuple[list[int], int]:
    """Return the passages found, the highest first, and below which nothing was looked at.

    That is 0 when all was. In slices, for the database cannot be stopped while it looks for two
    common words that never meet.
    """
    found: list[int] = []
    parts = within_a_passage(search.parts(place))
    while high > 0:
        low = max(high - SLICE + 1, 1)
        found += search.shelves.passages(parts, low, high, limit - len(found))
        if len(found) >= limit:
            return found, found[-1]
        high = low - 1
        if time.monotonic() > search.until:
            return found, low if high else 0
    return found, 0


def _tracks(numbers: Sequence[int]) -> list[tuple[SpokenTrack, int]]:
    """Return the tracks of passages, in their order, each with how many of the passages it has."""
    blocks = {number // IN_A_BLOCK for number in numbers}
    owners = dict(SpokenBlock.objects.filter(number__in=blocks).values_list("number", "track_pk"))
    counts = Counter(
        owners[number // IN_A_BLOCK] for number in numbers if number // IN_A_BLOCK in owners
    )
    rows = SpokenTrack.objects.in_bulk(counts)
    return [(rows[pk], count) for pk, count in counts.items() if pk in rows]


def _told(search: Search, place: Place, tracks: Sequence[SpokenTrack]) -> list[Saying]:
    """Return what is said in these tracks, leaving out what no public page shows."""
    films = films_showing({track.master_pk for track in tracks})
    told = []
    for track in tracks:
        film_pk = films.get(track.master_pk)
        if film_pk is None or (place.begun and _inside(search, search.exact, track, 1)):
            continue
        parts = search.parts(place)
        numbers = _inside(search, parts, track, TOP)
        lines, count = lines_said(track, numbers, parts)
        if lines:
            told.append(
                Saying(film_pk, track.master_pk, track.language, track.automatic, lines, count)
            )
    return told


def _inside(search: Search, parts: Sequence[Part], track: SpokenTrack, limit: int) -> list[int]:
    low, high = track.first * IN_A_BLOCK, (track.last + 1) * IN_A_BLOCK - 1
    return search.shelves.passages(within_a_passage(parts), low, high, limit)


def _top() -> int:
    last = SpokenTrack.objects.aggregate(last=Max("last"))["last"] or 0
    return (last + 1) * IN_A_BLOCK
