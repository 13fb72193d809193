"""Reads what every post needs to know of a film and of what is said there, in few plain queries.

Somebody waits for each of these, so they are written out: to have Django word them anew each
time costs ten times what the database does. They read the same on SQLite and PostgreSQL.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db import connection

from matinee.catalogue.addresses import film_address
from matinee.discussion.held import Rules
from matinee.discussion.models import Comment, Conversation, ConversationRules
from matinee.discussion.standing import Standing, standing_by

_GROUND = """
SELECT page.title, page.slug, page.first_published_at, film.running_time_s, release.duration_s,
 own.opening, own.closes_after_days, own."order",
 site.opening, site.closes_after_days, site."order",
 site.links_held, site.held_words, site.spam_words, own.id, site.id
FROM catalogue_filmpage film
JOIN wagtailcore_page page ON page.id = film.page_ptr_id
LEFT JOIN releases_release release ON release.id = film.release_id
LEFT JOIN discussion_conversation own ON own.film_id = page.id
LEFT JOIN discussion_conversationrules site ON 1 = 1
WHERE page.id = %s AND page.live AND NOT EXISTS (
 SELECT 1 FROM wagtailcore_pageviewrestriction closed
 JOIN wagtailcore_page above ON above.id = closed.page_id
 WHERE substr(page.path, 1, length(above.path)) = above.path)
ORDER BY site.id LIMIT 1
"""
_PARENT = """
SELECT said.id, said.film_id, said.thread_id, said.number, said.place, said.state, said.name,
 root.number
FROM discussion_comment said LEFT JOIN discussion_comment root ON root.id = said.thread_id
WHERE said.id = %s AND said.film_id = %s AND said.state = 'public'
"""
_WITH_ORIGIN = "SELECT id FROM discussion_comment WHERE origin = %s"
# NOT (… = '') is said as the partial indexes say it: in other words SQLite does not use them.
_LAST_BY = """
SELECT state, name FROM discussion_comment WHERE email = %s AND NOT (email = '')
ORDER BY id DESC LIMIT %s
"""
_SAME = """
SELECT id, film_id, network, posted_at FROM discussion_comment
WHERE digest = %s AND posted_at > %s ORDER BY posted_at DESC LIMIT %s
"""
_NTH_BY_NETWORK = """
SELECT 1 FROM discussion_comment WHERE network IN (%s, %s) AND NOT (network = '') AND posted_at > %s
LIMIT 1 OFFSET %s
"""
_NTH_UNDER_FILM = """
SELECT 1 FROM discussion_comment WHERE film_id = %s AND posted_at > %s LIMIT 1 OFFSET %s
"""
_SET = ("opening", "closes_after_days", "order")
Row = TypeVar("Row", Conversation, ConversationRules)


@dataclass(frozen=True)
class Ground:
    """A public film, as far as it matters to who writes under it."""

    pk: int
    title: str
    address: str
    duration_s: float | None
    """None where nobody knows."""
    standing: Standing
    rules: Rules


@dataclass(frozen=True)
class Same:
    """A comment in the same words as another."""

    pk: int
    film_id: int
    network: str
    posted_at: datetime


def ground_of(pk: int) -> Ground | None:
    """Return a public film with the rules that hold under it, None where there is none."""
    row = _first(_GROUND, [pk])
    if row is None:
        return None
    title, slug, published_at, told_s, duration_s = row[:5]
    site = ConversationRules.load() if row[15] is None else _made(ConversationRules, row[8:11])
    own = None if row[14] is None else _made(Conversation, row[5:8])
    standing = standing_by(own, site, _aware(published_at))
    links_held, held, spam = row[11:14] if row[15] else (site.links_held, "", "")
    rules = Rules(standing.opening, links_held, held, spam)
    return Ground(pk, title, film_address(slug), duration_s or told_s, standing, rules)


def parent_of(pk: int, film_id: int) -> Comment | None:
    """Return a comment that can be answered, with its thread: a public one under that film."""
    row = _first(_PARENT, [pk, film_id])
    if row is None:
        return None
    # In the order of the model's fields, as Django takes them.
    names = ("id", "film_id", "thread_id", "number", "place", "state", "name")
    parent = Comment.from_db(connection.alias, names, row[:7])
    if parent.thread_id:
        root = (parent.thread_id, film_id, row[7])
        parent.thread = Comment.from_db(connection.alias, ("id", "film_id", "number"), root)
    return parent


def made_from(origin: str) -> int | None:
    """Return the comment that was made from a ticket, by its id."""
    row = _first(_WITH_ORIGIN, [origin])
    return row[0] if row else None


def last_by(email: str, most: int) -> Sequence[tuple[str, str]]:
    """Return state and name of the last comments from an address."""
    return _all(_LAST_BY, [email, most])


def said_before(digest: str, since: datetime, most: int) -> list[Same]:
    """Return the newest comments with these words."""
    rows = _all(_SAME, [digest, _stored(since), most])
    return [Same(pk, film, network, _known(at)) for pk, film, network, at in rows]


def came_from(networks: Sequence[str], since: datetime, count: int) -> bool:
    """Say whether so many comments came from a network, by its hash of today or of yesterday."""
    today, *older = networks
    values = [today, older[0] if older else today, _stored(since), count - 1]
    return _first(_NTH_BY_NETWORK, values) is not None


def came_under(film_id: int, since: datetime, count: int) -> bool:
    """Say whether so many comments came under a film."""
    return _first(_NTH_UNDER_FILM, [film_id, _stored(since), count - 1]) is not None


def _first(sql: str, values: Sequence[Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()


def _all(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _made(model: type[Row], values: Sequence[Any]) -> Row:
    return model.from_db(connection.alias, _SET, values)


def _stored(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)


def _known(at: datetime) -> datetime:
    """Return a time as it is known here: SQLite keeps it in UTC and does not say so."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _aware(at: datetime | None) -> datetime | None:
    return _known(at) if at else None
