"""Splits a list of names at its commas and joining words, but not inside a firm or a band."""

import re

from matinee.catalogue.credits_text.companies import has_company_word
from matinee.catalogue.credits_text.looks import SOCIETIES, is_name

_BAND = re.compile(
    r"\s*[^\s,]+(?:\s+[^\s,]+)?\s+(?:and|&|\+|et|und|y|e)\s+(?:the|les|die|los|las|i|gli)\s.+",
    re.IGNORECASE,
)
_STRONG = re.compile(r"\s*[;|\t•·]\s*|\s+/\s*|\s*/\s+|\s+\+\s+|\s+×\s*|\s+x\s+|\s{2,}")
_SLASH = re.compile(r"(?<=\w)/(?=\w)")
_DASH = re.compile(r"\s+[-–—]\s+")
_COMMA = re.compile(
    r"\s*[,，、](?!\s*(?:[Jj][Rr]|[Ss][Rr]|I{2,3}|IV|I[Nn][Cc]|L[Tt][Dd]|LLC|L\.L\.C|GmbH|"
    rf"{SOCIETIES})(?:\b|$))\s*"
)
_AND = re.compile(r"\s+(and|&|et|und|y|e|i|ed|sowie|AND|ET|UND|And|Et|Und|\+)\s+")
_STARTS = re.compile(r"^(?:(?:[Aa]nd|&|[Ee]t|[Uu]nd|y|e|or|AND|ET|UND)(?:\s+|$))")
_FIRM_TAIL = re.compile(
    r"^(?:sons?|daughters?|co\b|company|brothers|bros|partners|associates|friends|sisters|"
    r"cie|söhne|fils|figli|hijos|töchter)\b(?!\s+of\b)",
    re.IGNORECASE,
)
_WORKPLACE = re.compile(r"\s(?:for|at|@|from)\s")


def split_names(text: str, *, is_company_role: bool, bands: bool) -> list[tuple[str, str]]:
    """Return (joiner, piece) pairs: what stands between commas, strokes, "and" and their like.

    `is_company_role` tells that "Fjord & Sea" is one, `bands` that "Mara and the Tides" is.
    """
    pieces: list[tuple[str, str]] = []
    for block in _slashes(_STRONG.split(text)):
        for part in _dashes(block):
            commas = _COMMA.split(part)
            alone = len(commas) == 1
            for place, comma in enumerate(commas):
                started = _STARTS.match(comma)
                joiner = _joiner(started[0].strip()) if started else ""
                whole = comma[started.end() :] if started else comma
                within = alone or place < len(commas) - 1
                if bands and within and _BAND.fullmatch(whole):
                    pieces.append((joiner, whole))
                    continue
                pieces += _and_pieces(whole, joiner, may_be_firm=is_company_role and within)
    return [(joiner, piece) for joiner, piece in pieces if piece.strip(" .,;:-–—")]


def _slashes(blocks: list[str]) -> list[str]:
    """Split "Jane Roe/Bo Park", but not "AC/DC"."""
    split: list[str] = []
    for block in blocks:
        sides = _SLASH.split(block)
        split += sides if len(sides) > 1 and all(" " in side.strip() for side in sides) else [block]
    return split


def _dashes(block: str) -> list[str]:
    """Split "Jane Roe – Bo Park" where all sides are whole names."""
    sides = _DASH.split(block)
    whole = all(len(side.split()) > 1 and is_name(side) for side in sides)
    return sides if len(sides) > 1 and whole else [block]


def _and_pieces(text: str, joiner: str, *, may_be_firm: bool) -> list[tuple[str, str]]:
    """Split at "and" and its like, except inside the name of a firm."""
    words = _AND.split(text)
    pieces = [(joiner, words[0])]
    for mark, right in zip(words[1::2], words[2::2], strict=True):
        before, left = pieces[-1]
        if _is_one_firm(left, mark, right, may_be_firm=may_be_firm and len(words) == 3):
            pieces[-1] = (before, f"{left} {mark} {right}")
        else:
            pieces.append((_joiner(mark), right))
    return pieces


def _is_one_firm(left: str, mark: str, right: str, *, may_be_firm: bool) -> bool:
    if left.startswith("@") or right.startswith("@"):
        return False
    where = _WORKPLACE.split(left)
    if len(where) > 1:
        left, may_be_firm = where[-1], True
    right = _WORKPLACE.split(right)[0]
    one_left, one_right = len(left.split()) == 1, len(right.split()) == 1
    if _FIRM_TAIL.match(right):
        return True
    if mark in ("y", "e", "i", "Y", "E"):
        # José Ortega y Gasset is one man.
        # Maria da Luz e Silva is one woman.
        return one_right and not one_left and right[:1].isupper() and mark in ("y", "i", "e")
    if right.casefold().startswith(("the ", "la ", "le ", "die ", "der ", "das ", "el ", "il ")):
        return False
    if one_left and not one_right and has_company_word(right) and not has_company_word(left):
        return may_be_firm
    return may_be_firm and mark == "&" and one_left and one_right


def _joiner(word: str) -> str:
    return "&" if word in ("&", "+") else "and"
