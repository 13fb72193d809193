"""Feeds are what RFC 4287, RSS 2.0 and Media RSS say, and what a feed reader makes of them."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from uuid import UUID

import feedparser
import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from matinee.catalogue.models import FilmPage
from matinee.publishing import feeds
from matinee.publishing.bake import bake_all, bake_pending
from matinee.publishing.feeds import ENTRIES, FilmFeed, atom, newest_first, rss
from matinee.publishing.media_rss import MEDIA
from tests.catalogue.whole_films import whole_film
from tests.publishing.seen_cards import card, house
from tests.publishing.seen_site import BASE, HOSTILE, low_water, text, with_address, xml

ATOM = "http://www.w3.org/2005/Atom"
FEEDS = [
    "/feed.xml",
    "/programmes/between-tides/feed.xml",
    "/subjects/tides/feed.xml",
    "/people/ines-calder/feed.xml",
    "/companies/harbour-works/feed.xml",
]
PODCASTS = ["/feed.rss", "/programmes/between-tides/feed.rss"]
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


@pytest.fixture(scope="module")
def public(everything_public):
    return everything_public


@pytest.mark.parametrize("address", FEEDS)
def test_an_atom_feed_keeps_to_the_standard(public, address) -> None:
    feed = xml(public, address)
    assert feed.tag == f"{{{ATOM}}}feed"
    _has_what_it_must(feed)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{{{ATOM}}}link")}
    assert links["self"] == f"{BASE}{address}"
    assert links["alternate"] == f"{BASE}{address.removesuffix('feed.xml')}"
    entries = feed.findall(f"{{{ATOM}}}entry")
    assert entries
    ids = [entry.findtext(f"{{{ATOM}}}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        _has_what_it_must(entry)
        assert UUID(entry.findtext(f"{{{ATOM}}}id").removeprefix("urn:uuid:"))
        assert entry.find(f"{{{ATOM}}}summary").get("type") == "text"


def _has_what_it_must(element) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: one id, title and updated; an author; whole addresses."""
    for name in ("id", "title", "updated"):
        assert len(element.findall(f"{{{ATOM}}}{name}")) == 1, name
    assert element.findtext(f"{{{ATOM}}}author/{{{ATOM}}}name")
    for date in (*element.findall(f"{{{ATOM}}}updated"), *element.findall(f"{{{ATOM}}}published")):
        assert RFC_3339.fullmatch(date.text)
    for link in element.findall(f"{{{ATOM}}}link"):
        assert link.get("href").startswith("https://")


@pytest.mark.parametrize("address", [*FEEDS, *PODCASTS])
def test_a_reader_finds_the_film(public, address) -> None:
    feed = feedparser.parse((public / address[1:]).read_bytes())
    assert not feed.bozo
    film = next(entry for entry in feed.entries if entry.title == "Low Water")
    assert film.link == f"{BASE}/films/low-water/"
    assert film.summary == "A ferry waits for the tide."
    assert film.author == "Ines Calder"
    (enclosure,) = film.enclosures
    assert (enclosure.type, enclosure.length) == ("video/mp4", "9")
    assert re.fullmatch(rf"{BASE}/media/films/\w+/film\.mp4", enclosure.href)
    (media,) = film.media_content
    assert media["url"] == enclosure.href
    assert (media["duration"], media["width"], media["height"]) == ("1500", "854", "480")
    assert film.media_thumbnail[0]["url"].startswith(f"{BASE}/media/films/")
    assert "director" in {credit["role"] for credit in film.media_credit}
    assert film.media_license["href"] == "https://creativecommons.org/licenses/by/4.0/"
    (words,) = film.content
    assert "Neither comes." in words.value
    assert '<img alt="Low Water"' in words.value or "<img" in words.value
    assert film.published_parsed
    assert film.updated_parsed


@pytest.mark.parametrize("address", PODCASTS)
def test_an_rss_feed_keeps_to_the_standard(public, address) -> None:
    feed = xml(public, address)
    assert (feed.tag, feed.get("version")) == ("rss", "2.0")
    channel = feed.find("channel")
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert channel.findtext(name), name
    assert channel.find(f"{{{ATOM}}}link").attrib == {"rel": "self", "href": f"{BASE}{address}"}
    for item in channel.findall("item"):
        assert item.find("guid").get("isPermaLink") == "false"
        assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo
        assert len(item.findall("enclosure")) <= 1
        group = item.find(f"{{{MEDIA}}}group")
        assert group.findtext(f"{{{MEDIA}}}title") == item.findtext("title")


def test_a_film_elsewhere_encloses_nothing(public) -> None:
    feed = feedparser.parse((public / "feed.xml").read_bytes())
    film = next(entry for entry in feed.entries if entry.title == "Far Shore")
    assert film.enclosures == []
    assert "media_content" not in film


def test_a_feed_is_the_same_until_its_films_change(planted, site, settings) -> None:
    with_address(settings)
    film = low_water()
    bake_all()
    before = text(site.public, "/feed.xml")
    bake_all()
    assert text(site.public, "/feed.xml") == before
    identity = feedparser.parse(before).entries[0].id
    film.refresh_from_db()
    film.title, film.slug, film.last_published_at = "High Water", "high-water", timezone.now()
    film.save()
    with_address(settings, "https://new.example")
    bake_pending()
    (entry,) = feedparser.parse(text(site.public, "/feed.xml")).entries
    assert (entry.title, entry.link) == ("High Water", "https://new.example/films/high-water/")
    assert entry.id == identity


def test_a_new_film_is_in_the_feeds_at_once(
    home, site, settings, django_capture_on_commit_callbacks
):
    with_address(settings)
    bake_all()
    assert feedparser.parse(text(site.public, "/feed.xml")).entries == []
    with django_capture_on_commit_callbacks(execute=True):
        low_water()
    for address in ("/feed.xml", "/people/ines-calder/feed.xml"):
        assert [e.title for e in feedparser.parse(text(site.public, address)).entries] == [
            "Low Water"
        ]
    assert "/films/low-water/" in text(site.public, "/sitemaps/films-0.xml")


def test_the_feed_holds_the_newest(planted, site, settings, monkeypatch) -> None:
    with_address(settings)
    monkeypatch.setattr(feeds, "ENTRIES", 3)
    for number in range(5):
        whole_film(f"Film {number}")
    bake_all()
    titles = [entry.title for entry in feedparser.parse(text(site.public, "/feed.xml")).entries]
    assert titles == ["Film 4", "Film 3", "Film 2"]


def test_a_draft_is_in_no_feed(planted, site, settings) -> None:
    with_address(settings)
    film = low_water()
    FilmPage.objects.filter(pk=film.pk).update(live=False)
    bake_all()
    assert "Low Water" not in text(site.public, "/feed.xml")
    assert not (site.public / "people/ines-calder/feed.xml").exists()


@trying(deadline=None, max_examples=60)
@given(title=st.text(min_size=1, max_size=40), line=st.text(max_size=40))
def test_whatever_is_typed_the_feed_is_well_formed(title, line) -> None:
    films = (card(title=title, line=line, synopsis=HOSTILE),)
    feed = FilmFeed(house(), "/", title, line, films)
    for written in (atom(feed, "/feed.xml"), rss(feed, "/feed.rss")):
        read = feedparser.parse(written)
        assert not read.bozo
        assert len(read.entries) == 1
        assert "alert(1)" not in re.findall(r"<script.*", read.entries[0].content[0].value)


@trying(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 10**9), max_size=80))
def test_the_newest_come_first_and_no_more_than_fit(moments) -> None:
    films = [
        card(href=f"/films/{place}/", published_at=datetime.fromtimestamp(moment, UTC))
        for place, moment in enumerate(moments)
    ]
    chosen = newest_first([*films, card(published_at=None)])
    dates = [film.record.published_at for film in chosen]
    assert len(chosen) == min(len(films), ENTRIES)
    assert dates == sorted(dates, reverse=True)
    assert newest_first(reversed(films)) == chosen
