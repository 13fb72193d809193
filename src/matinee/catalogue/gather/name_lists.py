"""The lists of people and companies from A to Z as published data."""

import unicodedata
from collections.abc import Iterable, Sequence
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
    rows = _rows(kind, None) if few else []
    return _page(kind, letters, _groups(rows))


def letter_lists(kind: str, initials: Iterable[str]) -> dict[str, list[NamesPageData]]:
    """Return all pages of each of these letters; a letter without names has none."""
    letters = _letters(kind)
    pages = {}
    for initial in initials:
        rows = _rows(kind, initial)
        batches = [rows[at : at + PAGE_SIZE] for at in range(0, len(rows), PAGE_SIZE)]
        first = letter_address(kind, initial)
        hrefs = tuple(list_address(first, number + 1) for number in range(len(batches)))
        pages[initial] = [
            _page(kind, letters, _groups(batch), initial_label(initial), number + 1, hrefs)
            for number, batch in enumerate(batches)
        ]
    return pages


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


def _rows(kind: str, initial: str | None) -> list[Named]:
    """Return the names of a letter, or all, as lists sort them: accents and case aside."""
    rows = public_names(kind).only("name", "sort_name", "slug", "initial")
    if initial is not None:
        rows = rows.filter(initial=initial)
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


def _page(
    kind: str,
    letters: tuple[Letter, ...],
    groups: tuple[NameGroup, ...],
    letter: str = "",
    number: int = 1,
    hrefs: tuple[str, ...] = (),
) -> NamesPageData:
    hrefs = hrefs or (NAME_LISTS[kind],)
    return NamesPageData(
        house=gather_house(),
        head=Head(),
        address=hrefs[number - 1],
        kind=kind,
        title=_TITLES[kind],
        letters=letters,
        letter=letter,
        groups=groups,
        page=number,
        page_count=len(hrefs),
        page_hrefs=hrefs,
    )
