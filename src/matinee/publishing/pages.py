"""The files that a key stands for: its pages, and what stands beside each page.

A new kind of page is a new row of KINDS. What accompanies a page (its feed, its player to
embed, its calendar) is a pure function of the page's published data, listed in companions.py.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from matinee.catalogue.gather.films import film_pages, public_films
from matinee.catalogue.gather.lists import films_lists
from matinee.catalogue.gather.name_lists import initials_in_use, letter_lists, names_index
from matinee.catalogue.gather.names import name_pages, public_names
from matinee.catalogue.gather.notices import notice_page
from matinee.catalogue.rendering import PageData, render_page
from matinee.programmes.front import home_page
from matinee.publishing.companions import File, companions
from matinee.publishing.marks import FILMS, HOME, NAME_LISTS, NOTICES, id_of, key_of, kind_of

Pages = Mapping[str, Sequence[PageData]]
"""The pages of each id that has any."""


@dataclass(frozen=True)
class Kind:
    """One kind of page.

    `gather` makes the pages of many ids with a constant number of queries; `every` names all
    ids there are. A kind without rows of its own has the one id "".
    """

    gather: Callable[[Sequence[str]], Pages]
    every: Callable[[], Iterable[str]]


def files_of(keys: Sequence[str]) -> dict[str, list[File]]:
    """Return the files of keys that are all of one kind; a key without a page has none."""
    kind = kind_of(keys[0])
    pages = KINDS[kind].gather([id_of(key) for key in keys]) if kind in KINDS else {}
    return {key: _files(pages.get(id_of(key), ())) for key in keys}


def every_key() -> set[str]:
    """Return the key of every page there is."""
    return {key_of(name, each) for name, kind in KINDS.items() for each in kind.every()}


def _files(pages: Iterable[PageData]) -> list[File]:
    files: list[File] = []
    for page in pages:
        files.append(File(page.address, render_page(page).encode()))
        files.extend(companions(page))
    return files


def _films() -> Kind:
    def gather(ids: Sequence[str]) -> Pages:
        return {str(pk): (page,) for pk, page in film_pages(map(int, ids)).items()}

    return Kind(gather, lambda: map(str, public_films().values_list("pk", flat=True)))


def _names(kind: str) -> Kind:
    def gather(ids: Sequence[str]) -> Pages:
        return {str(pk): (page,) for pk, page in name_pages(kind, map(int, ids)).items()}

    return Kind(gather, lambda: map(str, public_names(kind).values_list("pk", flat=True)))


def _name_list(kind: str) -> Kind:
    """Make the list's first page for the id "", and its letters' pages for theirs."""

    def gather(ids: Sequence[str]) -> Pages:
        pages: dict[str, Sequence[PageData]] = {}
        if "" in ids:
            pages[""] = [names_index(kind)]
        return pages | letter_lists(kind, filter(None, ids))

    return Kind(gather, lambda: ["", *initials_in_use(kind)])


def _single(pages: Callable[[], Sequence[PageData]]) -> Kind:
    return Kind(lambda ids: {"": pages()}, lambda: [""])


# In the order they are baked: pages of films before the lists of them.
KINDS: dict[str, Kind] = {
    "film": _films(),
    "person": _names("person"),
    "company": _names("company"),
    HOME: _single(lambda: [home_page()]),
    FILMS: _single(films_lists),
    NAME_LISTS["person"]: _name_list("person"),
    NAME_LISTS["company"]: _name_list("company"),
    NOTICES: _single(lambda: [notice_page(404), notice_page(500)]),
}
