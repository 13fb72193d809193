"""Films as published data: their pages, and the cards other pages list them by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from matinee.catalogue import published
from matinee.catalogue.gather import credits as billing
from matinee.catalogue.gather import facts
from matinee.catalogue.gather.body import (
    Words,
    gather_words,
    picture_ids,
    render_body,
    rich_texts,
)
from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.gather.pictures import as_decoration, gather_pictures, still_picture
from matinee.catalogue.gather.records import film_record
from matinee.catalogue.gather.screen import film_screen, gather_text_tracks
from matinee.catalogue.licences import LICENCES
from matinee.catalogue.models import (
    Company,
    Credit,
    FilmPage,
    FilmPlace,
    FilmSubject,
    Person,
)
from matinee.catalogue.published import (
    Enquiries,
    FilmCard,
    FilmPageData,
    Head,
    Link,
    Maker,
    Screenings,
    TextTrack,
)


@dataclass(frozen=True)
class _Gathered:
    """What the pages of one batch are built from, loaded at once."""

    house: published.House
    credits: Mapping[int | None, Sequence[Credit]]
    words: Words
    pictures: Mapping[int, published.Picture]
    text_tracks: Mapping[int, tuple[TextTrack, ...]]
    people: Mapping[int, Person]
    companies: Mapping[int, Company]


def public_films() -> QuerySet[FilmPage]:
    """Return the films that anyone may see, with what every page of theirs needs."""
    return FilmPage.objects.live().public().select_related("release", "poster_still")


def film_pages(ids: Iterable[int]) -> dict[int, FilmPageData]:
    """Return the pages of these films by id, leaving out what is not public.

    The number of queries does not depend on the number of films.
    """
    films = list(
        public_films()
        .filter(pk__in=ids)
        .order_by("-pk")
        .prefetch_related(
            Prefetch("film_subjects", FilmSubject.objects.select_related("subject")),
            Prefetch("film_places", FilmPlace.objects.select_related("place")),
        )
    )
    gathered = _gather(films, billing.gather_credits(film.pk for film in films))
    return {film.pk: _page(film, gathered) for film in films}


def film_page(film: FilmPage) -> FilmPageData:
    """Return the page of one film from the object itself, an unsaved draft included."""
    return _page(film, _gather([film], {film.pk: billing.draft_credits(film)}))


def film_cards(films: Sequence[FilmPage]) -> list[FilmCard]:
    """Return a card for each film, in the order given; constant number of queries."""
    credits = billing.gather_credits(film.pk for film in films)
    pictures = gather_pictures(film.poster_picture_id for film in films)
    return [_card(film, credits.get(film.pk, []), pictures) for film in films]


def _gather(films: Sequence[FilmPage], credits: Mapping[Any, Sequence[Credit]]) -> _Gathered:
    bodies = [film.body.raw_data for film in films]
    made = [credit for each in credits.values() for credit in billing.makers(each)]
    people = Person.objects.in_bulk({each.person_id for each in made if each.person_id})
    companies = Company.objects.in_bulk({each.company_id for each in made if each.company_id})
    names = [*people.values(), *companies.values()]
    texts = [text for body in bodies for text in rich_texts(body)]
    wanted = [picture for body in bodies for picture in picture_ids(body)]
    return _Gathered(
        house=gather_house(),
        credits=credits,
        words=gather_words(
            [*texts, *(film.statement for film in films), *(name.biography for name in names)]
        ),
        pictures=gather_pictures(
            [
                *wanted,
                *(film.poster_picture_id for film in films),
                *(name.portrait_id for name in names),
            ]
        ),
        text_tracks=gather_text_tracks(films),
        people=people,
        companies=companies,
    )


def _page(film: FilmPage, gathered: _Gathered) -> FilmPageData:
    credits = gathered.credits.get(film.pk, [])
    poster = _poster(film, gathered.pictures)
    tracks = gathered.text_tracks.get(film.master_id or 0, ())
    return FilmPageData(
        house=gathered.house,
        head=Head(),
        address=film.address,
        language=film.page_language or gathered.house.language,
        title=film.title,
        original_title=film.original_title,
        byline=billing.byline(credits),
        byline_label="A film by",
        facts=facts.film_facts(film),
        logline=film.logline,
        synopsis=film.synopsis,
        long_synopsis=(),
        body=render_body(film.body.raw_data, gathered.words, gathered.pictures),
        statement=gathered.words[film.statement],
        key_credits=billing.leading_lines(credits),
        credits=billing.credit_lines(credits),
        makers=_makers(credits, gathered),
        subjects=tuple(
            Link(each.subject.name, each.subject.address) for each in film.film_subjects.all()
        ),
        licence=LICENCES[film.licence],
        may_download="",
        rights=film.rights,
        enquiries=Enquiries(),
        contact=(),
        awards=(),
        press=(),
        screenings=Screenings(),
        related=(),
        identifiers=(),
        translations=(),
        programmes=(),
        support_text=film.support_text,
        support=typed_links(film.support_links),
        origin=facts.origin(film),
        status_note=facts.status_note(film),
        elsewhere=facts.elsewhere(film, poster),
        screen=film_screen(film, poster, tracks),
        poster=poster,
        record=film_record(film, credits),
    )


def typed_links(stream: Any) -> tuple[Link, ...]:
    """Return the links of a stream of link blocks."""
    values = (block["value"] for block in stream.raw_data)
    return tuple(Link(value["label"], value["href"]) for value in values)


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
            gathered.words[each.biography],
            gathered.pictures.get(each.portrait_id or 0),
        )
        for each in dict.fromkeys(named)
    )
    return tuple(maker for maker in makers if maker.biography or maker.picture)


def _card(
    film: FilmPage, credits: Sequence[Credit], pictures: Mapping[int, published.Picture]
) -> FilmCard:
    return FilmCard(
        title=film.title,
        href=film.address,
        byline=billing.byline(credits),
        facts=facts.card_facts(film),
        line=facts.one_line(film.synopsis),
        poster=as_decoration(_poster(film, pictures)),
        duration_label=facts.running_time(film),
        record=film_record(film, credits),
    )


def _poster(film: FilmPage, pictures: Mapping[int, published.Picture]) -> published.Picture | None:
    """Return the chosen picture, else the chosen still, else the film's best still."""
    chosen = pictures.get(film.poster_picture_id or 0)
    release = facts.own_release(film)
    if chosen or release is None:
        return chosen
    return still_picture(release, film.poster_still, alt=f"A still from {film.title}")
