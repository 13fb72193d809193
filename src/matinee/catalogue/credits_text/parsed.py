"""What is found in a text of credits."""

from dataclasses import dataclass

from matinee.catalogue.roles import OTHER, Role


@dataclass(frozen=True)
class ParsedCredit:
    """One name in one role.

    `label` is "" when the text used the vocabulary's own wording for that role, or when one
    wording named several roles at once ("Written and directed by"); `written` is always the
    wording as the text has it. `for_word` is "for" or "at", the word before `on_behalf_of`.
    `printed` is the name as the text has it, where that is not `name` (ALL CAPS, letters of a
    society after it). `line` counts from 1. `joiner` is "&" or "and" where that stood before
    the name.
    """

    role: Role
    label: str
    name: str
    on_behalf_of: str = ""
    for_word: str = ""
    character: str = ""
    kind: str = "person"
    line: int = 0
    joiner: str = ""
    written: str = ""
    printed: str = ""

    def as_data(self) -> dict[str, str]:
        """Return the credit as `matinee credits parse --json` prints it."""
        return {
            "role": self.written if self.role == OTHER else self.role.called,
            "label": self.written,
            "name": self.name,
            "for": self.on_behalf_of,
            "as": self.character,
            "kind": self.kind,
        }


@dataclass(frozen=True)
class UnreadLine:
    """A line without a credit; `looks_like_credit` where one seems meant."""

    number: int
    text: str
    looks_like_credit: bool = False


@dataclass(frozen=True)
class ParsedText:
    """All credits of a text in the order typed, which is billing order."""

    credits: tuple[ParsedCredit, ...]
    unread: tuple[UnreadLine, ...] = ()
