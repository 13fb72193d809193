"""Finds the lines in which it is said, inside the passages that the index found."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from matinee.search.folding import Token, tokens_in
from matinee.search.found import Line
from matinee.search.matching import Hit, hits, joined
from matinee.search.models import SpokenBlock, SpokenTrack
from matinee.search.passages import IN_A_BLOCK, LAPS, SpokenLine, unpack
from matinee.search.question import Part

LOCATED = 4
"""Passages of a film that are read through."""
LINES = 3


@dataclass(frozen=True)
class _Place:
    """Lines in a row, one unless a phrase runs across, with what is marked in them."""

    first: int
    last: int
    parts: frozenset[int]
    marks: frozenset[tuple[int, int, int]]


def lines_said(
    track: SpokenTrack, numbers: Collection[int], parts: Sequence[Part]
) -> tuple[tuple[Line, ...], int]:
    """Return the best lines of a track in order of time, and how many there are of them.

    Lines with more of what is asked for are better, then earlier ones. The number is that of
    passages where not all of them were read.
    """
    read = sorted(numbers)[:LOCATED]
    blocks = _blocks(track, read)
    found: dict[tuple[int, str], tuple[int, Line]] = {}
    for number in read:
        for parts_in, line in _in_passage(_lines_at(blocks, number, parts), parts):
            known = found.get((round(line.start_s * 100), line.words))
            if not known or known[0] < parts_in:
                found[round(line.start_s * 100), line.words] = (parts_in, line)
    best = sorted(found.values(), key=lambda each: (-each[0], each[1].start_s))[:LINES]
    lines = tuple(sorted((line for _, line in best), key=lambda line: line.start_s))
    return lines, len(found) if len(numbers) <= LOCATED else len(numbers)


def _blocks(track: SpokenTrack, numbers: Iterable[int]) -> Mapping[int, list[list[SpokenLine]]]:
    wanted = {(number + ahead) // IN_A_BLOCK for number in numbers for ahead in (0, 1)}
    rows = SpokenBlock.objects.filter(number__in=wanted, number__lte=track.last)
    return {block.number: unpack(block.data) for block in rows}


def _lines_at(
    blocks: Mapping[int, list[list[SpokenLine]]], number: int, parts: Sequence[Part]
) -> list[SpokenLine]:
    """Return the lines of a passage, and of the next as far as a phrase may run."""
    lines = list(_passage(blocks, number))
    ahead = max([LAPS, *(len(way.tokens) for part in parts for way in part.ways)])
    for line in _passage(blocks, number + 1):
        if ahead <= 0:
            break
        lines.append(line)
        ahead -= sum(1 for _ in tokens_in(line.words))
    return lines


def _passage(blocks: Mapping[int, list[list[SpokenLine]]], number: int) -> list[SpokenLine]:
    block = blocks.get(number // IN_A_BLOCK, [])
    at = number % IN_A_BLOCK
    return block[at] if at < len(block) else []


def _in_passage(lines: Sequence[SpokenLine], parts: Sequence[Part]) -> list[tuple[int, Line]]:
    """Return each line with a match, and how many parts it has; none where a part is missing."""
    tokens = [(at, token) for at, line in enumerate(lines) for token in tokens_in(line.words)]
    found = hits([token.text for _, token in tokens], parts)
    if len({number for _, _, number in found}) < len(parts):
        return []
    return [(len(place.parts), _line(lines, place)) for place in _places(tokens, found)]


def _places(tokens: Sequence[tuple[int, Token]], found: Iterable[Hit]) -> list[_Place]:
    rows = sorted(
        (tokens[first][0], tokens[after - 1][0], number, first, after)
        for first, after, number in found
    )
    places: list[_Place] = []
    for first, last, number, begun, after in rows:
        marks = frozenset((at, token.start, token.end) for at, token in tokens[begun:after])
        place = _Place(first, last, frozenset((number,)), marks)
        if places and first <= places[-1].last:
            was = places.pop()
            place = _Place(
                was.first, max(was.last, last), was.parts | place.parts, was.marks | marks
            )
        places.append(place)
    return places


def _line(lines: Sequence[SpokenLine], place: _Place) -> Line:
    words, spans = "", []
    for at in range(place.first, place.last + 1):
        words += " " if words else ""
        spans += [
            (len(words) + start, len(words) + end) for line, start, end in place.marks if line == at
        ]
        words += lines[at].words
    begun = lines[place.first]
    return Line(begun.start_cs / 100, words, joined(spans), begun.speaker)
