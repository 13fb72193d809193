"""Writes feeds as Atom (RFC 4287) and RSS 2.0, both with Media RSS for films.

The bytes depend on the films alone: a feed written again is the same feed.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.utils.feedgenerator import (
    Atom1Feed,
    Enclosure,
    Rss201rev2Feed,
    SyndicationFeed,
    rfc3339_date,
)
from django.utils.xmlutils import SimplerXMLGenerator
from markupsafe import Markup

from matinee.catalogue.published import FilmCard, House
from matinee.catalogue.roles import role
from matinee.catalogue.seen.addresses import player_address, whole
from matinee.publishing.xml_elements import element

MEDIA = "http://search.yahoo.com/mrss/"
"""The name of Media RSS's elements, https://www.rssboard.org/media-rss."""
CONTENT = "http://purl.org/rss/1.0/modules/content/"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without films was last new."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0B\x0C\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]")


class _Films(SyndicationFeed):
    """What both formats write about a film."""

    def add_film(self, house: House, film: FilmCard) -> None:
        """Add a film that was published."""
        record, file = film.record, film.record.file
        enclosure = file and Enclosure(
            whole(house, file.href), str(file.size_bytes), file.content_type
        )
        names = [legal(name.name) for name in film.byline]
        self.add_item(
            title=legal(film.title),
            link=whole(house, film.href),
            # Written below, in each format's own way.
            description=None,  # type: ignore[arg-type]  # Django takes None, its types do not
            author_name=names[0] if names else house.name,
            pubdate=record.published_at,
            updateddate=record.updated_at,
            unique_id=f"urn:uuid:{record.uuid}",
            unique_id_is_permalink=False,
            categories=[legal(record.kind_label)] if record.kind_label else [],
            enclosures=[enclosure] if enclosure else [],
            house=house,
            film=film,
            others=names[1:],
        )

    def latest_post_date(self) -> datetime:
        """Return when the newest change was; never the time of writing."""
        return super().latest_post_date() if self.items else NEVER


class AtomFilms(_Films, Atom1Feed):
    """Films as an Atom feed."""

    def root_attributes(self) -> dict[str, str]:
        """Return Atom's own and the name of Media RSS."""
        return {**super().root_attributes(), "xmlns:media": MEDIA}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write an entry."""
        house, film = item["house"], item["film"]
        super().add_item_elements(handler, item)
        for name in item["others"]:
            with element(handler, "author"):
                handler.addQuickElement("name", name)
        if film.record.licence:
            # RFC 4946.
            handler.addQuickElement("link", "", {"rel": "license", "href": film.record.licence})
        handler.addQuickElement("summary", _summary(film), {"type": "text"})
        handler.addQuickElement("content", _words(house, film), {"type": "html"})
        _write_media(handler, house, film)


class RssFilms(_Films, Rss201rev2Feed):
    """Films as an RSS feed, which podcast players read: each with its file enclosed."""

    def rss_attributes(self) -> dict[str, str]:
        """Return RSS's own and the names of its companions."""
        names = {"media": MEDIA, "content": CONTENT, "itunes": ITUNES}
        return {
            **super().rss_attributes(),
            **{f"xmlns:{name}": address for name, address in names.items()},
        }

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write an item."""
        house, film = item["house"], item["film"]
        super().add_item_elements(handler, item)
        for name in item["others"]:
            handler.addQuickElement(
                "dc:creator", name, {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}
            )
        handler.addQuickElement("description", _summary(film))
        handler.addQuickElement("content:encoded", _words(house, film))
        if item["updateddate"]:
            handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        if film.record.duration_s:
            handler.addQuickElement("itunes:duration", str(round(film.record.duration_s)))
        _write_media(handler, house, film)


def legal(text: str) -> str:
    """Return the text without the characters that XML 1.0 has no way to write."""
    return _UNPRINTABLE.sub("", text)


def _summary(film: FilmCard) -> str:
    return legal(film.line or film.title)


def _words(house: House, film: FilmCard) -> str:
    """Return what a reader shows: the still as a link to the film, then the words."""
    return legal("".join(_word_parts(house, film)))


def _word_parts(house: House, film: FilmCard) -> Iterator[Markup]:
    if film.poster:
        yield Markup(
            '<p><a href="{}"><img src="{}" alt="{}" width="{}" height="{}"></a></p>'
        ).format(
            whole(house, film.href),
            whole(house, film.poster.src),
            film.title,
            film.poster.width,
            film.poster.height,
        )
    paragraphs = [film.line, *film.record.synopsis.splitlines()]
    for paragraph in dict.fromkeys(filter(None, map(str.strip, paragraphs))):
        yield Markup("<p>{}</p>").format(paragraph)
    if facts := [*film.facts, *filter(None, [film.duration_label])]:
        yield Markup("<p>{}</p>").format(" · ".join(facts))


def _write_media(handler: SimplerXMLGenerator, house: House, film: FilmCard) -> None:
    with element(handler, "media:group"):
        _write_group(handler, house, film)


def _write_group(handler: SimplerXMLGenerator, house: House, film: FilmCard) -> None:
    record, file = film.record, film.record.file
    if file:
        facts = {
            "url": whole(house, file.href),
            "type": file.content_type,
            "medium": "video",
            "expression": "full",
            "fileSize": str(file.size_bytes),
            "width": str(file.width),
            "height": str(file.height),
            "duration": str(round(record.duration_s or 0)),
        }
        handler.addQuickElement("media:content", "", facts)
        if player := player_address(house, film.href):
            handler.addQuickElement("media:player", "", {"url": player})
    handler.addQuickElement("media:title", legal(film.title), {"type": "plain"})
    handler.addQuickElement("media:description", _summary(film), {"type": "plain"})
    if film.poster:
        size = {"width": str(film.poster.width), "height": str(film.poster.height)}
        poster = {"url": whole(house, film.poster.src), **size}
        handler.addQuickElement("media:thumbnail", "", poster)
    for credit in record.credits:
        said = {"role": role(credit.role_key).called, "scheme": "urn:ebu"}
        handler.addQuickElement("media:credit", legal(credit.name), said)
    if record.licence:
        licence = {"type": "text/html", "href": record.licence}
        handler.addQuickElement("media:license", record.licence, licence)
