"""Lists of films by what they share."""

from dataclasses import dataclass

from markupsafe import Markup

from matinee.catalogue.published.shared import FilmCard, Head, House, Link, Picture


@dataclass(frozen=True)
class Leaves:
    """The ways from one page of a list to the others, "" where there is none.

    `number` is the page's own, counted from the oldest film; 0 for the newest page.
    """

    number: int = 0
    newest: str = ""
    newer: str = ""
    older: str = ""
    oldest: str = ""


@dataclass(frozen=True)
class FilmsPageData:
    """The list of films, newest first. `ways` lead to what they can be found by."""

    house: House
    head: Head
    address: str
    title: str
    introduction: Markup
    films: tuple[FilmCard, ...]
    leaves: Leaves
    ways: tuple[Link, ...]


@dataclass(frozen=True)
class TopicPageData:
    """The films that share a subject, place, country, language, kind or year, newest first.

    `label` says what `name` is ("Place"); `count` is of all its films, 0 on further pages.
    """

    house: House
    head: Head
    address: str
    kind: str
    label: str
    name: str
    title: str
    """In words: "Films shot at Ria de Alvor"."""
    introduction: Markup
    picture: Picture | None
    films: tuple[FilmCard, ...]
    count: int
    leaves: Leaves
    all_of_kind: Link
    browse: str
    """Address of the same films, to sort and sieve."""


@dataclass(frozen=True)
class TopicLine:
    """A subject, place, … in the list of all, and how many films it has."""

    name: str
    href: str
    films: int


@dataclass(frozen=True)
class TopicGroup:
    """Lines under one heading, "" where a short list needs none."""

    label: str
    lines: tuple[TopicLine, ...]


@dataclass(frozen=True)
class TopicsPageData:
    """All subjects (places, countries, …) that have films."""

    house: House
    head: Head
    address: str
    kind: str
    title: str
    groups: tuple[TopicGroup, ...]
    ways: tuple[Link, ...]


@dataclass(frozen=True)
class Choice:
    """One option of a field; `films` 0 where the number says nothing."""

    value: str
    label: str
    films: int = 0


@dataclass(frozen=True)
class ChoiceField:
    """A field of the form that sorts and sieves."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    chosen: str


@dataclass(frozen=True)
class BrowsePageData:
    """Films by any facts, in any order. `films` are one page of `count`."""

    house: House
    head: Head
    address: str
    title: str
    """In words: "Documentaries shot at Ria de Alvor, newest first"."""
    fields: tuple[ChoiceField, ...]
    films: tuple[FilmCard, ...]
    count: int
    number: int
    number_of_pages: int
    previous: str
    following: str
    whole: str
    """Address without any choice, "" where nothing is chosen."""
