"""Finds out to which films the pages of an old site belong.

A page is a film's when a map says so, when its address is the film's or once was, or when the
last part of its address is the film's. A title alone only counts when that is asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from wagtail.contrib.redirects.models import Redirect

from matinee.catalogue.addresses import film_address
from matinee.catalogue.models import FilmPage
from matinee.media.errors import Refused
from matinee.migration.conversations.staging import Staged

LARGEST_MAP = 5_000_000
LEAVE = "-"
"""Stands in a map for a page that is no film of this site."""


@dataclass(frozen=True)
class Whither:
    """What the person who brings comments in says about where they belong."""

    film: str = ""
    """The one film that everything goes under."""
    by_map: Mapping[str, str] = field(default_factory=dict)
    """Slugs by old addresses, as `told` returns them."""
    by_title: bool = False


def match_films(staged: Staged, whither: Whither) -> None:
    """Give each staged page its film, where it has one."""
    films = dict(FilmPage.objects.values_list("slug", "pk"))
    having = "SELECT key, address, slug, title FROM page WHERE key IN (SELECT page FROM said)"
    _add_missing_pages(staged)
    if whither.film:
        _all_to_one(staged, _film_of(whither.film, films))
        return
    by_map = {address: _mapped(slug, films) for address, slug in whither.by_map.items()}
    finder = _Finder(films, by_map, _redirected(films), _titles() if whither.by_title else {})
    found = [(*finder.find(*page[1:]), page[0]) for page in staged.rows(having)]
    staged.change("UPDATE page SET film = ?, known = ? WHERE key = ?", found)


def read_map(file: Path) -> dict[str, str]:
    """Read "old address  slug" lines; "#" begins a comment, "-" instead of a slug leaves it out.

    Raises Refused when a line is none of these.
    """
    try:
        if file.stat().st_size > LARGEST_MAP:
            raise Refused("map-large", f"{file.name} is too large for a map.", _MAP)
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("map-unreadable", f"{file.name} cannot be read.", _MAP) from error
    found = {}
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.replace("→", " ").split()
        if not words or line.lstrip().startswith("#"):
            continue
        if len(words) != 2:
            raise Refused("map-line", f"Line {number} of {file.name} is unclear.", _MAP)
        found[told(words[0])] = words[1].strip("/").rpartition("/")[2]
    return found


_MAP = "Write one old address and one film’s slug a line, with a space between them."


def told(address: str) -> str:
    """Return an address as it is compared: without scheme, "www.", its end, and capitals."""
    address = unquote(address.strip()).partition("#")[0]
    scheme, colon, rest = address.partition("://")
    bare = rest if colon and scheme.isalpha() else address
    return bare.removeprefix("www.").rstrip("/").lower() or "/"


@dataclass(frozen=True)
class _Finder:
    films: Mapping[str, int]
    by_map: Mapping[str, int | None]
    redirected: Mapping[str, int]
    titles: Mapping[str, int]

    def find(self, address: str, slug: str, title: str) -> tuple[int | None, bool]:
        """Return the film of a page, and whether it is known what becomes of the page."""
        path, parts = _path(address), {told(address), told(slug)}
        for name in (*parts, told(path)):
            if name in self.by_map:
                return self.by_map[name], True
        last = path.rstrip("/").rpartition("/")[2].removesuffix(".html").removesuffix(".php")
        # An identifier of Disqus may be an address, too.
        for name in (_tail(slug), last):
            if name and name.lower() in self.films:
                return self.films[name.lower()], True
        for old in (path, film_address(last) if last else ""):
            if old and told(old) in self.redirected:
                return self.redirected[told(old)], True
        film = self.titles.get(_folded(title))
        return film, film is not None


def _path(address: str) -> str:
    """Return path and query; a page may be told by "?p=12" alone."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return unquote(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def _tail(slug: str) -> str:
    return _path(slug).partition("?")[0].rstrip("/").rpartition("/")[2]


def _redirected(films: Mapping[str, int]) -> dict[str, int]:
    """Return the films that old addresses of this site lead to."""
    by_pk = set(films.values())
    found = {}
    for old, link, page in Redirect.objects.values_list(
        "old_path", "redirect_link", "redirect_page_id"
    ):
        film = page if page in by_pk else films.get(_tail(link or ""))
        if film:
            found[told(old)] = film
    return found


def _titles() -> dict[str, int]:
    """Return films by their titles; what two films are called finds neither."""
    found: dict[str, list[int]] = defaultdict(list)
    for pk, title in FilmPage.objects.values_list("pk", "title"):
        found[_folded(title)].append(pk)
    return {title: pks[0] for title, pks in found.items() if title and len(pks) == 1}


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _mapped(slug: str, films: Mapping[str, int]) -> int | None:
    return None if slug == LEAVE else _film_of(slug, films)


def _film_of(slug: str, films: Mapping[str, int]) -> int:
    if slug not in films:
        raise Refused(
            "no-film",
            f"There is no film “{slug}” here.",
            "Give the last part of the address of the film’s page.",
        )
    return films[slug]


def _add_missing_pages(staged: Staged) -> None:
    """Have a page for comments of which the file tells none; nobody knows where they belong."""
    staged.change(
        "INSERT OR IGNORE INTO page (key, address, slug, title)"
        " SELECT DISTINCT page, '', '', '' FROM said",
        [()],
    )


def _all_to_one(staged: Staged, film: int) -> None:
    pages = staged.one("SELECT count(DISTINCT page) FROM said")
    if pages > 1:
        raise Refused(
            "many-pages",
            f"The file has comments of {pages} pages; they cannot all go under one film.",
            "Leave --film out, or say with --map which page is which film.",
        )
    staged.change("UPDATE page SET film = ?, known = 1", [(film,)])


def unknown_pages(staged: Staged) -> Iterable[tuple[str, str, int]]:
    """Yield address, title and comments of each page that is no film here, the largest first."""
    return staged.rows(
        "SELECT page.address, page.title, count(*) AS many FROM page"
        " JOIN said ON said.page = page.key WHERE NOT page.known"
        " GROUP BY page.key ORDER BY many DESC, page.address"
    )
