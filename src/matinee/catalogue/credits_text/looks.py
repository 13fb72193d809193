"""Tells by its looks whether a text is a name, or a list of names."""

import re
from functools import lru_cache

from matinee.catalogue.credits_text.companies import has_company_word
from matinee.catalogue.credits_text.facts import is_nobody
from matinee.catalogue.credits_text.words import words

MAX_WORDS = 6
URL = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}"
    r"|\b[\w-]{2,63}\.(?:com|net|org|tv|co|io|me|film|studio|example|info|eu|de|fr|it|es|pt)\b"
    r"(?:\.\w\w\b)?(?:/\S*)?"
)
HANDLE = re.compile(r"(?<![\w@])@(?=\w)[\w.]+")
BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
KEPT = re.compile("\0(\\d+)\0")
# The letters of a society or a degree after a name.
SOCIETIES = (
    "ASC|BSC|AFC|BVK|AIC|ACS|CSC|SASC|DFF|FSF|FNF|NSC|SBC|PSC|HCA|ISC|AEC|AMC|ABC|JSC|KSC|ACE|GBFTE|"
    r"CCE|BFE|CAS|AMPS|MPSE|ADF|SDSA|CSA|CDA|CDG|WGA|DGA|PGA|[Pp]\.?[Gg]\.?[Aa]|SOC|ACO|GBCT|ICG|GCA|"
    r"PhD|Ph\.D|MBE|OBE|CBE|BFS|VES|LTC|ADFC|SCS|LAC|MFA"
)
LETTERS = re.compile(rf"(?:\s*,\s*|\s+)(?:\(?(?:{SOCIETIES})\.?\)?)+$")
CAST_STARTS = re.compile(
    r"^(?:(?:and|&|et|und|y|e|with|avec|mit|con|sowie|also|introducing|featuring|starring|"
    r"special guest|presenting)\s+)+",
    re.IGNORECASE,
)
PARTICLES = words("particles")
_PROSE = words("prose")
ABBREVIATION = re.compile(
    r"(?:\b\w|\b(?:Jr|Sr|Ltd|Inc|Co|Bros|Corp|Dr|St|S\.?r\.?l|S\.?p\.?A|S\.L|e\.V|B\.V))\.$"
)
_ELSEWHERE = frozenset({"in", "on", "at"})
_THING = re.compile(
    r"(?:an?|the|one|two|three|some|every|all|no|any|many|our|my)\s+(?-i:[a-z])", re.IGNORECASE
)
_NO_NAME = re.compile(r"[?!:=<>{}]|\.\s|\.{2}|…")
_SHORT = re.compile(r"\b\w\.|\b(?:Dr|Jr|Sr|St|Mr|Mrs|Ms|Prof)\.")
_SEPARATOR = re.compile(r"[,;|/+•·×\t]|\s{2,}|\s+(?:x|for|at|as|from|[-–—@])\s+|\s+(?:and|und)\s+")
_FULL_STOP = re.compile(r"(?<=\w{3})\.\s*$")
# Make-up: "Jane Roe using Brightline".
USING = re.compile(r"\s+using\s[^,;/]*")
_ONLY_HANDLES = re.compile(
    r"@[\w.]+(?:(?:\s*[,;&+/|×]\s*|\s+(?:and|x|et|und|y|e)\s+|\s+)@[\w.]+){0,60}"
)


@lru_cache(maxsize=2048)
def is_name(text: str) -> bool:
    """Tell whether a text is written as one name: capitals or another script, no prose."""
    bare = KEPT.sub(" ", BRACKET.sub("", text)).strip(' ,;"“”')
    words = bare.split()
    if not words or len(bare) > 80 or len(words) > MAX_WORDS + 4 * has_company_word(bare):
        return False
    if _NO_NAME.search(_SHORT.sub("", bare) if "." in bare else bare):
        return False
    if bare.endswith(".") and not ABBREVIATION.search(bare) and not has_company_word(bare):
        return False
    if is_nobody(bare) or not any(map(str.isalpha, bare)):
        return False
    return (bare.startswith("@") and len(words) == 1) or _has_name_words(words)


def _has_name_words(words: list[str]) -> bool:
    if not _ELSEWHERE.isdisjoint(words) and not has_company_word(" ".join(words)):
        return False
    capital = [word for word in words if _is_capital(word)]
    small = [word for word in words if word not in capital]
    return bool(capital) and all(
        word.casefold().strip(",.") in PARTICLES or word.startswith(("@", "d'", "d’", "l'", "l’"))
        for word in small
    )


def _is_capital(word: str) -> bool:
    letter = next((char for char in word if char.isalnum()), "")
    return letter.isupper() or letter.isdigit() or (letter.isalpha() and not letter.islower())


@lru_cache(maxsize=1024)
def are_names(text: str) -> bool:
    """Tell whether a text is a list of names and nothing else."""
    text = LETTERS.sub("", text)
    without = BRACKET.sub("", URL.sub("", _FULL_STOP.sub("", USING.sub("", text))))
    if _ONLY_HANDLES.fullmatch(without.strip()):
        return True
    bare = HANDLE.sub("", without).strip(" |()") or without
    pieces = _SEPARATOR.split(bare)
    kept = [CAST_STARTS.sub("", piece.strip()) for piece in pieces if piece.strip()]
    return bool(kept) and all(is_name(piece) for piece in kept)


def could_be_names(text: str, *, thanks: bool = False) -> bool:
    """Tell whether what stands after a known label can be names, small letters and all.

    Only thanks go to "the people of Aldmoor".
    """
    if are_names(text):
        return True
    bare = BRACKET.sub("", URL.sub("", text)).strip()
    split = re.split(r"[,;|/•·&]|\s{2,}|\b(?:and|et|und|e|y)\b", bare)
    pieces = [piece for piece in split if piece.strip()]
    words = bare.split()
    if not words or re.search(r"[?!]|\w{3,}\.\s+\w", bare):
        return False
    if not thanks and text.islower() and any(len(p.split()) != 2 for p in pieces[1:] or ["a b"]):
        return False
    if not thanks and not all(map(_has_enough_capitals, pieces)):
        return False
    prose = sum(word.strip(".,;") in _PROSE for word in words if word.islower())
    if not thanks and any(_THING.match(piece.strip()) for piece in pieces):
        return False
    return not prose and all(len(piece.split()) <= 6 for piece in pieces)


def _has_enough_capitals(piece: str) -> bool:
    """Tell "Jane roe" and "maya trent" from "Let us start with a question"."""
    said = piece.split()
    small = sum(word.islower() and word not in PARTICLES for word in said)
    return small == len(said) or small < 3
