"""Reads a pasted text into rows, each beside its line, and tells who in it is known."""

from collections.abc import Iterable
from typing import Any

from matinee.catalogue.credits_editor.alike import match_names, people_data
from matinee.catalogue.credits_editor.rows import MAX_CHARACTERS, MAX_ROWS
from matinee.catalogue.credits_text import ParsedCredit, parse_credits
from matinee.catalogue.roles import OTHER
from matinee.media.errors import Refused

MAX_TEXT = 200_000


def read_pasted(text: Any) -> dict[str, Any]:
    """Return the lines of a text with the rows found in each, and who in them may be known.

    A line without a credit is given back with no row, `doubt` where one seems meant.

    Raises Refused("credits") for what is no text, and for more than fits in a film.
    """
    if not isinstance(text, str):
        raise Refused("credits", "This is no text.", "Paste the credits again.")
    lines = text.splitlines()
    if len(lines) > MAX_ROWS or len(text) > MAX_TEXT:
        raise Refused(
            "credits", f"This is longer than {MAX_ROWS} lines.", "Paste it in several parts."
        )
    parsed = parse_credits(text.encode("utf-8", "replace").decode())
    rows = [(credit.line, _row(credit)) for credit in parsed.credits]
    # A heading above its names was read with them.
    headings = {credit.written.casefold() for credit in parsed.credits}
    unread = [
        (line.number, {"unread": True, "doubt": line.looks_like_credit})
        for line in parsed.unread
        if line.text.strip() and line.text.strip(" :-–—").casefold() not in headings
    ]
    # Stable: the credits of one line keep their order.
    together = sorted([*rows, *unread], key=lambda each: each[0])
    return {
        "rows": [{**row, "line": _line(lines, number)} for number, row in together],
        **matches_data(credit.name for credit in parsed.credits),
    }


def matches_data(names: Iterable[str]) -> dict[str, Any]:
    """Return name → [called so, called nearly so] as references, and who these are."""
    matches = match_names(names)
    known = {each for alike in matches.values() for each in (*alike.same, *alike.near)}
    return {
        "matches": {
            name: [[each.who for each in alike.same], [each.who for each in alike.near]]
            for name, alike in matches.items()
        },
        "people": people_data(known),
    }


def _row(credit: ParsedCredit) -> dict[str, Any]:
    # Capitals are the typesetter's; letters after the name are part of the billing.
    printed = credit.printed
    as_printed = printed if printed and printed.casefold() != credit.name.casefold() else ""
    row = {
        "role": credit.role.key,
        "label": credit.label[:MAX_CHARACTERS],
        "name": (as_printed or credit.name)[:MAX_CHARACTERS],
        "record": credit.name[:MAX_CHARACTERS] if as_printed else "",
        "kind": credit.kind,
        "as": credit.character[:MAX_CHARACTERS],
        "for": credit.on_behalf_of[:MAX_CHARACTERS],
        "word": credit.for_word if credit.for_word == "at" else "",
        "joiner": credit.joiner,
        "doubt": credit.role == OTHER,
    }
    return {key: value for key, value in row.items() if value}


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""
