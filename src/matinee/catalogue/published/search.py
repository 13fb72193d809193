"""The page that searches everything: films, names, programmes, and what is said in films."""

from dataclasses import dataclass

from markupsafe import Markup

from matinee.catalogue.published.shared import Head, House, Link, Picture


@dataclass(frozen=True)
class FoundThing:
    """A film, person, company or programme that was found; `title` has its matches marked."""

    kind: str
    """"film", "person", "company" or "programme"."""
    href: str
    title: Markup
    note: str
    """A few words that tell it from others: year, byline, what somebody did."""
    picture: Picture | None = None


@dataclass(frozen=True)
class Tile:
    """A picture of the storyboard: a part of a sheet, in pixels."""

    sheet: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class SaidLine:
    """A line of speech that was found; `words` has its matches marked."""

    words: Markup
    start_s: float
    href: str
    """The film's page at that moment."""
    speaker: str = ""
    tile: Tile | None = None


@dataclass(frozen=True)
class FilmSaying:
    """A film in which the words are said, and where."""

    title: str
    href: str
    note: str
    language: str
    """Of the lines, BCP 47."""
    lines: tuple[SaidLine, ...]
    count: int
    """How many lines of it were found in all."""
    automatic: bool = False


@dataclass(frozen=True)
class SearchPageData:
    """What was found for one question; an empty question shows the form alone."""

    house: House
    head: Head
    address: str
    language: str
    title: str
    asked: str
    things: tuple[FoundThing, ...] = ()
    sayings: tuple[FilmSaying, ...] = ()
    more: Link | None = None
    """The next page of lines, None at the end."""
    script: str = ""
    refused: str = ""
    """A sentence for a question that cannot be answered."""
