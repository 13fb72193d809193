"""Brings the comments of a file into the site: reads, matches, orders, then saves."""

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DatabaseError

from matinee.media.errors import MatineeError, Refused
from matinee.media.events import Progress, Watch
from matinee.migration.conversations.arriving import Advance, Reader
from matinee.migration.conversations.disqus import read_disqus
from matinee.migration.conversations.films import Whither, match_films, unknown_pages
from matinee.migration.conversations.isso import read_isso
from matinee.migration.conversations.jsonl import read_jsonl
from matinee.migration.conversations.landing import find_those_here, land, take_turns
from matinee.migration.conversations.ordering import Wish, put_in_order
from matinee.migration.conversations.staging import Staged, stage, staging
from matinee.migration.conversations.wordpress import read_wordpress
from matinee.migration.conversations.xml_records import root_of

READERS: Mapping[str, Reader] = {
    "jsonl": read_jsonl,
    "wordpress": read_wordpress,
    "disqus": read_disqus,
    "isso": read_isso,
}
READING, BRINGING = "reading", "bringing in"
_READING = 0.3
"""Of the whole work, what reading takes; by measurement."""


class Stopped(MatineeError):
    """The import was stopped on request; what came is in."""

    exit_code = 130


@dataclass
class Brought:
    """What became of the comments in a file."""

    format: str
    comments: int = 0
    """In the file."""
    brought: int = 0
    here_already: int = 0
    without_film: int = 0
    spam: int = 0
    empty: int = 0
    """Without words. Of these and of spam, that on which nothing hangs that is shown."""
    cut: int = 0
    states: dict[str, int] = field(default_factory=dict)
    """Of what was brought."""
    notes: dict[str, int] = field(default_factory=dict)
    """What else there was: pingbacks, duplicates, undated, without_parent, loops."""
    unknown: list[tuple[str, str, int]] = field(default_factory=list)
    """Pages that are no film here: address, title, comments."""


def bring(
    file: Path, kind: str, whither: Whither, wish: Wish, watch: Watch, *, dry: bool
) -> Brought:
    """Bring the comments of a file in, or only say what would come; `kind` may be "auto".

    Raises Refused, before anything changed, when the file cannot be read or nothing in it
    belongs to a film of this site, and Stopped when it was asked to.
    """
    brought = Brought(kind_of(file) if kind == "auto" else kind)
    try:
        with staging() as staged:
            _read(file, brought.format, staged, watch)
            match_films(staged, whither)
            coming = _prepare(staged, brought, wish, file.name)
            if dry:
                brought.brought = coming
            else:
                _land(staged, brought, coming, wish, watch)
    except DatabaseError as error:
        raise MatineeError(
            "database",
            f"The site’s database refused: {error}. {brought.brought} comments came in.",
            "When it can be written again, the same command goes on with the others.",
        ) from error
    except sqlite3.Error as error:
        raise MatineeError(
            "no-room",
            f"What was read could not be kept for the time being: {error}.",
            "Make room in the folder for temporary files, which TMPDIR names.",
        ) from error
    return brought


def kind_of(file: Path) -> str:
    """Return the format of a file by how it begins; raises Refused where it is none we know."""
    try:
        with file.open("rb") as opened:
            head = opened.read(4096)
    except OSError as error:
        raise Refused(
            "no-file", f"{file.name} cannot be opened.", "Name the file that was exported."
        ) from error
    if not head:
        raise Refused("empty-file", f"{file.name} is empty.", "Name the file that was exported.")
    if head.startswith(b"SQLite format 3\0"):
        return "isso"
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return "jsonl"
    name, attributes = root_of(file)
    if name == "disqus":
        return "disqus"
    if name == "rss" and "wordpress.org/export" in attributes:
        return "wordpress"
    raise Refused(
        "format-unknown",
        f"{file.name} is no export of Matinee, WordPress or Disqus, and no database of Isso.",
        "If it is one of them, say which with --format.",
    )


def _read(file: Path, kind: str, staged: Staged, watch: Watch) -> None:
    try:
        stage(READERS[kind](file, _advance(watch)), staged)
    except OSError as error:
        raise Refused(
            "no-file", f"{file.name} cannot be read.", "Name the file that was exported."
        ) from error


def _advance(watch: Watch) -> Advance:
    def advance(fraction: float) -> None:
        if watch.cancelled():
            raise Stopped("stopped", "Stopped on request.", "Nothing was brought in yet.")
        watch.listener(Progress(READING, fraction * _READING))

    return advance


def _prepare(staged: Staged, brought: Brought, wish: Wish, name: str) -> int:
    """Put what was read in order, count it, and return how many comments are to come in."""
    brought.comments = staged.count
    if not brought.comments:
        raise Refused("no-comments", f"There are no comments in {name}.")
    brought.unknown = list(unknown_pages(staged))
    put_in_order(staged, wish)
    find_those_here(staged)
    coming = take_turns(staged)
    _count(staged, brought)
    if brought.without_film == brought.comments and brought.unknown:
        raise _no_film(brought)
    return coming


def _count(staged: Staged, brought: Brought) -> None:
    brought.without_film = staged.one("SELECT count(*) FROM said WHERE film IS NULL")
    brought.here_already = staged.one(
        "SELECT count(*) FROM said WHERE pk IS NOT NULL AND film IS NOT NULL"
    )
    dropped = "SELECT count(*) FROM said WHERE dropped AND pk IS NULL AND film IS NOT NULL"
    brought.spam = staged.one(f"{dropped} AND state = 'spam'")
    brought.empty = staged.one(f"{dropped} AND state <> 'spam'")
    brought.cut = staged.one("SELECT count(*) FROM turns JOIN said USING (row) WHERE cut")
    brought.notes = {why: count for why, count in sorted(staged.left.items()) if count}


def _no_film(brought: Brought) -> Refused:
    first = "; ".join(address or title for address, title, _ in brought.unknown[:3])
    return Refused(
        "no-film",
        f"None of the {brought.comments} comments belongs to a film of this site: {first}.",
        "Say with --map which old address is which film, or try --by-title.",
    )


def _land(staged: Staged, brought: Brought, coming: int, wish: Wish, watch: Watch) -> None:
    states: Counter[str] = Counter()
    for came in land(staged, held=wish.held):
        states += came
        brought.states, brought.brought = dict(states), states.total()
        done = brought.brought / coming
        watch.listener(Progress(BRINGING, _READING + (1 - _READING) * done))
        if watch.cancelled() and brought.brought < coming:
            raise Stopped(
                "stopped",
                f"Stopped on request: {brought.brought} of {coming} comments came in.",
                "They stay; the same command goes on with the others.",
            )
