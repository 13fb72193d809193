"""Keeps what is read in a database of its own until all of it is known.

Comments come in any order, their answers before them and their pages after; what they answer
and when they were written decides where they stand here. So everything is read first, into a
temporary file: memory stays as it is, and a broken file is refused before the site changed.
"""

import contextlib
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matinee.migration.conversations.arriving import Arrival, Left, Page, Said

BLOCK = 2000
_TABLES = """
CREATE TABLE page (
  key TEXT PRIMARY KEY, address TEXT, slug TEXT, title TEXT, at INTEGER, film INTEGER,
  known INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE said (
  row INTEGER PRIMARY KEY, key TEXT UNIQUE, page TEXT, parent TEXT, state TEXT, name TEXT,
  text TEXT, link TEXT, email TEXT, badge TEXT, at INTEGER, shown INTEGER, changed INTEGER,
  rank INTEGER, moment INTEGER, pinned INTEGER, cut INTEGER,
  film INTEGER, above INTEGER NOT NULL DEFAULT 0, outside INTEGER, turn INTEGER,
  seen INTEGER NOT NULL DEFAULT 0, dropped INTEGER NOT NULL DEFAULT 0,
  pk INTEGER, thread INTEGER, placed INTEGER NOT NULL DEFAULT 0
);
"""
_FIELDS = tuple(Said.__slots__)
_ADD_SAID = (
    f"INSERT OR IGNORE INTO said ({', '.join(_FIELDS)})"  # noqa: S608 - names of our own
    f" VALUES ({', '.join('?' * len(_FIELDS))})"
)
_ADD_PAGE = "INSERT OR IGNORE INTO page (key, address, slug, title, at) VALUES (?, ?, ?, ?, ?)"


@dataclass(frozen=True)
class Staged:
    """What was read of a file, in its temporary database, and what stayed behind."""

    database: sqlite3.Connection
    left: Counter[str]

    def one(self, query: str, *values: Any) -> Any:
        """Return the first column of the first row."""
        return self.database.execute(query, values).fetchone()[0]

    def rows(self, query: str, *values: Any) -> sqlite3.Cursor:
        """Return rows, read as they are needed."""
        return self.database.execute(query, values)

    def change(self, query: str, values: Iterable[tuple[Any, ...]]) -> None:
        """Run one statement with many values."""
        self.database.executemany(query, values)

    @property
    def count(self) -> int:
        """How many comments were read."""
        return int(self.one("SELECT count(*) FROM said"))


@contextlib.contextmanager
def staging() -> Iterator[Staged]:
    """Give an empty temporary database, and take its file away at the end."""
    with (
        tempfile.TemporaryDirectory(prefix="matinee-import-") as folder,
        contextlib.closing(sqlite3.connect(Path(folder) / "read.sqlite3")) as database,
    ):
        # If the process dies the file is worthless: nothing waits for the disk.
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA cache_size = -16000")
        database.executescript(_TABLES)
        yield Staged(database, Counter())


def stage(arrivals: Iterable[Arrival], staged: Staged) -> None:
    """Put everything that arrives into the temporary database, a block at a time."""
    said: list[Said] = []
    for each in arrivals:
        if isinstance(each, Said):
            said.append(each)
            if len(said) == BLOCK:
                _add(said, staged)
                said = []
        elif isinstance(each, Page):
            page = (each.key, each.address, each.slug, each.title, each.at)
            staged.database.execute(_ADD_PAGE, page)
        elif isinstance(each, Left):
            staged.left[each.why] += 1
    _add(said, staged)


def _add(said: list[Said], staged: Staged) -> None:
    before = staged.database.total_changes
    staged.change(_ADD_SAID, (tuple(getattr(each, name) for name in _FIELDS) for each in said))
    added = staged.database.total_changes - before
    # The first of those with the same id is kept.
    staged.left["duplicates"] += len(said) - added
