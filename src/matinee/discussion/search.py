"""Finds comments by any part of their text, name, e-mail or link.

On SQLite an index of every three letters answers (migration 0002); what it does not hold yet, the
newest comments, is read through. A part that more than a tenth of all comments have is looked for
in the rows themselves, in the order they are shown: a page of them is soon found. PostgreSQL is
asked with plain comparisons: the index its pg_trgm would need is for its owner to allow.
"""

import re
import sqlite3
from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import Max, Q, QuerySet
from django.db.models.expressions import RawSQL

from matinee.discussion.models import Comment

COLUMNS = ("text", "name", "email", "link")
LONGEST = 100
"""Letters of a search that count; nobody means more."""
COMMON = 20_000
"""From so many hits on the rows are read in their order instead."""
GRAM = 3
"""Letters that the index holds together."""
READ_THROUGH = 40_000
"""Comments that are read through, the newest, for what the index cannot tell."""
AT_ONCE = 5_000
"""Comments indexed in one transaction: some tenths of a second."""
SECURE_DELETE_SINCE = (3, 42)


def found(comments: QuerySet[Comment], typed: str) -> QuerySet[Comment]:
    """Narrow comments to those that contain each word typed; "a phrase" in quotes is one."""
    parts = parts_of(typed)
    if parts and max(map(len, parts)) < GRAM:
        newest = Comment.objects.aggregate(newest=Max("pk"))["newest"] or 0
        comments = comments.filter(pk__gt=newest - READ_THROUGH)
    for part in parts:
        comments = comments.filter(_has(part))
    return comments


def note_on(typed: str) -> str:
    """Return what a search leaves out, "" for nothing."""
    parts = parts_of(typed)
    if parts and max(map(len, parts)) < GRAM:
        return f"So few letters are looked for among the newest {READ_THROUGH:,} comments only."
    return ""


def parts_of(typed: str) -> list[str]:
    """Return what is looked for: words, and what stands between quotes as it is."""
    typed = typed[:LONGEST].replace("\x00", " ")
    for quote in "“”„«»":
        typed = typed.replace(quote, '"')
    pieces = typed.split('"')
    # A quote without its other half is taken for a space.
    quoted = pieces[1::2] if len(pieces) % 2 else pieces[1:-1:2]
    plain = [each for at, each in enumerate(pieces) if at % 2 == 0 or each not in quoted]
    parts = [" ".join(each.split()) for each in quoted]
    parts += [word for each in plain for word in each.split()]
    return list(dict.fromkeys(part for part in parts if part))


def catch_up(most: int = AT_ONCE) -> int:
    """Index comments that came since, and return how many; call it until it is less than `most`.

    The worker does so between its rounds. On PostgreSQL there is nothing to do.
    """
    if not indexed():
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        upto = _upto()
        rows = Comment.objects.filter(pk__gt=upto).order_by("pk").values_list("pk", flat=True)
        pks = list(rows[:most])
        if not pks:
            return 0
        names = ", ".join(COLUMNS)
        cursor.execute(
            f"INSERT INTO discussion_search (rowid, {names}) SELECT id, {names}"  # noqa: S608 - ours
            " FROM discussion_comment WHERE id > %s AND id <= %s",
            [upto, pks[-1]],
        )
        cursor.execute("UPDATE discussion_search_upto SET upto = %s", [pks[-1]])
    return len(pks)


def forget() -> None:
    """Make sure that nothing of changed or erased comments is left in the index.

    The index only notes that an entry is void and drops it when it next tidies up; this has it
    tidy up now. Newer versions of SQLite can overwrite entries at once; both are asked for. Takes
    about a second for 200,000 comments.
    """
    if not indexed():
        return
    with connection.cursor() as cursor:
        order = "INSERT INTO discussion_search (discussion_search) VALUES ('optimize')"
        cursor.execute(order)
        if sqlite3.sqlite_version_info >= SECURE_DELETE_SINCE:
            cursor.execute(
                "INSERT INTO discussion_search (discussion_search, rank)"
                " VALUES ('secure-delete', 1)"
            )


def indexed() -> bool:
    """Say whether this database has the index."""
    return connection.vendor == "sqlite"


def _has(part: str) -> Q:
    """Return the condition that a comment contains a part."""
    plain = _plain(part)
    grams = _grams(part)
    if not indexed() or not grams:
        return plain
    match = " AND ".join('"{}"'.format(gram.replace('"', '""')) for gram in grams)
    if _count(match) > COMMON:
        return plain
    known = RawSQL("SELECT rowid FROM discussion_search WHERE discussion_search MATCH %s", [match])
    upto = _caught_up()
    return (Q(pk__in=known) if upto is None else Q(pk__in=known) | Q(pk__gt=upto)) & plain


def _plain(part: str) -> Q:
    """Return the condition as the database itself compares, upper and lower case being one."""
    # SQLite's LIKE knows the case of ASCII alone.
    way, wanted = "icontains", part
    if connection.vendor == "sqlite" and not part.isascii():
        way, wanted = "iregex", re.escape(part)
    condition = Q()
    for column in COLUMNS:
        condition |= Q(**{f"{column}__{way}": wanted})
    return condition


def _grams(part: str) -> Sequence[str]:
    """Return each three letters in a row, as the index knows them; none for less than three."""
    return list(dict.fromkeys(part[at : at + GRAM] for at in range(len(part) - GRAM + 1)))


def _count(match: str) -> int:
    """Count the hits of a query, as far as it matters."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM (SELECT 1 FROM discussion_search"
            " WHERE discussion_search MATCH %s LIMIT %s)",
            [match, COMMON + 1],
        )
        return int(cursor.fetchone()[0])


def _caught_up() -> int | None:
    """Index what is new; return up to where when that was too much for now."""
    newest = Comment.objects.aggregate(newest=Max("pk"))["newest"] or 0
    if newest <= _upto() or catch_up() < AT_ONCE:
        return None
    return _upto()


def _upto() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT upto FROM discussion_search_upto")
        return int(cursor.fetchone()[0])
