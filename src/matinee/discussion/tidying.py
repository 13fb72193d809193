"""Erases of the conversations what was kept long enough.

An e-mail address stays with its comment: by it a person's next comment is known not to be the
first, and notices of replies find their way. It goes when its owner asks for it.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from matinee.discussion import search
from matinee.discussion.addresses import CONFIRM_WITHIN_S
from matinee.discussion.erasing import BLANK
from matinee.discussion.models import Ban, Comment, Mention, NoticeAddress, ReplyNotice, Report
from matinee.discussion.scrubbing import empty_journal

NETWORKS_KEPT = timedelta(days=7)
SPAM_KEPT = timedelta(days=30)
REPORTS_KEPT = timedelta(days=90)
NOTICES_KEPT = timedelta(days=7)
BATCH = 500
"""So many at a time: whoever posts meanwhile does not wait for all."""


def tidy(now: datetime | None = None) -> None:
    """Erase old networks, spam, reports, bans that ended, and addresses nobody confirmed."""
    moment = now or timezone.now()
    _blank_networks(moment - NETWORKS_KEPT)
    if _delete_spam(moment - SPAM_KEPT):
        search.forget()
    NoticeAddress.objects.filter(
        confirmed_at=None, asked_at__lt=moment - timedelta(seconds=CONFIRM_WITHIN_S)
    ).delete()
    ReplyNotice.objects.filter(due_at__lt=moment - NOTICES_KEPT).delete()
    old = moment - REPORTS_KEPT
    Report.objects.filter(settled_at__lt=old).delete()
    Report.objects.filter(at__lt=moment - NETWORKS_KEPT).exclude(network="").update(network="")
    Ban.objects.filter(until__lt=moment).delete()
    empty_journal()


def _blank_networks(before: datetime) -> None:
    rows = Comment.objects.filter(posted_at__lt=before).exclude(network="")
    while pks := list(rows.values_list("pk", flat=True)[:BATCH]):
        Comment.objects.filter(pk__in=pks).update(network="")


def _delete_spam(before: datetime) -> int:
    """Delete spam; empty what was shown before it was marked, for that keeps its place.

    Return how much it was.
    """
    count = 0
    spam = Comment.objects.filter(state=Comment.State.SPAM, posted_at__lt=before)
    unseen = spam.filter(number=None, place=None, replies=None)
    while pks := list(unseen.values_list("pk", flat=True)[:BATCH]):
        Comment.objects.filter(pk__in=pks).delete()
        count += len(pks)
    while pks := list(spam.exclude(text="").values_list("pk", flat=True)[:BATCH]):
        Mention.objects.filter(comment__in=pks).delete()
        Comment.objects.filter(pk__in=pks).update(**BLANK)
        count += len(pks)
    return count
