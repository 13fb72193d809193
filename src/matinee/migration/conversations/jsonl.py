"""Reads the lines in which the conversations of another site of ours come.

docs/howto-move-conversations.md tells every field; `leaving` writes them.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from matinee.catalogue.addresses import film_address
from matinee.discussion.models import Comment
from matinee.discussion.models.comment import LONGEST_NAME
from matinee.discussion.typed import clean_line
from matinee.media.errors import Refused
from matinee.migration.conversations.arriving import Advance, Arrival, Page, Said
from matinee.migration.conversations.days import microseconds_of, moment_of, read_day
from matinee.migration.conversations.words import LONGEST_READ, email_of, from_text, link_of

FORMAT = "matinee-conversation"
VERSION = 1
LONGEST_LINE = 2_000_000
ORIGINS = ("wordpress:", "disqus:", "isso:", "matinee:")
"""What an origin begins with that means the same comment on every site."""
_OWN = "matinee:"
_LARGEST = 2**31 - 1


def read_jsonl(file: Path, advance: Advance) -> Iterator[Arrival]:
    """Yield the films and comments of an export of ours.

    Raises Refused at the first line that is none, for a line less would be a comment lost.
    """
    size = file.stat().st_size or 1
    films: set[str] = set()
    keys: dict[int, str] = {}
    with file.open("rb") as opened:
        _check_header(_line(opened.readline(LONGEST_LINE), 1), file.name)
        number = 1
        while raw := opened.readline(LONGEST_LINE):
            number += 1
            if not raw.strip():
                continue
            facts = _line(raw, number)
            try:
                said = _said(facts, keys)
            except (KeyError, TypeError, ValueError) as error:
                raise _broken(number) from error
            if said.page not in films:
                films.add(said.page)
                yield Page(said.page, film_address(said.page), said.page)
            yield said
            if number % 1000 == 0:
                advance(min(opened.tell() / size, 1.0))


def origin_of(pk: int, posted: datetime, origin: str | None) -> str:
    """Return the name of a comment that is the same on every site it is brought to."""
    if origin and origin.startswith(ORIGINS):
        return origin
    return f"{_OWN}{pk}-{microseconds_of(posted) or 0}"


def own_key(origin: str) -> tuple[int, datetime] | None:
    """Return the id and the moment of a comment that was first written on a site of ours."""
    pk, _, moment = origin.removeprefix(_OWN).partition("-")
    whole = origin.startswith(_OWN) and _is_number(pk) and _is_number(moment)
    return (int(pk), moment_of(int(moment))) if whole else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _line(raw: bytes, number: int) -> dict[str, Any]:
    try:
        facts = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise _broken(number) from error
    if not isinstance(facts, dict):
        raise _broken(number)
    return facts


def _broken(number: int) -> Refused:
    return Refused(
        "line-broken",
        f"Line {number} of the file is no comment as Matinee writes them.",
        "Export it once more and give the file as it is.",
    )


def _check_header(header: Mapping[str, Any], name: str) -> None:
    if header.get("format") != FORMAT:
        raise Refused(
            "not-ours",
            f"{name} is no export of Matinee.",
            "Its first line tells the format; `matinee conversation export` writes it.",
        )
    if header.get("version") != VERSION:
        raise Refused(
            "newer-format",
            f"{name} was written by another version of Matinee, in format"
            f" {str(header.get('version'))[:20]}.",
            "Update the older of the two sites.",
        )


def _said(facts: Mapping[str, Any], keys: dict[int, str]) -> Said:
    """Read one line; `keys` gains its id, by which later lines say what they answer."""
    text, cut = from_text(_text(facts, "text"))
    at, shown = _text(facts, "posted"), _text(facts, "shown")
    key = _text(facts, "origin")
    if not key.startswith(ORIGINS) or len(key) > 200:
        raise ValueError(key)
    keys[_number(facts["id"])] = key
    parent = facts["parent"]
    changed = _text(facts, "changed")
    return Said(
        key=key,
        page=_text(facts, "film"),
        # An answer to a line that is missing keeps saying so.
        parent="" if parent is None else keys.get(_number(parent), f"{_OWN}{parent}"),
        state=Comment.State(facts["state"]),
        # Whoever had it erased has no name any more.
        name=clean_line(_text(facts, "name"))[:LONGEST_NAME],
        text=text,
        link=link_of(_text(facts, "link")),
        email=email_of(_text(facts, "email")),
        badge=Comment.Badge(_text(facts, "badge")),
        at=read_day(at),
        shown=read_day(shown) if shown else None,
        changed=read_day(changed) if changed else None,
        rank=_number(facts.get("number") or facts.get("place") or 0),
        moment=None if facts.get("at") is None else _number(facts["at"]),
        pinned=facts.get("pinned") is True,
        cut=cut,
    )


def _text(facts: Mapping[str, Any], name: str) -> str:
    value = facts.get(name)
    if value is not None and not isinstance(value, str):
        raise TypeError(name)
    return (value or "")[:LONGEST_READ]


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
        raise TypeError
    return value
