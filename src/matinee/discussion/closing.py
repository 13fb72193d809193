"""Changes the rules of one film's conversation, closes it, opens it again, and knows its last day.

Each change is written into the record and told to whoever makes pages.
"""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from matinee.catalogue.models import FilmPage
from matinee.discussion.deciding import By
from matinee.discussion.models import Conversation, ConversationRules, Decision
from matinee.discussion.models.conversation import Opening
from matinee.discussion.signals import conversation_changed
from matinee.discussion.standing import closing_day, standing_of

NEVER = 0
"""A film's own number of days where it never closes, whatever the site says."""
_SHUT = {Opening.CLOSED, Opening.NONE}


@dataclass(frozen=True)
class FilmRules:
    """The rules of one film; "" and None are as the site."""

    opening: str = ""
    closes_after_days: int | None = None
    order: str = ""


def rules_of(film: FilmPage) -> FilmRules:
    """Return a film's own rules."""
    own = Conversation.objects.filter(film=film).first()
    return FilmRules(own.opening, own.closes_after_days, own.order) if own else FilmRules()


def set_rules(film: FilmPage, rules: FilmRules, by: By) -> bool:
    """Give a film its own rules; False when they are the ones it has."""
    if rules == rules_of(film):
        return False
    _change(film, rules, by, "rules")
    return True


def close(film: FilmPage, by: By) -> None:
    """Take no more comments from now on; what was said stays. Changes nothing when closed."""
    if standing_of(film).takes:
        own = rules_of(film)
        _change(film, FilmRules(Opening.CLOSED, own.closes_after_days, own.order), by, "close")


def reopen(film: FilmPage, by: By) -> None:
    """Take comments again, by the rules there were before; an end that has come is lifted.

    Where the site itself takes none, the first comment of a person waits.
    """
    if standing_of(film).takes:
        return
    own = rules_of(film)
    opening = _opening_before(film) if own.opening in _SHUT else own.opening
    if opening in _SHUT or (not opening and ConversationRules.load().opening in _SHUT):
        opening = Opening.FIRST_HELD
    with transaction.atomic():
        _change(film, FilmRules(opening, own.closes_after_days, own.order), by, "open")
        if not standing_of(film).takes:
            _set(film, FilmRules(opening, NEVER, own.order))


def closing_between(after: date, until: date) -> set[int]:
    """Return the films whose conversation took comments on `after` and takes none on `until`.

    Only those that close by the count of days; two queries, and the rows of the films that have
    a count of their own.
    """
    own = Conversation.objects.filter(
        closes_after_days__gt=0, film__first_published_at__isnull=False
    )
    rows = own.values_list("film", "closes_after_days", "film__first_published_at")
    films = set()
    for film, days, first in rows:
        last = closing_day(timezone.localdate(first), days)
        if last and after < last <= until:
            films.add(film)
    return films | _closing_by_the_site(after, until)


def _closing_by_the_site(after: date, until: date) -> set[int]:
    days = ConversationRules.load().closes_after_days
    if not days:
        return set()
    first, last = after - timedelta(days=days), until - timedelta(days=days)
    own = Q(conversation__closes_after_days__isnull=False)
    rows = FilmPage.objects.exclude(own).filter(
        first_published_at__date__gt=first, first_published_at__date__lte=last
    )
    return set(rows.values_list("pk", flat=True))


def _change(film: FilmPage, rules: FilmRules, by: By, action: str) -> None:
    before = rules_of(film)
    with transaction.atomic():
        _set(film, rules)
        # The states are those of a conversation; no comment belongs to the entry.
        Decision.objects.create(
            film=film,
            action=action,
            was=before.opening,
            became=rules.opening,
            user_id=by.user_id,
            by=by.name,
            at=timezone.now(),
            batch=uuid.uuid4().hex,
        )


def _set(film: FilmPage, rules: FilmRules) -> None:
    values = {
        "opening": rules.opening,
        "closes_after_days": rules.closes_after_days,
        "order": rules.order,
    }
    # By update: the row's counters may be moving meanwhile.
    if not Conversation.objects.filter(film=film).update(**values):
        Conversation.objects.get_or_create(film=film)
        Conversation.objects.filter(film=film).update(**values)
    conversation_changed.send(Conversation, film_ids=[film.pk])


def _opening_before(film: FilmPage) -> str:
    """Return what held before somebody closed the conversation."""
    closings = Decision.objects.filter(film=film, comment=None, became=Opening.CLOSED)
    return closings.values_list("was", flat=True).first() or ""
