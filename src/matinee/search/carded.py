"""Films that were found, each with its card."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from matinee.catalogue.gather.films import NOT_ON_CARDS, film_cards, public_films
from matinee.catalogue.models import FilmPage
from matinee.catalogue.published import FilmCard


class Carded(NamedTuple):
    """A film as it is stored and as lists show it."""

    film: FilmPage
    card: FilmCard

    @property
    def note(self) -> str:
        """What tells the film from others: kind, year, who made it."""
        names = ", ".join(name.name for name in self.card.byline)
        return " · ".join(filter(None, (", ".join(self.card.facts), names)))


Films = Mapping[int, Carded]
"""By id."""


def gather_films(ids: Collection[int]) -> Films:
    """Return those of these films that anyone may see, in a constant number of queries."""
    if not ids:
        return {}
    films = list(public_films().filter(pk__in=ids).defer(*NOT_ON_CARDS))
    return {
        film.pk: Carded(film, card) for film, card in zip(films, film_cards(films), strict=True)
    }
