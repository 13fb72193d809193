"""Makes the ways to write one label alike, so that it can be looked up."""

import re
import unicodedata
from functools import lru_cache

LANGUAGES = ("en", "fr", "de", "es", "it", "pt")

_BY = frozenset({"by", "par", "von", "por", "da"})
_SPELT_OUT = {
    "1st": "first",
    "2nd": "second",
    "3rd": "third",
    "asst": "assistant",
    "assoc": "associate",
    "exec": "executive",
    "coord": "coordinator",
    "mgr": "manager",
    "dept": "department",
    "supv": "supervisor",
    "colour": "color",
    "colourist": "colorist",
    "coloured": "colored",
    "programme": "program",
    "dialog": "dialogue",
}
# Réalisateur·rice, Monteur/-se, Produzent:innen, Director/a, Chargé(e): the ending goes.
_INCLUSIVE = re.compile(
    r"(?<=\w\w)(?:[·•‧∙・./:*_@][-‐]?|\(-?|[-‐](?=(?:e|trice|rice|euse|se|ne)s?\b))"
    r"(?:euses?|trices?|rices?|ices?|fes?|ères?|ères?|ives?|ves?|ses?|nes?|es?|s|innen|in|r|frau|"
    r"oras?|as?|os?|ra)\)?(?:[·•.]s)?(?!\w)",
    re.IGNORECASE,
)
_INNER_CAPITAL = re.compile(r"(?<=[a-zäöüß])In(?:nen)?\b")


@lru_cache(maxsize=8192)
def plain(wording: str) -> str:
    """Return a wording without case, accents, spaces, marks, and an ending "by"."""
    marked = unicodedata.normalize("NFKD", wording)
    return _squash("".join(char for char in marked if not unicodedata.combining(char)))


@lru_cache(maxsize=8192)
def accented(wording: str) -> str:
    """Return a wording as `plain` does, its accents kept."""
    return _squash(unicodedata.normalize("NFC", wording))


def without_gender_mark(wording: str) -> str:
    """Undo inclusive spelling: "Réalisateur·rice" and "Produzent:innen" lose their endings."""
    return _INNER_CAPITAL.sub("", _INCLUSIVE.sub("", wording))


def _squash(wording: str) -> str:
    words = re.findall(r"[^\W_]+", wording.casefold().replace("&", " and "))
    if len(words) > 1 and words[-1] in _BY:
        words.pop()
    if len(words) > 1 and words[0] == "prod":
        words[0] = "production"
    if len(words) > 1 and words[-1] == "dir":
        words[-1] = "director"
    return "".join(_SPELT_OUT.get(word, word) for word in words)
