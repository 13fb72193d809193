"""Reads a file that should hold nothing but credits, and refuses one that does not."""

from matinee.catalogue.credits_text.parse import MAX_LINES, parse_credits
from matinee.catalogue.credits_text.parsed import ParsedCredit
from matinee.media.errors import Refused

_HINT = "Write each line as “Role: Name, Name and Name”."


def read_credits(text: str) -> tuple[ParsedCredit, ...]:
    """Return the credits of a text in the order typed, which is billing order.

    Prose and facts between the credits are passed over. A text without words has no credits.

    Raises Refused("credits") when no line is a credit, naming the first, or when a line looks
    like a credit but cannot be read, naming it.
    """
    if text.count("\n") >= MAX_LINES:
        raise Refused("credits", f"The credits have more than {MAX_LINES} lines.", "Shorten them.")
    parsed = parse_credits(text)
    meant = [line for line in parsed.unread if line.looks_like_credit]
    wrong = meant or (list(parsed.unread) if not parsed.credits else [])
    if wrong:
        number, said = wrong[0].number, wrong[0].text[:60]
        raise Refused("credits", f"Line {number} of the credits cannot be read: “{said}”.", _HINT)
    return parsed.credits
