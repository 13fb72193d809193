"""What is said, for programs: Atom feeds with their threads, and moments for the player."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from matinee.catalogue.addresses import HOME
from matinee.catalogue.published import CommentEntry, CommentFeed, House, MomentNote
from matinee.catalogue.seen.addresses import whole
from matinee.publishing.files import File
from matinee.publishing.media_rss import NEVER, legal

THREADS = "http://purl.org/syndication/thread/1.0"
"""The name of the elements by which an entry says what it answers, RFC 4685."""


def comment_feed(feed: CommentFeed) -> Iterable[File]:
    """Return a feed as a file. Feeds hold whole addresses: a site without an address has none."""
    house = feed.house
    if not house.base:
        return
    written = AtomComments(
        title=legal(feed.title),
        link=whole(house, feed.page),
        description=None,
        language=house.language,
        author_name=house.name,
        author_link=whole(house, HOME),
        feed_url=whole(house, feed.address),
        feed_guid=whole(house, feed.address),
    )
    for entry in feed.entries:
        written.add_comment(house, entry)
    yield File(feed.address, written.writeString("utf-8").encode())


def moments_file(address: str, notes: Iterable[MomentNote]) -> File:
    """Return the moments as the player reads them."""
    told = {"moments": [asdict(note) for note in notes]}
    return File(address, json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


class AtomComments(Atom1Feed):
    """Comments as an Atom feed."""

    def add_comment(self, house: House, entry: CommentEntry) -> None:
        """Add a comment."""
        self.add_item(
            title=legal(f"{entry.name} on “{entry.film.label}”"),
            link=whole(house, entry.address),
            # Written below, as HTML.
            description=None,  # type: ignore[arg-type]  # Django takes None, its types do not
            author_name=legal(entry.name),
            author_link=entry.href or None,
            pubdate=entry.posted_at,
            updateddate=entry.updated_at,
            unique_id=f"urn:uuid:{entry.uuid}",
            house=house,
            entry=entry,
        )

    def root_attributes(self) -> dict[str, str]:
        """Return Atom's own and the name of threads."""
        return {**super().root_attributes(), "xmlns:thr": THREADS}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write an entry."""
        house, entry = item["house"], item["entry"]
        super().add_item_elements(handler, item)
        answers = {
            "ref": f"urn:uuid:{entry.answers_uuid}",
            "href": whole(house, entry.answers_address),
            "type": "text/html",
        }
        handler.addQuickElement("thr:in-reply-to", "", answers)
        # Readers do not all know where a feed came from: no address is left short.
        words = str(entry.words).replace('href="/', f'href="{house.base}/')
        handler.addQuickElement("content", legal(words), {"type": "html"})

    def latest_post_date(self) -> datetime:
        """Return when the newest change was; never the time of writing."""
        return super().latest_post_date() if self.items else NEVER
