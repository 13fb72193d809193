"""The front page: sections in the order its editor gave them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from matinee.catalogue.published.programmes import ProgrammeCard
from matinee.catalogue.published.shared import FilmCard, Head, House, Link


@dataclass(frozen=True)
class LeadSection:
    """One film, large; `words` are the editor's, else the film's own line."""

    template: ClassVar[str] = "lead"
    film: FilmCard
    words: str


@dataclass(frozen=True)
class ProgrammeSection:
    """A programme as a strip of its first films."""

    template: ClassVar[str] = "programme"
    programme: ProgrammeCard
    words: str


@dataclass(frozen=True)
class FilmsSection:
    """Films under a heading: the latest, or chosen by hand. `more_href` leads to the rest."""

    template: ClassVar[str] = "films"
    title: str
    words: str
    films: tuple[FilmCard, ...]
    more_href: str = ""


@dataclass(frozen=True)
class TextSection:
    """Words of the house."""

    template: ClassVar[str] = "text"
    title: str
    text: Markup


@dataclass(frozen=True)
class SubjectsSection:
    """What the films are about."""

    template: ClassVar[str] = "subjects"
    title: str
    subjects: tuple[Link, ...]


Section = LeadSection | ProgrammeSection | FilmsSection | TextSection | SubjectsSection


@dataclass(frozen=True)
class HomePageData:
    """The front page."""

    house: House
    head: Head
    address: str
    title: str
    introduction: Markup
    sections: tuple[Section, ...]

    @property
    def lead(self) -> FilmCard | None:
        """The film that leads the page, None where none does."""
        return next((each.film for each in self.sections if isinstance(each, LeadSection)), None)

    @property
    def films(self) -> tuple[FilmCard, ...]:
        """The films the page shows besides the one that leads it, each once."""
        cards = {card.href: card for section in self.sections for card in _films(section)}
        return tuple(card for card in cards.values() if card != self.lead)


def _films(section: Section) -> Iterator[FilmCard]:
    if isinstance(section, LeadSection):
        yield section.film
    elif isinstance(section, FilmsSection):
        yield from section.films
    elif isinstance(section, ProgrammeSection):
        yield from section.programme.picks
