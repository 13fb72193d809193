"""The index as the rest of the search knows it, whichever database holds it."""

from collections.abc import Sequence
from typing import Protocol

from django.db import connection

from matinee.search.models import IndexedThing
from matinee.search.question import Part

Row = tuple[int, str]
"""A passage's number and its tokens."""


class Shelves(Protocol):
    """What both databases do in their own ways."""

    def lock(self) -> None:
        """Let no other worker write until the transaction ends."""

    def put_passages(self, rows: Sequence[Row]) -> None:
        """Index passages."""

    def drop_passages(self, rows: Sequence[Row]) -> None:
        """Take passages out again; the tokens must be those they were put in with."""

    def empty(self) -> None:
        """Take all passages out, and all words of the vocabulary."""

    def put_thing(self, thing: IndexedThing) -> None:
        """Index a thing that was just saved; one that is deleted leaves by itself."""

    def passages(self, parts: Sequence[Part], low: int, high: int, limit: int) -> list[int]:
        """Return the numbers of passages that have every part, the highest first."""

    def things(
        self, parts: Sequence[Part], name: str, limit: int, offset: int
    ) -> list[tuple[str, int, str]]:
        """Return kind, id and title: the very name first, what begins with it, then the best."""


def shelves() -> Shelves:
    """Return the index of the database in use."""
    if connection.vendor == "postgresql":
        from matinee.search.tsvector import TsvectorShelves  # noqa: PLC0415 - only where it serves

        return TsvectorShelves()
    from matinee.search.fts5 import Fts5Shelves  # noqa: PLC0415 - as above

    return Fts5Shelves()
