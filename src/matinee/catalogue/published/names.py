"""People's and companies' pages, and the lists of them."""

from dataclasses import dataclass

from markupsafe import Markup

from matinee.catalogue.published.conversation import Mentions
from matinee.catalogue.published.shared import FilmCard, Head, House, Link, Picture


@dataclass(frozen=True)
class FilmographyGroup:
    """The films in which someone had one role, newest first."""

    role: str
    films: tuple[FilmCard, ...]


@dataclass(frozen=True)
class NamePageData:
    """A person's or company's page. `kind` is "person" or "company"."""

    house: House
    head: Head
    address: str
    kind: str
    name: str
    biography: Markup
    picture: Picture | None
    links: tuple[Link, ...]
    filmography: tuple[FilmographyGroup, ...]
    collaborators: tuple[Link, ...]
    """Whom they made the most films with, most often first."""
    mentions: Mentions | None = None


@dataclass(frozen=True)
class Letter:
    """One heading of the list from A to Z, and how many names stand under it."""

    label: str
    href: str
    count: int


@dataclass(frozen=True)
class NameGroup:
    """The names under one letter, by sort name; `anchor` is the heading's id."""

    label: str
    anchor: str
    names: tuple[Link, ...]


@dataclass(frozen=True)
class NamesPageData:
    """The list of people or of companies from A to Z, or one page of one letter of it.

    A short list stands whole on its first page; a long one has only its letters there.
    """

    house: House
    head: Head
    address: str
    kind: str
    title: str
    letters: tuple[Letter, ...]
    letter: str
    """The label of the letter the page is of, "" for the first page."""
    groups: tuple[NameGroup, ...]
    page: int
    page_count: int
    page_hrefs: tuple[str, ...]
