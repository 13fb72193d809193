"""A programme's picks as published data, from all that several programmes need at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from matinee.catalogue.addresses import film_address
from matinee.catalogue.gather import credits as billing
from matinee.catalogue.gather.body import Words, gather_words
from matinee.catalogue.gather.facts import own_release
from matinee.catalogue.gather.films import NOT_ON_CARDS, film_cards, public_films
from matinee.catalogue.gather.pictures import as_decoration, gather_pictures
from matinee.catalogue.models import Credit, FilmPage, Relation
from matinee.catalogue.published import (
    CreditLine,
    CreditName,
    FilmCard,
    Link,
    Pick,
    PickGroup,
    Picture,
)
from matinee.programmes import models
from matinee.programmes.addresses import within
from matinee.programmes.labels import machine_slot, slot_label

LINES = 5
NAMES = 4
"""A pick names so many leading roles, and so many in each; its film's page names all."""


@dataclass(frozen=True)
class Shelf:
    """The public films of some picks, with what is printed of them."""

    films: Mapping[int, FilmPage]
    cards: Mapping[int, FilmCard]
    credits: Mapping[int, Sequence[Credit]]
    making_ofs: Mapping[int, Link]
    pictures: Mapping[int, Picture]
    words: Words

    def groups(self, slug: str, picks: Iterable[models.Pick]) -> tuple[PickGroup, ...]:
        """Return the picks whose films are public, under their headings.

        A heading stays where the film below it is gone: the group begins with the next one.
        """
        heading, shown = "", []
        for row in picks:
            heading = row.heading or heading
            if row.film_id in self.films:
                shown.append((heading, row))
        numbered = [
            self._pick(slug, number, above, row) for number, (above, row) in enumerate(shown, 1)
        ]
        return tuple(
            PickGroup(above, tuple(group))
            for above, group in groupby(numbered, key=lambda pick: pick.heading)
        )

    def _pick(self, slug: str, number: int, heading: str, row: models.Pick) -> Pick:
        film, card = self.films[row.film_id], self.cards[row.film_id]
        credits = self.credits.get(film.pk) or self.credits.get(film.translation_of_id or 0, [])
        return Pick(
            number=number,
            film=card,
            href=within(card.href, slug),
            heading=heading,
            picture=as_decoration(self.pictures.get(row.picture_id or 0)) or card.poster,
            mark=_mark(film, card),
            byline=card.byline,
            byline_label=billing.byline_label(film, credits),
            note=self.words[row.note],
            credits=_brief(_untold(film, card, credits)),
            making_of=self.making_ofs.get(film.pk),
            slot=slot_label(row.on, row.at),
            machine_slot=machine_slot(row.on, row.at),
            venue=row.venue,
        )


def gather_shelf(
    picks: Sequence[models.Pick], words: Iterable[str] = (), pictures: Iterable[int | None] = ()
) -> Shelf:
    """Load what these picks show, with some texts and pictures besides, in constant queries."""
    films = films_of(picks)
    return Shelf(
        films=films,
        cards=dict(zip(films, film_cards(list(films.values())), strict=True)),
        credits=billing.gather_credits(
            pk for film in films.values() for pk in (film.pk, film.translation_of_id) if pk
        ),
        making_ofs=_making_ofs(films),
        pictures=gather_pictures([*pictures, *(pick.picture_id for pick in picks)]),
        words=gather_words([*words, *(pick.note for pick in picks)]),
    )


def films_of(picks: Iterable[models.Pick]) -> dict[int, FilmPage]:
    """Return the picks' films that anyone may see, by id, without their long texts."""
    wanted = {pick.film_id for pick in picks}
    found = public_films().filter(pk__in=wanted).defer(*NOT_ON_CARDS) if wanted else ()
    return {film.pk: film for film in found}


def length_s(film: FilmPage) -> float | None:
    """Return how long a film is, None where nobody knows."""
    release = own_release(film)
    return release.duration_s if release else film.running_time_s


def _making_ofs(film_ids: Iterable[int]) -> dict[int, Link]:
    """Return the way to the first public making-of of each film that has one."""
    rows = (
        public_films()
        .filter(relations__kind=Relation.Kind.MAKING_OF, relations__other__in=list(film_ids))
        .order_by("first_published_at", "pk")
        .values_list("relations__other_id", "slug")
    )
    links: dict[int, Link] = {}
    for film_id, slug in rows:
        links.setdefault(film_id, Link("its making-of", film_address(slug)))
    return links


def _mark(film: FilmPage, card: FilmCard) -> str:
    if film.shown == FilmPage.Shown.ELSEWHERE:
        return f"{card.duration_label or 'Elsewhere'} · plays from its own host"
    return card.duration_label


def _untold(film: FilmPage, card: FilmCard, credits: Iterable[Credit]) -> list[Credit]:
    """Return the credits whose names stand neither in the byline nor in the printed title."""
    told = billing.ON_CARDS if card.title != film.title else billing.MAKERS
    return [each for each in credits if each.role_key not in told]


def _brief(credits: Iterable[Credit]) -> tuple[CreditLine, ...]:
    """Return the first of the leading roles; how many names are left out is said."""
    lines = billing.leading_lines(credits)[:LINES]
    return tuple(
        replace(line, names=(*line.names[:NAMES], _rest(len(line.names) - NAMES)))
        if len(line.names) > NAMES
        else line
        for line in lines
    )


def _rest(count: int) -> CreditName:
    return CreditName(f"{count} more", joiner="and")
