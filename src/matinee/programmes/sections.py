"""The front page's sections as published data, made from what was loaded for all of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matinee.catalogue.addresses import FILMS, topic_address
from matinee.catalogue.gather.body import Words
from matinee.catalogue.published import (
    FilmCard,
    FilmsSection,
    LeadSection,
    Link,
    ProgrammeCard,
    ProgrammeSection,
    Section,
    SubjectsSection,
    TextSection,
)
from matinee.programmes.blocks import LATEST

Block = Mapping[str, Any]
"""A section as it is stored: its type and its value."""


@dataclass(frozen=True)
class Stock:
    """What the sections of one front page show.

    `leads` are the films that lead, by the section's place; `newest` the ids of the newest
    films by kind, "" for any; `shown` the films that the latest ones leave out, for the page
    has them already.
    """

    words: Words
    films: Mapping[int, FilmCard]
    newest: Mapping[str, Sequence[int]]
    programmes: Mapping[int, ProgrammeCard]
    subjects: Mapping[int, Link]
    leads: Mapping[int, int]
    shown: frozenset[int]


def make_sections(blocks: Sequence[Block], stock: Stock) -> Iterator[Section]:
    """Yield the sections in order, without those that have nothing to show."""
    for place, block in enumerate(blocks):
        make = _MAKERS.get(block["type"])
        section = make(stock, place, block["value"]) if make else None
        if section:
            yield section


def chosen(value: Mapping[str, Any], name: str) -> list[int]:
    """Return the ids in a list of choosers, stored with or without ids of their own."""
    items = value.get(name) or []
    found = (item["value"] if isinstance(item, Mapping) else item for item in items)
    return [pk for pk in found if pk]


def _lead(stock: Stock, place: int, value: Mapping[str, Any]) -> Section | None:
    card = stock.films.get(stock.leads.get(place, 0))
    return LeadSection(card, value.get("words") or card.line) if card else None


def _programme(stock: Stock, place: int, value: Mapping[str, Any]) -> Section | None:
    card = stock.programmes.get(value.get("programme") or 0)
    return ProgrammeSection(card, value.get("words") or card.line) if card else None


def _latest(stock: Stock, place: int, value: Mapping[str, Any]) -> Section | None:
    kind = value.get("kind") or ""
    count = value.get("count") or LATEST
    fresh = [pk for pk in stock.newest[kind] if pk not in stock.shown]
    if not fresh:
        return None
    return FilmsSection(
        title=value.get("title") or ("Also showing" if stock.leads else "Now showing"),
        words="",
        films=tuple(stock.films[pk] for pk in fresh[:count]),
        more_href=(topic_address("kind", kind) if kind else FILMS) if len(fresh) > count else "",
    )


def _films(stock: Stock, place: int, value: Mapping[str, Any]) -> Section | None:
    films = tuple(stock.films[pk] for pk in chosen(value, "films") if pk in stock.films)
    title, words = value.get("title") or "", value.get("words") or ""
    return FilmsSection(title, words, films) if films else None


def _text(stock: Stock, place: int, value: Mapping[str, Any]) -> Section | None:
    text = stock.words[value["text"]]
    return TextSection(value.get("title") or "", text) if text.striptags() else None


def _subjects(stock: Stock, place: int, value: Mapping[str, Any]) -> Section | None:
    found = chosen(value, "subjects")
    subjects = tuple(stock.subjects[pk] for pk in found if pk in stock.subjects)
    return SubjectsSection(value.get("title") or "", subjects) if subjects else None


_MAKERS: Mapping[str, Callable[[Stock, int, Mapping[str, Any]], Section | None]] = {
    "lead": _lead,
    "programme": _programme,
    "latest": _latest,
    "films": _films,
    "text": _text,
    "subjects": _subjects,
}
