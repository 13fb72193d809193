"""The index in SQLite: FTS5, which keeps no text of its own.

The tokens are made by `folding`, so its own tokenizer only has to cut at the spaces. It splits
ASCII alone, where we leave letters and figures.
"""

from collections.abc import Sequence

from django.db import connection

from matinee.search.models import IndexedThing
from matinee.search.question import Part, Wanted
from matinee.search.shelves import Row
from matinee.search.vocabulary import first_after

MOST_RANKED = 2_000
"""Things, the newest, that are weighed where a word is in very many."""

# What begins with the question is found by its name, also where it is one among too many.
_THINGS = """
    WITH weighed (id, score) AS (
        SELECT rowid, bm25(search_thing, 10.0, 4.0, 1.0) FROM search_thing
        WHERE search_thing MATCH %s ORDER BY rowid DESC LIMIT %s
    ), begun (id) AS (
        SELECT id FROM search_indexedthing WHERE name >= %s AND name < %s LIMIT %s
    )
    SELECT thing.kind, thing.object_pk, thing.title
    FROM (SELECT id FROM weighed UNION SELECT id FROM begun) AS found
    JOIN search_indexedthing AS thing ON thing.id = found.id
    LEFT JOIN weighed ON weighed.id = found.id
    ORDER BY thing.name = %s DESC, thing.name >= %s AND thing.name < %s DESC,
        weighed.score IS NULL, weighed.score, thing.id
    LIMIT %s OFFSET %s
"""


class Fts5Shelves:
    """Implements Shelves; triggers of migration 0002 index the things."""

    def lock(self) -> None:
        """Do nothing: a transaction here begins with the write lock."""

    def put_passages(self, rows: Sequence[Row]) -> None:
        """Index passages."""
        _many("INSERT INTO search_passage (rowid, tokens) VALUES (%s, %s)", rows)

    def drop_passages(self, rows: Sequence[Row]) -> None:
        """Take passages out again."""
        _many(
            "INSERT INTO search_passage (search_passage, rowid, tokens) VALUES ('delete', %s, %s)",
            rows,
        )

    def empty(self) -> None:
        """Take all passages and words out."""
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_passage (search_passage) VALUES ('delete-all')")
            cursor.execute("DELETE FROM search_word")

    def put_thing(self, thing: IndexedThing) -> None:
        """Do nothing: the triggers have done it."""

    def passages(self, parts: Sequence[Part], low: int, high: int, limit: int) -> list[int]:
        """Return the numbers of passages that have every part, the highest first."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid FROM search_passage WHERE search_passage MATCH %s"
                " AND rowid >= %s AND rowid <= %s ORDER BY rowid DESC LIMIT %s",
                [_match(parts), low, high, limit],
            )
            return [number for (number,) in cursor.fetchall()]

    def things(
        self, parts: Sequence[Part], name: str, limit: int, offset: int
    ) -> list[tuple[str, int, str]]:
        """Return kind, id and title, the best first."""
        match, after = _match(parts), first_after(name)
        with connection.cursor() as cursor:
            cursor.execute(
                _THINGS,
                [match, MOST_RANKED, name, after, limit + offset, name, name, after, limit, offset],
            )
            return list(cursor.fetchall())


def _match(parts: Sequence[Part]) -> str:
    """Write the question in FTS5's words. A token has letters and figures only."""
    return " AND ".join(f"({' OR '.join(_row(way) for way in part.ways)})" for part in parts)


def _row(way: Wanted) -> str:
    return f'"{" ".join(way.tokens)}"{"*" if way.open else ""}'


def _many(statement: str, rows: Sequence[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
