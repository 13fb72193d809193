"""Gives a person all that is kept about them, or erases it for good.

A comment that was shown keeps its place, empty, so that what answered it still hangs together.
One that never was goes altogether. A ban of the address stays, as a hash from which nobody can
read it: erasing must not be the way around a ban. The reasons in the record stay, too.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from matinee.correspondence.models import Mail
from matinee.correspondence.posting import take_back
from matinee.discussion.bans import disguised, folded
from matinee.discussion.deciding import By, decide
from matinee.discussion.mentions import note_mentions
from matinee.discussion.models import (
    Ban,
    Comment,
    Decision,
    NoticeAddress,
    ReplyNotice,
    Report,
    new_key,
)
from matinee.discussion.notices import cause_of
from matinee.discussion.scrubbing import SHORTEST_TRACE, overwriting, scrub

State = Comment.State
BATCH = 200
_TRACE = 40
"""So many characters tell one text from all others."""
BLANK: dict[str, Any] = {
    "name": "",
    "email": "",
    "link": "",
    "text": "",
    "html": "",
    "badge": "",
    "network": "",
    "digest": "",
    "held_for": "",
    "reports": 0,
    "at_s": None,
    "user": None,
    "wants_notices": False,
    "pinned": False,
}
"""What a comment says when nothing of its author is left in it."""


@dataclass(frozen=True)
class Erased:
    """What an erasure came to."""

    emptied: int
    """Comments that keep their place, without a word of the person."""
    deleted: int
    """Comments that were never shown, and are gone."""
    scrubbed: bool
    """Whether no trace is left in the database's file; else the next tidying sees to it."""


def export(email: str) -> dict[str, Any]:
    """Return everything that is kept about an e-mail address, ready to be written as JSON."""
    address = normal(email)
    comments = comments_of(address)
    return {
        "email": address,
        **told(comments),
        "notices": _notices(address),
        "bans": _bans(address),
    }


def told(comments: QuerySet[Comment]) -> dict[str, Any]:
    """Return what is kept about these comments: themselves, reports and decisions about them."""
    reports = Report.objects.filter(comment__in=comments)
    decisions = Decision.objects.filter(comment__in=comments)
    return {
        "comments": [_comment(each) for each in comments.select_related("film")],
        "reports": [
            {"comment": each.comment_id, "reason": each.reason, "words": each.words, **_at(each)}
            for each in reports
        ],
        "decisions": [_decision(each) for each in decisions],
    }


def erase(email: str, by: By) -> Erased:
    """Erase for good what is kept about an e-mail address, in comments, wishes and mails."""
    address = normal(email)
    pks = list(comments_of(address).values_list("pk", flat=True))
    return _erase(pks, by, address)


def erase_comments(pks: Collection[int], by: By) -> Erased:
    """Erase for good what these comments tell of whoever wrote them."""
    return _erase(pks, by, "")


def comments_of(email: str) -> QuerySet[Comment]:
    """Return the comments that were sent with an address."""
    address = normal(email)
    rows = Comment.objects.order_by("pk")
    return rows.filter(email=address).exclude(email="") if address else rows.none()


def comments_alike(comment: Comment) -> QuerySet[Comment]:
    """Return the comments under the same film that bear the same name, none of an account."""
    return Comment.objects.filter(
        film=comment.film_id, name__iexact=comment.name, user=None
    ).order_by("pk")


def normal(email: str) -> str:
    """Return an address as comments keep it: in lower case, its domain in ASCII."""
    name, _, domain = email.strip().rpartition("@")
    try:
        return f"{name}@{domain.encode('idna').decode()}".lower() if name and domain else ""
    except UnicodeError:
        return ""


def _erase(pks: Collection[int], by: By, address: str) -> Erased:
    with overwriting():
        with transaction.atomic():
            comments = list(Comment.objects.select_for_update().filter(pk__in=pks))
            traces = _traces(comments, address)
            shown, unseen = _parted(comments)
            _take_back_mails(pks)
            _empty(shown, by)
            _delete(unseen, by)
            _forget_address(address)
        return Erased(len(shown), len(unseen), scrub(traces))


def _parted(comments: Iterable[Comment]) -> tuple[list[Comment], list[Comment]]:
    """Return those that must keep their place, for they were shown or are answered; the others."""
    rows = list(comments)
    answered = set(
        Comment.objects.filter(parent__in=rows)
        .exclude(pk__in=[each.pk for each in rows])
        .values_list("parent", flat=True)
    )
    held = {each.pk for each in rows if each.number or each.place or each.pk in answered}
    # An answer of one's own that stays holds up what it answers.
    by_pk = {each.pk: each for each in rows}
    for each in sorted(rows, key=lambda row: -row.pk):
        if each.pk in held and each.parent_id in by_pk:
            held.add(each.parent_id)
    return [each for each in rows if each.pk in held], [e for e in rows if e.pk not in held]


def _empty(comments: list[Comment], by: By) -> None:
    pks = [each.pk for each in comments]
    decide(pks, State.WITHDRAWN, by, action="erase")
    Report.objects.filter(comment__in=pks).delete()
    for comment in Comment.objects.filter(pk__in=pks):
        for field, nothing in BLANK.items():
            setattr(comment, field, nothing)
        # The links that were sent to its author open nothing any more.
        comment.key, comment.changed_at = new_key(), timezone.now()
        comment.save(update_fields=[*BLANK, "key", "changed_at"])
        note_mentions(comment)


def _delete(comments: list[Comment], by: By) -> None:
    now = timezone.now()
    batch = new_key()
    entries = [
        Decision(
            film_id=each.film_id,
            action="erase",
            user_id=by.user_id,
            by=by.name,
            at=now,
            batch=batch,
        )
        for each in comments
    ]
    Decision.objects.bulk_create(entries, batch_size=BATCH)
    Comment.objects.filter(pk__in=[each.pk for each in comments]).delete()


def _take_back_mails(pks: Collection[int]) -> None:
    """Take back the mails that wait with these replies in them; other replies are told anew."""
    noted = ReplyNotice.objects.filter(reply__in=pks)
    unsent = (Mail.State.WAITING, Mail.State.CLAIMED)
    mails = list(
        Mail.objects.filter(
            pk__in=noted.exclude(mail=None).values("mail"), state__in=unsent
        ).values_list("pk", flat=True)
    )
    ReplyNotice.objects.filter(mail__in=mails).update(told_at=None, mail=None)
    Mail.objects.filter(pk__in=mails).delete()
    noted.delete()


def _forget_address(address: str) -> None:
    if not address:
        return
    for each in NoticeAddress.objects.filter(email=address):
        take_back(cause_of(each))
        each.delete()
    for ban in Ban.objects.filter(kind=Ban.Kind.EMAIL, value=folded(address)):
        ban.value = disguised(address)
        ban.save(update_fields=["value"])


def _traces(comments: Iterable[Comment], address: str) -> set[str]:
    texts = {each.text[:_TRACE] for each in comments}
    own = {value for each in comments for value in (each.email, each.link, each.network)}
    return {each for each in texts | own | {address} if len(each) >= SHORTEST_TRACE}


def _comment(comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.pk,
        "film": comment.film.title,
        "address": comment.film.address,
        "state": comment.state,
        "name": comment.name,
        "link": comment.link,
        "text": comment.text,
        "moment_s": comment.at_s,
        "posted_at": comment.posted_at.isoformat(),
        "changed_at": comment.changed_at.isoformat() if comment.changed_at else None,
        "answers": comment.parent_id,
        "wants_notices": comment.wants_notices,
        "network_hash": comment.network,
        "held_for": comment.held_for,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "comment": decision.comment_id,
        "action": decision.action,
        "was": decision.was,
        "became": decision.became,
        "reason": decision.reason,
        "by": decision.by,
        **_at(decision),
    }


def _notices(address: str) -> dict[str, Any] | None:
    found = NoticeAddress.objects.filter(email=address).first()
    if found is None:
        return None
    confirmed = found.confirmed_at
    return {
        "asked_at": found.asked_at.isoformat(),
        "confirmed_at": confirmed.isoformat() if confirmed else None,
    }


def _bans(address: str) -> list[dict[str, Any]]:
    values = Q(value=folded(address)) | Q(value=disguised(address))
    rows = Ban.objects.filter(values, kind=Ban.Kind.EMAIL)
    return [{"reason": each.reason, "by": each.by, **_at(each)} for each in rows]


def _at(row: Any) -> dict[str, str]:
    return {"at": row.at.isoformat()}
