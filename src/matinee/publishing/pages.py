"""The files that a key stands for: its pages, and what stands beside each page.

A new kind of page is a new row of KINDS. What accompanies a page (its feed, its player to
embed, its calendar) is a pure function of the page's published data, listed in companions.py.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from matinee.catalogue.gather.film import film_pages
from matinee.catalogue.gather.films import public_films
from matinee.catalogue.gather.leaves import existing_leaves
from matinee.catalogue.gather.lists import all_films, films_lists
from matinee.catalogue.gather.name_lists import initials_in_use, letter_lists, names_index
from matinee.catalogue.gather.names import name_pages, public_names
from matinee.catalogue.gather.notices import notice_page
from matinee.catalogue.gather.topics import topic_pages, topics_list
from matinee.catalogue.gather.transcript import transcribed_films, transcript_pages
from matinee.catalogue.models import Facet
from matinee.catalogue.rendering import PageData, render_page
from matinee.discussion.addresses import moments_address
from matinee.discussion.gather.conversing import films_with_pages
from matinee.discussion.gather.feed import film_comment_feeds, site_comment_feed
from matinee.discussion.gather.moments import film_moments
from matinee.discussion.gather.pages import (
    every_leaf,
    every_part,
    leaf_pages,
    newest_pages,
    thread_pages,
)
from matinee.programmes.booklet import programme_pages, programmes_index, public_programmes
from matinee.programmes.front import home_page
from matinee.publishing.comment_feeds import comment_feed, moments_file
from matinee.publishing.companions import companions
from matinee.publishing.feeds import site_feed
from matinee.publishing.files import File
from matinee.publishing.marks import (
    FEED,
    FILM_COMMENTS,
    FILMS,
    HOME,
    LEAF,
    MOMENTS,
    MOVED,
    NAME_LISTS,
    NEWEST,
    NOTICES,
    PROGRAMME,
    PROGRAMMES,
    SITE_COMMENTS,
    SITEMAP,
    SITEMAP_PARTS,
    THREAD,
    TOPIC_LISTS,
    TRANSCRIPT,
    id_of,
    key_of,
    kind_of,
    leaf_key,
)
from matinee.publishing.moved import moved
from matinee.publishing.sitemap import parts_in_use, sitemap_index, sitemap_parts
from matinee.search.gather import still_page

Pages = Mapping[str, Sequence[PageData | File]]
"""The pages of each id that has any, or files that are no pages."""


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


def _files(pages: Iterable[PageData | File]) -> list[File]:
    files: list[File] = []
    for page in pages:
        if isinstance(page, File):
            files.append(page)
            continue
        files.append(File(page.address, render_page(page).encode()))
        files.extend(companions(page))
    return files


def _films() -> Kind:
    def gather(ids: Sequence[str]) -> Pages:
        return {str(pk): (page,) for pk, page in film_pages(map(int, ids)).items()}

    return Kind(gather, lambda: map(str, public_films().values_list("pk", flat=True)))


def _transcripts() -> Kind:
    def gather(ids: Sequence[str]) -> Pages:
        return {str(pk): pages for pk, pages in transcript_pages(map(int, ids)).items()}

    return Kind(gather, lambda: map(str, transcribed_films()))


def _names(kind: str) -> Kind:
    def gather(ids: Sequence[str]) -> Pages:
        return {str(pk): (page,) for pk, page in name_pages(kind, map(int, ids)).items()}

    return Kind(gather, lambda: map(str, public_names(kind).values_list("pk", flat=True)))


def _programmes() -> Kind:
    def gather(ids: Sequence[str]) -> Pages:
        return {str(pk): (page,) for pk, page in programme_pages(map(int, ids)).items()}

    return Kind(gather, lambda: map(str, public_programmes().values_list("pk", flat=True)))


def _name_list(kind: str) -> Kind:
    """Make the list's first page for the id "", and its letters' pages for theirs."""

    def gather(ids: Sequence[str]) -> Pages:
        pages: dict[str, Sequence[PageData]] = {}
        if "" in ids:
            pages[""] = [names_index(kind)]
        return pages | letter_lists(kind, filter(None, ids))

    return Kind(gather, lambda: ["", *initials_in_use(kind)])


def _film_list() -> Kind:
    def gather(ids: Sequence[str]) -> Pages:
        pages = films_lists(int(each or 0) for each in ids)
        return {id_of(leaf_key(FILMS, "", number)): (page,) for number, page in pages.items()}

    def every() -> Iterable[str]:
        return [id_of(leaf_key(FILMS, "", each.number)) for each in existing_leaves([all_films()])]

    return Kind(gather, every)


def _topic(kind: str) -> Kind:
    def gather(ids: Sequence[str]) -> Pages:
        wanted: dict[str, list[int]] = defaultdict(list)
        for each in ids:
            value, _, number = each.partition("/")
            wanted[value].append(int(number or 0))
        return {
            id_of(leaf_key(kind, leaf.facet.value, leaf.number)): (page,)
            for leaf, page in topic_pages(kind, wanted).items()
        }

    def every() -> Iterable[str]:
        leaves = existing_leaves(Facet.objects.filter(kind=kind))
        return [id_of(leaf_key(kind, each.facet.value, each.number)) for each in leaves]

    return Kind(gather, every)


def _topic_list(kind: str) -> Kind:
    return _single(lambda: [topics_list(kind)])


def _sitemap_parts(kind: str) -> Kind:
    return Kind(lambda numbers: sitemap_parts(kind, numbers), lambda: parts_in_use(kind))


def _leaves() -> Kind:
    def gather(ids: Sequence[str]) -> Pages:
        pages = leaf_pages([(film, leaf) for film, leaf in map(_numbers, ids)])
        return {f"{film}/{leaf}": each for (film, leaf), each in pages.items()}

    return Kind(gather, lambda: (f"{film}/{leaf}" for film, leaf in every_leaf()))


def _threads() -> Kind:
    def gather(ids: Sequence[str]) -> Pages:
        wanted = [(film, number, part) for film, number, part in map(_numbers, ids)]
        return {"/".join(map(str, part)): (page,) for part, page in thread_pages(wanted).items()}

    return Kind(gather, lambda: ("/".join(map(str, part)) for part in every_part()))


def _newest() -> Kind:
    def gather(ids: Sequence[str]) -> Pages:
        return {str(pk): (page,) for pk, page in newest_pages(map(int, ids)).items()}

    return Kind(gather, lambda: map(str, films_with_pages()))


def _moments() -> Kind:
    def gather(ids: Sequence[str]) -> Pages:
        return {
            str(pk): (moments_file(moments_address(address), notes),)
            for pk, (address, notes) in film_moments(map(int, ids)).items()
        }

    return Kind(gather, lambda: map(str, films_with_pages()))


def _film_comments() -> Kind:
    def gather(ids: Sequence[str]) -> Pages:
        feeds = film_comment_feeds(map(int, ids))
        return {str(pk): list(comment_feed(feed)) for pk, feed in feeds.items()}

    return Kind(gather, lambda: map(str, films_with_pages()))


def _numbers(id_: str) -> tuple[int, ...]:
    return tuple(map(int, id_.split("/")))


def _single(pages: Callable[[], Sequence[PageData | File]]) -> Kind:
    return Kind(lambda ids: {"": pages()}, lambda: [""])


# In the order they are baked: pages of films before the lists of them.
KINDS: dict[str, Kind] = {
    "film": _films(),
    TRANSCRIPT: _transcripts(),
    "person": _names("person"),
    "company": _names("company"),
    PROGRAMME: _programmes(),
    HOME: _single(lambda: [home_page()]),
    PROGRAMMES: _single(lambda: [programmes_index()]),
    FILMS: _film_list(),
    **{kind: _topic(kind) for kind in TOPIC_LISTS},
    **{key: _topic_list(kind) for kind, key in TOPIC_LISTS.items()},
    NAME_LISTS["person"]: _name_list("person"),
    NAME_LISTS["company"]: _name_list("company"),
    LEAF: _leaves(),
    NEWEST: _newest(),
    THREAD: _threads(),
    MOMENTS: _moments(),
    FILM_COMMENTS: _film_comments(),
    SITE_COMMENTS: _single(lambda: list(comment_feed(site_comment_feed()))),
    NOTICES: _single(lambda: [notice_page(404), notice_page(500), still_page()]),
    FEED: _single(site_feed),
    MOVED: _single(moved),
    **{f"{SITEMAP}-{kind}": _sitemap_parts(kind) for kind in SITEMAP_PARTS},
    # Last: it tells of all that was baked.
    SITEMAP: _single(sitemap_index),
}
