"""From a caption file's bytes to its text, whatever letters it was saved in."""

import codecs
import re
from collections.abc import Iterator

# In this order: UTF-32's mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding=[\"']([A-Za-z0-9_.-]{2,30})[\"']")
_GUESSED = 100_000
"""So many bytes are enough to guess from."""
_LATIN_SHARE = 0.3
"""Of the letters, at most so many are beyond ASCII in a language of western Europe."""


def decode(data: bytes) -> str | None:
    """Return the text, or None when the bytes are none that anybody writes captions in.

    UTF-8, UTF-16 and UTF-32 with and without their mark; what XML declares; else Windows-1252
    where most letters are ASCII, and what charset-normalizer takes it for where they are not.
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if not _BINARY.search(text):
            return text
    return None


def _candidates(data: bytes) -> Iterator[str]:
    marked = (encoding for mark, encoding in _MARKS if data.startswith(mark))
    if known := next(marked, "") or _wide(data[:400]):
        yield known
        return
    if declared := _DECLARED.match(data[:300]):
        yield declared[1].decode()
    yield "utf-8"
    # Guessed last: it looks at every byte.
    yield _old(data)


def _wide(head: bytes) -> str:
    """Name the wide encoding that the place of the zero bytes tells, or none."""
    zeros = [head[place::4].count(0) for place in range(4)]
    full = len(head) // 4 * 0.7
    if full < 1:
        return ""
    high = [count >= full for count in zeros]
    return {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }.get((high[0], high[1], high[2], high[3]), "")


def _old(data: bytes) -> str:
    """Name the encoding from before Unicode."""
    beyond = sum(byte > 0x7F for byte in data)
    letters = beyond + sum(chr(byte).isalpha() for byte in data if byte <= 0x7F)
    if beyond <= letters * _LATIN_SHARE:
        return "cp1252"
    try:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - wanted rarely, and optional
    except ImportError:
        return "cp1252"
    best = from_bytes(data[:_GUESSED].rpartition(b"\n")[0] or data[:_GUESSED]).best()
    return best.encoding if best else "cp1252"
