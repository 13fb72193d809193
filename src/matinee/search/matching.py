"""Finds in a text what a question asks for, so that it can be marked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from matinee.search.folding import tokens_in
from matinee.search.question import Part, Wanted

Span = tuple[int, int]
Hit = tuple[int, int, int]
"""The first token of it, the one after its last, and the number of its part."""


def hits(tokens: Sequence[str], parts: Sequence[Part]) -> list[Hit]:
    """Return where in a row of tokens each part stands, in no order."""
    places: Mapping[str, list[int]] = _places(tokens)
    return [
        (at, at + len(way.tokens), number)
        for number, part in enumerate(parts)
        for way in part.ways
        for at in _starts(tokens, places, way)
    ]


def spans_in(text: str, parts: Sequence[Part]) -> tuple[Span, ...]:
    """Return what is to be marked in a text."""
    tokens = list(tokens_in(text))
    return joined(
        (token.start, token.end)
        for first, after, _ in hits([token.text for token in tokens], parts)
        for token in tokens[first:after]
    )


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that touch as one."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)


def _places(tokens: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, token in enumerate(tokens):
        places[token].append(at)
    return places


def _starts(tokens: Sequence[str], places: Mapping[str, list[int]], way: Wanted) -> Iterator[int]:
    if len(way.tokens) > 1:
        starts: Iterable[int] = places.get(way.tokens[0], ())
    elif way.open:
        starts = (at for at, token in enumerate(tokens) if token.startswith(way.tokens[0]))
    else:
        starts = places.get(way.tokens[0], ())
    for at in starts:
        row = tokens[at : at + len(way.tokens)]
        if len(row) == len(way.tokens) and _same(row, way):
            yield at


def _same(row: Sequence[str], way: Wanted) -> bool:
    if list(row[:-1]) != list(way.tokens[:-1]):
        return False
    return row[-1].startswith(way.tokens[-1]) if way.open else row[-1] == way.tokens[-1]
