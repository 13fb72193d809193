"""Comments as published data, in their threads."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from markupsafe import Markup

from matinee.catalogue.published import CommentData, Link, MentionCard
from matinee.discussion.addresses import anchor, comment_address, endpoint
from matinee.discussion.markup import VERSION, to_html
from matinee.discussion.models import Comment

DEEPEST = 3
"""Replies are indented so often; deeper ones stand below each other and name whom they answer."""

State = Comment.State
GONE = {
    State.REMOVED: "This comment was removed.",
    State.SPAM: "This comment was removed.",
    State.HELD: "This comment was taken back for another look.",
    State.WITHDRAWN: "This comment was withdrawn by its author.",
}
BADGES = dict(Comment.Badge.choices)


@dataclass(frozen=True)
class Stage:
    """Where comments stand: under which film, on its own page or not, and whether any are taken."""

    film: str
    """Root-relative address of the film."""
    on_film: bool
    takes: bool
    cards: Mapping[int, tuple[MentionCard, ...]] = field(default_factory=dict)
    """By comment."""
    elsewhere: Mapping[int, Comment] = field(default_factory=dict)
    """What is answered here but stands on another page."""


def thread_data(root: Comment, replies: Sequence[Comment], stage: Stage) -> CommentData | None:
    """Return a thread with these replies, None where nothing of it is left to show.

    A thread whose beginning was taken away keeps its number and says so, unless it was spam.
    """
    tree = _Tree(root, [root, *replies], stage)
    shown = tree.below(root)
    if root.state == State.SPAM and not shown:
        return None
    return comment_data(root, root, stage, replies=shown)


def loose_replies(
    root: Comment, replies: Sequence[Comment], stage: Stage
) -> tuple[CommentData, ...]:
    """Return replies whose thread begins on another page; most answer what stands there, too."""
    here = {each.pk for each in replies}
    tree = _Tree(root, [*replies, *stage.elsewhere.values()], stage)
    first = (each for each in replies if each.parent_id not in here)
    return tuple(one for each in first for one in tree.branch(each))


def comment_data(
    comment: Comment,
    root: Comment,
    stage: Stage,
    *,
    answered: Comment | None = None,
    replies: tuple[CommentData, ...] = (),
    deep: bool = False,
) -> CommentData:
    """Return one comment; `answered` is what it answers, where that should be told.

    A `deep` one no longer stands below what it answers.
    """
    shown = comment.state == State.PUBLIC
    moment = comment.at_s if shown else None
    posted = timezone.localtime(comment.posted_at)
    answers = _answered(answered, root, stage) if answered else None
    return CommentData(
        pk=comment.pk,
        anchor=anchor(comment.pk),
        address=comment_address(stage.film, comment.pk, root.number or 0, comment.place),
        number=comment.number,
        gone="" if shown else GONE[State(comment.state)],
        name=comment.name if shown else "",
        href=comment.link if shown else "",
        badge=BADGES[comment.badge] if shown and comment.badge else "",
        date=_day(posted.date(), get_language()),
        machine_date=posted.isoformat(timespec="minutes"),
        changed=shown and comment.changed_at is not None,
        words=words_of(comment, stage) if shown else Markup(),
        at_s=moment,
        moment="" if moment is None else _clock(moment),
        moment_href="" if moment is None else _moment(moment, stage),
        pinned=comment.pinned,
        answers=answers,
        aloof=deep or (answers is not None and not answers.href.startswith("#")),
        cards=stage.cards.get(comment.pk, ()) if shown else (),
        reply=endpoint(f"reply/{comment.pk}/") if shown and stage.takes else "",
        report=endpoint(f"report/{comment.pk}/") if shown else "",
        replies=replies,
    )


def words_of(comment: Comment, stage: Stage) -> Markup:
    """Return a comment's HTML; what an older version of the markup made is made anew."""
    html = comment.html if comment.markup_version == VERSION else to_html(comment.text)
    # The markup writes moments as #t=…, which no author can: theirs are whole addresses.
    moment = '<a href="#t='
    return Markup(html if stage.on_film else html.replace(moment, f'<a href="{stage.film}#t='))  # noqa: S704


class _Tree:
    """Comments of one thread that stand on one page, by what they answer."""

    def __init__(self, root: Comment, known: Sequence[Comment], stage: Stage) -> None:
        self.root = root
        self.stage = stage
        self.known = {each.pk: each for each in known}
        self.answers: dict[int | None, list[Comment]] = defaultdict(list)
        for each in known:
            if each.pk not in stage.elsewhere:
                self.answers[each.parent_id].append(each)

    def below(self, comment: Comment, depth: int = 0) -> tuple[CommentData, ...]:
        """Return the replies to a comment that stands so deep."""
        return tuple(
            one for each in self.answers[comment.pk] for one in self.branch(each, depth + 1)
        )

    def branch(self, comment: Comment, depth: int = 1) -> Iterator[CommentData]:
        """Yield a reply with those below it; past the deepest level they follow it instead.

        What was taken away stays as a sentence while anything on this page hangs on it.
        """
        below = self.below(comment, depth)
        if comment.state != State.PUBLIC and not below:
            return
        yield comment_data(
            comment,
            self.root,
            self.stage,
            answered=self.known.get(comment.parent_id or 0),
            replies=below if depth < DEEPEST else (),
            deep=depth > DEEPEST,
        )
        if depth >= DEEPEST:
            yield from below


def _answered(comment: Comment, root: Comment, stage: Stage) -> Link:
    name = comment.name if comment.state == State.PUBLIC else "a comment that was removed"
    if comment.pk in stage.elsewhere:
        there = comment_address(stage.film, comment.pk, root.number or 0, comment.place)
        return Link(name, there)
    return Link(name, f"#{anchor(comment.pk)}")


@lru_cache(maxsize=2048)
def _day(day: date, _language: str | None) -> str:
    """Return a day for people; on one page most comments are of a few days."""
    return date_format(day, "j F Y")


def _clock(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def _moment(at_s: int, stage: Stage) -> str:
    return f"#t={at_s}" if stage.on_film else f"{stage.film}#t={at_s}"
