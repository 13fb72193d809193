"""Under which letter a list files a name: A to Z, else its script or its figures."""

import unicodedata

FIGURES = "0-9"
OTHER = "other"


def initial_of(sort_name: str) -> str:
    """Return the list's heading for a name: "a" to "z", "0-9", a script such as "hangul".

    Accents are folded as European lists do, so Ångström stands under A. A script is the first
    word of the letter's Unicode name; CJK ideographs are "cjk".
    """
    letter = next((each for each in sort_name if each.isalnum()), None)
    if letter is None:
        return OTHER
    folded = unicodedata.normalize("NFKD", letter)[:1].casefold()
    if folded.isascii() and folded.isalpha():
        return folded
    if folded.isdigit():
        return FIGURES
    script = unicodedata.name(letter, OTHER).split(" ")[0].partition("-")[0].casefold()
    if script == "latin":
        # Letters that no accent explains: Ø, Ł, Æ, ß.
        return _LATIN.get(letter.casefold()[:1], OTHER)
    return script[:20] or OTHER


def initial_label(initial: str) -> str:
    """Return the heading as printed: "A", "0–9", "Hangul"."""
    if initial == FIGURES:
        return "0–9"
    return initial.upper() if len(initial) == 1 else initial.capitalize()


def initial_order(initial: str) -> tuple[int, str]:
    """Return the sort key of a heading: letters, then scripts, then figures, then the rest."""
    groups = (len(initial) == 1, initial not in (FIGURES, OTHER), initial == FIGURES, True)
    return groups.index(True), initial


_LATIN = {"ø": "o", "ł": "l", "æ": "a", "œ": "o", "đ": "d", "ð": "d", "þ": "t", "ı": "i", "ə": "e"}
