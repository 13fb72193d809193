"""Tells characters from actors: "Mara .... Jane Roe", "Jane Roe – Mara"."""

import re
from collections.abc import Sequence

from matinee.catalogue.credits_text.looks import is_name

_CHARACTER = re.compile(
    r"^(?:the|a|an|old|young|little|mr|mrs|ms|miss|dr|officer|captain|king|queen|himself|herself|"
    r"themselves|self|narrator|le|la|les|l'|der|die|das|el|il|lo|un|une|uno|una)\b|#|\d|"
    r"\b(?:man|woman|girl|boy|mother|father|voice|himself|herself)\b",
    re.IGNORECASE,
)
_PIECE = re.compile(r"^\s*(.{1,80}?)\s+[-–—]\s+(.{1,80}?)\s*$")


def actors_stand_left(sides: Sequence[tuple[str, str]], *, dash: bool) -> bool:
    """Tell from a whole list of (left, right) whether its left sides are the actors.

    Actors have names of two words and more, characters often one, or "the" or a number. Where
    nothing tells, dashes follow the actor, and leaders and colons the character.
    """
    lean = sum(like_actor(left) - like_actor(right) for left, right in sides)
    return lean > 0 or (lean == 0 and dash)


def inline_cast(text: str) -> list[tuple[str, str]]:
    """Read "Mara – Jane Roe, Jonas – Bo Park" as (actor, character), or nothing."""
    pieces = [_PIECE.match(piece) for piece in re.split(r"[,;]", text[:4000])]
    sides = [(piece[1], piece[2]) for piece in pieces if piece]
    if not sides or len(sides) < len(pieces):
        return []
    left = actors_stand_left(sides, dash=True)
    return [pair if left else pair[::-1] for pair in sides]


def like_actor(text: str) -> int:
    """Score how much a text is written as an actor's name rather than a character's."""
    if _CHARACTER.search(text):
        return -2
    words = re.sub(r"\(.*?\)", "", text).split()
    return 1 if 2 <= len(words) <= 4 and is_name(text) else -1
