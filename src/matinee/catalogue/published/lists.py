"""Lists of films, and the front page."""

from dataclasses import dataclass

from markupsafe import Markup

from matinee.catalogue.published.shared import FilmCard, Head, House


@dataclass(frozen=True)
class FilmsPageData:
    """The list of films, newest first, in pages of a fixed size."""

    house: House
    head: Head
    address: str
    title: str
    introduction: Markup
    films: tuple[FilmCard, ...]
    page: int
    page_count: int
    page_hrefs: tuple[str, ...]


@dataclass(frozen=True)
class HomePageData:
    """The front page: a lead film and the latest."""

    house: House
    head: Head
    address: str
    title: str
    introduction: Markup
    lead: FilmCard | None
    films: tuple[FilmCard, ...]
    more_href: str
