"""Films by any facts and in any order as published data, made when it is asked for."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from matinee.catalogue.addresses import BROWSE
from matinee.catalogue.browse_query import SORTS, BrowseQuery
from matinee.catalogue.gather.facets import LABELS, TOPICS, facet_names, in_words
from matinee.catalogue.gather.films import cards_by_id
from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.initials import initial_of, initial_order
from matinee.catalogue.listing import FACETS, FILMS, folded
from matinee.catalogue.models import Facet, FilmFacet, ListedFilm
from matinee.catalogue.paging import PAGE_SIZE
from matinee.catalogue.published import BrowsePageData, Choice, ChoiceField, Head
from matinee.media.errors import Refused

# By the rows' own columns, so that an index walks in this order; a place breaks every tie.
_ORDERS = {
    "newest": ("-place",),
    "title": ("sort_title", "place"),
    "year": ("-year", "-place"),
    "shortest": ("length_s", "-place"),
}


class _Option(NamedTuple):
    """A facet that can be chosen, under the name and the word it is chosen by."""

    facet_id: int
    kind: str
    value: str
    name: str
    films: int


_Options = Mapping[str, Mapping[str, _Option]]
"""By kind, then by value as in the address."""


def browse_page(query: BrowseQuery) -> BrowsePageData:
    """Return the page that answers a question, in a constant number of queries.

    Raises Refused("nothing-there") when no film here has one of the facts, or when there is
    no such page.
    """
    every, options = _options()
    try:
        chosen = [options[kind][value] for kind, value in query.facts]
    except KeyError:
        raise _nothing_there() from None
    ids, count = _matching(chosen, query, every)
    pages = max(1, -(-count // PAGE_SIZE))
    if query.page > pages:
        raise _nothing_there()
    cards = cards_by_id(ids)
    names = {option.kind: option.name for option in chosen}
    return BrowsePageData(
        house=gather_house(),
        head=Head(listed=False),
        address=query.address,
        title=f"{in_words(names)}, {SORTS[query.sort]}",
        fields=_fields(options, query),
        films=tuple(cards[pk] for pk in ids if pk in cards),
        count=count,
        number=query.page,
        number_of_pages=pages,
        previous=query.turned(query.page - 1).address if query.page > 1 else "",
        following=query.turned(query.page + 1).address if query.page < pages else "",
        whole=BROWSE if query.facts else "",
    )


def _matching(
    facts: Sequence[_Option], query: BrowseQuery, every: int
) -> tuple[Sequence[int], int]:
    """Return the films of the page asked for, and how many there are on all pages."""
    order = _ORDERS[query.sort]
    rows: QuerySet[ListedFilm] | QuerySet[FilmFacet]
    if not facts:
        rows, count = ListedFilm.objects.order_by(*order), every
    else:
        # The rarest fact leads: the others are only looked up for its films.
        rarest, *others = sorted(facts, key=lambda fact: fact.films)
        rows = FilmFacet.objects.filter(facet=rarest.facet_id)
        for fact in others:
            same = FilmFacet.objects.filter(facet=fact.facet_id, film=OuterRef("film"))
            rows = rows.filter(Exists(same))
        count = rows.count() if others else rarest.films
        rows = rows.order_by(*(_of_film(column) for column in order))
    start = (query.page - 1) * PAGE_SIZE
    return list(rows.values_list("film_id", flat=True)[start : start + PAGE_SIZE]), count


def _of_film(column: str) -> str:
    """Return the film's column as seen from its rows on lists, which have the place themselves."""
    if column.endswith("place"):
        return column
    return f"-film__{column[1:]}" if column.startswith("-") else f"film__{column}"


def _options() -> tuple[int, _Options]:
    """Return how many films there are, and all facts that any of them has."""
    by_kind: dict[str, dict[str, tuple[int, int]]] = {kind: {} for kind in (FILMS, *FACETS)}
    for kind, value, pk, films in Facet.objects.values_list("kind", "value", "pk", "films"):
        by_kind[kind][value] = pk, films
    options = {kind: _options_of(kind, by_kind[kind]) for kind in FACETS}
    return sum(films for _, films in by_kind[FILMS].values()), options


def _options_of(kind: str, facets: Mapping[str, tuple[int, int]]) -> dict[str, _Option]:
    options = []
    for value, name in facet_names(kind, facets).items():
        pk, films = facets[value]
        # Subjects and places are asked for by the last part of their address.
        word = name.href.rstrip("/").rpartition("/")[2] if kind in TOPICS else value
        options.append(_Option(pk, kind, word, name.label, films))
    if kind in ("year", "decade"):
        options.sort(key=lambda option: option.value, reverse=True)
    else:
        options.sort(key=lambda option: _alphabetical(option.name))
    return {option.value: option for option in options}


@lru_cache(maxsize=4096)
def _alphabetical(name: str) -> tuple[tuple[int, str], str]:
    plain = folded(name)
    return initial_order(initial_of(plain)), plain


def _fields(options: _Options, query: BrowseQuery) -> tuple[ChoiceField, ...]:
    """Return the form's fields; a fact that all films share is no choice.

    Numbers stand beside the options while nothing is chosen, for then they are what comes.
    """
    facts = dict(query.facts)
    fields = [
        ChoiceField(
            name=kind,
            label=LABELS[kind],
            choices=(
                Choice("", _ANY[kind]),
                *(
                    Choice(each.value, each.name, 0 if facts else each.films)
                    for each in options[kind].values()
                ),
            ),
            chosen=facts.get(kind, ""),
        )
        for kind in FACETS
        if len(options[kind]) > 1 or kind in facts
    ]
    orders = tuple(Choice(value, label.capitalize()) for value, label in SORTS.items())
    return (*fields, ChoiceField("sort", "Order", orders, query.sort))


def _nothing_there() -> Refused:
    return Refused("nothing-there", "No film is listed at this address.", "Choose anew.")


_ANY = {
    "kind": "Any kind",
    "country": "Any country",
    "language": "Any language",
    "subject": "Any subject",
    "place": "Any place",
    "year": "Any year",
    "decade": "Any decade",
}
