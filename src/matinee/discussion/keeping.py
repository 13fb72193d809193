"""Writes the row of a new comment in one plain statement: on SQLite all others wait meanwhile."""

from functools import cache

from django.db import connection

from matinee.discussion.models import Comment

_FIELDS = tuple(field for field in Comment._meta.concrete_fields if not field.primary_key)


def insert(comment: Comment) -> None:
    """Save a new comment; nothing in this house listens to it being saved but by our signals."""
    values = [
        field.get_db_prep_save(field.pre_save(comment, add=True), connection) for field in _FIELDS
    ]
    with connection.cursor() as cursor:
        cursor.execute(_sql(connection.vendor), values)
        comment.pk = cursor.fetchone()[0]
    comment._state.adding = False  # noqa: SLF001 - as Django does
    comment._state.db = connection.alias  # noqa: SLF001


@cache
def _sql(vendor: str) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column or "") for field in _FIELDS)
    marks = ", ".join(["%s"] * len(_FIELDS))
    table = quote(Comment._meta.db_table)
    return f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING {quote('id')}"  # noqa: S608 - names of our own
