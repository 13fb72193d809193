"""Read credits as people paste them into roles and names."""

from matinee.catalogue.credits_text.parse import MAX_LINES, parse_credits
from matinee.catalogue.credits_text.parsed import ParsedCredit, ParsedText, UnreadLine
from matinee.catalogue.credits_text.strict import read_credits

__all__ = [
    "MAX_LINES",
    "ParsedCredit",
    "ParsedText",
    "UnreadLine",
    "parse_credits",
    "read_credits",
]
