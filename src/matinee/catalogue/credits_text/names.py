"""Reads "A, B & C for D" into names with what is said about each."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from matinee.catalogue.credits_text.casing import ordinary_case
from matinee.catalogue.credits_text.companies import COMPANY_ROLES, OF_BANDS, has_company_word
from matinee.catalogue.credits_text.facts import is_nobody, is_place_or_figure
from matinee.catalogue.credits_text.looks import (
    ABBREVIATION,
    BRACKET,
    CAST_STARTS,
    HANDLE,
    KEPT,
    LETTERS,
    PARTICLES,
    URL,
    USING,
)
from matinee.catalogue.credits_text.splitting import split_names
from matinee.catalogue.roles import Role

MAX_NAME_CHARACTERS = 200
MAX_NAMES_TEXT = 20_000

_QUOTED = re.compile(
    r"(^|[,;&/]\s*|\band\s+)(?:\"([^\"]+)\"|“([^”]+)”|«\s*([^»]+?)\s*»)(?=\s*(?:$|[,;&/]|and\b))"
)
# Roles that bands, duos and firms have as often as one person.
_OF_FIRMS = frozenset(["colourist", "mixer", "online-editor", "sound-designer", "foley", "editor"])
_OF_GROUPS = frozenset(
    ["commissioner", "artist", "composer", "musician", "visual-effects", "sound-designer", "mixer"]
)
# Roles in which "Fjord & Sea" is one firm or duo.
_OF_DUOS = frozenset(["director", "producer", "executive-producer", "co-producer", "animator"])
# "ALBA NIETO Y TOMÁS GIL", not "JANE E ROE".
_CAPITAL_AND = re.compile(r"(?<=\w)\s[YE]\s(?=\w+\s+\w)")
_HANDLES = re.compile(r"((?<![\w@])@[\w.]+)\s+(?=@\w)")
# "fisherman Jane Roe"
_OCCUPATION = re.compile(
    r"^(?!(?:the|de|la|le|les|van|von|der|den|du|da|di|el|al|dos|das)\s)(?:[a-zà-ÿ-]{3,}\s+){1,2}(?=[A-ZÀ-Ý]\w+\s[A-ZÀ-Ý])"
)
_TO = re.compile(r"^(?:to|à|aux|au|al|alla|ai|agli|an|a)\s+(?=\w)")
_SLASH_FIRM = re.compile(r"^(\s*\S+\s[^/]+)/(\w+)\s*$")
_TITLE_BY = re.compile(r"^\s*[“\"«][^“”\"«»]{1,80}[”\"»]\s+by\s+")
_TURN = re.compile(r"\s+(for|at|@|as|from|pour|chez|für|bei|als|como|come)\s+")
_AS = frozenset({"as", "als", "como", "come"})
_FOR = frozenset({"for", "pour", "für"})
_NOISE = re.compile(
    r"(?:uncredited|voice|v\.?o\.?|archive footage|self|segment.*|\d.*|(?:she|he|they)/.*|"
    r"courtesy .*|an? .*|(?-i:[A-Z]{2,3})|credit only|also .*|unconfirmed|rip|.*\bepisodes?.*|†.*|"
    r"r\.i\.p\.)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Name:
    """A name with all that was said about it."""

    name: str
    printed: str = ""
    on_behalf_of: str = ""
    for_word: str = ""
    character: str = ""
    joiner: str = ""
    bracket: str = ""
    """What stood in brackets after it, where that may be a place of work or another role."""


def read_names(text: str, role: Role, *, one: bool = True, many: bool = False) -> list[Name]:
    """Return the names of a list, in its order.

    "for X" and "at X" after the last of several names hold for all of them; after another
    name, only for that one. A name in double quotes is kept whole. Addresses are dropped, and
    so are handles beside a name; a handle alone is the name. `one` tells that the label is of
    one person, so that "Jane Roe, Quay Studios" is where she works; `many`, that it is of
    several, so that "Fjord & Sea" are two.
    """
    kept: list[str] = []

    def put_away(said: str) -> str:
        kept.append(said)
        return f"\0{len(kept) - 1}\0"

    text = URL.sub(" ", text[:MAX_NAMES_TEXT].replace("\0", " "))
    text = _TITLE_BY.sub("", text).replace(" c/o ", " at ")
    if text.isupper():
        text = _CAPITAL_AND.sub(lambda match: match[0].lower(), text)
    text = _QUOTED.sub(
        lambda match: match[1] + put_away(f'"{match[2] or match[3] or match[4]}"'), text
    )
    text = BRACKET.sub(lambda match: put_away(f"({match[1]})"), text)
    text = _HANDLES.sub(r"\1, ", USING.sub("", text))
    company = role.key in COMPANY_ROLES | _OF_GROUPS
    firms = company or (role.key in _OF_DUOS and not many)
    pieces = split_names(text, is_company_role=firms, bands=role.key in OF_BANDS)
    read = [
        name
        for joiner, piece in pieces
        if (name := _read_one(piece, joiner, role, kept)) and not is_nobody(name.name)
    ]
    read = _without_own_handles(read)
    if len(read) > 1 and not company and role.key != "thanks":
        read = [name for name in read if not is_place_or_figure(name.name)]
    return _share_last(_join_workplace(read, role) if one else read)


def _without_own_handles(read: list[Name]) -> list[Name]:
    """Drop the handle of a person just named: "Jane Roe / @janeroe"."""
    kept: list[Name] = []
    for name in read:
        handle = re.sub(r"[\W\d_]", "", name.name.casefold()) if name.name[:1] == "@" else ""
        owner = kept[-1].name.casefold().split() if handle and kept else []
        if not any(len(word) > 2 and word in handle for word in owner):
            kept.append(name)
    return kept


def _read_one(piece: str, joiner: str, role: Role, kept: list[str]) -> Name | None:
    brackets = [kept[int(place)] for place in KEPT.findall(piece)]
    quoted = [said for said in brackets if said.startswith('"')]
    if quoted:
        return Name(quoted[0].strip('"').strip(), joiner=joiner)
    said = [said.strip("()").strip() for said in brackets]
    bare = KEPT.sub(" ", piece)
    name = Name("", joiner=joiner)
    if role.key == "cast":
        bare = _OCCUPATION.sub("", CAST_STARTS.sub("", bare.strip()))
    if role.key == "thanks":
        bare = _TO.sub("", bare.strip())
    if role.key == "commissioner" and re.search(r"\s(?:@|for)\s", bare):
        bare, name = _take_turns(bare, name)
    if role.key not in COMPANY_ROLES and role.key not in ("thanks", "commissioner"):
        bare, name = _take_turns(bare, name)
    printed = _trim(_without_handle(bare))
    clean = LETTERS.sub("", printed)
    if (
        not clean
        or clean in PARTICLES
        or len(clean) > MAX_NAME_CHARACTERS
        or not any(map(str.isalnum, clean))
    ):
        return None
    usual = ordinary_case(clean)
    name = replace(name, name=usual, printed=printed if printed != usual else "")
    for each in said:
        name = _take_bracket(name, each, role)
    return name


def _take_turns(bare: str, name: Name) -> tuple[str, Name]:
    """Take "for X", "at X" and "as Y" off the end of a name."""
    first, *turns = _TURN.split(_SLASH_FIRM.sub(r"\1 at \2", bare))
    if not first.strip():
        return bare, name
    for word, said in zip(turns[::2], turns[1::2], strict=True):
        whom = _trim(_without_handle(said))
        if word in _AS:
            name = replace(name, character=ordinary_case(whom))
        elif not name.on_behalf_of:
            name = replace(
                name, on_behalf_of=ordinary_case(whom), for_word="for" if word in _FOR else "at"
            )
    return first, name


def _take_bracket(name: Name, said: str, role: Role) -> Name:
    """Read what stands in brackets after a name."""
    bare = _trim(URL.sub("", HANDLE.sub("", said)))
    if said_as := re.match(r"as\s+(.+)", bare):
        return replace(name, printed=said_as[1])
    if role.key == "commissioning-editor" and bare.isupper():
        # Broadcasters are their letters, as countries and societies are after other names.
        return replace(name, on_behalf_of=bare, for_word="at", bracket=bare)
    if role.key in ("cast", "voice") and bare and not _NOISE.match(bare):
        return replace(name, character=name.character or bare)
    if not bare or _NOISE.match(bare) or is_place_or_figure(bare):
        return name
    if name.on_behalf_of or not bare[:1].isupper():
        return replace(name, bracket=bare)
    return replace(name, on_behalf_of=bare, for_word="at", bracket=bare)


def _without_handle(text: str) -> str:
    """Drop handles, unless there is nothing else."""
    without = HANDLE.sub("", text)
    return without if _trim(without) else text


def _trim(text: str) -> str:
    trimmed = " ".join(text.split()).strip(' ,;:-–—|/•·→=*"“”')
    return trimmed if ABBREVIATION.search(trimmed) else trimmed.rstrip(".").rstrip()


def _join_workplace(read: list[Name], role: Role) -> list[Name]:
    """Read "Jane Roe, Quay Studios" as one person and where they work."""
    if len(read) != 2 or role.key in COMPANY_ROLES | {"thanks", "cast", "composer", "commissioner"}:
        return read
    who, where = read
    apart = where.joiner or who.on_behalf_of or where.on_behalf_of or has_company_word(who.name)
    firm = (
        has_company_word(where.name)
        or where.name.startswith("The ")
        or (role.key in _OF_FIRMS and " " not in where.name)
    )
    if apart or not firm or len(who.name.split()) < 2:
        return read
    return [replace(who, on_behalf_of=where.name, for_word="at")]


def _share_last(read: list[Name]) -> list[Name]:
    """Let every name share what the last one stands for, when no other says its own."""
    if not read or not read[-1].on_behalf_of or read[-1].bracket:
        return read
    last = read[-1]
    if any(each.on_behalf_of for each in read[:-1]):
        return read
    whom: Callable[[Name], Name] = lambda each: replace(  # noqa: E731
        each, on_behalf_of=last.on_behalf_of, for_word=last.for_word
    )
    return [whom(each) for each in read]


def clean_character(text: str) -> str:
    """Return a character's name without "(uncredited)" and the like."""
    said = BRACKET.sub(lambda match: "" if _is_noise(match[1]) else match[0], text)
    return ordinary_case(said.strip())


def _is_noise(bracket: str) -> bool:
    return bool(_NOISE.match(bracket.strip())) or bracket.startswith("as ")
