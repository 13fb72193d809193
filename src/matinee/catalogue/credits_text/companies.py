"""Tells companies from people by role and by the words in a name."""

import re
from functools import lru_cache

from matinee.catalogue.credits_text.words import words
from matinee.catalogue.roles import Role

# Roles that a company rather than a person has.
COMPANY_ROLES = frozenset(
    {
        "agency",
        "brand",
        "client",
        "co-production-company",
        "distributor",
        "edit-house",
        "funder",
        "insurance",
        "laboratory",
        "legal",
        "post-production",
        "presenter-company",
        "production-company",
        "record-label",
        "sales",
        "service-company",
    }
)
# Roles in which "Mara and the Tides" is one band.
OF_BANDS = frozenset(["artist", "featured-artist", "composer", "musician", "singer", "songwriter"])
# Roles that both have; without a company's word the name is a person's.
_EITHER = frozenset({"distributor", "funder", "legal", "laboratory", "sales"})

_WORDS = words("company-words")
_MARK = re.compile(
    r"\b(?:S\.?\s?[LA]\.?|S\.?r\.?l\.?|S\.?p\.?A\.?|GmbH|Ltd|LLC|Inc|B\.V|e\.\s?V)\.?$"
)
# Company3, studio4.
_COUNTED = re.compile(r"[a-z]{3,}\d+$")
_COMPOUND = re.compile(
    r"\w{3,}(?:schule|akademie|verlag|stiftung|gesellschaft|werkstatt|studios?|films?|filme|sender|"
    r"rundfunk|verein|ministerium|institut|theater|orchester|kollektiv|förderung|fonds)$"
)
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=4096)
def has_company_word(name: str) -> bool:
    """Tell whether a name holds a word that only companies and bodies have in theirs."""
    words = re.findall(r"[^\W_]+", name.casefold())
    if len(words) == 1:
        return bool(_COUNTED.match(words[0]))
    return any(word in _WORDS or _COMPOUND.match(word) for word in words) or bool(
        _MARK.search(name)
    )


def kind_of(name: str, role: Role) -> str:
    """Return "company" or "person" for a name in a role."""
    if name.startswith("@"):
        return "company" if role.key in COMPANY_ROLES - _EITHER else "person"
    if has_company_word(name) or name.casefold().startswith(("the ", "les films")):
        return "company"
    if role.key == "commissioner":
        return "person" if _like_a_person(name) else "company"
    if role.key in _EITHER:
        return "person" if _like_a_person(name) and len(name.split()) == 2 else "company"
    return "company" if role.key in COMPANY_ROLES else "person"


def looks_personal(name: str) -> bool:
    """Tell whether a name is written as a person's, of two words or more."""
    return not has_company_word(name) and _like_a_person(name)


def _like_a_person(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 4 and not _DIGIT.search(name) and all(w[:1].isupper() for w in words)
