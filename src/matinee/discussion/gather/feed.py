"""The newest comments as feeds have them: under each of many films, or on the whole site."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID, uuid5

from django.db.models import Q

from matinee.catalogue.addresses import HOME
from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.models import FilmPage
from matinee.catalogue.published import CommentEntry, CommentFeed, Link
from matinee.discussion.addresses import SITE_FEED, comment_address, feed_address
from matinee.discussion.gather.conversing import conversing, films_with_pages
from matinee.discussion.gather.cut import newest_of_each
from matinee.discussion.gather.rows import rows_of, with_words
from matinee.discussion.gather.threads import Stage, words_of
from matinee.discussion.models import Comment

ENTRIES = 50
"""In one feed, the newest."""


def film_comment_feeds(film_ids: Iterable[int]) -> dict[int, CommentFeed]:
    """Return the feeds of the comments under films that have any, or had."""
    known = conversing(film_ids)
    newest = newest_of_each(known.films, "c.id", "c.posted_at DESC, c.id DESC", ENTRIES)
    entries = _entries([pk for (pk,) in newest], known.films)
    return {
        pk: CommentFeed(
            house=known.house,
            page=film.address,
            address=feed_address(film.address),
            title=f"Comments: {film.title}",
            entries=entries.get(pk, ()),
        )
        for pk, film in known.films.items()
    }


def site_comment_feed() -> CommentFeed:
    """Return the feed of the newest comments on the whole site."""
    known = conversing(films_with_pages())
    shown = Comment.objects.filter(state=Comment.State.PUBLIC)
    hidden = set(films_with_pages()) - set(known.films)
    newest = shown.exclude(film__in=hidden).order_by("-posted_at", "-pk")
    entries = _entries(list(newest.values_list("pk", flat=True)[:ENTRIES]), known.films)
    house = gather_house()
    together = sorted(
        (entry for each in entries.values() for entry in each), key=_newest, reverse=True
    )
    return CommentFeed(house, HOME, SITE_FEED, f"Comments: {house.name}", tuple(together))


def comment_uuid(film: FilmPage, pk: int) -> str:
    """Return the id that a comment keeps when the film's or the site's address changes."""
    # Wagtail gives a page its key when it is made, and never another.
    return str(uuid5(UUID(str(film.translation_key)), f"comment {pk}"))


def _entries(
    pks: Iterable[int], films: Mapping[int, FilmPage]
) -> dict[int, tuple[CommentEntry, ...]]:
    rows = list(rows_of(Q(pk__in=list(pks))))
    with_words(rows)
    near = {each.parent_id for each in rows} | {each.thread_id for each in rows}
    known = {each.pk: each for each in rows_of(Q(pk__in=[pk for pk in near if pk]))}
    found: dict[int, list[CommentEntry]] = defaultdict(list)
    for each in rows:
        if each.film_id in films:
            found[each.film_id].append(_entry(each, films[each.film_id], known))
    return {film: tuple(sorted(each, key=_newest, reverse=True)) for film, each in found.items()}


def _entry(comment: Comment, film: FilmPage, known: Mapping[int, Comment]) -> CommentEntry:
    stage = Stage(film.address, on_film=False, takes=False)
    answered = known.get(comment.parent_id or 0)
    return CommentEntry(
        uuid=comment_uuid(film, comment.pk),
        name=comment.name,
        href=comment.link,
        address=_address(comment, film, known),
        words=words_of(comment, stage),
        film=Link(film.title, film.address),
        posted_at=comment.posted_at,
        updated_at=comment.changed_at or comment.posted_at,
        answers_uuid=comment_uuid(film, answered.pk) if answered else str(film.translation_key),
        answers_address=_address(answered, film, known) if answered else film.address,
    )


def _address(comment: Comment, film: FilmPage, known: Mapping[int, Comment]) -> str:
    root = known.get(comment.thread_id or 0) or comment
    return comment_address(film.address, comment.pk, root.number or 0, comment.place)


def _newest(entry: CommentEntry) -> tuple[object, ...]:
    # By id where two came at once, so that the order is always the same.
    return entry.posted_at, entry.uuid
