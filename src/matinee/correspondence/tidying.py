"""Erases what was kept long enough."""

from datetime import datetime, timedelta

from django.utils import timezone

from matinee.correspondence.addresses import CONFIRM_WITHIN_S
from matinee.correspondence.admission import forget_knocks
from matinee.correspondence.models import Enquiry, Mail, Subscription

ENQUIRIES_KEPT = timedelta(days=365)
MAILS_KEPT = timedelta(days=30)


def tidy(now: datetime | None = None) -> None:
    """Erase addresses nobody confirmed, old enquiries, old mails, and yesterday's knocks."""
    moment = now or timezone.now()
    Subscription.objects.filter(
        confirmed_at=None, asked_at__lt=moment - timedelta(seconds=CONFIRM_WITHIN_S)
    ).delete()
    Enquiry.objects.filter(received_at__lt=moment - ENQUIRIES_KEPT).delete()
    # Those of news stay with the subscription: they are how nobody is told twice.
    ended = (Mail.State.SENT, Mail.State.FAILED, Mail.State.UNSURE)
    Mail.objects.filter(news=None, state__in=ended, next_try_at__lt=moment - MAILS_KEPT).delete()
    forget_knocks()
