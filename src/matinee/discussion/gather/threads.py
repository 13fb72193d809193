"""Comments as published data, in their threads."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from markupsafe import Markup

from matinee.catalogue.published import CommentData, Link
from matinee.discussion.addresses import anchor, comment_address, endpoint
from matinee.discussion.markup import VERSION, to_html
from matinee.discussion.models import Comment

State = Comment.State
GONE = {
    State.REMOVED: "This comment was removed.",
    State.SPAM: "This comment was removed.",
    State.HELD: "This comment was taken back for another look.",
    State.WITHDRAWN: "This comment was withdrawn by its author.",
}


@dataclass(frozen=True)
class Stage:
    """Where comments stand: under which film, on its own page or not, and whether any are taken."""

    film: str
    """Root-relative address of the film."""
    on_film: bool
    takes: bool


def thread_data(root: Comment, replies: Sequence[Comment], stage: Stage) -> CommentData | None:
    """Return a thread with these replies, None where nothing of it is left to show."""
    answers: dict[int | None, list[Comment]] = defaultdict(list)
    for reply in replies:
        answers[reply.parent_id].append(reply)
    by_pk = {each.pk: each for each in (root, *replies)}
    return _with_replies(root, root, answers, by_pk, stage)


def comment_data(
    comment: Comment,
    root: Comment,
    stage: Stage,
    *,
    answered: Comment | None = None,
    replies: tuple[CommentData, ...] = (),
) -> CommentData:
    """Return one comment; `answered` is what it answers, where that should be told."""
    shown = comment.state == State.PUBLIC
    address = comment_address(stage.film, comment.pk, root.number or 0, comment.place)
    posted = timezone.localtime(comment.posted_at)
    return CommentData(
        pk=comment.pk,
        anchor=anchor(comment.pk),
        address=address,
        number=comment.number,
        gone="" if shown else GONE[State(comment.state)],
        name=comment.name if shown else "",
        href=comment.link if shown else "",
        badge=str(comment.get_badge_display()) if shown and comment.badge else "",
        date=date_format(posted, "j F Y"),
        machine_date=posted.isoformat(timespec="minutes"),
        changed=shown and comment.changed_at is not None,
        words=words_of(comment, stage) if shown else Markup(),
        at_s=comment.at_s if shown else None,
        moment=_clock(comment.at_s) if shown and comment.at_s is not None else "",
        moment_href=_moment(comment.at_s, stage) if shown and comment.at_s is not None else "",
        pinned=comment.pinned,
        answers=_answered(answered, root, stage),
        cards=(),
        reply=endpoint(f"reply/{comment.pk}/") if shown and stage.takes else "",
        report=endpoint(f"report/{comment.pk}/") if shown else "",
        replies=replies,
    )


def words_of(comment: Comment, stage: Stage) -> Markup:
    """Return a comment's HTML; what an older version of the markup made is made anew."""
    html = comment.html if comment.markup_version == VERSION else to_html(comment.text)
    # The markup writes moments as #t=…, which no author can: theirs are whole addresses.
    return Markup(html if stage.on_film else html.replace('href="#t=', f'href="{stage.film}#t='))  # noqa: S704


def _with_replies(
    comment: Comment,
    root: Comment,
    answers: Mapping[int | None, Iterable[Comment]],
    by_pk: Mapping[int, Comment],
    stage: Stage,
) -> CommentData | None:
    below = (_with_replies(each, root, answers, by_pk, stage) for each in answers[comment.pk])
    replies = tuple(each for each in below if each)
    if comment.state != State.PUBLIC and not replies and comment.place:
        return None
    answered = by_pk.get(comment.parent_id or 0)
    return comment_data(comment, root, stage, answered=answered, replies=replies)


def _answered(comment: Comment | None, root: Comment, stage: Stage) -> Link | None:
    if comment is None:
        return None
    name = comment.name if comment.state == State.PUBLIC else "a comment that was removed"
    return Link(name, f"#{anchor(comment.pk)}")


def _clock(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def _moment(at_s: int, stage: Stage) -> str:
    return f"#t={at_s}" if stage.on_film else f"{stage.film}#t={at_s}"
