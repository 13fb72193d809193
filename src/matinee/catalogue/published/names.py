"""People's and companies' pages, and the lists of them."""

from dataclasses import dataclass

from markupsafe import Markup

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


@dataclass(frozen=True)
class NamesPageData:
    """The list of people or of companies, by sort name."""

    house: House
    head: Head
    address: str
    title: str
    names: tuple[Link, ...]
    page: int
    page_count: int
    page_hrefs: tuple[str, ...]
