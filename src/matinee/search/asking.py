"""Answers a question with what is public: films, names, programmes, and lines that are said."""

import time

from matinee.search.found import Found, Line, Saying, Span, Thing
from matinee.search.naming import things
from matinee.search.question import read_question
from matinee.search.saying import read_place, sayings

__all__ = ["Found", "Line", "Saying", "Span", "Thing", "ask"]

BUDGET_S = 0.25
"""After so long a search for lines stops where it is; the next page goes on there."""


def ask(question: str, *, after: str = "", limit: int = 20) -> Found:
    """Return what matches every word of the question, and every "phrase in quotes".

    Words are found by their beginnings too, whatever their accents. Names that are the question
    come first, then those that begin with it. `limit` is how many things, and how many sayings, a
    page has at most; an `after` that means nothing is the beginning. Only what anybody may see is
    found. Nothing that is typed is an error.
    """
    asked = read_question(question)
    if not asked.parts:
        return Found(asked="")
    until = time.monotonic() + BUDGET_S
    named, _, said = after.partition(".")
    shown, things_left = things(asked, _number(named), limit)
    lines, place = sayings(asked, read_place(said), limit, until)
    ended = place is None and things_left is None
    token = f"{'end' if things_left is None else things_left}.{place or 'end'}"
    return Found(asked.asked, shown, lines, "" if ended else token)


def _number(written: str) -> int | None:
    """Return how many things were shown, None when that was all."""
    if written == "end":
        return None
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 0
