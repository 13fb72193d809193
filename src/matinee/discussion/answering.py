"""Writes, changes and takes away what the house itself says under a film.

It goes through the doors that visitors' words go through. It is public at once, and may be said
when visitors can say nothing any more: the maker may have the last word.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from matinee.catalogue.models import Credit, FilmPage
from matinee.discussion.deciding import By, decide, show_new
from matinee.discussion.markup import VERSION, to_html
from matinee.discussion.mentions import note_mentions
from matinee.discussion.models import Comment, Decision, Signature
from matinee.discussion.signals import comments_changed
from matinee.media.errors import Refused

State = Comment.State


@dataclass(frozen=True)
class Answer:
    """What somebody with an account wants to say; `nonce` makes two presses one comment."""

    film: FilmPage
    text: str
    nonce: str
    to: int | None = None
    """The comment that is answered; None for a comment of its own."""


def say(answer: Answer, signature: Signature) -> Comment:
    """Publish an answer under the name it is signed with, and return it.

    A comment that waits is shown with its answer. Raises Refused when what is answered was
    taken away, or hangs on something that was never shown.
    """
    with transaction.atomic():
        origin = f"studio:{answer.nonce}"
        if said := Comment.objects.filter(origin=origin).first():
            return said
        parent = _answered(answer, signature)
        comment = Comment(
            film=answer.film,
            parent=parent,
            thread=(parent.thread or parent) if parent else None,
            text=answer.text,
            html=to_html(answer.text),
            markup_version=VERSION,
            posted_at=timezone.now(),
            origin=origin,
            user=signature.user,
            name=signature.name,
            link=signature.link,
            badge=badge_of(signature, answer.film),
        )
        show_new(comment)
        note_mentions(comment)
        return comment


def change(comment: Comment, text: str, by: By) -> None:
    """Give a comment of the house another text, and write down that it was changed."""
    if text == comment.text:
        return
    with transaction.atomic():
        comment.text, comment.html, comment.markup_version = text, to_html(text), VERSION
        comment.changed_at = timezone.now()
        comment.save(update_fields=["text", "html", "markup_version", "changed_at"])
        note_mentions(comment)
        Decision.objects.create(
            comment=comment,
            film_id=comment.film_id,
            action="edit",
            user_id=by.user_id,
            by=by.name,
            at=comment.changed_at,
            batch=uuid.uuid4().hex,
        )
        comments_changed.send(Comment, pks=[comment.pk])


def take_away(comment: Comment, by: By) -> str:
    """Withdraw a comment of the house; return the batch, by which it can be undone."""
    return decide([comment.pk], State.WITHDRAWN, by)


def badge_of(signature: Signature, film: FilmPage) -> str:
    """Return for whom somebody speaks under a film: as its maker where a credit says so."""
    if signature.person_id:
        credits_there = Credit.objects.filter(film=film, person=signature.person_id)
        if any(credit.role.maker for credit in credits_there):
            return Comment.Badge.MAKER
    return Comment.Badge.EDITOR


def signature_of(user: Any) -> Signature:
    """Return how an account signs; not yet saved for one that never did."""
    found = Signature.objects.filter(user=user).first()
    return found or Signature(user=user, name=user.get_full_name() or user.get_username())


def _answered(answer: Answer, signature: Signature) -> Comment | None:
    if answer.to is None:
        return None
    parent = Comment.objects.get(pk=answer.to, film=answer.film)
    if parent.state == State.HELD:
        decide([parent.pk], State.PUBLIC, By.user(signature.user))
        parent.refresh_from_db()
    if parent.state != State.PUBLIC:
        raise Refused(
            "cannot-answer",
            "What you answer cannot be read by visitors.",
            "Show it first, and what it answers.",
        )
    return parent
