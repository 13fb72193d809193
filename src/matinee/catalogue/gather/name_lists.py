"""The lists of people and companies from A to Z as published data."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from django.db.models import Count

from matinee.catalogue.addresses import NAME_LISTS, letter_address, list_address
from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.gather.names import public_names
from matinee.catalogue.initials import initial_label, initial_order
from matinee.catalogue.models import Named
from matinee.catalogue.published import Head, Letter, Link, NameGroup, NamesPageData

WHOLE = 300
"""Up to so many names stand on the first page; more are found by their letter."""
PAGE_SIZE = 300

_TITLES = {"person": "People", "company": "Companies"}


def names_index(kind: str) -> NamesPageData:
    """Return the first page of the list: its letters, and the names if they are few."""
    letters = _letters(kind)
    few = sum(letter.count for letter in letters) <= WHOLE
    groups = _groups(_rows(kind, None)) if few else ()
    return replace(_first(kind, letters), groups=groups)


def letter_lists(kind: str, initials: Iterable[str]) -> dict[str, list[NamesPageData]]:
    """Return all pages of each of these letters; a letter without names has none.

    The number of queries does not depend on the number of letters.
    """
    first = _first(kind, _letters(kind))
    by_initial: dict[str, list[Named]] = {initial: [] for initial in initials}
    for row in _rows(kind, list(by_initial)):
        by_initial[row.initial].append(row)
    return {initial: _pages(first, initial, rows) for initial, rows in by_initial.items()}


def _pages(first: NamesPageData, initial: str, rows: Sequence[Named]) -> list[NamesPageData]:
    batches = [rows[at : at + PAGE_SIZE] for at in range(0, len(rows), PAGE_SIZE)]
    address = letter_address(first.kind, initial)
    hrefs = tuple(list_address(address, number + 1) for number in range(len(batches)))
    return [
        replace(
            first,
            address=hrefs[number],
            letter=initial_label(initial),
            groups=_groups(batch),
            page=number + 1,
            page_count=len(hrefs),
            page_hrefs=hrefs,
        )
        for number, batch in enumerate(batches)
    ]


def initials_in_use(kind: str) -> list[str]:
    """Return the letters that have names, in the list's order."""
    used = public_names(kind).order_by().values_list("initial", flat=True).distinct()
    return sorted(used, key=initial_order)


def _letters(kind: str) -> tuple[Letter, ...]:
    counted = public_names(kind).order_by().values("initial").annotate(names=Count("pk"))
    rows = sorted(counted, key=lambda row: initial_order(row["initial"]))
    return tuple(
        Letter(initial_label(row["initial"]), letter_address(kind, row["initial"]), row["names"])
        for row in rows
    )


def _rows(kind: str, initials: Sequence[str] | None) -> list[Named]:
    """Return the names of letters, or all, as lists sort them: accents and case aside."""
    rows = public_names(kind).only("name", "sort_name", "slug", "initial")
    if initials is not None:
        rows = rows.filter(initial__in=initials)
    return sorted(rows, key=lambda row: (initial_order(row.initial), _folded(row.sort_name)))


def _folded(name: str) -> tuple[str, str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in plain if not unicodedata.combining(each)), name


def _groups(rows: Sequence[Named]) -> tuple[NameGroup, ...]:
    return tuple(
        NameGroup(
            initial_label(initial),
            f"letter-{initial}",
            tuple(Link(row.name, row.address) for row in group),
        )
        for initial, group in groupby(rows, key=lambda row: row.initial)
    )


def _first(kind: str, letters: tuple[Letter, ...]) -> NamesPageData:
    """Return the list's first page without its names."""
    return NamesPageData(
        house=gather_house(),
        head=Head(),
        address=NAME_LISTS[kind],
        kind=kind,
        title=_TITLES[kind],
        letters=letters,
        letter="",
        groups=(),
        page=1,
        page_count=1,
        page_hrefs=(NAME_LISTS[kind],),
    )
