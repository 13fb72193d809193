"""Makes names, links, addresses and texts of other programs into what a comment of ours holds.

A text that comes as HTML becomes the small Markdown people type here; how it is shown is then
up to `discussion.markup` alone, as with every other comment.
"""

import html
import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from matinee.discussion.links import good_link
from matinee.discussion.models.comment import LONGEST_LINK, LONGEST_NAME
from matinee.discussion.typed import clean_line, clean_text
from matinee.migration.conversations.html_text import text_of_html

LONGEST_READ = 100_000
"""Characters of one field that are read at all; a file of one endless text fills no memory."""
LONGEST_KEPT = 20_000
"""Characters of a text that are kept: four times what visitors may write here."""
LONGEST_EMAIL = 254
NAMELESS = "Anonymous"

_TAG = re.compile(r"<[^<>]*>")


def from_html(text: str, *, lines_break: bool) -> tuple[str, bool]:
    """Return HTML as text of ours, and whether it had to be cut.

    `lines_break` says that the end of a line in the source is one for readers too.
    """
    long = len(text) > LONGEST_READ
    kept, cut = from_text(text_of_html(text[:LONGEST_READ], lines_break=lines_break))
    return kept, cut or long


def from_text(text: str) -> tuple[str, bool]:
    """Return text without what cannot be shown, and whether it had to be cut."""
    text = clean_text(text).strip()
    if len(text) <= LONGEST_KEPT:
        return text, False
    head = text[: LONGEST_KEPT - 2]
    whole = head.rpartition("\n")[0] if "\n" in head[-2000:] else head.rpartition(" ")[0]
    return f"{whole or head} …", True


def name_of(name: str, *, escaped: bool = False) -> str:
    """Return a name on one line, short enough; nobody's is “Anonymous”."""
    if escaped:
        name = html.unescape(_TAG.sub("", name))
    return clean_line(name)[:LONGEST_NAME].strip() or NAMELESS


def link_of(link: str) -> str:
    """Return a link to a page on the web, "" where it is none."""
    good = good_link(html.unescape(link).strip())
    return good if len(good) <= LONGEST_LINK else ""


def email_of(email: str) -> str:
    """Return an address in lower case, its domain in ASCII, "" where it is none."""
    name, _, domain = html.unescape(email).strip().rpartition("@")
    try:
        address = f"{name}@{domain.encode('idna').decode()}".lower()
        validate_email(address)
    except (UnicodeError, ValidationError):
        return ""
    return address if len(address) <= LONGEST_EMAIL else ""
