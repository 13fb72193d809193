"""The pages that a key stands for, as published data."""

from collections.abc import Sequence

from matinee.catalogue.gather.films import film_pages
from matinee.catalogue.gather.lists import films_lists
from matinee.catalogue.gather.names import name_pages, names_lists
from matinee.catalogue.gather.notices import notice_page
from matinee.catalogue.rendering import PageData
from matinee.programmes.front import home_page
from matinee.publishing.marks import FILMS, HOME, NAME_LISTS, NOTICES, key_of


def pages_of(keys: Sequence[str]) -> dict[str, Sequence[PageData]]:
    """Return the pages of keys that are all of one kind; a key without a page has none.

    The number of queries does not depend on the number of keys.
    """
    kind = keys[0].partition(":")[0]
    ids = [int(key.partition(":")[2]) for key in keys if ":" in key]
    pages: dict[str, Sequence[PageData]] = dict.fromkeys(keys, ())
    if kind == "film":
        pages |= {key_of(kind, pk): (page,) for pk, page in film_pages(ids).items()}
    elif kind in NAME_LISTS:
        pages |= {key_of(kind, pk): (page,) for pk, page in name_pages(kind, ids).items()}
    else:
        pages[kind] = _list_pages(kind)
    return pages


def _list_pages(key: str) -> Sequence[PageData]:
    if key == HOME:
        return [home_page()]
    if key == FILMS:
        return films_lists()
    if key == NOTICES:
        return [notice_page(404), notice_page(500)]
    kinds = [kind for kind, list_key in NAME_LISTS.items() if list_key == key]
    return names_lists(kinds[0]) if kinds else ()
