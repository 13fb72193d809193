"""The rows of the credits editor as the browser sends and gets them, one credit each."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from matinee.catalogue.models import Credit
from matinee.catalogue.roles import OTHER, ROLES, role_called
from matinee.catalogue.studio_answers import DetailedRefusal
from matinee.media.errors import Refused

MAX_ROWS = 2000
MOST = f"A film holds at most {MAX_ROWS} credits."
MAX_CHARACTERS = 200

WHO_BY_NAME, WHO_NEW, WHO_NONE = "", "new", "none"
"""Whom a row means when it names no record: the one called so, someone new, only a name."""

_KEYS = ("role", "label", "name", "record", "who", "kind", "as", "for", "word", "joiner")
_CHOICES = {
    "kind": ("", "person", "company"),
    "word": ("", "for", "at"),
    "joiner": ("", "&", "and"),
}


@dataclass(frozen=True)
class Row:
    """One credit as typed.

    `who` is "p12" or "c3" (the record), or one of the WHO_ words. `record` is the name of the
    person or company where the printed `name` is another; `kind` says what a new one is.
    """

    role: str
    label: str
    name: str
    record: str = ""
    who: str = WHO_BY_NAME
    kind: str = ""
    character: str = ""
    on_behalf_of: str = ""
    for_word: str = "for"
    joiner: str = ""

    @property
    def called(self) -> str:
        """The name of the person or company that is meant."""
        return self.record or self.name


@dataclass(frozen=True)
class Trouble:
    """What is wrong with one row, counted from 0; `choices` are references to choose from."""

    row: int
    field: str
    sentence: str
    choices: tuple[str, ...] = ()


class RowsRefused(DetailedRefusal):
    """Some rows cannot be saved as they are; each says why."""

    def __init__(self, troubles: list[Trouble]) -> None:
        rows = len({trouble.row for trouble in troubles})
        super().__init__(
            "credit-rows",
            f"{rows} rows need a look." if rows > 1 else "One row needs a look.",
            "Each says why; mend it and save again.",
            troubles=[asdict(trouble) for trouble in troubles],
        )


def read_rows(sent: Any) -> list[Row]:
    """Read the rows out of decoded JSON, trusting nothing.

    Raises RowsRefused where a row is incomplete, Refused where it is no list of rows at all.
    """
    if not isinstance(sent, list) or not all(isinstance(each, dict) for each in sent):
        raise Refused("credits", "These are no credits.", "Open the page again.")
    if len(sent) > MAX_ROWS:
        raise Refused(
            "credits",
            f"A film holds at most {MAX_ROWS} credits; these are {len(sent)}.",
            "Take some out.",
        )
    read = [_read_texts(each) for each in sent]
    if troubles := [
        trouble for place, each in enumerate(read) if (trouble := _trouble(place, each))
    ]:
        raise RowsRefused(troubles)
    return [_row(each) for each in read]


def row_data(credit: Credit) -> dict[str, str]:
    """Return a credit as the browser gets it; what is empty is left out."""
    who = WHO_NONE
    if credit.person_id or credit.company_id:
        who = f"p{credit.person_id}" if credit.person_id else f"c{credit.company_id}"
    data = {
        "role": credit.role_key,
        "label": credit.label,
        "name": credit.printed_name(),
        "who": who,
        "as": credit.character,
        "for": credit.on_behalf_of,
        "word": credit.for_word if credit.on_behalf_of and credit.for_word != "for" else "",
        "joiner": credit.joiner,
    }
    return {key: value for key, value in data.items() if value}


def fingerprint(credits: Iterable[Credit]) -> str:
    """Return a short text that changes whenever the credits say something else."""
    said = [
        [
            credit.role_key,
            credit.label,
            credit.person_id,
            credit.company_id,
            credit.name_as_printed,
            credit.character,
            credit.on_behalf_of,
            credit.for_word if credit.on_behalf_of else "",
            credit.joiner,
        ]
        for credit in credits
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:24]


def clean_text(text: str) -> str:
    """Return a text on one line, without control characters and halves of characters."""
    whole = text.encode("utf-8", "ignore").decode()
    kept = (" " if unicodedata.category(char) == "Cc" else char for char in whole)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def _read_texts(sent: dict[str, Any]) -> dict[str, str]:
    texts = {key: sent.get(key, "") for key in _KEYS}
    if not all(isinstance(text, str) for text in texts.values()):
        raise Refused("credits", "These are no credits.", "Open the page again.")
    return {key: clean_text(text) for key, text in texts.items()}


def _trouble(place: int, texts: dict[str, str]) -> Trouble | None:
    """Return the first thing that is wrong with a row."""
    if long := next((key for key, text in texts.items() if len(text) > MAX_CHARACTERS), ""):
        return Trouble(place, long, f"This is longer than {MAX_CHARACTERS} characters.")
    if not texts["name"]:
        return Trouble(place, "name", "Say who it was.")
    if texts["role"] not in ("", OTHER.key, *ROLES) or not (
        texts["label"] or texts["role"] in ROLES
    ):
        return Trouble(place, "role", "Say the role.")
    if wrong := next((key for key, among in _CHOICES.items() if texts[key] not in among), ""):
        return Trouble(place, wrong, "This cannot be read; choose again.")
    if texts["who"] not in (WHO_BY_NAME, WHO_NEW, WHO_NONE) and not _is_reference(texts["who"]):
        return Trouble(place, "name", "Choose who it was again.")
    return None


def _is_reference(who: str) -> bool:
    # At most 18 digits: a larger number is no key of ours, and databases refuse it.
    number = who[1:]
    return who[:1] in ("p", "c") and number.isascii() and number.isdigit() and len(number) <= 18


def _row(texts: dict[str, str]) -> Row:
    return Row(
        role=texts["role"] or role_called(texts["label"]).key,
        label=texts["label"],
        name=texts["name"],
        record=texts["record"],
        who=texts["who"],
        kind=texts["kind"],
        character=texts["as"],
        on_behalf_of=texts["for"],
        for_word=texts["word"] or "for",
        joiner=texts["joiner"],
    )
