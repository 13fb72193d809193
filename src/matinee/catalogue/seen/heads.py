"""What each kind of page tells machines in its head."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from matinee.catalogue.addresses import FILMS, SEARCH
from matinee.catalogue.published import (
    ConversationBelow,
    ConversationData,
    ConversationPageData,
    Feed,
    FilmPageData,
    FilmsPageData,
    Head,
    HomePageData,
    House,
    Link,
    NamePageData,
    ProgrammePageData,
    TopicPageData,
    TranscriptPageData,
)
from matinee.catalogue.seen.addresses import (
    OEMBED,
    SITE_COMMENTS,
    SITE_FEED,
    SITE_PODCAST,
    feed_address,
    player_address,
    podcast_address,
    whole,
)
from matinee.catalogue.seen.embed_code import embed_code, fitted
from matinee.catalogue.seen.film_graph import VIDEO_KINDS, film_graph
from matinee.catalogue.seen.name_graph import films_of, name_graph
from matinee.catalogue.seen.nodes import Node, film_list, node, thing, trail
from matinee.catalogue.seen.plain_words import plain, shortened
from matinee.catalogue.seen.programme_graph import programme_graph
from matinee.catalogue.seen.share_card import share_card

RSS = "application/rss+xml"
DESCRIBED = 3
"""Threads or paragraphs whose words describe a page."""


def headed(page: Any) -> Any:
    """Return the page with its head complete: what was said of it already stays."""
    return replace(page, head=_merged(page.head, head_of(page)))


def head_of(page: Any) -> Head:
    """Return what a page of any kind tells machines.

    Whole addresses need the site's own; without it, and on notices, there are none.
    """
    if not page.head.listed:
        return Head()
    make = _HEADS.get(type(page), _plain_head)
    head = replace(make(page), title=share_title(page), locale=_locale(page))
    if not page.house.base:
        return replace(head, canonical="", image="", feeds=(), oembed="", video="", video_file="")
    return replace(
        head,
        canonical=head.canonical or whole(page.house, page.address),
        image=whole(page.house, share_card(page).address),
        image_alt=head.image_alt or share_card(page).title,
    )


def share_title(page: Any) -> str:
    """Return what a page is called where it stands alone."""
    return page.name if isinstance(page, NamePageData) else page.title or page.house.name


def site_feeds(house: House) -> tuple[Feed, ...]:
    """Return the feeds of the whole site: its films, also for podcast players, and comments."""
    return (
        Feed(house.name, SITE_FEED),
        Feed(f"{house.name}, for podcasts", SITE_PODCAST, RSS),
        Feed(f"{house.name}, comments", SITE_COMMENTS),
    )


def _merged(given: Head, made: Head) -> Head:
    """Return `made` with everything in `given` that is not as in an empty head."""
    empty = Head()
    said = {each.name: getattr(given, each.name) for each in fields(Head)}
    return replace(made, **{name: v for name, v in said.items() if v != getattr(empty, name)})


def _locale(page: Any) -> str:
    language: str = getattr(page, "language", "") or page.house.language
    parts = language.replace("_", "-").split("-")
    territory = parts[-1] if len(parts) > 1 else ""
    # Which country's Portuguese it is nobody can guess, so "pt" alone says nothing here.
    return f"{parts[0]}_{territory.upper()}" if len(territory) == 2 else ""


def _film(page: FilmPageData) -> Head:
    record, house = page.record, page.house
    head = Head(
        description=shortened(page.logline or page.synopsis),
        canonical=record.original,
        image_alt=(page.poster.alt if page.poster else "") or page.title,
        card="video.other" if record.kind in VIDEO_KINDS else "video.movie",
        graph=film_graph(page),
        feeds=(*site_feeds(house), *_talk_feeds(page.conversation)),
        alternates=page.alternates,
    )
    if page.screen is None:
        return head
    player, size = player_address(house, page.address), fitted(page.screen)
    asked = urlencode({"url": whole(house, page.address)})
    return replace(
        head,
        oembed=f"{whole(house, OEMBED)}?{asked}" if player else "",
        video=player,
        video_file=whole(house, page.screen.progressive),
        video_size=size,
        embed_code=embed_code(player, page.title, size) if player else "",
    )


def _name(page: NamePageData) -> Head:
    films = ", ".join(film.title for film in films_of(page))
    return Head(
        description=shortened(plain(page.biography) or films),
        image_alt=(page.picture.alt if page.picture else "") or page.name,
        card="profile" if page.kind == "person" else "website",
        graph=name_graph(page),
        feeds=(Feed(page.name, feed_address(page.address)),),
    )


def _home(page: HomePageData) -> Head:
    house = page.house
    words = shortened(house.tagline or plain(page.introduction))
    films = (*((page.lead,) if page.lead else ()), *page.films)
    site = node(
        "WebSite",
        id_=thing(house, "/"),
        url=whole(house, "/"),
        name=house.name,
        description=words,
        inLanguage=house.language,
        potentialAction=_searching(house) if house.base else None,
    )
    return Head(
        description=words,
        graph=(site, film_list(house, page.address, page.title, films)),
        feeds=site_feeds(house),
    )


def _searching(house: House) -> Node:
    """Return how the site is searched; a machine puts the question in place of the braces."""
    template = f"{whole(house, SEARCH)}?q={{search_term_string}}"
    return node(
        "SearchAction",
        target=node("EntryPoint", urlTemplate=template),
        **{"query-input": "required name=search_term_string"},
    )


def _films(page: FilmsPageData) -> Head:
    return Head(
        description=shortened(plain(page.introduction)),
        graph=(
            film_list(page.house, page.address, page.title, page.films),
            trail(page.house, Link(page.title, FILMS)),
        ),
        feeds=site_feeds(page.house),
    )


def _topic(page: TopicPageData) -> Head:
    house = page.house
    listed = page.introduction or Markup.escape(", ".join(film.title for film in page.films))
    head = Head(
        description=shortened(plain(listed)),
        image_alt=(page.picture.alt if page.picture else "") or page.name,
        graph=(
            film_list(house, page.address, page.title, page.films),
            trail(house, page.all_of_kind, Link(page.name, page.address)),
        ),
    )
    if page.leaves.number:
        return head
    return replace(head, feeds=(Feed(page.title, feed_address(page.address)),))


def _programme(page: ProgrammePageData) -> Head:
    films = Markup.escape(", ".join(pick.film.title for pick in page.picks))
    address = page.address
    return Head(
        description=shortened(plain(page.introduction or films)),
        image_alt=(page.picture.alt if page.picture else "") or page.title,
        graph=programme_graph(page),
        feeds=(
            Feed(page.title, feed_address(address)),
            Feed(f"{page.title}, for podcasts", podcast_address(address), RSS),
        ),
    )


def _transcript(page: TranscriptPageData) -> Head:
    house = page.house
    # As much as describes it: hours of speech are not joined for the head.
    begin = (line.words for each in page.paragraphs[:DESCRIBED] for line in each.lines)
    film = Link(page.film_title, page.film_href)
    return Head(
        description=shortened(page.joiner.join(begin)),
        card="article",
        graph=(
            node(
                "WebPage",
                id_=whole(house, page.address),
                url=whole(house, page.address),
                name=page.title,
                inLanguage=page.language,
                about={"@id": thing(house, page.film_href)},
            ),
            trail(house, Link("Films", FILMS), film, Link("Transcript", page.address)),
        ),
    )


def _conversation(page: ConversationPageData) -> Head:
    film = page.conversation.film
    said = Markup(" ").join(each.words for each in page.conversation.threads[:DESCRIBED])
    return Head(
        description=shortened(plain(said)),
        canonical=whole(page.house, page.canonical) if page.canonical else "",
        graph=(trail(page.house, Link("Films", FILMS), film, Link(page.label, page.address)),),
        feeds=_talk_feeds(page.conversation),
    )


def _talk_feeds(talk: ConversationBelow | ConversationData | None) -> tuple[Feed, ...]:
    return (talk.feed,) if talk and talk.feed else ()


def _plain_head(page: Any) -> Head:
    return Head(graph=(trail(page.house, Link(page.title, page.address)),))


_HEADS: dict[type, Callable[[Any], Head]] = {
    ConversationPageData: _conversation,
    FilmPageData: _film,
    FilmsPageData: _films,
    HomePageData: _home,
    NamePageData: _name,
    ProgrammePageData: _programme,
    TopicPageData: _topic,
    TranscriptPageData: _transcript,
}
