"""Reads clauses whose verb says who did what: "Jane Roe directed this film"."""

import re

from matinee.catalogue.credits_text.items import Pair
from matinee.catalogue.credits_text.labels import Label, read_label
from matinee.catalogue.credits_text.looks import is_name
from matinee.catalogue.credits_text.running import names_from
from matinee.catalogue.roles import role

Found = tuple[int, int, Pair]
"""Where a credit stands in the text, and the credit."""

_SAID_OF_ROLE = re.compile(
    r"(?:^|[.,;:–—]\s|\b(?:and|und|et|y|e)\s)"
    r"(?:(?:the|die|der|das|le|la|les|el|los|las|il|i|gli)\s|l['’])?"
    r"(?P<role>[^\W\d_][\w’' -]{1,40}?)\s+"
    r"(?:(?:is|are|was|were|comes|come|came)\s+(?:by|from)|"
    r"führten?|schrieb(?:en)?|machten?|übernahm(?:en)?|besorgten?|komponierten?|verantworteten?|"
    r"(?:stammt|stammen|kommt|kommen|kam|ist|sind|war|waren)\s+von|"
    r"(?:est|sont)\s+(?:signée?s?(?:\s+(?:par|de))?|assurée?s?\s+par|de\b|d['’]|par\b)|"
    r"(?:es|son)\s+(?:obra\s+)?de|(?:corre|corrió|está|estuvo)\s+a\s+cargo\s+de|"
    r"(?:è|sono)\s+(?:stat[aoie]\s+)?(?:a\s+cura\s+)?(?:curat[aoie]\s+da|firmat[aoie]\s+da|di|da))"
    r"(?=\s+(?-i:[^\Wa-zà-ÿ\d_]))",
    re.IGNORECASE,
)
_DID_ROLE = re.compile(
    r"(?:^|[,;]\s|\bund\s|\bet\s|\by\s|\be\s)(?P<who>[^\W\d_a-zà-ÿ][^,;:.!?()]{3,60}?)\s+"
    r"(?:führten?|schrieb(?:en)?|machten?|übernahm(?:en)?|besorgten?|verantworteten?|komponierten?|"
    r"stand(?:en)?\s+hinter|signent?|firman?|firmano|cura|curano)\s+"
    r"(?:(?:die|der|das|den|le|la|les|el|los|il|lo|i|gli)\s|l['’])?"
    r"(?P<role>[^\W\d_][\w’'-]*(?:\s[\w’'-]+){0,3}?)(?=\s*(?:[.,;!]|$))"
)
_RESPONSIBLE = re.compile(
    r"\bfür\s+(?:(?:die|den|das)\s+)?(?P<role>[\w, -]{2,50}?)\s+"
    r"(?:war(?:en)?|ist|sind|zeichnen?t?|zeichneten?|sorgten?)\s+(?=(?-i:[A-ZÄÖÜ]))",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_a-zà-ÿ][^,;:.!?()]{1,80}?"
_ACTIVE = re.compile(
    rf"(?:^|[,;]\s+(?:and\s+|while\s+)?|\band\s+)(?P<who>{_NAME})"
    r"(?:\s+(?:from|of|at)\s+(?P<where>[^,;:.!?()]{2,60}?))?\s+"
    r"(?P<did>(?:(?:co-)?(?:wrote|directed|produced|shot|filmed|edited|scored|animated|composed)"
    r"(?:,\s+|\s+and\s+|\s+&\s+)?){1,4})\s+"
    r"(?:(?P<film>this|(?:it|the\s+(?:film|video|short|spot|documentary))(?=\s*(?:[.,;!]|(?:and|with|for)\b|$)))"
    r"|(?:the\s+)?(?:original\s+)?(?:music|score|soundtrack|screenplay|script|animation)(?=\s*(?:[.,;!]|(?:and|with|for)\b|$)))"
)
_BRACKETED = re.compile(
    r"(?P<who>(?:[^\W\d_a-zà-ÿ][\w’'.-]*\s+(?:(?:van|von|der|den|de|la|du|da|di|del|af)\s+){0,2}){1,4})\((?P<role>[^()]{2,40})\)"
)
# Their members have roles elsewhere.
_ELSEWHERE = re.compile(
    r"\b(?:jury|panel|guests?|speakers?|nomin\w+|winners?|alumni|interview\w*|Q&A|moderat\w+|lineup)\b",
    re.IGNORECASE,
)
_DID = {
    "wrote": "writer",
    "directed": "director",
    "produced": "producer",
    "shot": "cinematographer",
    "filmed": "cinematographer",
    "edited": "editor",
    "scored": "composer",
    "composed": "composer",
    "animated": "animator",
}


def active(text: str, *, filmed: bool) -> list[Found]:
    """Find "Jane Roe from Halden Films directed this video", "and Bo Park composed the music".

    Music and scripts count only where the sentence says that there is a film.
    """
    found = []
    for match in _ACTIVE.finditer(text):
        where = match["where"] or ""
        whole = all(is_name(who) for who in re.split(r" and | & ", match["who"]))
        if not whole or (where and not is_name(where)):
            continue
        did = [_DID[word] for word in re.findall(r"(?:co-)?(\w+)", match["did"]) if word in _DID]
        roles = tuple(dict.fromkeys(map(role, did)))
        filmed = filmed or bool(match["film"])
        if not filmed or (not match["film"] and " " not in match["who"]):
            continue
        word = "at" if where else ""
        label = Label(roles, match["did"].strip(), where, word, keeps_wording=False)
        found.append((match.start("who"), match.end(), Pair(label, match["who"])))
    return found


def said_of_roles(text: str, languages: tuple[str, ...]) -> list[Found]:
    """Read "Regie führte Jane Roe", "the music is by Bo Park", "la musique est de Bo Park"."""
    found = []
    said = [*_SAID_OF_ROLE.finditer(text), *_RESPONSIBLE.finditer(text)]
    for match in said:
        label = read_label(match["role"], languages)
        names, end = names_from(text, match.end(), languages) if label else ("", 0)
        if label and names and " " in names:
            found.append((match.start("role"), end, Pair(label, names)))
    for match in _DID_ROLE.finditer(text):
        label = read_label(match["role"], languages)
        if label and is_name(match["who"]) and " " in match["who"]:
            found.append((match.start("who"), match.end(), Pair(label, match["who"])))
    return found


def bracketed(text: str, languages: tuple[str, ...]) -> list[Found]:
    """Find "Jane Roe (director), Bo Park (camera)": two and more make a team."""
    if _ELSEWHERE.search(text):
        return []
    found = []
    for match in _BRACKETED.finditer(text):
        label = read_label(match["role"], languages)
        who = match["who"].strip()
        if label and is_name(who) and " " in who:
            found.append((match.start(), match.end(), Pair(label, who)))
    return found if len(found) > 1 else []
