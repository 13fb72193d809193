"""Keeps that a visitor finds something wrong with a comment, once from each network."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from matinee.discussion.admission import Sender
from matinee.discussion.models import Comment, Report

AN_HOUR = timedelta(hours=1)
PER_NETWORK = 20
"""How many comments one network may report in an hour."""
LONGEST_WORDS = 1000


def is_too_much(sender: Sender) -> bool:
    """Say whether a network has reported enough this hour."""
    if not sender.hashes:
        return False
    recent = Report.objects.filter(network__in=sender.hashes[:2], at__gt=timezone.now() - AN_HOUR)
    return recent[:PER_NETWORK].count() >= PER_NETWORK


def report(comment: Comment, reason: str, words: str, sender: Sender) -> None:
    """Keep a report of a comment, unless one from the same network waits to be looked at."""
    with transaction.atomic():
        mine = Report.objects.filter(comment=comment, network__in=sender.hashes, settled_at=None)
        if sender.hashes and mine.exists():
            return
        Report.objects.create(
            comment=comment,
            reason=reason,
            words=words[:LONGEST_WORDS],
            network=sender.hashed,
            at=timezone.now(),
        )
        Comment.objects.filter(pk=comment.pk).update(reports=F("reports") + 1)
