"""The pages of lists of films: which films stand on each, and the ways from one to another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from matinee.catalogue import paging
from matinee.catalogue.addresses import closed_page_address
from matinee.catalogue.gather.films import cards_by_id
from matinee.catalogue.models import Facet, FilmFacet
from matinee.catalogue.published import FilmCard, Leaves


@dataclass(frozen=True)
class Leaf:
    """One page of the list of a facet; `number` as in `paging`."""

    facet: Facet
    number: int


def existing_leaves(facets: Iterable[Facet], numbers: Iterable[int] | None = None) -> list[Leaf]:
    """Return the pages that the lists of these facets have, of these numbers or all."""
    wanted = None if numbers is None else set(numbers)
    return [
        Leaf(facet, number)
        for facet in facets
        for number in range(paging.closed_pages(facet.films) + 1)
        if wanted is None or number in wanted
    ]


def gather_leaves(leaves: Sequence[Leaf]) -> dict[Leaf, tuple[FilmCard, ...]]:
    """Return the films of these pages, newest first; the number of queries is constant."""
    ids = _film_ids(leaves)
    cards = cards_by_id({pk for each in ids.values() for pk in each})
    return {leaf: tuple(cards[pk] for pk in ids[leaf] if pk in cards) for leaf in leaves}


def ways_from(first: str, number: int, films: int) -> Leaves:
    """Return the ways from one page of the list at `first` to its others."""
    newer, older = paging.neighbours(number, films)

    def way(to: int | None) -> str:
        return "" if to is None or to == number else closed_page_address(first, to)

    return Leaves(
        number=number,
        newest=way(paging.NEWEST),
        newer=way(newer),
        older=way(older),
        oldest=way(1 if paging.closed_pages(films) else None),
    )


def _film_ids(leaves: Sequence[Leaf]) -> dict[Leaf, list[int]]:
    """Cut all pages out of their lists in one query, each by the index alone."""
    if not leaves:
        return {}
    table = connection.ops.quote_name(FilmFacet._meta.db_table)
    parts, params = [], []
    for at, leaf in enumerate(leaves):
        older, count = paging.span_of(leaf.number, leaf.facet.films)
        newest = leaf.number == paging.NEWEST
        # The newest page is counted from its own end: it is asked for most.
        order, skipped = ("DESC", 0) if newest else ("ASC", older)
        parts.append(
            f"SELECT * FROM (SELECT {at:d} AS leaf, place, film_id FROM {table}"  # noqa: S608
            f" WHERE facet_id = %s ORDER BY place {order} LIMIT %s OFFSET %s) AS cut{at:d}"
        )
        params += [leaf.facet.pk, count, skipped]
    films: dict[Leaf, list[int]] = {leaf: [] for leaf in leaves}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        for at, _, film_id in sorted(cursor.fetchall(), key=lambda row: -row[1]):
            films[leaves[at]].append(film_id)
    return films
