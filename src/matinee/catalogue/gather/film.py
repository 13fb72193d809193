"""Films' pages as published data, many at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from matinee.catalogue import published
from matinee.catalogue.gather import credits as billing
from matinee.catalogue.gather import echo, facts
from matinee.catalogue.gather.appearances import gather_appearances
from matinee.catalogue.gather.body import (
    BodyNeeds,
    Stock,
    body_embeds,
    gather_words,
    render_body,
)
from matinee.catalogue.gather.conversations import gather_conversations
from matinee.catalogue.gather.elsewhere import film_elsewhere, gather_told
from matinee.catalogue.gather.films import cards_by_id, film_poster, public_films, typed_links
from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.gather.mentioned import gather_mentioned
from matinee.catalogue.gather.pictures import gather_pictures
from matinee.catalogue.gather.records import film_record
from matinee.catalogue.gather.related import Tie, gather_ties, related_films
from matinee.catalogue.gather.screen import film_download, film_screen, gather_text_tracks
from matinee.catalogue.gather.titles import printed_title, whole_title
from matinee.catalogue.gather.transcript import with_transcripts
from matinee.catalogue.gather.translations import (
    completed,
    gather_alternates,
    gather_originals,
    own_name,
    own_rows,
)
from matinee.catalogue.identifiers import identifier_links
from matinee.catalogue.licences import LICENCES
from matinee.catalogue.models import (
    Company,
    Credit,
    FilmPage,
    FilmPlace,
    FilmSubject,
    Named,
    Person,
)
from matinee.catalogue.outside.players import FILE, FRAME
from matinee.catalogue.published import (
    Alternate,
    ConversationBelow,
    FilmPageData,
    Head,
    Link,
    Maker,
    Mentions,
    Picture,
    Screen,
    TextTrack,
)


@dataclass(frozen=True)
class _Gathered:
    """What the pages of one batch are built from, loaded at once."""

    house: published.House
    today: date
    originals: Mapping[int, FilmPage]
    credits: Mapping[int | None, Sequence[Credit]]
    """By film; those of a translation without any are its original's."""
    ties: Mapping[int, tuple[Tie, ...]]
    stock: Stock
    text_tracks: Mapping[int, tuple[TextTrack, ...]]
    people: Mapping[int, Person]
    companies: Mapping[int, Company]
    alternates: Mapping[int, tuple[Alternate, ...]]
    appearances: Mapping[int, tuple[Link, ...]]
    conversations: Mapping[int, ConversationBelow]
    mentions: Mapping[int, Mentions]


def film_pages(ids: Iterable[int], today: date | None = None) -> dict[int, FilmPageData]:
    """Return the pages of these films by id, leaving out what is not public.

    They are as of a day, by default today where the site is. The number of queries does not
    depend on the number of films.
    """
    public = public_films()
    films = list(public.filter(pk__in=ids).order_by("-pk").prefetch_related(*_parts()))
    credits = billing.gather_credits(film.pk for film in films)
    return _pages(films, credits, public, today)


def film_page(film: FilmPage, today: date | None = None) -> FilmPageData:
    """Return the page of one film from the object itself, an unsaved draft included."""
    credits = {film.pk: billing.draft_credits(film)}
    return _pages([film], credits, public_films(), today)[film.pk]


def _parts() -> tuple[Any, ...]:
    """Return what a page shows that its film keeps in rows of their own."""
    return (
        Prefetch("film_subjects", FilmSubject.objects.select_related("subject")),
        Prefetch("film_places", FilmPlace.objects.select_related("place")),
        "screenings",
        "relations",
        "chapters",
    )


def _pages(
    films: Sequence[FilmPage],
    credits: Mapping[Any, Sequence[Credit]],
    public: QuerySet[FilmPage],
    today: date | None,
) -> dict[int, FilmPageData]:
    """Return the pages; `public` are all public films, for asking which they are costs a query."""
    originals = gather_originals(films, _parts())
    lent = billing.gather_credits(originals) if originals else {}
    credits = {
        film.pk: credits.get(film.pk) or lent.get(film.translation_of_id or 0, []) for film in films
    }
    wholes = [completed(film, originals.get(film.translation_of_id or 0)) for film in films]
    gathered = _gather(wholes, originals, credits, public, today or timezone.localdate())
    return {film.pk: _headed(_page(film, gathered)) for film in wholes}


def _gather(
    films: Sequence[FilmPage],
    originals: Mapping[int, FilmPage],
    credits: Mapping[Any, Sequence[Credit]],
    public: QuerySet[FilmPage],
    today: date,
) -> _Gathered:
    made = [credit for each in credits.values() for credit in billing.makers(each)]
    people = Person.objects.in_bulk({each.person_id for each in made if each.person_id})
    companies = Company.objects.in_bulk({each.company_id for each in made if each.company_id})
    ties = gather_ties(films, credits, public)
    return _Gathered(
        house=gather_house(),
        today=today,
        originals=originals,
        credits=credits,
        ties=ties,
        stock=_gather_stock(films, [*people.values(), *companies.values()], ties, public),
        text_tracks=gather_text_tracks(films),
        people=people,
        companies=companies,
        alternates=gather_alternates(films, public),
        appearances=gather_appearances({film.translation_of_id or film.pk for film in films}),
        conversations=gather_conversations(films),
        mentions=gather_mentioned("film", [film.pk for film in films if film.pk]),
    )


def _gather_stock(
    films: Sequence[FilmPage],
    makers: Sequence[Named],
    ties: Mapping[int, tuple[Tie, ...]],
    public: QuerySet[FilmPage],
) -> Stock:
    needs = BodyNeeds()
    for film in films:
        needs.add(film.body.raw_data)
    tied = (pk for each in ties.values() for tie in each for pk in tie.film_ids)
    return Stock(
        words=gather_words(
            [
                *needs.texts,
                *(film.statement for film in films),
                *(maker.biography for maker in makers),
            ]
        ),
        pictures=gather_pictures(
            [
                *needs.picture_ids,
                *(film.poster_picture_id for film in films),
                *(maker.portrait_id for maker in makers),
            ]
        ),
        cards=cards_by_id([*needs.film_ids, *tied], public),
        told=gather_told([*needs.urls, *(film.elsewhere_url for film in films)]),
    )


def _page(film: FilmPage, gathered: _Gathered) -> FilmPageData:
    original = gathered.originals.get(film.translation_of_id or 0)
    credits = gathered.credits[film.pk]
    stock = gathered.stock
    title = printed_title(film, credits)
    names = billing.byline(credits, title)
    poster = film_poster(film, stock.pictures)
    download, download_size = film_download(film)
    alternates = gathered.alternates[film.pk]
    places = [each.place for each in own_rows("film_places", film, original)]
    subjects = [each.subject for each in own_rows("film_subjects", film, original)]
    return FilmPageData(
        house=gathered.house,
        head=Head(),
        address=film.address,
        language=film.page_language or gathered.house.language,
        title=whole_title(title),
        printed=title,
        original_title=film.original_title,
        byline=names,
        byline_label=billing.byline_label(film, credits) if names else "",
        facts=facts.film_facts(film, places),
        logline=film.logline,
        synopsis=film.synopsis,
        long_synopsis=facts.paragraphs(film.long_synopsis),
        body=render_body(film.body.raw_data, stock),
        statement=stock.words[film.statement],
        key_credits=billing.leading_lines(credits),
        credits=billing.credit_lines(credits),
        makers=_makers(credits, gathered),
        subjects=tuple(Link(each.name, each.address) for each in subjects),
        licence=LICENCES[film.licence],
        may_download=download,
        download_size=download_size,
        rights=film.rights,
        enquiries=echo.film_enquiries(film),
        contact=echo.film_contact(film),
        awards=echo.film_awards(film),
        press=echo.film_press(film),
        screenings=echo.film_screenings(
            film, own_rows("screenings", film, original), gathered.today
        ),
        related=related_films(gathered.ties[film.pk], stock.cards),
        identifiers=identifier_links(film.identifiers.raw_data),
        translations=_translations(film, alternates),
        alternates=alternates,
        programmes=gathered.appearances.get(film.translation_of_id or film.pk, ()),
        support_text=film.support_text,
        support=typed_links(film.support_links),
        origin=facts.origin(film),
        status_note=facts.status_note(film),
        in_progress=film.status == FilmPage.Status.IN_PROGRESS,
        elsewhere=film_elsewhere(film, stock.told, poster),
        embeds=body_embeds(film.body.raw_data, stock),
        screen=_screen(film, poster, original, gathered),
        poster=poster,
        record=film_record(film, credits),
        conversation=gathered.conversations.get(film.pk),
        mentions=gathered.mentions.get(film.pk),
    )


def _screen(
    film: FilmPage, poster: Picture | None, original: FilmPage | None, gathered: _Gathered
) -> Screen | None:
    tracks = with_transcripts(film, original, gathered.text_tracks.get(film.master_id or 0, ()))
    return film_screen(film, poster, tracks, own_rows("chapters", film, original))


def _translations(film: FilmPage, alternates: Iterable[Alternate]) -> tuple[Link, ...]:
    others = (each for each in alternates if each.href != film.address)
    return tuple(Link(own_name(each.language), each.href) for each in others)


def _headed(page: FilmPageData) -> FilmPageData:
    """Let the page's head allow the players that it may show after a click."""
    outside = [each for each in (page.elsewhere, *page.embeds) if each and each.src]
    frames = dict.fromkeys(each.origin for each in outside if each.kind == FRAME)
    media = dict.fromkeys(each.origin for each in outside if each.kind == FILE)
    return replace(page, head=replace(page.head, frames=tuple(frames), media=tuple(media)))


def _makers(credits: Sequence[Credit], gathered: _Gathered) -> tuple[Maker, ...]:
    """Return the makers about whom there is something to say or show."""
    named = [
        gathered.people[credit.person_id]
        if credit.person_id
        else gathered.companies[credit.company_id]
        for credit in billing.makers(credits)
        if credit.person_id or credit.company_id
    ]
    makers = (
        Maker(
            each.name,
            each.address,
            gathered.stock.words[each.biography],
            gathered.stock.pictures.get(each.portrait_id or 0),
        )
        for each in dict.fromkeys(named)
    )
    return tuple(maker for maker in makers if maker.biography or maker.picture)
