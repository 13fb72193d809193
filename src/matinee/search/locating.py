"""Finds the lines in which it is said, inside the passages that the index found."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from matinee.search.folding import folded, tokens_in
from matinee.search.found import Line
from matinee.search.matching import Hit, hits, joined
from matinee.search.models import SpokenBlock, SpokenTrack
from matinee.search.passages import IN_A_BLOCK, LAPS, SpokenLine, lines_of, unpack
from matinee.search.question import Part

LOCATED = 2
"""Passages of a film that are read through."""
LINES = 3

Blocks = Mapping[int, Sequence[str]]
"""The passages of blocks as they are kept, by the block's number."""


@dataclass(frozen=True)
class _Place:
    """Lines in a row, one unless a phrase runs across, with what is marked in them."""

    first: int
    last: int
    parts: frozenset[int]
    marks: frozenset[tuple[int, int]]
    """The number of a line and of a token in it."""


def blocks_of(numbers: Iterable[Collection[int]]) -> Blocks:
    """Return the blocks in which to look for the passages found in each of several tracks."""
    wanted = {
        (number + ahead) // IN_A_BLOCK
        for found in numbers
        for number in sorted(found)[:LOCATED]
        for ahead in (0, 1)
    }
    rows = SpokenBlock.objects.filter(number__in=wanted).values_list("number", "data")
    return {number: unpack(bytes(data)) for number, data in rows}


def lines_said(
    track: SpokenTrack, blocks: Blocks, numbers: Collection[int], parts: Sequence[Part]
) -> tuple[tuple[Line, ...], int]:
    """Return the best lines of a track in order of time, and how many there are of them.

    Where some line says all that is asked for, those with a part of it are left out; else lines
    with more of it are better, then earlier ones. Each passage that was not read counts as one
    line: then there may be more of them.
    """
    found: dict[tuple[float, str], tuple[int, Line]] = {}
    read = 0
    for number in sorted(numbers)[:LOCATED]:
        read += 1
        for having, line in _in_passage(_lines_at(track, blocks, number, parts), parts):
            known = found.get((line.start_s, line.words))
            if not known or known[0] < having:
                found[line.start_s, line.words] = (having, line)
        # Enough of the best there can be; those of few passages are counted.
        if (
            len(numbers) > LOCATED
            and sum(having == len(parts) for having, _ in found.values()) >= LINES
        ):
            break
    whole = [each for each in found.values() if each[0] == len(parts)]
    told = whole or list(found.values())
    best = sorted(told, key=lambda each: (-each[0], each[1].start_s))[:LINES]
    lines = tuple(sorted((line for _, line in best), key=lambda line: line.start_s))
    return lines, len(told) + len(numbers) - read


def _lines_at(
    track: SpokenTrack, blocks: Blocks, number: int, parts: Sequence[Part]
) -> list[SpokenLine]:
    """Return the lines of a passage, and of the next as far as a phrase may run."""
    lines = list(_passage(blocks, number))
    if (number + 1) // IN_A_BLOCK > track.last:
        return lines
    ahead = max([LAPS, *(len(way.tokens) for part in parts for way in part.ways)])
    for line in _passage(blocks, number + 1):
        if ahead <= 0:
            break
        lines.append(line)
        ahead -= len(folded(line.words).split())
    return lines


def _passage(blocks: Blocks, number: int) -> Iterable[SpokenLine]:
    block = blocks.get(number // IN_A_BLOCK, ())
    at = number % IN_A_BLOCK
    return lines_of(block[at]) if at < len(block) else ()


def _in_passage(lines: Sequence[SpokenLine], parts: Sequence[Part]) -> list[tuple[int, Line]]:
    """Return each line with a match, and how many parts it has; none where a part is missing."""
    tokens: list[str] = []
    starts: list[int] = []
    for line in lines:
        starts.append(len(tokens))
        tokens += folded(line.words).split()
    found = hits(tokens, parts)
    if len({number for _, _, number in found}) < len(parts):
        return []
    return [(len(place.parts), _line(lines, place)) for place in _places(starts, found)]


def _places(starts: Sequence[int], found: Iterable[Hit]) -> list[_Place]:
    """Return where these hits stand; `starts` are the numbers of each line's first token."""
    places: list[_Place] = []
    for begun, after, number in sorted(found):
        lines = [bisect_right(starts, token) - 1 for token in range(begun, after)]
        marks = frozenset((at, begun + n - starts[at]) for n, at in enumerate(lines))
        place = _Place(lines[0], lines[-1], frozenset((number,)), marks)
        if places and place.first <= places[-1].last:
            was = places.pop()
            furthest = max(was.last, place.last)
            place = _Place(was.first, furthest, was.parts | place.parts, was.marks | marks)
        places.append(place)
    return places


def _line(lines: Sequence[SpokenLine], place: _Place) -> Line:
    words, spans = "", []
    for at in range(place.first, place.last + 1):
        words += " " if words else ""
        spans += [
            (len(words) + token.start, len(words) + token.end)
            for number, token in enumerate(tokens_in(lines[at].words))
            if (at, number) in place.marks
        ]
        words += lines[at].words
    begun = lines[place.first]
    return Line(begun.start_cs / 100, words, joined(spans), begun.speaker)
