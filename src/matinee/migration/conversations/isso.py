"""Reads the comments in the database of Isso, an SQLite file, without ever writing to it."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from matinee.discussion.models import Comment
from matinee.media.errors import Refused
from matinee.migration.conversations.arriving import Advance, Arrival, Page, Said
from matinee.migration.conversations.days import read_seconds
from matinee.migration.conversations.words import (
    LONGEST_READ,
    email_of,
    from_text,
    link_of,
    name_of,
)

STATES = {1: Comment.State.PUBLIC, 2: Comment.State.HELD, 4: Comment.State.REMOVED}
_COLUMNS = {"tid", "id", "parent", "created", "modified", "mode", "text", "author", "email"}
_LONGEST_VALUE = 4 * LONGEST_READ


def read_isso(file: Path, advance: Advance) -> Iterator[Arrival]:
    """Yield the threads and their comments; Isso's texts are Markdown already.

    Raises Refused when the file is no database of Isso.
    """
    try:
        with contextlib.closing(_opened(file)) as database:
            _check(database, file.name)
            yield from _threads(database)
            yield from _comments(database, advance)
    except sqlite3.Error as error:
        raise Refused(
            "isso-unreadable",
            f"{file.name} cannot be read as a database: {error}.",
            "Stop Isso, copy its database and give the copy.",
        ) from error


def _opened(file: Path) -> sqlite3.Connection:
    """Open for reading alone; the rows of a stranger's file run no functions of ours."""
    database = sqlite3.connect(f"file:{quote(str(file.resolve()))}?mode=ro", uri=True)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA query_only = ON")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 50_000_000)
    database.text_factory = lambda data: data.decode("utf-8", errors="replace")
    return database


def _check(database: sqlite3.Connection, name: str) -> None:
    tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
    has = {row[0] for row in database.execute(tables)}
    columns = {row[1] for row in database.execute("PRAGMA table_info(comments)")}
    if not {"threads", "comments"} <= has or not columns >= _COLUMNS:
        raise Refused(
            "not-isso",
            f"{name} is a database, but not one of Isso.",
            "Its setting “dbpath” names the file that holds the comments.",
        )


def _threads(database: sqlite3.Connection) -> Iterator[Page]:
    for key, uri, title in database.execute("SELECT id, uri, title FROM threads"):
        yield Page(str(key), address=str(uri or "")[:2000], title=str(title or "")[:500])


def _comments(database: sqlite3.Connection, advance: Advance) -> Iterator[Said]:
    count = database.execute("SELECT count(*) FROM comments").fetchone()[0] or 1
    keys = "SELECT id, created FROM comments WHERE id = ?"
    rows = database.execute(
        "SELECT tid, id, parent, created, modified, mode,"  # noqa: S608 - a figure of our own
        f" substr(text, 1, {_LONGEST_VALUE}), author, email, {_website(database)}"
        " FROM comments ORDER BY id"
    )
    for number, row in enumerate(rows, start=1):
        above = database.execute(keys, [row[2]]).fetchone() if row[2] else None
        parent = _key(*above) if above else f"isso:{row[2]}" if row[2] else ""
        yield _said(row, parent)
        if number % 1000 == 0:
            advance(number / count)


def _website(database: sqlite3.Connection) -> str:
    columns = {row[1] for row in database.execute("PRAGMA table_info(comments)")}
    return "website" if "website" in columns else "''"


def _said(row: tuple[object, ...], parent: str) -> Said:
    tid, pk, _, created, modified, mode, words, author, email, website = row
    given = str(words or "")
    text, cut = from_text(given[:LONGEST_READ])
    at = read_seconds(created)
    return Said(
        key=_key(pk, created),
        page=str(tid),
        parent=parent,
        state=STATES.get(mode, Comment.State.HELD) if isinstance(mode, int) else Comment.State.HELD,
        name=name_of(str(author or "")[:1000], escaped=True),
        text=text,
        link=link_of(str(website or "")[:1000]),
        email=email_of(str(email or "")[:1000]),
        at=at,
        changed=read_seconds(modified) if modified else None,
        cut=cut or len(given) > LONGEST_READ,
    )


def _key(pk: object, created: object) -> str:
    """Return an origin that no other site's Isso gives: its database has no name of its own."""
    moment = f"{created:.3f}" if isinstance(created, int | float) else ""
    return f"isso:{pk}-{moment}"
