"""The page that searches everything: films, names, programmes, and what is said in films."""

from dataclasses import dataclass

from markupsafe import Markup

from matinee.catalogue.published.shared import Head, House, Picture


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
    """A picture of the storyboard: one tile of a sheet, its place counted from 0."""

    sheet: str
    column: int
    row: int
    columns: int
    rows: int
    width: int
    """Of the tile, in pixels."""
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
    language_name: str
    """"" where the lines are in the language of the page."""
    direction: str
    """"ltr" or "rtl"."""
    lines: tuple[SaidLine, ...]
    count: int
    """How many lines of it were found in all, at least."""
    transcript: str
    """Address of all that is said, in this language."""
    automatic: bool = False


@dataclass(frozen=True)
class SearchPageData:
    """What was found for one question; an empty question shows the form alone."""

    house: House
    head: Head
    address: str
    language: str
    title: str
    asked: str = ""
    told: str = ""
    """How many things are on this page, in words: "2 films, 1 person"."""
    told_said: str = ""
    """How many lines: "14 lines said in 3 films"."""
    things: tuple[FoundThing, ...] = ()
    sayings: tuple[FilmSaying, ...] = ()
    more: str = ""
    """Address of the answer's next page, "" at its end."""
    first: str = ""
    """Address of the question's first page, "" on that page."""
    script: str = ""
    refused: str = ""
    """A sentence for a question that cannot be answered."""
    answers: bool = True
    """False in a copy of the site, where no server can answer."""
