"""A programme's page, its picks, and the list of programmes."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from matinee.catalogue.published.conversation import Mentions
from matinee.catalogue.published.film import CreditLine
from matinee.catalogue.published.shared import (
    CreditName,
    FilmCard,
    Head,
    House,
    Link,
    Picture,
)


@dataclass(frozen=True)
class Pick:
    """One film of a programme, with the curator's words.

    `picture` is the curator's own or the film's poster. `href` opens the film within the
    programme. `slot` is printed, `machine_slot` is ISO 8601, "" where the pick has no time.
    """

    number: int
    film: FilmCard
    href: str
    heading: str
    """What stands above this pick and those after it; "" goes on with the group before."""
    picture: Picture | None
    mark: str
    """What the frame says: running time, and where it plays if that is not here."""
    byline: tuple[CreditName, ...]
    byline_label: str
    note: Markup
    credits: tuple[CreditLine, ...]
    """The leading roles but those of the byline."""
    making_of: Link | None
    slot: str
    machine_slot: str
    venue: str


@dataclass(frozen=True)
class PickGroup:
    """Picks under one heading, "" for those before the first heading."""

    heading: str
    picks: tuple[Pick, ...]


@dataclass(frozen=True)
class Span:
    """From one day to another, as printed and in ISO 8601; an open end is ""."""

    label: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True)
class ProgrammePageData:
    """A programme: films in an order, and why."""

    house: House
    head: Head
    address: str
    uuid: str
    title: str
    label: str
    """What it holds: "Programme · three films · 22 min"."""
    introduction: Markup
    chosen_by: CreditName | None
    picture: Picture | None
    span: Span
    groups: tuple[PickGroup, ...]
    play_all: str
    """Opens the first film and goes on by itself; "" where fewer than two films play here."""
    duration_s: float
    """Of all its films whose length is known."""
    published_at: datetime | None
    updated_at: datetime | None
    mentions: Mentions | None = None

    @property
    def picks(self) -> tuple[Pick, ...]:
        """All picks in order."""
        return tuple(pick for group in self.groups for pick in group.picks)


@dataclass(frozen=True)
class ProgrammeCard:
    """A programme as other pages list it; `picks` are its first few films."""

    title: str
    href: str
    label: str
    line: str
    picture: Picture | None
    span: Span
    chosen_by: CreditName | None
    picks: tuple[FilmCard, ...]


@dataclass(frozen=True)
class ProgrammesPageData:
    """The list of programmes, newest first."""

    house: House
    head: Head
    address: str
    title: str
    introduction: Markup
    programmes: tuple[ProgrammeCard, ...]
