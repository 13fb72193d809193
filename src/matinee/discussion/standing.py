"""Says whether a conversation takes comments, and whose are read before they are shown."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from matinee.catalogue.models import FilmPage
from matinee.discussion.models import Conversation, ConversationRules
from matinee.discussion.models.conversation import Opening, Order


@dataclass(frozen=True)
class Standing:
    """How things stand with one conversation on one day."""

    opening: Opening
    """As the rules say, a conversation whose time is over being closed."""
    closes_on: date | None
    """The first day on which nothing is taken, None where no end is set."""
    order: Order

    @property
    def exists(self) -> bool:
        """Whether the film has a conversation at all."""
        return self.opening != Opening.NONE

    @property
    def takes(self) -> bool:
        """Whether comments are taken."""
        return self.opening not in {Opening.NONE, Opening.CLOSED}


def standing_of(film: FilmPage, today: date | None = None) -> Standing:
    """Return how things stand with the conversation under one film."""
    return standings([film], today)[film.pk]


def standings(films: Collection[FilmPage], today: date | None = None) -> dict[int, Standing]:
    """Return how things stand under these films, by id, in two queries."""
    rules = ConversationRules.load()
    own = {each.film_id: each for each in Conversation.objects.filter(film__in=films)}
    day = today or timezone.localdate()
    return {film.pk: _standing(film, own.get(film.pk), rules, day) for film in films}


def closing_day(first_day: date | None, days: int | None) -> date | None:
    """Return the first day on which nothing is taken any more."""
    return first_day + timedelta(days=days) if first_day and days else None


def _standing(
    film: FilmPage, own: Conversation | None, rules: ConversationRules, today: date
) -> Standing:
    opening = Opening((own and own.opening) or rules.opening)
    days = (own and own.closes_after_days) or rules.closes_after_days
    first = film.first_published_at
    closes_on = closing_day(timezone.localdate(first) if first else None, days)
    over = closes_on is not None and today >= closes_on
    if over and opening != Opening.NONE:
        opening = Opening.CLOSED
    return Standing(opening, closes_on, Order((own and own.order) or rules.order))
