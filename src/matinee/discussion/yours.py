"""What somebody sees of a comment of their own, and may still do with it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.core.signing import BadSignature
from django.db import transaction
from django.utils import timezone
from markupsafe import Markup

from matinee.catalogue.published import CommentData
from matinee.catalogue.rendering import public_environment
from matinee.discussion import deciding, forms
from matinee.discussion.addresses import CHANGE_WITHIN_S, endpoint, own_key, yours_way
from matinee.discussion.gather.threads import Stage, comment_data
from matinee.discussion.ground import ground_of
from matinee.discussion.markup import VERSION, to_html
from matinee.discussion.mentions import note_mentions
from matinee.discussion.models import Comment, Decision
from matinee.discussion.posting import digest_of, judged
from matinee.discussion.refusals import NotTaken
from matinee.discussion.signals import comments_changed

State = Comment.State
OPEN = {State.PUBLIC, State.HELD, State.SPAM}
"""In these it can be changed. What is spam looks to whoever wrote it as if it waited."""
STATES = {
    State.PUBLIC: "public",
    State.HELD: "held",
    State.SPAM: "held",
    State.REMOVED: "removed",
    State.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True)
class Yours:
    """A comment as its author sees it."""

    comment: Comment
    state: str
    """public, held, removed or withdrawn."""
    until: datetime
    """Until when it can be changed or withdrawn."""
    may_change: bool
    way: str
    """Address of this view of it, on the endpoint."""
    film: str
    """Address of the film."""

    @property
    def address(self) -> str:
        """Where everyone finds it, "" while nobody does."""
        return self.data().address if self.state == "public" else ""

    def data(self) -> CommentData:
        """Return it as published data, shown as it will be whether it is public or not."""
        comment = self.comment
        shown = comment.state if self.state == "withdrawn" else State.PUBLIC
        seen = Comment(**{field.attname: getattr(comment, field.attname) for field in _FIELDS})
        seen.state = shown
        stage = Stage(self.film, on_film=False, takes=False)
        data = comment_data(seen, comment.thread or comment, stage, answered=comment.parent)
        return data if self.state == "public" else replace(data, address=self.way, report="")

    def html(self) -> Markup:
        """Return it as HTML."""
        return as_html(self.data())


_FIELDS = Comment._meta.concrete_fields


def as_html(data: CommentData) -> Markup:
    """Return a comment as it stands in a page."""
    template = public_environment().get_template("discussion/comments.html")
    return Markup(template.module.comment(data))  # type: ignore[attr-defined]  # noqa: S704


def seen_by_author(comment: Comment, film: str = "") -> Yours:
    """Return a comment as its author sees it; `film` is the film's address, where it is known."""
    until = comment.posted_at + timedelta(seconds=CHANGE_WITHIN_S)
    open_ = comment.state in OPEN and timezone.now() < until
    way = endpoint(yours_way(comment.key))
    address = film or comment.film.address
    return Yours(comment, STATES[State(comment.state)], until, open_, way, address)


def own_comment(token: str) -> Comment | None:
    """Return the comment that a link of ours leads to, None when it leads nowhere any more."""
    try:
        key = own_key(token)
    except BadSignature:
        return None
    return Comment.objects.filter(key=key).select_related("film", "thread", "parent").first()


def withdraw(comment: Comment) -> None:
    """Take a comment back and erase what was said and by whom; raises NotTaken when it is late."""
    with transaction.atomic():
        _hold(comment)
        deciding.decide([comment.pk], State.WITHDRAWN, deciding.AUTHOR)
        comment.refresh_from_db()
        comment.text = comment.html = comment.name = comment.email = comment.link = ""
        comment.network = comment.digest = comment.held_for = ""
        comment.wants_notices, comment.at_s, comment.changed_at = False, None, timezone.now()
        comment.save()
        note_mentions(comment)


def change(comment: Comment, typed: str) -> None:
    """Give a comment another text, by the same rules as a new one.

    Raises NotTaken when it is late or the text is not in order.
    """
    wrong: forms.Wrong = {}
    text = forms.checked_text(typed, wrong)
    if wrong:
        raise NotTaken("wrong", wrong)
    with transaction.atomic():
        _hold(comment)
        if text == comment.text:
            return
        comment.text, comment.html, comment.markup_version = text, to_html(text), VERSION
        comment.digest = digest_of(text, comment.name)
        comment.changed_at = timezone.now()
        ground = ground_of(comment.film_id)
        if ground is None:
            raise NotTaken("no-film")
        verdict = judged(comment, ground.rules)
        comment.save(update_fields=["text", "html", "markup_version", "digest", "changed_at"])
        _write_down(comment)
        note_mentions(comment)
        _judge_again(comment, verdict.state, verdict.reason)


def _hold(comment: Comment) -> None:
    """Lock the comment's row and read it anew; raises NotTaken once it cannot be changed."""
    rows = Comment.objects.select_for_update(of=("self",)).select_related("film", "thread")
    fresh = rows.get(pk=comment.pk)
    if not seen_by_author(fresh).may_change:
        raise NotTaken("over")
    comment.refresh_from_db()


def _judge_again(comment: Comment, state: State, reason: str) -> None:
    """Take from view what would not have been shown so; what waits goes on waiting."""
    worse = state == State.SPAM or (state == State.HELD and comment.state == State.PUBLIC)
    if worse and comment.state != State.SPAM:
        Comment.objects.filter(pk=comment.pk).update(held_for=reason)
        deciding.decide([comment.pk], state, deciding.RULES, reason)
    elif comment.number or comment.place:
        comments_changed.send(Comment, pks=[comment.pk])
    comment.refresh_from_db()


def _write_down(comment: Comment) -> None:
    Decision.objects.create(
        comment=comment,
        film_id=comment.film_id,
        action="edit",
        by=deciding.AUTHOR.name,
        at=timezone.now(),
        batch=comment.key,
    )
