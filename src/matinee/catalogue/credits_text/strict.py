"""Read credits typed as lines, "Role: Name, Name and Name", into roles and names."""

import re
from dataclasses import dataclass

from matinee.catalogue.roles import Role, role_called
from matinee.media.errors import Refused

MAX_LINES = 2000
MAX_LINE_CHARACTERS = 2000
MAX_NAME_CHARACTERS = 200

_AND = re.compile(r"\s+(?:and|&)\s+")
_TURN = re.compile(r"\s+(for|at|as)\s+")


@dataclass(frozen=True)
class TypedCredit:
    """One name of one line. `label` is "" when the role's own wording was typed.

    `for_word` is "for" or "at", the word before `on_behalf_of`.
    """

    role: Role
    label: str
    name: str
    on_behalf_of: str = ""
    for_word: str = ""
    character: str = ""


def read_credits(text: str) -> tuple[TypedCredit, ...]:
    """Read one credit per name, in the order typed, which is billing order.

    Empty lines and lines that start with "#" are skipped. After the names, "for X" and
    "at X" hold for every name of the line ("A and B for X"); after a name that is not the
    last, only for that name, as does "as Y". A name that holds "and" or a comma is kept
    whole in double quotes.

    Raises Refused("credits") naming the first line that cannot be read.
    """
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise Refused("credits", f"The credits have more than {MAX_LINES} lines.", "Shorten them.")
    credits: list[TypedCredit] = []
    for number, line in enumerate(lines, 1):
        typed = line.strip().lstrip("\ufeff")
        if typed and not typed.startswith("#"):
            credits.extend(_read_line(number, typed))
    return tuple(credits)


def _read_line(number: int, line: str) -> list[TypedCredit]:
    label, colon, rest = (part.strip() for part in line.partition(":"))
    names = _names(rest)
    too_long = len(line) > MAX_LINE_CHARACTERS or max(map(len, [label, *names])) > (
        MAX_NAME_CHARACTERS
    )
    if not (label and colon and names) or too_long:
        raise Refused(
            "credits",
            f"Line {number} of the credits cannot be read: “{line[:60]}”.",
            "Write each line as “Role: Name, Name and Name”.",
        )
    role = role_called(label)
    own_wording = label.casefold() in (role.one.casefold(), role.many.casefold())
    read = [_read_name(role, "" if own_wording else label, name) for name in names]
    return _share_last(read)


def _names(typed: str) -> list[str]:
    quoted: list[str] = []

    def put_away(match: re.Match[str]) -> str:
        quoted.append(match[1])
        return f"\0{len(quoted) - 1}\0"

    kept = re.sub(r'["“]([^"”]*)["”]', put_away, typed.replace("\0", " "))
    parts = [part for piece in kept.split(",") for part in _AND.split(f" {piece} ".rstrip())]
    bare = (re.sub(r"^and(\s+|$)", "", part.strip()) for part in parts)
    whole = (re.sub("\0(\\d+)\0", lambda match: quoted[int(match[1])], part) for part in bare)
    return [part.strip() for part in whole if part.strip()]


def _read_name(role: Role, label: str, typed: str) -> TypedCredit:
    name, *turns = _TURN.split(typed)
    said = dict(zip(turns[::2], turns[1::2], strict=True))
    for_word = "for" if "for" in said else "at" if "at" in said else ""
    return TypedCredit(
        role, label, name.strip(), said.get(for_word, "").strip(), for_word, said.get("as", "")
    )


def _share_last(read: list[TypedCredit]) -> list[TypedCredit]:
    """Let every name share what the last one stands for, when no other says its own."""
    last = read[-1]
    if not last.on_behalf_of or any(each.on_behalf_of for each in read[:-1]):
        return read
    return [
        TypedCredit(
            each.role, each.label, each.name, last.on_behalf_of, last.for_word, each.character
        )
        for each in read
    ]
