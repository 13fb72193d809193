"""What the search answers: plain data, for pages and for JSON."""

from dataclasses import dataclass

Span = tuple[int, int]
"""Where a match begins and ends in the text beside it, in characters; the end is not in it."""
MOST_COUNTED = 60
"""Where a saying's count is this, there may be more."""


@dataclass(frozen=True)
class Thing:
    """A film, person, company or programme whose name or words match."""

    kind: str
    """"film", "person", "company" or "programme"."""
    pk: int
    title: str
    spans: tuple[Span, ...]
    """In the title; none where something else about it matches."""


@dataclass(frozen=True)
class Line:
    """A caption in which something asked for is said."""

    start_s: float
    words: str
    """The caption in one line, without tags."""
    spans: tuple[Span, ...]
    speaker: str = ""


@dataclass(frozen=True)
class Saying:
    """A film in which it is said, in one language; a film comes once for each language."""

    film_pk: int
    """The oldest public page of those that show the master."""
    language: str
    """Of the lines, BCP 47."""
    automatic: bool
    lines: tuple[Line, ...]
    """The first few, in order of time."""
    count: int
    """In how many lines it is said at least: of most passages, of about half a minute, only one is
    counted, and not more than `MOST_COUNTED` in all."""


@dataclass(frozen=True)
class Found:
    """One page of what was found, and the way to the next."""

    asked: str
    """The question as it was understood; "" when nothing in it can be looked for."""
    things: tuple[Thing, ...] = ()
    sayings: tuple[Saying, ...] = ()
    next: str = ""
    """To be given as `after`; "" at the end. A page before the end may be short, even empty."""
