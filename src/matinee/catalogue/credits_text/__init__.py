"""Read credits as people paste them into roles and names."""

from matinee.catalogue.credits_text.parsed import ParsedCredit, ParsedText, UnreadLine
from matinee.catalogue.credits_text.strict import MAX_LINES, TypedCredit, read_credits
from matinee.media.errors import Refused

__all__ = [
    "MAX_LINES",
    "ParsedCredit",
    "ParsedText",
    "TypedCredit",
    "UnreadLine",
    "parse_credits",
    "read_credits",
]


def parse_credits(text: str) -> ParsedText:
    """Read every credit of a text; lines without one are returned as unread."""
    credits: list[ParsedCredit] = []
    unread: list[UnreadLine] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            read = read_credits(line)
        except Refused:
            unread.append(UnreadLine(number, line))
            continue
        for each in read:
            written = each.label or each.role.one
            credits.append(
                ParsedCredit(
                    each.role,
                    each.label,
                    each.name,
                    each.on_behalf_of,
                    each.for_word,
                    each.character,
                    line=number,
                    written=written,
                )
            )
    return ParsedText(tuple(credits), tuple(unread))
