"""Notes whose words may have changed; the note lives and dies with the change."""

from collections.abc import Iterable

from django.db import connection

from matinee.search.models import PendingWords, new_stamp

EVERYTHING = "everything"
MASTER = "master"
"""With a master: the lines that are said in it."""
THINGS = ("film", "person", "company", "programme")

_NOTE = (
    f"INSERT INTO {PendingWords._meta.db_table} (key, stamp) VALUES (%s, %s)"  # noqa: S608 - ours
    " ON CONFLICT (key) DO UPDATE SET stamp = excluded.stamp"
)


def key_of(kind: str, pk: int) -> str:
    """Return the key of one thing, or of a master."""
    return f"{kind}:{pk}"


def ids_among(keys: Iterable[str], kind: str) -> list[int]:
    """Return the ids of one kind among keys."""
    return [int(key.partition(":")[2]) for key in keys if key.partition(":")[0] == kind]


def note(keys: Iterable[str]) -> None:
    """Note the keys; a key already noted gets a new stamp, so a running worker comes again."""
    rows = [(key, new_stamp()) for key in sorted(set(keys))]
    with connection.cursor() as cursor:
        cursor.executemany(_NOTE, rows)


def take(marks: Iterable[PendingWords]) -> set[str]:
    """Remove these marks where nothing changed since they were read; return their keys.

    To be called in the transaction that writes what was read.
    """
    stamps = {mark.key: mark.stamp for mark in marks}
    rows = PendingWords.objects.filter(key__in=stamps)
    same = [mark for mark in rows if mark.stamp == stamps[mark.key]]
    PendingWords.objects.filter(pk__in=[mark.pk for mark in same]).delete()
    return {mark.key for mark in same}
