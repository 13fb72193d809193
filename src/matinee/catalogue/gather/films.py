"""Films as other pages list them: which ones there are, and a card for each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from matinee.catalogue import published
from matinee.catalogue.gather import credits as billing
from matinee.catalogue.gather import facts
from matinee.catalogue.gather.pictures import as_decoration, gather_pictures, still_picture
from matinee.catalogue.gather.records import film_record
from matinee.catalogue.gather.titles import printed_title, whole_title
from matinee.catalogue.models import Credit, FilmPage
from matinee.catalogue.published import FilmCard, Link

NOT_ON_CARDS = (
    *("body", "statement", "long_synopsis", "awards", "press", "contact", "identifiers"),
    *("rights", "support_text", "support_links"),
)
"""The long fields of a film, which no card shows."""


def public_films() -> QuerySet[FilmPage]:
    """Return the films that anyone may see, with what every page of theirs needs."""
    return FilmPage.objects.live().public().select_related("release", "poster_still")


def listed_films() -> QuerySet[FilmPage]:
    """Return the films that lists show: a page in another language is no second film."""
    return public_films().filter(translation_of=None)


def film_cards(films: Sequence[FilmPage]) -> list[FilmCard]:
    """Return a card for each film, in the order given; constant number of queries."""
    credits = billing.gather_credits(
        [pk for film in films for pk in (film.pk, film.translation_of_id) if pk],
        among=billing.ON_CARDS,
    )
    pictures = gather_pictures(film.poster_picture_id for film in films)
    return [
        _card(film, credits.get(film.pk) or credits.get(film.translation_of_id or 0, []), pictures)
        for film in films
    ]


def cards_by_id(
    ids: Iterable[int], public: QuerySet[FilmPage] | None = None
) -> dict[int, FilmCard]:
    """Return the cards of these films by id, leaving out what is not public.

    Who has asked already which films are public hands them in: asking costs a query.
    """
    wanted = set(ids)
    if not wanted:
        return {}
    among = public_films() if public is None else public
    films = list(among.filter(pk__in=wanted).defer(*NOT_ON_CARDS))
    return dict(zip((film.pk for film in films), film_cards(films), strict=True))


def film_poster(
    film: FilmPage, pictures: Mapping[int, published.Picture]
) -> published.Picture | None:
    """Return the chosen picture, else the chosen still, else the film's best still."""
    chosen = pictures.get(film.poster_picture_id or 0)
    release = facts.own_release(film)
    if chosen or release is None:
        return chosen
    return still_picture(release, film.poster_still, alt=f"A still from {film.title}")


def typed_links(stream: Any) -> tuple[Link, ...]:
    """Return the links of a stream of link blocks."""
    values = (block["value"] for block in stream.raw_data)
    return tuple(Link(value["label"], value["href"]) for value in values)


def _card(
    film: FilmPage, credits: Sequence[Credit], pictures: Mapping[int, published.Picture]
) -> FilmCard:
    title = printed_title(film, credits)
    return FilmCard(
        title=whole_title(title),
        href=film.address,
        byline=billing.byline(credits, title),
        facts=facts.card_facts(film),
        line=film.logline or facts.first_sentence(film.synopsis),
        poster=as_decoration(film_poster(film, pictures)),
        duration_label=facts.running_time(film),
        record=film_record(film, credits),
    )
