"""Films made row by row, for tests of what their pages make of it."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from matinee.catalogue.addresses import make_slug
from matinee.catalogue.models import (
    Company,
    Credit,
    FilmIndexPage,
    FilmPage,
    Person,
    Relation,
    Screening,
)


def person(name: str) -> Person:
    """Find or make a person."""
    return Person.objects.get_or_create(name=name)[0]


def company(name: str) -> Company:
    """Find or make a company."""
    return Company.objects.get_or_create(name=name)[0]


def credit(role: str, who: str, **more: Any) -> Credit:
    """Return a credit, not saved; a name in CAPITALS is a company's."""
    named = {"company": company(who)} if who.isupper() else {"person": person(who)}
    return Credit(role_key=role, **{**named, **more})


def whole_film(
    title: str,
    credits: Iterable[Credit] = (),
    *,
    screenings: Iterable[Screening] = (),
    relations: Iterable[Relation] = (),
    **fields: Any,
) -> FilmPage:
    """Make a published film of these fields and rows."""
    now = timezone.now()
    film = FilmPage(
        title=title,
        slug=make_slug(title, "film"),
        first_published_at=now,
        last_published_at=now,
        **fields,
    )
    rows = list(credits)
    for place, each in enumerate(rows):
        each.sort_order = place
    film.credits = rows
    film.screenings = list(screenings)
    film.relations = list(relations)
    FilmIndexPage.objects.get().add_child(instance=film)
    return film
