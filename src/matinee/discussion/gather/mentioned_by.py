"""What a page shows of the comments elsewhere on the site that lead to it."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Count, F, QuerySet, Window
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
    """Return the newest public comments that lead to each of these pages, in two queries.

    A film's own conversation is not among them: that stands on its page anyway.
    """
    told: dict[int, list[MentionLine]] = defaultdict(list)
    counts: dict[int, int] = {}
    for row in _rows(kind, ids):
        page = getattr(row, f"{kind}_id")
        told[page].append(_line(row.comment))
        counts[page] = row.counted  # type: ignore[attr-defined]  # annotated below
    return {pk: Mentions(tuple(lines), counts[pk] - len(lines)) for pk, lines in told.items()}


def _rows(kind: str, ids: Collection[int]) -> QuerySet[Mention]:
    shown = Mention.objects.filter(
        **{f"{kind}__in": ids},
        comment__state=Comment.State.PUBLIC,
        comment__film__in=public_films().order_by().values("pk"),
    )
    newest = Window(
        RowNumber(),
        partition_by=F(f"{kind}_id"),
        order_by=[F("comment__posted_at").desc(), F("comment_id").desc()],
    )
    counted = Window(Count("pk"), partition_by=F(f"{kind}_id"))
    columns = ("name", "number", "place", "posted_at", "film__title", "film__slug")
    return (
        shown.annotate(newest=newest, counted=counted)
        .filter(newest__lte=MOST)
        .order_by("newest")
        .select_related("comment__film", "comment__thread")
        .only(kind, "comment__thread__number", *(f"comment__{each}" for each in columns))
    )


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
