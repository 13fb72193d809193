"""The rows that pages of conversations are made of, cut out by their numbers and places."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet

from matinee.catalogue.published import CommentData, Link, MentionCard
from matinee.discussion.addresses import REPLIES_SHOWN, thread_address
from matinee.discussion.gather.cards import gather_cards
from matinee.discussion.gather.threads import Stage, thread_data
from matinee.discussion.markup import VERSION
from matinee.discussion.models import Comment

COUNTED = 50
"""So many replies that do not stand with their thread are counted; of more a round figure is told.

So what many more replies cost does not grow, and not each of them changes the thread's page.
"""
_ROUND = (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
_COLUMNS = (
    *("film_id", "thread_id", "parent_id", "number", "place", "last_place", "state", "pinned"),
    *("name", "link", "badge", "html", "markup_version", "at_s", "posted_at", "changed_at"),
)


@dataclass(frozen=True)
class Thread:
    """The beginning of a thread: its first comment and the first replies."""

    root: Comment
    replies: Sequence[Comment]
    further: int
    """Public replies after these, of the next COUNTED."""

    def data(self, stage: Stage) -> CommentData | None:
        """Return it as published data, None where nothing of it is left to show."""
        made = thread_data(self.root, self.replies, stage)
        label = more_label(self.further, self.root.last_place)
        if made is None or not label:
            return made
        way = thread_address(stage.film, self.root.number or 0)
        return replace(made, more=Link(label, way))


def gather_threads(numbers: Mapping[int, Collection[int]]) -> dict[int, list[Thread]]:
    """Return the threads with these numbers, in order, by film; constant queries."""
    roots = rows_of(_numbered(numbers)).order_by("number") if any(numbers.values()) else ()
    return threads_of(roots)


def threads_of(roots: Iterable[Comment]) -> dict[int, list[Thread]]:
    """Return the threads that these comments begin, by film."""
    first = list(roots)
    replies: dict[int | None, list[Comment]] = defaultdict(list)
    answered = [each.pk for each in first if each.last_place]
    if answered:
        rows = rows_of(Q(thread__in=answered, place__lte=REPLIES_SHOWN))
        for reply in rows.order_by("place"):
            replies[reply.thread_id].append(reply)
    further = _further([each.pk for each in first if each.last_place > REPLIES_SHOWN])
    threads: dict[int, list[Thread]] = defaultdict(list)
    for root in first:
        made = Thread(root, replies[root.pk], further.get(root.pk, 0))
        threads[root.film_id].append(made)
    with_words([each for root in first for each in (root, *replies[root.pk])])
    return threads


def rows_of(which: Q) -> QuerySet[Comment]:
    """Return comments with the columns that a page shows of them."""
    return Comment.objects.filter(which).only(*_COLUMNS)


def with_words(comments: Iterable[Comment]) -> None:
    """Load the texts of comments whose HTML is to be made anew, all at once."""
    stale = {each.pk: each for each in comments if each.markup_version != VERSION}
    if stale:
        texts = Comment.objects.filter(pk__in=stale).values_list("pk", "text")
        for pk, text in texts:
            stale[pk].text = text


def cards_of(threads: Iterable[Thread]) -> Mapping[int, tuple[MentionCard, ...]]:
    """Return the pages of this site to which the comments of threads lead, by comment."""
    return gather_cards([each.pk for thread in threads for each in (thread.root, *thread.replies)])


def more_label(further: int, last_place: int) -> str:
    """Return what leads to the further replies: "", "34 more replies", "Over 200 more replies"."""
    beyond = last_place - REPLIES_SHOWN
    if beyond > COUNTED:
        told = max(each for each in _ROUND if each < beyond)
        return f"Over {told:,} more replies"
    if not further:
        return ""
    return "1 more reply" if further == 1 else f"{further} more replies"


def changes_label(place: int) -> bool:
    """Say whether a reply with this place changes what leads to the further ones."""
    beyond = place - REPLIES_SHOWN
    return 0 < beyond <= COUNTED or beyond - 1 in _ROUND


def _numbered(numbers: Mapping[int, Collection[int]]) -> Q:
    """Return which comments these are; films that ask for the same numbers share a condition."""
    films: dict[frozenset[int], list[int]] = defaultdict(list)
    for film, wanted in numbers.items():
        if wanted:
            films[frozenset(wanted)].append(film)
    return reduce(or_, (Q(film__in=each, number__in=wanted) for wanted, each in films.items()))


def _further(roots: Collection[int]) -> dict[int, int]:
    if not roots:
        return {}
    near = Comment.objects.filter(
        thread__in=roots,
        place__gt=REPLIES_SHOWN,
        place__lte=REPLIES_SHOWN + COUNTED,
        state=Comment.State.PUBLIC,
    )
    counted = near.order_by().values_list("thread").annotate(further=Count("pk"))
    return dict(counted)
