"""Finds the person or company that each row means, and makes those who are new."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wagtail.search.backends import get_search_backends

from matinee.catalogue.addresses import first_free, make_slug
from matinee.catalogue.credits_editor.rows import (
    WHO_BY_NAME,
    WHO_NEW,
    WHO_NONE,
    Row,
    RowsRefused,
    Trouble,
)
from matinee.catalogue.credits_text.companies import kind_of
from matinee.catalogue.initials import initial_of
from matinee.catalogue.models import Company, Named, Person
from matinee.catalogue.roles import role

MODELS: dict[str, type[Named]] = {"person": Person, "company": Company}
KINDS = {"p": "person", "c": "company"}


def reference(kind: str, pk: int) -> str:
    """Return what the browser calls a record: "p12" is a person, "c3" a company."""
    return f"{kind[0]}{pk}"


def find_or_make(rows: Sequence[Row]) -> tuple[list[Named | None], int]:
    """Return whom each row credits, None for a bare name, and how many records were made.

    A row that names no record means the one called exactly so; where its kind (person or
    company) has none, the other kind's. The number of queries does not depend on that of rows.

    Raises RowsRefused, before anything is made, where several are called the same or a record
    is gone.
    """
    by_reference = _records(row.who for row in rows)
    by_name = _called(row.called for row in rows if row.who == WHO_BY_NAME)
    found: list[Named | None] = []
    troubles: list[Trouble] = []
    for place, row in enumerate(rows):
        among = _among(row, by_reference, by_name)
        if len(among) > 1:
            troubles.append(_several(place, row, among))
        elif not among and row.who not in (WHO_BY_NAME, WHO_NEW, WHO_NONE):
            sentence = f"“{row.called}” is no longer on this site; choose again."
            troubles.append(Trouble(place, "name", sentence))
        found.append(among[0] if among else None)
    if troubles:
        raise RowsRefused(troubles)
    return _with_new(rows, found)


def kind_meant(row: Row) -> str:
    """Return "person" or "company" for a row whose record is not known."""
    return row.kind or kind_of(row.called, role(row.role))


def _records(references: Iterable[str]) -> dict[str, Named]:
    wanted = {who for who in references if who[:1] in KINDS and who[1:].isdigit()}
    records: dict[str, Named] = {}
    for letter, kind in KINDS.items():
        pks = [int(who[1:]) for who in wanted if who[0] == letter]
        for record in MODELS[kind].objects.filter(pk__in=pks).only("name"):
            records[reference(kind, record.pk)] = record
    return records


def _called(names: Iterable[str]) -> dict[str, list[Named]]:
    wanted = set(names)
    records: dict[str, list[Named]] = defaultdict(list)
    for model in MODELS.values():
        for record in model.objects.filter(name__in=wanted).only("name").order_by("pk"):
            records[record.name].append(record)
    return records


def _among(
    row: Row, by_reference: Mapping[str, Named], by_name: Mapping[str, list[Named]]
) -> list[Named]:
    if row.who == WHO_BY_NAME:
        called = by_name.get(row.called, [])
        meant = [each for each in called if each.kind == kind_meant(row)]
        return meant or called
    record = by_reference.get(row.who)
    return [record] if record else []


def _several(place: int, row: Row, among: Sequence[Named]) -> Trouble:
    return Trouble(
        place,
        "name",
        f"{len(among)} are called “{row.called}”; choose which.",
        tuple(reference(each.kind, each.pk) for each in among),
    )


def _with_new(rows: Sequence[Row], found: list[Named | None]) -> tuple[list[Named | None], int]:
    """Make each new name once, however often it is credited."""
    new: dict[str, dict[str, Named]] = {kind: {} for kind in MODELS}
    for row, record in zip(rows, found, strict=True):
        if record is None and row.who != WHO_NONE:
            kind = kind_meant(row)
            new[kind].setdefault(row.called, MODELS[kind](name=row.called))
    for kind, records in new.items():
        _make(MODELS[kind], list(records.values()))
    whole = [
        new[kind_meant(row)][row.called] if record is None and row.who != WHO_NONE else record
        for row, record in zip(rows, found, strict=True)
    ]
    return whole, sum(map(len, new.values()))


def _make(model: type[Named], records: list[Named]) -> None:
    """Write new records together.

    No signal is sent: nobody has a page before a film that credits them is published, and
    publishing marks those pages.
    """
    if not records:
        return
    taken = set(model.objects.values_list("slug", flat=True))
    for record in records:
        record.slug = first_free(make_slug(record.name, record.kind), taken)
        taken.add(record.slug)
        record.sort_name = record.usual_sort_name()
        record.initial = initial_of(record.sort_name)
    manager: Any = model.objects
    manager.bulk_create(records)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(model, records)
