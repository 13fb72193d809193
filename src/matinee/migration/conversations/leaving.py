"""Writes conversations as JSON Lines, one comment a line, for another site or another program."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils import timezone

from matinee.catalogue.models import FilmPage
from matinee.discussion.models import Comment
from matinee.media.errors import Refused
from matinee.migration.conversations.jsonl import FORMAT, VERSION, origin_of

AT_ONCE = 2000
_COLUMNS = (
    *("pk", "film__slug", "number", "place", "parent_id", "state", "name", "link", "email"),
    *("badge", "text", "at_s", "posted_at", "shown_at", "changed_at", "pinned", "origin"),
)


def lines(film: str = "", *, with_private: bool = False) -> Iterator[str]:
    """Yield the header, then every comment in the order they came: what is answered, first.

    With `film`, a slug, those under one film. E-mail addresses only `with_private`.

    Raises Refused when there is no such film.
    """
    rows = Comment.objects.order_by("pk")
    if film:
        if not FilmPage.objects.filter(slug=film).exists():
            raise Refused(
                "no-film",
                f"There is no film “{film}” here.",
                "Give the last part of the address of the film’s page.",
            )
        rows = rows.filter(film__slug=film)
    yield _as_line(_header(with_private=with_private))
    for row in rows.values_list(*_COLUMNS).iterator(AT_ONCE):
        yield _as_line(_facts(dict(zip(_COLUMNS, row, strict=True)), with_private=with_private))


@contextmanager
def new_file(path: Path) -> Iterator[IO[str]]:
    """Open a file that only its owner can read; it has its name once it is whole.

    Raises Refused when something has the name, or nothing can be written there.
    """
    if path.exists():
        raise Refused("exists", f"{path.name} is there already.", "Name a new file.")
    part = path.with_name(f"{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Refused(
            "no-place", f"{path.name} cannot be written: {error.strerror}.", "Name another file."
        ) from error
    try:
        with os.fdopen(opened, "w", encoding="utf-8", newline="\n") as file:
            yield file
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


def _header(*, with_private: bool) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "site": settings.MATINEE.address,
        "made": timezone.now().isoformat(timespec="seconds"),
        "private": with_private,
    }


def _facts(row: dict[str, Any], *, with_private: bool) -> dict[str, Any]:
    private = {"email": row["email"]} if with_private else {}
    return {
        "id": row["pk"],
        "film": row["film__slug"],
        "number": row["number"],
        "place": row["place"],
        "parent": row["parent_id"],
        "state": row["state"],
        "name": row["name"],
        "link": row["link"],
        **private,
        "badge": row["badge"],
        "text": row["text"],
        "at": row["at_s"],
        "posted": _moment(row["posted_at"]),
        "shown": _moment(row["shown_at"]),
        "changed": _moment(row["changed_at"]),
        "pinned": row["pinned"],
        "origin": origin_of(row["pk"], row["posted_at"], row["origin"]),
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _as_line(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")) + "\n"
