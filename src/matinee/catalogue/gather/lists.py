"""The list of films as published data."""

from collections.abc import Iterable

from matinee.catalogue.addresses import FILMS, closed_page_address
from matinee.catalogue.gather.body import gather_words
from matinee.catalogue.gather.films import NOT_ON_CARDS, public_films
from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.gather.leaves import Leaf, existing_leaves, gather_leaves, ways_from
from matinee.catalogue.gather.topics import gather_ways
from matinee.catalogue.listing import FILMS as ALL
from matinee.catalogue.models import Facet, FilmFacet, FilmIndexPage, FilmPage
from matinee.catalogue.paging import NEWEST
from matinee.catalogue.published import FilmsPageData, Head


def films_lists(
    numbers: Iterable[int] | None = None, index: FilmIndexPage | None = None
) -> dict[int, FilmsPageData]:
    """Return these pages of the list by number, or all of them; an empty list is one page.

    `index` is the list's own page where that is an unsaved draft.
    """
    wanted = None if numbers is None else set(numbers)
    leaves = existing_leaves([all_films()], wanted)
    films = gather_leaves(leaves)
    page = index or FilmIndexPage.objects.first()
    introduction = page.introduction if page else ""
    words = gather_words([introduction])
    title = page.title if page else "Films"
    ways = gather_ways() if any(leaf.number == NEWEST for leaf in leaves) else ()
    house = gather_house()

    def shown(leaf: Leaf) -> FilmsPageData:
        newest = leaf.number == NEWEST
        return FilmsPageData(
            house=house,
            head=Head(),
            address=closed_page_address(FILMS, leaf.number),
            title=title if newest else f"{title}, page {leaf.number}",
            introduction=words[introduction] if newest else words[introduction][:0],
            films=films[leaf],
            leaves=ways_from(FILMS, leaf.number, leaf.facet.films),
            ways=ways if newest else (),
        )

    return {leaf.number: shown(leaf) for leaf in leaves}


def newest_films(count: int, kind: str = "") -> list[FilmPage]:
    """Return the newest of the films that lists show, as cards need them; of one kind or all.

    Two queries that do not sort: an order over all films would look at each of them.
    """
    rows = FilmFacet.objects.filter(facet__kind="kind" if kind else ALL, facet__value=kind)
    ids = list(rows.order_by("-place").values_list("film_id", flat=True)[:count])
    found = public_films().filter(pk__in=ids).defer(*NOT_ON_CARDS)
    films = {film.pk: film for film in found}
    return [films[pk] for pk in ids if pk in films]


def all_films() -> Facet:
    """Return the facet that all films share, counting none where there are none."""
    facet = Facet.objects.filter(kind=ALL).first()
    return facet or Facet(pk=0, kind=ALL)
