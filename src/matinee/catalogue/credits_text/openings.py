"""Reads opening titles: "Halden Films presents", "A Halden production", "A Jane Roe film"."""

import re

from matinee.catalogue.credits_text.clean import Line
from matinee.catalogue.credits_text.companies import looks_personal
from matinee.catalogue.credits_text.context import Context
from matinee.catalogue.credits_text.facts import is_place_or_figure
from matinee.catalogue.credits_text.items import Item, Pair, Pairs
from matinee.catalogue.credits_text.labels import Label
from matinee.catalogue.credits_text.looks import are_names, is_name
from matinee.catalogue.credits_text.words import words
from matinee.catalogue.roles import role

_PRESENTS = re.compile(
    r"^(.{2,80}?)\s+(presents?|présentent|présente|präsentiert|präsentieren|presentan?|presentano)\b"
    r"[\s:,…-]*(.{0,200})$",
    re.IGNORECASE,
)
_PRODUCTION = re.compile(
    r"^(?:an?|eine|une|una)\s+(?:(?P<before>.{2,60}?)[\s-]+)?(?P<co>[ck]o-?)?"
    r"(?:production|produktion|produzione|producción|produção)(?:\s+(?P<after>(?!d[aeiou]\b|de[rs]\b|von\b|by\b|of\b|in\b|for\b).{2,60}))?$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\s+(in association with|in co-?production with|in collaboration with|in partnership with|"
    r"en association avec|en coproduction avec|en collaboration avec|avec le soutien d[eu]|"
    r"in zusammenarbeit mit|in koproduktion mit|in kooperation mit|"
    r"en coproducción con|en asociación con|en colaboración con|con el apoyo de|"
    r"in associazione con|in coproduzione con|in collaborazione con|con il sostegno di|"
    r"with the support of|with support from|for)\s+",
    re.IGNORECASE,
)
_FILM_OF = re.compile(
    r"^(?:an?)\s+(.{4,50}?)\s+(?:film|picture|joint|short|documentary)$", re.IGNORECASE
)
_KINDS = words("film-words") | words("film-kinds")


def opening(line: Line, text: str, context: Context) -> Item | None:
    """Read a line of opening titles, and who else is named in it."""
    if len(text) > 300:
        return None
    if (match := _PRESENTS.match(text)) and are_names(match[1]):
        presents = Pair(
            Label((role("presenter-company"),), match[2], keeps_wording=False), match[1]
        )
        rest = opening(line, match[3], context) if match[3] else None
        if match[3] and not rest:
            return None
        return Pairs(
            line.number, text, (presents, *(rest.pairs if isinstance(rest, Pairs) else ()))
        )
    first, *others = _TOGETHER.split(text)
    made = _production(first) or _film_of(first)
    if not made:
        return None
    pairs = [made]
    for said, names in zip(others[::2], others[1::2], strict=True):
        label = context.label(said)
        if not are_names(names):
            return None
        if label:
            pairs.append(Pair(label, names))
    return Pairs(line.number, text, tuple(pairs))


def _production(text: str) -> Pair | None:
    match = _PRODUCTION.match(text)
    name = match and (match["before"] or match["after"])
    if not match or not name or (match["before"] and match["after"]) or not are_names(name):
        return None
    if _is_kind(name):
        return None
    key = "co-production-company" if match["co"] else "production-company"
    return Pair(Label((role(key),), text, keeps_wording=False), name)


def _film_of(text: str) -> Pair | None:
    """Read "A Jane Roe film", which other credits must bear out."""
    match = _FILM_OF.match(text)
    if not match or not looks_personal(match[1]) or not is_name(match[1]):
        return None
    if _is_kind(match[1]):
        return None
    return Pair(Label((role("director"),), text, keeps_wording=False), match[1], known=False)


def _is_kind(text: str) -> bool:
    """Tell "A Low Budget production" and "A Norwegian film" from names."""
    said = re.split(r"[\s-]+", text.casefold())
    return said[0] in _KINDS or any(map(is_place_or_figure, said))
