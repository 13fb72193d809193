"""Cuts the newest comments out of many conversations at once, each by an index alone."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from matinee.discussion.models import Comment

_TOGETHER = 200
"""SQLite joins no more than 500 questions in one."""


def newest_of_each(
    films: Iterable[int], columns: str, order: str, most: int, condition: str = "TRUE"
) -> list[tuple[Any, ...]]:
    """Return so many public comments `c` of each film, by an order; `t` is the thread's first.

    The state stands in the question itself: an index with a condition is not used for what
    the database cannot see. All but the films are words of our own.
    """
    found: list[tuple[Any, ...]] = []
    wanted = list(films)
    for at in range(0, len(wanted), _TOGETHER):
        found += _cut(wanted[at : at + _TOGETHER], columns, order, most, condition)
    return found


def _cut(
    films: Sequence[int], columns: str, order: str, most: int, condition: str
) -> list[tuple[Any, ...]]:
    table = connection.ops.quote_name(Comment._meta.db_table)
    # The ids are cut first, by the index; only then are the rows read.
    newest = (
        f"SELECT c.id FROM {table} c WHERE c.film_id = %s AND c.state = 'public'"  # noqa: S608
        f" AND {condition} ORDER BY {order} LIMIT {most:d}"
    )
    together = " UNION ALL ".join(
        f"SELECT * FROM ({newest}) AS cut{at:d}"  # noqa: S608 - as above
        for at in range(len(films))
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM ({together}) AS newest"  # noqa: S608 - as above
            f" JOIN {table} c ON c.id = newest.id LEFT JOIN {table} t ON t.id = c.thread_id",
            list(films),
        )
        return cursor.fetchall()
