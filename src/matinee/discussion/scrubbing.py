"""Sees to it that what was erased is gone from the database's file, not only from its tables.

SQLite leaves what it deletes where it stood until something else is written there, and so does
its journal. PostgreSQL keeps old rows until it tidies them away itself, within the day as a rule.
"""

import logging
import mmap
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import OperationalError, connection

from matinee.discussion import search

log = logging.getLogger("matinee.discussion")
SHORTEST_TRACE = 12
"""Fewer characters are found by chance anywhere."""


@contextmanager
def overwriting() -> Iterator[None]:
    """Have SQLite overwrite with zeros what is deleted meanwhile."""
    if connection.vendor != "sqlite":
        yield
        return
    # Some builds of SQLite overwrite always, or where it costs nothing; that stays as it was.
    before = _run("PRAGMA secure_delete")
    _run("PRAGMA secure_delete=ON")
    try:
        yield
    finally:
        _run(f"PRAGMA secure_delete={('OFF', 'ON', 'FAST')[before]}")


def scrub(traces: Collection[str]) -> bool:
    """Empty the journal and the search index of what is gone; say whether no trace is left.

    A trace that is found in the file even so, for rows were moved about before they were
    deleted, makes it be written anew. False where the file was in use throughout: what is left
    goes with the next tidying.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    try:
        search.forget()
        empty_journal()
        if _found(traces):
            _write_anew()
            empty_journal()
    except OperationalError:
        log.warning("What was erased could not yet be scrubbed from the database's file.")
        return False
    return not _found(traces)


def empty_journal() -> bool:
    """Move all that the journal holds into the database and cut it to nothing; say if it worked."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return False
    return _run("PRAGMA wal_checkpoint(TRUNCATE)") == 0


def _write_anew() -> None:
    # In memory a large site's file would not fit.
    _run("PRAGMA temp_store=FILE")
    try:
        _run("VACUUM")
    finally:
        _run("PRAGMA temp_store=MEMORY")


def _found(traces: Collection[str]) -> bool:
    wanted = [each.encode() for each in traces if len(each) >= SHORTEST_TRACE]
    database = Path(str(connection.settings_dict["NAME"]))
    return any(_stands_in(file, wanted) for file in (database, Path(f"{database}-wal")))


def _stands_in(file: Path, wanted: Collection[bytes]) -> bool:
    if not file.is_file() or not file.stat().st_size:
        return False
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as held:
        return any(held.find(each) >= 0 for each in wanted)


def _run(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone() if cursor.description else None
    return int(row[0]) if row and isinstance(row[0], int) else 0
