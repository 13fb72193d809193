"""A film in schema.org's words: the work, its video, who made it, where it is shown.

A documentary, short, feature or making-of is a Movie with a VideoObject; schema.org has no
narrower type, so `genre` says which. A music video, advertisement or trailer is no Movie: it
is the video itself, and a music video is a MusicVideoObject too, which alone could not name
its director.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from matinee.catalogue.addresses import FILMS
from matinee.catalogue.codes import country_names
from matinee.catalogue.published import (
    CommentData,
    FilmCard,
    FilmPageData,
    House,
    Link,
    RecordCredit,
    Screen,
    ScreeningLine,
)
from matinee.catalogue.seen.addresses import player_address, whole
from matinee.catalogue.seen.nodes import Node, iso_duration, node, reference, thing, trail
from matinee.catalogue.seen.plain_words import plain, shortened
from matinee.catalogue.seen.share_card import share_card

VIDEO_KINDS: dict[str, list[str]] = {
    "music-video": ["VideoObject", "MusicVideoObject"],
    "advertisement": ["VideoObject"],
    "trailer": ["VideoObject"],
}
"""The kinds of films that are a video rather than a movie, and what schema.org calls them."""

NAMES_AT_MOST = 40
"""In one role: a roll of hundreds is for people to read."""

COMMENT_CHARACTERS = 500
"""Of one comment: the whole of it stands in the page."""

# schema.org's word for a role; the companies among those that take people alone are left out.
_PROPERTIES = {
    "director": "director",
    "co-director": "director",
    "filmmaker": "director",
    "writer": "author",
    "producer": "producer",
    "executive-producer": "producer",
    "production-company": "productionCompany",
    "commissioner": "sponsor",
    "brand": "sponsor",
    "cast": "actor",
    "narrator": "actor",
    "artist": "musicBy",
    "composer": "musicBy",
    "editor": "editor",
}
_PEOPLE_ONLY = frozenset({"director", "actor", "editor"})
_COMPANIES_ONLY = frozenset({"productionCompany"})
# Only a movie has a production company in schema.org.
_ON_A_VIDEO = {"productionCompany": "producer"}


def film_graph(page: FilmPageData) -> tuple[Node, ...]:
    """Return the film, its coming screenings, and the way to its page."""
    return (
        _film(page),
        *(_screening(page, each) for each in page.screenings.coming),
        trail(page.house, Link("Films", FILMS), Link(page.title, page.address)),
    )


def _film(page: FilmPageData) -> Node:
    record = page.record
    video = dict(_video(page, page.screen)) if page.screen else {}
    if record.kind in VIDEO_KINDS:
        made = {**video, **_work(page), **_credits(page.house, record.credits, video=True)}
        return node(VIDEO_KINDS[record.kind], **{**made, "thumbnailUrl": _thumbnail(page)})
    return node(
        "Movie",
        **_work(page),
        **_credits(page.house, record.credits),
        countryOfOrigin=[
            node("Country", name=name, identifier=code)
            for code, name in zip(
                record.countries,
                country_names(list(record.countries), page.house.language),
                strict=True,
            )
        ],
        duration=iso_duration(record.duration_s),
        subtitleLanguage=_caption_languages(page),
        trailer=[_trailer(page.house, each) for each in _trailers(page)],
        video=node("VideoObject", **video) if video else None,
    )


def _work(page: FilmPageData) -> dict[str, Any]:
    """Return what a film is whether movie or video."""
    record, house = page.record, page.house
    return {
        "id_": thing(house, page.address),
        "url": whole(house, page.address),
        "name": page.title,
        "alternateName": page.original_title,
        "description": page.synopsis or page.logline,
        "abstract": page.logline if page.synopsis else "",
        "genre": record.kind_label,
        "image": whole(house, share_card(page).address) if house.base else "",
        "inLanguage": list(record.languages),
        "dateCreated": str(record.year or ""),
        "license": record.licence,
        "copyrightNotice": page.rights,
        "creativeWorkStatus": page.status_note,
        "isAccessibleForFree": True if page.screen else None,
        "award": [
            ", ".join(filter(None, (each.what, each.where, each.year))) for each in page.awards
        ],
        "keywords": [each.label for each in page.subjects],
        "isPartOf": [
            reference("Collection", house, each.href, each.label) for each in page.programmes
        ],
        "sameAs": _same_as(page),
        "commentCount": page.conversation.count if page.conversation else None,
        "comment": [_comment(house, each) for each in _comments(page)],
    }


def _comments(page: FilmPageData) -> tuple[CommentData, ...]:
    return page.conversation.comments if page.conversation else ()


def _comment(house: House, said: CommentData) -> Node:
    return node(
        "Comment",
        url=whole(house, said.address),
        author=node("Person", name=said.name),
        dateCreated=said.machine_date,
        text=shortened(plain(said.words), COMMENT_CHARACTERS),
    )


def _same_as(page: FilmPageData) -> list[str]:
    elsewhere = page.elsewhere.href if page.elsewhere and not page.elsewhere.gone else ""
    hrefs = (*(each.href for each in page.identifiers), page.record.original, elsewhere)
    return [href for href in dict.fromkeys(hrefs) if href]


def _credits(
    house: House, credits: Iterable[RecordCredit], *, video: bool = False
) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for each in credits:
        name = _PROPERTIES.get(each.role_key, "contributor")
        if each.company and name in _PEOPLE_ONLY:
            name = "contributor"
        elif name in _COMPANIES_ONLY and not each.company:
            name = "producer"
        elif video:
            name = _ON_A_VIDEO.get(name, name)
        who = _who(house, each, music=name == "musicBy")
        named = found.setdefault(name, [])
        if who not in named and len(named) < NAMES_AT_MOST:
            named.append(who)
    return found


def _who(house: House, credit: RecordCredit, *, music: bool) -> Node:
    kind = "Person"
    if credit.company:
        kind = "MusicGroup" if music else "Organization"
    if credit.href:
        return reference(kind, house, credit.href, credit.name)
    return node(kind, name=credit.name)


def _video(page: FilmPageData, screen: Screen) -> Iterator[tuple[str, Any]]:
    """Yield what search engines ask of a video, and what players of others can use."""
    house, record = page.house, page.record
    film = whole(house, page.address)
    yield "id_", thing(house, page.address, "video")
    yield "name", page.title
    yield "description", page.synopsis or page.logline or page.title
    yield "thumbnailUrl", _thumbnail(page)
    yield "uploadDate", record.published_at.isoformat() if record.published_at else ""
    yield "duration", iso_duration(screen.duration_s)
    yield "contentUrl", whole(house, screen.progressive)
    yield "embedUrl", player_address(house, page.address)
    yield "encodingFormat", record.file.content_type if record.file else ""
    yield "inLanguage", list(record.languages)
    yield "isAccessibleForFree", True
    yield "license", record.licence
    yield (
        "caption",
        [
            node(
                "MediaObject",
                name=track.label,
                contentUrl=whole(house, track.src),
                encodingFormat="text/vtt",
                inLanguage=track.language,
            )
            for track in screen.text_tracks
        ],
    )
    # An address is a text, too: the page does not grow by the words.
    yield "transcript", whole(house, screen.transcript) if screen.transcript else ""
    ends = [*(each.start_s for each in screen.chapters[1:]), screen.duration_s]
    yield (
        "hasPart",
        [
            node(
                "Clip",
                name=chapter.title,
                startOffset=int(chapter.start_s),
                endOffset=int(end_s),
                url=f"{film}#t={round(chapter.start_s, 3):g}",
            )
            # A film without chapters still has an end.
            for chapter, end_s in zip(screen.chapters, ends, strict=False)
            if int(end_s) > int(chapter.start_s)
        ],
    )


def _thumbnail(page: FilmPageData) -> list[str]:
    return [whole(page.house, page.poster.src)] if page.poster else []


def _caption_languages(page: FilmPageData) -> list[str]:
    tracks = page.screen.text_tracks if page.screen else ()
    return list(dict.fromkeys(track.language for track in tracks if track.language))


def _trailers(page: FilmPageData) -> list[FilmCard]:
    near = [film for group in page.related if group.near for film in group.films]
    return [film for film in near if film.record.kind == "trailer" and film.record.file]


def _trailer(house: House, film: FilmCard) -> Node:
    record = film.record
    return node(
        "VideoObject",
        id_=thing(house, film.href),
        url=whole(house, film.href),
        name=film.title,
        description=film.line or film.title,
        thumbnailUrl=[whole(house, film.poster.src)] if film.poster else [],
        uploadDate=record.published_at.isoformat() if record.published_at else "",
        duration=iso_duration(record.duration_s),
        contentUrl=whole(house, record.file.href) if record.file else "",
        embedUrl=player_address(house, film.href),
    )


def _screening(page: FilmPageData, line: ScreeningLine) -> Node:
    work = {"@id": thing(page.house, page.address)}
    return node(
        "ScreeningEvent",
        name=f"{page.title}, {line.occasion}" if line.occasion else page.title,
        startDate=line.machine_date,
        location=node("Place", name=line.venue, address=line.town),
        description=line.note,
        url=line.href or whole(page.house, page.address),
        # Only a movie can be presented; anything can be featured.
        **{"workFeatured" if page.record.kind in VIDEO_KINDS else "workPresented": work},
        superEvent=node("Event", name=line.occasion, startDate=line.machine_date)
        if line.occasion
        else None,
    )
