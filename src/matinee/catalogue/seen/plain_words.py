"""Words without markup, cut to the length that a machine shows of them."""

import re

from markupsafe import Markup

DESCRIPTION_CHARACTERS = 200
"""About what search engines and messengers show."""

_ENDS_A_LINE = re.compile(r"(?=</(?:p|h\d|li|blockquote|ul|ol)>)|(?=<br\b)")


def plain(html: Markup) -> str:
    """Return the words of our own HTML, in one line."""
    return Markup(_ENDS_A_LINE.sub(" ", html)).striptags()  # noqa: S704 - markup all the same


def shortened(text: str, characters: int = DESCRIPTION_CHARACTERS) -> str:
    """Return the text in one line, cut at a word where it is longer than that."""
    line = " ".join(text.split())
    if len(line) <= characters:
        return line
    # Without a space in all that length there is no word to end with.
    cut = line[:characters].rpartition(" ")[0] or line[: characters - 1]
    return cut.rstrip(" ,;:–—-") + "…"
