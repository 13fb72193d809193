"""The feeds of a site: of all its films, and of each page that lists films of one sort.

Every such page has an Atom feed beside it. The site and its programmes, which people follow
as they follow a broadcaster, have an RSS feed too, for podcast players read nothing else.
Feeds hold whole addresses, so a site without an address has none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matinee.catalogue.addresses import HOME
from matinee.catalogue.gather.films import film_cards
from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.gather.lists import newest_films
from matinee.catalogue.published import (
    FilmCard,
    House,
    NamePageData,
    ProgrammePageData,
    TopicPageData,
)
from matinee.catalogue.seen.addresses import (
    SITE_FEED,
    SITE_PODCAST,
    feed_address,
    podcast_address,
    whole,
)
from matinee.catalogue.seen.name_graph import films_of
from matinee.catalogue.seen.plain_words import plain, shortened
from matinee.publishing.files import File
from matinee.publishing.media_rss import AtomFilms, RssFilms, legal

ENTRIES = 50
"""In one feed, the newest."""


@dataclass(frozen=True)
class FilmFeed:
    """What a feed is made from; `page` is the address of the page it belongs to."""

    house: House
    page: str
    title: str
    about: str
    films: tuple[FilmCard, ...]


def site_feed() -> list[File]:
    """Return the feeds of the newest films of the site."""
    house = gather_house()
    if not house.base:
        return []
    films = film_cards(newest_films(ENTRIES))
    feed = FilmFeed(house, HOME, house.name, house.tagline, tuple(films))
    return [File(SITE_FEED, atom(feed, SITE_FEED)), File(SITE_PODCAST, rss(feed, SITE_PODCAST))]


def name_feed(page: NamePageData) -> Iterator[File]:
    """Yield the feed of the films that credit someone."""
    feed = FilmFeed(page.house, page.address, page.name, "", newest_first(films_of(page)))
    yield from page_feed(feed)


def topic_feed(page: TopicPageData) -> Iterator[File]:
    """Yield the feed of the films of a subject, a place, …; further pages have none."""
    if not page.leaves.number:
        about = shortened(plain(page.introduction))
        feed = FilmFeed(page.house, page.address, page.title, about, newest_first(page.films))
        yield from page_feed(feed)


def programme_feeds(page: ProgrammePageData) -> Iterator[File]:
    """Yield the feeds of a programme."""
    films = newest_first(pick.film for pick in page.picks)
    about = shortened(plain(page.introduction))
    feed = FilmFeed(page.house, page.address, page.title, about, films)
    yield from page_feed(feed)
    if page.house.base:
        address = podcast_address(page.address)
        yield File(address, rss(feed, address))


def page_feed(feed: FilmFeed) -> Iterator[File]:
    """Yield the Atom feed that stands beside a page."""
    if feed.house.base:
        address = feed_address(feed.page)
        yield File(address, atom(feed, address))


def atom(feed: FilmFeed, address: str) -> bytes:
    """Return a feed as Atom. An entry's id outlives its address, the feed's own is its address."""
    house = feed.house
    written = AtomFilms(
        title=_title(feed),
        link=whole(house, feed.page),
        description=None,
        language=house.language,
        author_name=house.name,
        author_link=whole(house, HOME),
        subtitle=legal(feed.about) or None,
        feed_url=whole(house, address),
        feed_guid=whole(house, address),
    )
    for film in feed.films:
        written.add_film(house, film)
    return written.writeString("utf-8").encode()


def rss(feed: FilmFeed, address: str) -> bytes:
    """Return a feed as RSS 2.0."""
    house = feed.house
    written = RssFilms(
        title=_title(feed),
        link=whole(house, feed.page),
        description=legal(feed.about) or _title(feed),
        language=house.language,
        feed_url=whole(house, address),
    )
    for film in feed.films:
        written.add_film(house, film)
    return written.writeString("utf-8").encode()


def newest_first(films: Iterable[FilmCard]) -> tuple[FilmCard, ...]:
    """Return the films last published here first, no more than a feed holds."""
    dated = [film for film in films if film.record.published_at]
    # By address where two came at once, so that the order is always the same.
    dated.sort(key=lambda film: (film.record.published_at, film.href), reverse=True)
    return tuple(dated[:ENTRIES])


def _title(feed: FilmFeed) -> str:
    name = feed.house.name
    return legal(name if feed.page == HOME else f"{feed.title} · {name}")
