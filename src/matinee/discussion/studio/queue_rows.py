"""What the queue shows of each comment, for a page of them in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.text import Truncator
from markupsafe import Markup

from matinee.catalogue.addresses import film_address
from matinee.catalogue.models import FilmPage
from matinee.discussion.addresses import comment_address
from matinee.discussion.gather.threads import Stage, words_of
from matinee.discussion.models import Comment, Decision, Report
from matinee.discussion.studio.queue_people import Person, pasts

State = Comment.State
EXCERPT = 120
NEWEST_DECISIONS = 300
DECIDED: Mapping[str, str] = {
    State.PUBLIC: "Approved",
    State.HELD: "Held back",
    State.SPAM: "Marked as spam",
}


@dataclass(frozen=True)
class Row:
    """One comment as moderators see it."""

    comment: Comment
    film: str
    """Title of the film."""
    address: str
    """Where the comment stands, "" as long as it never was public."""
    words: Markup
    moment: str
    answers: str
    """The beginning of what it answers, with its author's name."""
    number: str
    reports: Sequence[Report]
    past: str
    person: Person
    decided: Decision | None
    """The last decision about it that stands."""

    @property
    def may_pin(self) -> bool:
        """Whether it can be pinned: what begins a thread, and is public."""
        return self.comment.thread_id is None and self.comment.state == State.PUBLIC

    @property
    def reason(self) -> str:
        """Why it is where it is, in words."""
        if self.decided and self.decided.became == self.comment.state:
            because = f": {self.decided.reason}" if self.decided.reason else ""
            became = DECIDED.get(self.comment.state, self.comment.get_state_display())
            return f"{became} by {self.decided.by}{because}"
        held = self.comment.state == State.HELD and self.comment.held_for
        return f"Held: {self.comment.held_for}" if held else ""


def rows_of(comments: Sequence[Comment]) -> list[Row]:
    """Return these comments as moderators see them, in the order given."""
    films = FilmPage.objects.filter(pk__in={each.film_id for each in comments})
    titles = {pk: (title, slug) for pk, title, slug in films.values_list("pk", "title", "slug")}
    near = _near(comments)
    reports = _reports(comments)
    past = pasts(comments)
    decisions = _decisions(comments)
    rows = []
    for each in comments:
        title, slug = titles[each.film_id]
        address = film_address(slug)
        root = near.get(each.thread_id or 0, each)
        shown = each.number or each.place
        person = Person.of(each)
        rows.append(
            Row(
                comment=each,
                film=title,
                address=comment_address(address, each.pk, root.number or 0, each.place)
                if shown
                else "",
                words=words_of(each, Stage(address, on_film=False, takes=False)),
                moment=_clock(each.at_s),
                answers=_answers(near.get(each.parent_id or 0)),
                number=_number(each, root),
                reports=reports[each.pk],
                past=past[person].besides(each),
                person=person,
                decided=decisions.get(each.pk),
            )
        )
    return rows


def rows_by_pk(pks: Sequence[int]) -> list[Row]:
    """Return comments by their ids, those that are gone left out."""
    comments: QuerySet[Comment] = Comment.objects.filter(pk__in=pks)
    by_pk = {each.pk: each for each in comments}
    return rows_of([by_pk[pk] for pk in pks if pk in by_pk])


def _near(comments: Sequence[Comment]) -> dict[int, Comment]:
    """Return what the comments answer, and what began their threads."""
    pks = {each.parent_id for each in comments} | {each.thread_id for each in comments}
    return Comment.objects.only("name", "text", "number", "state").in_bulk(pks - {None})


def _reports(comments: Sequence[Comment]) -> Mapping[int, list[Report]]:
    found: dict[int, list[Report]] = defaultdict(list)
    reported = [each.pk for each in comments if each.reports]
    if reported:
        for report in Report.objects.filter(comment__in=reported, settled_at=None):
            found[report.comment_id].append(report)
    return found


def _decisions(comments: Sequence[Comment]) -> dict[int, Decision]:
    """Return the newest decision that stands about each comment."""
    rows = Decision.objects.filter(comment__in=comments, undone=False).exclude(became="")
    newest = list(rows.order_by("-pk")[:NEWEST_DECISIONS])
    return {each.comment_id: each for each in reversed(newest) if each.comment_id}


def _answers(parent: Comment | None) -> str:
    if parent is None:
        return ""
    return f"{parent.name}: {Truncator(parent.text).chars(EXCERPT)}"


def _number(comment: Comment, root: Comment) -> str:
    if comment.number:
        return f"{comment.number}"
    if comment.place:
        return f"{root.number}, reply {comment.place}"
    return ""


def _clock(seconds: int | None) -> str:
    if seconds is None:
        return ""
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
