"""Keeps in step who has a page: whoever is credited in a film that anyone may see."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from matinee.catalogue.gather.films import public_films
from matinee.catalogue.models import Credit, FilmPage
from matinee.catalogue.models.listed import ListedCompany, ListedPerson

Names = Mapping[str, set[int]]
"""Ids of people and companies, under "person" and "company"."""

_LISTED: dict[str, Any] = {"person": ListedPerson, "company": ListedCompany}


@contextmanager
def names_in_step(film: FilmPage) -> Iterator[None]:
    """Bring in step whom a film credits before it is saved in here, and whom after."""
    before = credited_in(film.pk)
    yield
    after = credited_in(film.pk)
    list_names({kind: before[kind] | after[kind] for kind in after})


def credited_in(film_id: int | None) -> Names:
    """Return whom a film credits now."""
    rows = Credit.objects.filter(film_id=film_id).values_list("person_id", "company_id")
    return _ids(rows if film_id else ())


@transaction.atomic
def list_names(names: Names, *, without: int | None = None) -> None:
    """Bring these names in step; `without` is a film that is about to go."""
    for kind, ids in names.items():
        credits = _public_credits().exclude(film_id=without).filter(**{f"{kind}__in": ids})
        listed = _LISTED[kind].objects.filter(pk__in=ids)
        _write(kind, listed, set(credits.values_list(f"{kind}_id", flat=True)))


@transaction.atomic
def list_all_names() -> None:
    """Bring every name in step."""
    for kind, listed in _LISTED.items():
        credits = _public_credits().filter(**{f"{kind}__isnull": False})
        _write(kind, listed.objects.all(), set(credits.values_list(f"{kind}_id", flat=True)))


def _public_credits() -> QuerySet[Credit]:
    return Credit.objects.filter(film__in=public_films().order_by().values("pk"))


def _ids(rows: Iterable[tuple[int | None, int | None]]) -> Names:
    pairs = list(rows)
    return {
        "person": {person for person, _ in pairs if person},
        "company": {company for _, company in pairs if company},
    }


def _write(kind: str, listed: Any, shown: set[int]) -> None:
    """Write only what changed: the crew of a film is seldom all new."""
    was = set(listed.values_list("pk", flat=True))
    if gone := was - shown:
        listed.filter(pk__in=gone).delete()
    rows = [_LISTED[kind](pk=pk) for pk in sorted(shown - was)]
    _LISTED[kind].objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
