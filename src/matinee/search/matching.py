"""Finds in a text what a question asks for, so that it can be marked."""

from collections.abc import Iterable, Iterator, Sequence

from matinee.search.folding import tokens_in
from matinee.search.question import Part, Wanted

Span = tuple[int, int]
Hit = tuple[int, int, int]
"""The first token of it, the one after its last, and the number of its part."""


def hits(tokens: Sequence[str], parts: Sequence[Part]) -> list[Hit]:
    """Return where in a row of tokens each part stands, in no order."""
    known = set(tokens)
    return [
        (at, at + len(way.tokens), number)
        for number, part in enumerate(parts)
        for way in part.ways
        if way.open or known.issuperset(way.tokens)
        for at in _starts(tokens, way)
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


def _starts(tokens: Sequence[str], way: Wanted) -> Iterator[int]:
    first, length = way.tokens[0], len(way.tokens)
    if length == 1 and way.open:
        yield from (at for at, token in enumerate(tokens) if token.startswith(first))
        return
    for at, token in enumerate(tokens):
        if token == first and (length == 1 or _same(tokens[at : at + length], way)):
            yield at


def _same(row: Sequence[str], way: Wanted) -> bool:
    if len(row) < len(way.tokens) or tuple(row[:-1]) != way.tokens[:-1]:
        return False
    return row[-1].startswith(way.tokens[-1]) if way.open else row[-1] == way.tokens[-1]
