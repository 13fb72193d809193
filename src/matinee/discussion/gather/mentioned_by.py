"""What a page shows of the comments elsewhere on the site that lead to it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.formats import date_format

from matinee.catalogue.addresses import film_address
from matinee.catalogue.gather.films import public_films
from matinee.catalogue.published import Link, MentionLine, Mentions
from matinee.discussion.addresses import comment_address
from matinee.discussion.models import Comment, Mention

MOST = 6
"""Comments told of one page, the newest; of the others their number."""


def mentions_of(kind: str, ids: Collection[int]) -> Mapping[int, Mentions]:
    """Return the newest public comments that lead to each of these pages.

    A film's own conversation is not among them: that stands on its page anyway. One query for
    pages to which no comment leads, which are most; else four.
    """
    if not Mention.objects.filter(**{f"{kind}__in": ids}).exists():
        return {}
    newest: dict[int, list[int]] = defaultdict(list)
    counts: dict[int, int] = {}
    for page, comment, counted in _newest(kind, ids):
        newest[page].append(comment)
        counts[page] = counted
    comments = _comments([pk for pks in newest.values() for pk in pks])
    return {
        page: Mentions(tuple(_line(comments[pk]) for pk in pks), counts[page] - len(pks))
        for page, pks in newest.items()
    }


def _newest(kind: str, ids: Collection[int]) -> Iterable[tuple[int, int, int]]:
    """Return page, comment and how many comments the page has, the newest first."""
    page = f"{kind}_id"
    shown = Mention.objects.filter(
        **{f"{kind}__in": ids},
        comment__state=Comment.State.PUBLIC,
        comment__film__in=public_films().order_by().values("pk"),
    )
    order = [F("comment__posted_at").desc(), F("comment_id").desc()]
    ranked = shown.annotate(
        rank=Window(RowNumber(), partition_by=F(page), order_by=order),
        counted=Window(Count("pk"), partition_by=F(page)),
    )
    return ranked.filter(rank__lte=MOST).order_by("rank").values_list(page, "comment_id", "counted")


def _comments(pks: Collection[int]) -> Mapping[int, Comment]:
    columns = ("name", "number", "place", "posted_at", "film__title", "film__slug")
    rows = Comment.objects.select_related("film", "thread").only(*columns, "thread__number")
    return rows.in_bulk(pks) if pks else {}


def _line(comment: Comment) -> MentionLine:
    film = film_address(comment.film.slug)
    number = comment.thread.number if comment.thread else comment.number
    posted = timezone.localtime(comment.posted_at)
    return MentionLine(
        name=comment.name,
        href=comment_address(film, comment.pk, number or 0, comment.place),
        film=Link(comment.film.title, film),
        date=date_format(posted, "j F Y"),
        machine_date=posted.isoformat(timespec="minutes"),
    )
