"""Reads what somebody typed into the form, and says in a sentence what is wrong with it.

Plain functions over plain texts: this stands in the way of every post, and Django's forms copy
all their fields for each.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from matinee.discussion.links import good_link
from matinee.discussion.markup import seconds_of
from matinee.discussion.models.comment import LONGEST_LINK, LONGEST_NAME, LONGEST_TEXT
from matinee.discussion.typed import clean_line

LONGEST_ADDRESS = 254
TRAP = "leave_empty"
"""A field that people do not see, or are told to leave empty; programs fill it."""
NO_ADDRESS = "This is no e-mail address. One looks like name@example.org."
_TIME = re.compile(r"(?:\d{1,2}:)?\d{1,3}:[0-5]?\d|\d{1,6}", re.ASCII)
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n){2,}")


@dataclass(frozen=True)
class Typed:
    """A form as it was sent, each field a text; "" for what is missing."""

    film: str = ""
    parent: str = ""
    name: str = ""
    email: str = ""
    link: str = ""
    text: str = ""
    at: str = ""
    notices: str = ""
    leave_empty: str = ""
    ticket: str = ""
    work: str = ""

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "Typed":
        """Read the fields of a post."""
        return cls(**{field.name: readable(sent.get(field.name, "")) for field in fields(cls)})


@dataclass(frozen=True)
class Words:
    """What is kept of a form that is in order."""

    name: str
    email: str
    """In lower case, its domain in ASCII; "" for none."""
    link: str
    text: str
    at_s: int | None
    wants_notices: bool


Wrong = dict[str, str]
"""By field: a sentence about what is wrong with it."""


def check(typed: Typed, duration_s: float | None) -> tuple[Words | None, Wrong]:
    """Return what is kept of a form, or what is wrong with each field.

    `duration_s` is that of the film, None where nobody knows it.
    """
    wrong: Wrong = {}
    text = checked_text(typed.text, wrong)
    name = _checked_name(typed.name, wrong)
    email = _checked_email(typed.email, wrong)
    link = _checked_link(typed.link, wrong)
    at_s = _checked_moment(typed.at, duration_s, wrong)
    if typed.notices and not typed.email.strip():
        wrong["email"] = "Please give the address to which we may write."
    if typed.leave_empty:
        wrong[TRAP] = "Please leave this field empty; it is there for robots."
    if wrong:
        return None, wrong
    return Words(name, email, link, text, at_s, bool(typed.notices)), wrong


def checked_text(typed: str, wrong: Wrong) -> str:
    """Return a comment's text as it is kept, and note what is wrong with it."""
    text = _BLANK_LINES.sub("\n\n", typed).strip("\n").rstrip()
    if not _says_something(text):
        wrong["text"] = "Please write something."
    elif len(text) > LONGEST_TEXT:
        over = len(text) - LONGEST_TEXT
        wrong["text"] = f"Please use at most {LONGEST_TEXT:,} characters; these are {over:,} more."
    return text


def readable(sent: str) -> str:
    """Return a text with one character for each line end, and without those that steer machines.

    Letters that were sent in parts are joined. What turns the direction of all that follows is
    taken out: a name could turn the page round.
    """
    if sent.isascii() and sent.isprintable():
        return sent
    lines = sent.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", "".join(map(_kept, lines)))


def _kept(character: str) -> str:
    if character in "\n\t":
        return character
    steers = unicodedata.category(character) in {"Cc", "Cs"} or character in _TURNS
    return "" if steers else character


_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def _says_something(text: str) -> bool:
    """Tell whether a text has anything that can be seen."""
    return any(unicodedata.category(character)[0] in "LNPS" for character in text)


def _checked_name(typed: str, wrong: Wrong) -> str:
    name = clean_line(typed)
    if not _says_something(name):
        wrong["name"] = "Please give a name; it need not be your real one."
    elif len(name) > LONGEST_NAME:
        wrong["name"] = f"Please use at most {LONGEST_NAME} characters."
    return name


def _checked_email(typed: str, wrong: Wrong) -> str:
    """Return an address as one person's: in lower case, its domain in ASCII."""
    given = typed.strip()
    if not given:
        return ""
    name, _, domain = given.rpartition("@")
    try:
        address = given if given.isascii() else f"{name}@{domain.encode('idna').decode()}"
        address = address.lower()
        validate_email(address)
    except (UnicodeError, ValidationError):
        wrong["email"] = NO_ADDRESS
        return ""
    if len(address) > LONGEST_ADDRESS:
        wrong["email"] = "This is too long for an e-mail address."
    return address


def _checked_link(typed: str, wrong: Wrong) -> str:
    given = typed.strip()
    if not given:
        return ""
    link = good_link(given if "://" in given else f"https://{given}")
    if not link:
        wrong["link"] = "This is no address of a site. One looks like https://example.org."
    elif len(link) > LONGEST_LINK:
        wrong["link"] = f"Please use at most {LONGEST_LINK} characters."
    return link


def _checked_moment(typed: str, duration_s: float | None, wrong: Wrong) -> int | None:
    given = typed.strip()
    if not given:
        return None
    if not _TIME.fullmatch(given):
        wrong["at"] = "Write the moment like 12:34 or 1:02:03."
        return None
    at_s = seconds_of(given)
    if duration_s is not None and at_s > duration_s:
        wrong["at"] = f"The film ends at {clock(int(duration_s))}."
    return at_s


def clock(seconds: int) -> str:
    """Return a time as people write it: 2:03, 1:02:03."""
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
