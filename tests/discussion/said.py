"""Invented comments for tests, made through the doors the site itself uses."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from matinee.catalogue.models import FilmPage
from matinee.discussion.deciding import show_new
from matinee.discussion.markup import VERSION, to_html
from matinee.discussion.models import Comment


def say(
    film: FilmPage,
    text: str = "The light on the mud is like pewter.",
    *,
    to: Comment | None = None,
    state: str = "public",
    at: datetime | None = None,
    **facts: Any,
) -> Comment:
    """Have something said under a film, or in answer to a comment."""
    comment = Comment(
        film=film,
        parent=to,
        thread=(to.thread or to) if to else None,
        state=state,
        text=text,
        html=to_html(text),
        markup_version=VERSION,
        posted_at=at or timezone.now(),
        **{"name": "Wanda Ekholm", **facts},
    )
    if state == "public":
        with transaction.atomic():
            show_new(comment)
    else:
        comment.save()
    return comment
