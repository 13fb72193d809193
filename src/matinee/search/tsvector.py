"""The index in PostgreSQL: its text search, given our tokens with their places.

Neither side goes through a parser or a dictionary of PostgreSQL: both are written as the type
itself is, so a token is found as it was folded.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection

from matinee.search.models import IndexedThing
from matinee.search.question import Part, Wanted
from matinee.search.shelves import Row
from matinee.search.vocabulary import first_after

LOCK = 20_231_115
"""A number for pg_advisory_xact_lock that nobody else here uses."""
MOST_PLACES = 16_000
"""PostgreSQL counts places up to 16,383, and 255 of one token."""

_THINGS = """
    SELECT thing.kind, thing.object_pk, thing.title FROM search_indexedthing AS thing
    LEFT JOIN search_thing ON search_thing.thing_id = thing.id
    CROSS JOIN (SELECT %(question)s::tsquery AS question) AS asked
    WHERE search_thing.tokens @@ question
        OR thing.name COLLATE "C" >= %(name)s AND thing.name COLLATE "C" < %(after)s
    ORDER BY thing.name = %(name)s DESC,
        thing.name COLLATE "C" >= %(name)s AND thing.name COLLATE "C" < %(after)s DESC,
        ts_rank('{0, 0.1, 0.4, 1}', search_thing.tokens, question, 1) DESC, thing.id
    LIMIT %(limit)s OFFSET %(offset)s
"""


class TsvectorShelves:
    """Implements Shelves."""

    def lock(self) -> None:
        """Let no other worker write until the transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])

    def put_passages(self, rows: Sequence[Row]) -> None:
        """Index passages."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_passage (number, tokens) VALUES (%s, %s::tsvector)",
                [(number, _vector([(tokens, "")])) for number, tokens in rows],
            )

    def drop_passages(self, rows: Sequence[Row]) -> None:
        """Take passages out again."""
        numbers = [number for number, _ in rows]
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_passage WHERE number = ANY(%s)", [numbers])

    def empty(self) -> None:
        """Take all passages and words out."""
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE search_passage, search_word")

    def put_thing(self, thing: IndexedThing) -> None:
        """Index a thing that was just saved; one that is deleted takes its tokens along."""
        vector = _vector([(thing.name, "A"), (thing.names, "B"), (thing.words, "C")])
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_thing (thing_id, tokens) VALUES (%s, %s::tsvector)"
                " ON CONFLICT (thing_id) DO UPDATE SET tokens = excluded.tokens",
                [thing.pk, vector],
            )

    def passages(self, parts: Sequence[Part], low: int, high: int, limit: int) -> list[int]:
        """Return the numbers of passages that have every part, the highest first."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT number FROM search_passage WHERE tokens @@ %s::tsquery"
                " AND number >= %s AND number <= %s ORDER BY number DESC LIMIT %s",
                [_query(parts), low, high, limit],
            )
            return [number for (number,) in cursor.fetchall()]

    def things(
        self, parts: Sequence[Part], name: str, limit: int, offset: int
    ) -> list[tuple[str, int, str]]:
        """Return kind, id and title, the best first."""
        asked = {"question": _query(parts), "name": name, "after": first_after(name)}
        with connection.cursor() as cursor:
            cursor.execute(_THINGS, {**asked, "limit": limit, "offset": offset})
            return list(cursor.fetchall())


def _vector(texts: Iterable[tuple[str, str]]) -> str:
    """Write tokens as a tsvector; each text has its weight, and does not touch the one before."""
    places: dict[str, list[str]] = defaultdict(list)
    at = 0
    for tokens, weight in texts:
        for token in tokens.split():
            at += 1
            if at <= MOST_PLACES:
                places[token].append(f"{at}{weight}")
        at += 1
    return " ".join(f"'{token}':{','.join(where)}" for token, where in places.items())


def _query(parts: Sequence[Part]) -> str:
    """Write the question as a tsquery. A token has letters and figures only."""
    return " & ".join(f"({' | '.join(_row(way) for way in part.ways)})" for part in parts)


def _row(way: Wanted) -> str:
    tokens = [f"'{token}'" for token in way.tokens]
    if way.open:
        tokens[-1] += ":*"
    return f"({' <-> '.join(tokens)})"
