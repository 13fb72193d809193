"""Reads a film's credits out of its draft and writes them to the database, hundreds at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from django.db import transaction
from wagtail.signal_handlers import (
    disable_reference_index_auto_update,
    reference_index_auto_update_disabled,
)

from matinee.catalogue.models.credit import Credit
from matinee.catalogue.models.names import Company, Named, Person

NOBODY = "?"

_WHO = ("person_id", "company_id")
_TEXTS = ("label", "name_as_printed", "on_behalf_of", "joiner", "character")
_FIELDS = ("sort_order", "role_key", "for_word", *_TEXTS)


def read_drafted_credits(rows: Iterable[Mapping[str, Any]]) -> list[Credit]:
    """Return the credits of a draft in their order, in two queries.

    Left to itself, the draft's reading asks the database about each row, and fails when someone
    was deleted whom only a draft credits. Such a credit keeps its printed name, else "?".
    """
    rows = list(rows)
    people = _known(Person, {row.get("person") for row in rows})
    companies = _known(Company, {row.get("company") for row in rows})
    return [_credit(row, people, companies) for row in rows]


@contextmanager
def credits_written(film: Any, only: Iterable[str] | None = None) -> Iterator[None]:
    """Write the credits that a film's object carries before the film itself is saved in here.

    Row by row, as modelcluster saves them after the film, 400 credits take 6,300 queries: each
    has the film's references read anew and its pages marked. Here only what changed is written,
    and the film's own post_save, sent when the rows are there, does all of that once. Whoever
    is credited no more is heard of by the deletion of the row. When `only` some fields of the
    film are saved, its credits are not.
    """
    held = getattr(film, "_cluster_related_objects", None) or {}
    credits = held.pop("credits", None) if film.pk and only is None else None
    try:
        with transaction.atomic():
            if credits is not None:
                _write(film, credits)
            yield
    except Exception:
        if credits is not None:
            held["credits"] = credits
        raise


def _known(model: type[Named], wanted: set[int | None]) -> set[int]:
    return set(model.objects.filter(pk__in=wanted - {None}).values_list("pk", flat=True))


def _credit(row: Mapping[str, Any], people: set[int], companies: set[int]) -> Credit:
    credit = Credit(
        pk=row.get("pk"),
        sort_order=row.get("sort_order"),
        role_key=row["role_key"],
        for_word=row.get("for_word", "for"),
        person_id=row.get("person") if row.get("person") in people else None,
        company_id=row.get("company") if row.get("company") in companies else None,
        **{name: row.get(name, "") for name in _TEXTS},
    )
    if not (credit.person_id or credit.company_id or credit.name_as_printed):
        credit.name_as_printed = NOBODY
    return credit


def _write(film: Any, credits: Sequence[Credit]) -> None:
    live = {row.pk: row for row in Credit.objects.filter(film_id=film.pk)}
    # A row that credits someone else is another row: its old one is deleted, and so heard of.
    kept = {
        credit.pk: credit
        for credit in credits
        if credit.pk in live and _values(credit, _WHO) == _values(live[credit.pk], _WHO)
    }
    new = [credit for credit in credits if kept.get(credit.pk) is not credit]
    with _without_references():
        Credit.objects.filter(pk__in=live.keys() - kept.keys()).delete()
    changed = [
        credit
        for pk, credit in kept.items()
        if _values(credit, _FIELDS) != _values(live[pk], _FIELDS)
    ]
    for credit in new:
        credit.pk = None
    for credit in credits:
        credit.film_id = film.pk
    Credit.objects.bulk_update(changed, _FIELDS)
    Credit.objects.bulk_create(new)


def _without_references() -> AbstractContextManager[None]:
    """Leave references to the film's own saving; Wagtail's manager cannot be nested."""
    if getattr(reference_index_auto_update_disabled, "value", False):
        return nullcontext()
    return disable_reference_index_auto_update()


def _values(credit: Credit, names: Iterable[str]) -> list[Any]:
    return [getattr(credit, name) for name in names]
