"""What moderators can do with comments, one or thousands: in parts, under one name for undoing."""

import time
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from matinee.discussion.deciding import By, decide, undo
from matinee.discussion.markup import VERSION, to_html
from matinee.discussion.mentions import note_mentions
from matinee.discussion.models import Comment, Decision, Report
from matinee.discussion.posting import digest_of
from matinee.discussion.signals import comments_changed
from matinee.discussion.studio.pinning import pin, unpin

State = Comment.State
DECIDING = {
    "approve": State.PUBLIC,
    "hold": State.HELD,
    "remove": State.REMOVED,
    "spam": State.SPAM,
}
BESIDES = ("settle", "pin", "unpin")
REASONS = (
    "Off topic",
    "Insult",
    "Advertising",
    "Gives away something private",
    "Against the law",
    "The author’s wish",
)
LONGEST_REASON = 300
PART = 200
"""Comments in one transaction: writers of comments wait for it."""
WITHIN_S = 4.0
"""After so long a request answers, and the rest is done in the next."""
DONE = {
    "show": "approved",
    "hold": "held back",
    "remove": "removed",
    "spam": "marked as spam",
    "withdraw": "withdrawn",
    "undo": "as before",
    "pin": "pinned",
    "unpin": "unpinned",
    "settle": "settled",
    "edit": "changed",
}


@dataclass(frozen=True)
class Job:
    """An action on all of many comments: those with ids up to the newest when it was confirmed."""

    action: str
    batch: str
    upto: int
    """What came later was not meant."""
    after: int = 0
    """Up to this id it is done."""
    reason: str = ""


def act(action: str, pks: Collection[int], by: By, reason: str = "", batch: str = "") -> str:
    """Do one thing with comments; return the name of the batch.

    Raises Refused where a comment cannot be pinned.
    """
    batch = batch or uuid.uuid4().hex
    if action in DECIDING:
        for part in _parts(pks):
            with transaction.atomic():
                decide(part, DECIDING[action], by, reason, batch=batch)
                if action != "hold":
                    settle(part)
    elif action == "settle":
        _settle_noted(pks, by, reason, batch)
    elif action in {"pin", "unpin"}:
        batch = ""
        for pk in pks:
            batch = (pin if action == "pin" else unpin)(pk, by)
    return batch


def act_on_all(comments: QuerySet[Comment], job: Job, by: By) -> int | None:
    """Do something with all of these comments, as far as time allows.

    Return the id up to which it is done, None when it is done wholly.
    """
    until = time.monotonic() + WITHIN_S
    after = job.after
    while True:
        rows = comments.filter(pk__gt=after, pk__lte=job.upto).order_by("pk")
        pks = list(rows.values_list("pk", flat=True)[:PART])
        act(job.action, pks, by, job.reason, job.batch)
        if len(pks) < PART:
            return None
        after = pks[-1]
        # At least one part is done in each request, however slow the machine.
        if time.monotonic() >= until:
            return after


def undo_all(batch: str, by: By, as_batch: str) -> bool:
    """Undo a batch as far as time allows; return whether it is done wholly."""
    until = time.monotonic() + WITHIN_S
    while True:
        undo(batch, by, PART, as_batch)
        if not undoable(batch):
            return True
        if time.monotonic() >= until:
            return False


def undoable(batch: str) -> bool:
    """Say whether a batch has something that can be undone and was not yet."""
    return bool(batch) and (
        Decision.objects.filter(batch=batch, undone=False).exclude(was="").exists()
    )


def settle(pks: Collection[int]) -> None:
    """Note that reports about these comments were looked at."""
    Report.objects.filter(comment__in=pks, settled_at=None).update(settled_at=timezone.now())
    Comment.objects.filter(pk__in=pks, reports__gt=0).update(reports=0)


def change_text(comment: Comment, text: str, by: By, reason: str = "") -> None:
    """Give a comment other words.

    The record tells that they were changed and why, not what they were: whoever has something
    taken out of a comment must not find it there.
    """
    if text == comment.text:
        return
    with transaction.atomic():
        comment.text, comment.html, comment.markup_version = text, to_html(text), VERSION
        comment.digest = digest_of(text, comment.name)
        comment.changed_at = timezone.now()
        changed = ["text", "html", "markup_version", "digest", "changed_at"]
        comment.save(update_fields=changed)
        note_mentions(comment)
        Decision.objects.create(**_noted(comment, "edit", by, reason, uuid.uuid4().hex))
        if comment.number or comment.place:
            comments_changed.send(Comment, pks=[comment.pk])


def said_of(batch: str) -> str:
    """Return in a sentence what a batch did."""
    return said(Decision.objects.filter(batch=batch))


def said(entries: QuerySet[Decision]) -> str:
    """Return in a sentence what these entries did."""
    count = entries.count()
    first = entries.order_by("pk").first()
    if first is None:
        return "Nothing changed."
    what = "1 comment" if count == 1 else f"{count:,} comments"
    return f"{what} {DONE.get(first.action, first.action)}."


def _settle_noted(pks: Collection[int], by: By, reason: str, batch: str) -> None:
    with transaction.atomic():
        rows = Comment.objects.filter(pk__in=pks, reports__gt=0).order_by("pk")
        Decision.objects.bulk_create(
            Decision(**_noted(each, "settle", by, reason, batch)) for each in rows
        )
        settle(pks)


def _noted(comment: Comment, action: str, by: By, reason: str, batch: str) -> dict[str, Any]:
    """Return an entry of the record that no undo can turn back: without states."""
    return {
        "comment": comment,
        "film_id": comment.film_id,
        "action": action,
        "reason": reason,
        "user_id": by.user_id,
        "by": by.name,
        "at": timezone.now(),
        "batch": batch,
    }


def _parts(pks: Collection[int]) -> Iterable[list[int]]:
    # What answers another comment came after it: the older is shown first.
    ordered = sorted(pks)
    return (ordered[at : at + PART] for at in range(0, len(ordered), PART))
