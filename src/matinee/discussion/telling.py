"""Tells people who answered them, and moderators how much waits for them.

A reply that is shown is noted in the transaction that shows it. A worker tells of it some minutes
later, when its author and the moderators have had time to take it back, and several replies in
one mail. What is marked as told and the mail that tells it are written together: a worker that
is killed has done both or neither.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone

from matinee.correspondence.models import Mail
from matinee.correspondence.news import printed_titles
from matinee.correspondence.posting import post, sends_mail
from matinee.discussion.addresses import comment_address
from matinee.discussion.letters import MOST_TOLD, ToldReply, replies_letter, waiting_letter
from matinee.discussion.models import (
    Comment,
    ConversationRules,
    NoticeAddress,
    ReplyNotice,
    Report,
)
from matinee.discussion.notices import cause_of

SETTLES_AFTER = timedelta(minutes=5)
"""How long a reply stands before it is told of: most corrections and removals come at once."""
MAIL_EVERY = timedelta(minutes=30)
"""One address gets no more than one mail in this time; what comes meanwhile waits for the next."""
NEW_FOR = timedelta(minutes=5)
"""What was first shown longer ago is no news: an import, or a removal that was undone."""
MODERATORS_EVERY = timedelta(hours=1)
MOST_DUE = 5000
"""What is due beyond that waits for the next time; some of it may wait for a confirmation."""
_CAUSE = "moderators:"
_AFTER_CAUSE = "moderators;"

State = Comment.State


def note_replies(pks: Collection[int], **news: Any) -> None:
    """Note the replies among these comments that somebody asked to hear of; hears the signal.

    A site without mail pays nothing for it, any other one query.
    """
    if not sends_mail():
        return
    now = timezone.now()
    wanted = Q(parent__wants_notices=True) & ~Q(parent__email="")
    fresh = Comment.objects.filter(
        wanted, pk__in=pks, state=State.PUBLIC, shown_at__gt=now - NEW_FOR
    )
    notices = [
        ReplyNotice(reply=reply, due_at=now + SETTLES_AFTER)
        for reply in fresh.select_related("parent")
        if reply.parent and not same_person(reply, reply.parent)
    ]
    if notices:
        ReplyNotice.objects.bulk_create(notices, ignore_conflicts=True)


def same_person(one: Comment, other: Comment) -> bool:
    """Say whether two comments were written by one person, as far as can be known."""
    if one.user_id or other.user_id:
        return one.user_id == other.user_id
    if one.email:
        return one.email == other.email
    alike = one.name.casefold() == other.name.casefold()
    return alike and bool(one.network) and one.network == other.network


def tell_replies(now: datetime | None = None) -> int:
    """Queue a mail for everyone with replies that are due; return how many mails.

    Only for addresses that confirmed, and what both sides still show. Safe to run in any number
    of workers at once.
    """
    if not sends_mail():
        return 0
    moment = now or timezone.now()
    waiting = _waiting(moment)
    if not waiting:
        return 0
    addresses = NoticeAddress.objects.filter(email__in=waiting, confirmed_at__isnull=False)
    lately = ReplyNotice.objects.filter(told_at__gt=moment - MAIL_EVERY)
    told = set(lately.values_list("reply__parent__email", flat=True).distinct())
    ready = [each for each in addresses if each.email not in told]
    return sum(_tell(each, waiting[each.email], moment) for each in ready)


def tell_moderators(now: datetime | None = None) -> bool:
    """Queue a mail that says how much waits, when something new does; at most one an hour.

    What was told of is kept as the cause of the mail, so what waits on is not told again until
    that mail is forgotten, a month later.
    """
    if not sends_mail():
        return False
    moment = now or timezone.now()
    told = Mail.objects.filter(cause__gte=_CAUSE, cause__lt=_AFTER_CAUSE).order_by("-pk")
    held = Comment.objects.filter(state=State.HELD)
    reports = Report.objects.filter(settled_at=None)
    with transaction.atomic():
        # Two workers would both find it untold.
        list(ConversationRules.objects.select_for_update())
        newest = [rows.aggregate(last=Max("pk"))["last"] or 0 for rows in (held, reports)]
        last = told.first()
        known = [int(part) for part in last.cause.split(":")[1:3]] if last else [0, 0]
        if all(new <= old for new, old in zip(newest, known, strict=True)):
            return False
        if last and int(last.cause.split(":")[3]) > (moment - MODERATORS_EVERY).timestamp():
            return False
        marks = [max(pair) for pair in zip(newest, known, strict=True)]
        reported = reports.values("comment").distinct().count()
        letter = waiting_letter(held.count(), reported, reverse("conversations:queue"))
        post(letter, cause=f"{_CAUSE}{marks[0]}:{marks[1]}:{int(moment.timestamp())}")
    return True


def _waiting(moment: datetime) -> dict[str, list[int]]:
    """Return the replies that are due, by the address that asked to hear of them.

    First by the index of what is untold: a worker asks every other second.
    """
    untold = ReplyNotice.objects.filter(told_at=None, due_at__lte=moment)
    due = list(untold.order_by("due_at").values_list("pk", flat=True)[:MOST_DUE])
    if not due:
        return {}
    both_shown = Comment.objects.filter(
        pk__in=due, state=State.PUBLIC, parent__state=State.PUBLIC, parent__wants_notices=True
    )
    waiting: dict[str, list[int]] = defaultdict(list)
    for pk, email in both_shown.order_by("pk").values_list("pk", "parent__email"):
        waiting[email].append(pk)
    return waiting


def _tell(address: NoticeAddress, pks: list[int], moment: datetime) -> int:
    with transaction.atomic():
        mine = ReplyNotice.objects.filter(pk__in=pks, told_at=None)
        # Another worker that took one of them tells them all.
        if mine.update(told_at=moment) != len(pks):
            transaction.set_rollback(True)
            return 0
        quoted = Comment.objects.filter(pk__in=pks[:MOST_TOLD]).order_by("pk")
        letter = replies_letter(address, _told(quoted.select_related("thread", "film")), len(pks))
        mail = post(letter, cause=cause_of(address))
        ReplyNotice.objects.filter(pk__in=pks).update(mail=mail)
    return 1


def _told(replies: Iterable[Comment]) -> list[ToldReply]:
    rows = list(replies)
    titles = printed_titles({reply.film_id: reply.film for reply in rows}.values())
    return [
        ToldReply(
            titles.get(reply.film_id, reply.film.title), reply.name, reply.text, _address(reply)
        )
        for reply in rows
    ]


def _address(reply: Comment) -> str:
    number = (reply.thread and reply.thread.number) or 0
    return comment_address(reply.film.address, reply.pk, number, reply.place)
