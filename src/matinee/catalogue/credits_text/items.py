"""What one line of a text of credits can be."""

from dataclasses import dataclass

from matinee.catalogue.credits_text.labels import Label


@dataclass(frozen=True)
class Pair:
    """A label and the names that stand with it; without names they follow below."""

    label: Label
    names: str
    known: bool = True


@dataclass(frozen=True)
class Item:
    """A line of the text, or a sentence of it."""

    number: int
    text: str


@dataclass(frozen=True)
class Blank(Item):
    """A line without words."""


@dataclass(frozen=True)
class Heading(Item):
    """A line such as CREDITS or CAMERA DEPARTMENT: credits follow, but it names no role."""

    cast: bool = False


@dataclass(frozen=True)
class Alone(Item):
    """A label alone on its line; its names follow, or it heads a department."""

    label: Label


@dataclass(frozen=True)
class Names(Item):
    """A line that may be names, if a label is open above it."""

    indented: bool = False


@dataclass(frozen=True)
class Pairs(Item):
    """Labels with names on one line."""

    pairs: tuple[Pair, ...]
    before: str = ""
    """What the line holds before its first label, which may be credits of another sort."""
    turned: bool = False
    """The names stand left of their labels."""
    sides: tuple[str, str] | None = None
    """Both sides of a line of which neither is a label that is known."""


@dataclass(frozen=True)
class CastLine(Item):
    """A character and an actor, in an order that the whole list tells."""

    left: str
    right: str
    mark: str


@dataclass(frozen=True)
class Nothing(Item):
    """Facts, prose, addresses. `looks_like_credit` where a label has no names that can be read."""

    looks_like_credit: bool = False
