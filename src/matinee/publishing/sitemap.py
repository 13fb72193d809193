"""The sitemaps: an index, and parts so small that one film changes one of them.

Pages of films stand in parts by their ids, with their videos and their other languages; so
do people and companies. All other pages are few and stand in one part: every page that was
baked. Sitemaps hold whole addresses, so a site without an address has none.
(https://www.sitemaps.org/protocol.html; the video extension as Google documents it.)
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.db.models import F, QuerySet
from django.utils.xmlutils import SimplerXMLGenerator

from matinee.catalogue.addresses import name_address
from matinee.catalogue.gather.films import NOT_ON_CARDS, film_cards, public_films
from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.gather.names import public_names
from matinee.catalogue.gather.translations import gather_alternates
from matinee.catalogue.published import Alternate, FilmCard, House
from matinee.catalogue.seen.addresses import player_address, whole
from matinee.catalogue.seen.plain_words import shortened
from matinee.publishing.files import File
from matinee.publishing.marks import LEAF, NEWEST, NOTICES, SITEMAP_PARTS, THREAD
from matinee.publishing.media_rss import legal
from matinee.publishing.models import BakedFile
from matinee.publishing.xml_elements import document, element

INDEX = "/sitemap.xml"
OTHERS = "/sitemaps/pages.xml"
SITEMAP_NAME = "http://www.sitemaps.org/schemas/sitemap/0.9"
VIDEO = "http://www.google.com/schemas/sitemap-video/1.1"
XHTML = "http://www.w3.org/1999/xhtml"
_NAMES = {"xmlns": SITEMAP_NAME, "xmlns:video": VIDEO, "xmlns:xhtml": XHTML}
MAX_DURATION_S = 28_800
TITLE_CHARACTERS, DESCRIPTION_CHARACTERS = 100, 2048
"""What the video extension allows."""

_FOLDERS = {"film": "films", "person": "people", "company": "companies"}


def parts_in_use(kind: str) -> list[str]:
    """Return the numbers of the parts that a kind of page fills."""
    size = SITEMAP_PARTS[kind]
    # An integer by an integer is an integer in both databases.
    numbers = _rows(kind).order_by().annotate(part=F("pk") / size).values_list("part", flat=True)
    return [str(number) for number in sorted(set(numbers.distinct()))]


def sitemap_parts(kind: str, numbers: Sequence[str]) -> dict[str, Sequence[File]]:
    """Return the parts of a kind by number, leaving out those with no page."""
    house = gather_house()
    parts: dict[str, Sequence[File]] = {}
    for number in numbers if house.base else ():
        first = int(number) * SITEMAP_PARTS[kind]
        rows = _rows(kind).filter(pk__gte=first, pk__lt=first + SITEMAP_PARTS[kind]).order_by("pk")
        make = _films_part if kind == "film" else _names_part
        if part := make(house, kind, rows):
            parts[number] = (File(_part_address(kind, number), part),)
    return parts


def sitemap_index() -> list[File]:
    """Return the index, and the part with all pages that are in no other."""
    house = gather_house()
    if not house.base:
        return []
    others = _others(house)
    addresses = [
        _part_address(kind, number) for kind in SITEMAP_PARTS for number in parts_in_use(kind)
    ]
    files = [File(INDEX, _index(house, [*([OTHERS] if others else []), *addresses]))]
    return [*files, File(OTHERS, others)] if others else files


def _rows(kind: str) -> QuerySet:
    if kind == "film":
        # What search engines should list elsewhere is not offered to them here.
        return public_films().filter(origin_is_canonical=False)
    return public_names(kind)


def _part_address(kind: str, number: str) -> str:
    return f"/sitemaps/{_FOLDERS[kind]}-{number}.xml"


def _films_part(house: House, kind: str, rows: QuerySet) -> bytes:
    films = list(rows.defer(*NOT_ON_CARDS))
    alternates = gather_alternates(films, public_films())
    cards = film_cards(films)
    with document() as (handler, file), element(handler, "urlset", _NAMES):
        for film, card in zip(films, cards, strict=True):
            with element(handler, "url"):
                handler.addQuickElement("loc", whole(house, card.href))
                if changed := card.record.updated_at:
                    handler.addQuickElement("lastmod", _instant(changed))
                _write_video(handler, house, card)
                _write_alternates(handler, house, alternates[film.pk])
    return file.getvalue() if films else b""


def _names_part(house: House, kind: str, rows: QuerySet) -> bytes:
    slugs = rows.values_list("slug", flat=True)
    return _plain_part(house, [name_address(kind, slug) for slug in slugs])


def _others(house: House) -> bytes:
    """Return the part of every page that was baked for anything but a film or a name."""
    rows = BakedFile.objects.filter(file__endswith="index.html").exclude(key=NOTICES)
    # Further pages of conversations are many, and all are found from their films' pages.
    for kind in (*SITEMAP_PARTS, LEAF, NEWEST, THREAD):
        rows = rows.exclude(key__startswith=f"{kind}:")
    files = rows.order_by("file").values_list("file", flat=True)
    return _plain_part(house, [f"/{file.removesuffix('index.html')}" for file in files])


def _plain_part(house: House, addresses: Sequence[str]) -> bytes:
    with document() as (handler, file), element(handler, "urlset", {"xmlns": SITEMAP_NAME}):
        for address in addresses:
            with element(handler, "url"):
                handler.addQuickElement("loc", whole(house, address))
    return file.getvalue() if addresses else b""


def _index(house: House, addresses: Iterable[str]) -> bytes:
    with document() as (handler, file), element(handler, "sitemapindex", {"xmlns": SITEMAP_NAME}):
        for address in addresses:
            with element(handler, "sitemap"):
                handler.addQuickElement("loc", whole(house, address))
    return file.getvalue()


def _write_video(handler: SimplerXMLGenerator, house: House, film: FilmCard) -> None:
    record, file = film.record, film.record.file
    if file is None or film.poster is None:
        return
    about = record.synopsis or film.line or film.title
    facts = {
        "thumbnail_loc": whole(house, film.poster.src),
        "title": shortened(film.title, TITLE_CHARACTERS - 1),
        "description": shortened(about, DESCRIPTION_CHARACTERS - 1),
        "content_loc": whole(house, file.href),
        "player_loc": player_address(house, film.href),
        "duration": str(min(max(1, round(record.duration_s or 0)), MAX_DURATION_S)),
        "publication_date": _instant(record.published_at) if record.published_at else "",
    }
    with element(handler, "video:video"):
        for name, value in facts.items():
            if value:
                handler.addQuickElement(f"video:{name}", legal(value))


def _write_alternates(
    handler: SimplerXMLGenerator, house: House, alternates: Iterable[Alternate]
) -> None:
    for each in alternates:
        said = {"rel": "alternate", "hreflang": each.language, "href": whole(house, each.href)}
        handler.addQuickElement("xhtml:link", "", said)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
