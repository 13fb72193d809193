"""Takes and ends the wish to hear about a film, and answers alike whoever is known.

An address is written to once it confirmed by a link it was sent (double opt-in). The form's
answer is the same for an address that is new, unconfirmed or on the list, so nobody learns by it
who waits for what.
"""

from django.db import transaction
from django.utils import timezone

from matinee.catalogue.models import FilmPage
from matinee.correspondence.admission import may_write_to
from matinee.correspondence.letters import already_letter, confirm_letter
from matinee.correspondence.models import Subscription
from matinee.correspondence.news import watch
from matinee.correspondence.posting import post


def ask_for_news(film: FilmPage, email: str, title: str) -> None:
    """Write to the address for its consent, unless it was written to often enough today."""
    with transaction.atomic():
        watch(film)
        if not may_write_to(email):
            return
        subscription, _ = Subscription.objects.get_or_create(
            film=film, email=email, defaults={"asked_at": timezone.now()}
        )
        if subscription.confirmed_at is None:
            # The newest mail's link should hold for its whole week.
            subscription.asked_at = timezone.now()
            subscription.save(update_fields=["asked_at"])
        make = already_letter if subscription.confirmed_at else confirm_letter
        post(make(subscription, title), subscription=subscription)


def waiting(key: str) -> Subscription | None:
    """Return the subscription of a key, None when it is gone."""
    return Subscription.objects.select_related("film").filter(key=key).first()


def confirm(key: str) -> bool:
    """Take the address onto the list; False when it is no longer known. May be repeated."""
    rows = Subscription.objects.filter(key=key)
    rows.filter(confirmed_at=None).update(confirmed_at=timezone.now())
    return rows.exists()


def leave(key: str) -> None:
    """Forget the address and all that was still to be sent to it. May be repeated."""
    Subscription.objects.filter(key=key).delete()
