"""Says whether a conversation takes comments, and whose are read before they are shown."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

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
    return standing_by(own, rules, film.first_published_at, today)


def standing_by(
    own: Conversation | None,
    rules: ConversationRules,
    published_at: datetime | None,
    today: date | None = None,
) -> Standing:
    """Return how things stand by the film's own rules, if any, and those of the site.

    `published_at` is when the film's page first was public.
    """
    opening = Opening((own and own.opening) or rules.opening)
    first_day = timezone.localdate(published_at) if published_at else None
    closes_on = closing_day(first_day, _days(own, rules))
    over = closes_on is not None and (today or timezone.localdate()) >= closes_on
    if over and opening != Opening.NONE:
        opening = Opening.CLOSED
    return Standing(opening, closes_on, Order((own and own.order) or rules.order))


def _days(own: Conversation | None, rules: ConversationRules) -> int | None:
    """Return after how many days the conversation closes; 0, the film's own "never", counts."""
    given = own.closes_after_days if own else None
    return rules.closes_after_days if given is None else given
