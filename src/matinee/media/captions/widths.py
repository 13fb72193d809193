"""How much room letters take on a line: in columns, of which a Latin letter takes one."""

import unicodedata

_NO_ROOM = frozenset({"Mn", "Me", "Cf", "Cc"})


def columns(text: str) -> int:
    """Count the columns of a line: full-width letters (CJK, kana, hangul) take two.

    Marks that stand on another letter (Thai vowels, Arabic points, accents written apart) and
    invisible signs of direction take none. So 42 columns are 21 full-width characters.
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in _NO_ROOM:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
