"""Puts mails into the outbox; a worker sends them."""

from django.conf import settings
from django.utils import timezone

from matinee.correspondence.letters import Letter
from matinee.correspondence.models import Enquiry, Mail, Subscription


def sends_mail() -> bool:
    """Say whether this site was told how to send mail."""
    return bool(settings.MATINEE.mail_url)


def post(
    letter: Letter,
    *,
    enquiry: Enquiry | None = None,
    subscription: Subscription | None = None,
    cause: str = "",
) -> Mail:
    """Queue a letter in the running transaction.

    It falls with the enquiry or the subscription it belongs to, if that goes before it is sent;
    a letter of another cause can be taken back by `take_back`.
    """
    return Mail.objects.create(
        to=letter.to,
        subject=letter.subject,
        text=letter.text,
        headers=letter.headers,
        enquiry=enquiry,
        subscription=subscription,
        cause=cause,
        next_try_at=timezone.now(),
    )


def take_back(cause: str) -> None:
    """Remove the letters of a cause that have not gone yet."""
    Mail.objects.filter(cause=cause, state__in=(Mail.State.WAITING, Mail.State.CLAIMED)).delete()
