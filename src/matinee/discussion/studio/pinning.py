"""Keeps a few comments at the head of their conversation, and lets them go again."""

import uuid

from django.db import transaction
from django.utils import timezone

from matinee.discussion.deciding import By
from matinee.discussion.models import Comment, Conversation, Decision
from matinee.discussion.signals import comments_changed
from matinee.media.errors import Refused

MOST_PINNED = 3
"""More would push what is being said below the fold of a phone."""


def pin(pk: int, by: By) -> str:
    """Pin a comment; return the name of the batch, "" when it is pinned already.

    Raises Refused when it is a reply or not public, or when its film has three.
    """
    with transaction.atomic():
        comment = _locked(pk)
        if comment.pinned:
            return ""
        if comment.thread_id or comment.state != Comment.State.PUBLIC:
            raise Refused(
                "cannot-pin",
                "Only a public comment that begins a thread can be pinned.",
                "Show it first; a reply cannot be pinned.",
            )
        pinned = Comment.objects.filter(film=comment.film_id, pinned=True).count()
        if pinned >= MOST_PINNED:
            raise Refused(
                "too-many-pinned",
                f"{pinned} comments are pinned under this film already.",
                "Unpin one of them first.",
            )
        return _note(comment, by, pinned=True)


def unpin(pk: int, by: By) -> str:
    """Let a comment go back to its place; return the batch, "" when it was not pinned."""
    with transaction.atomic():
        comment = _locked(pk)
        return _note(comment, by, pinned=False) if comment.pinned else ""


def _locked(pk: int) -> Comment:
    """Return the comment, and hold its conversation so that nobody counts pins beside us."""
    comment = Comment.objects.get(pk=pk)
    list(Conversation.objects.select_for_update().filter(film=comment.film_id))
    comment.refresh_from_db()
    return comment


def _note(comment: Comment, by: By, *, pinned: bool) -> str:
    batch = uuid.uuid4().hex
    Comment.objects.filter(pk=comment.pk).update(pinned=pinned)
    # Without a state before it, the entry is none that `undo` could turn back: unpin does.
    Decision.objects.create(
        comment=comment,
        film_id=comment.film_id,
        action="pin" if pinned else "unpin",
        user_id=by.user_id,
        by=by.name,
        at=timezone.now(),
        batch=batch,
    )
    comments_changed.send(Comment, pks=[comment.pk])
    return batch
