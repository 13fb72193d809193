"""Splits "A, B & C for D" into names, and tells names from prose."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from matinee.catalogue.credits_text.casing import ordinary_case
from matinee.catalogue.credits_text.companies import COMPANY_ROLES, has_company_word
from matinee.catalogue.credits_text.facts import is_nobody, is_place_or_figure
from matinee.catalogue.credits_text.words import words
from matinee.catalogue.roles import Role

MAX_NAME_CHARACTERS = 200
MAX_NAMES_TEXT = 20_000

_URL = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}"
    r"|\b[\w-]{2,63}\.(?:com|net|org|tv|co|io|me|film|studio|example|info|eu|de|fr|it|es|pt)\b"
    r"(?:\.\w\w\b)?(?:/\S*)?"
)
_HANDLE = re.compile(r"(?<![\w@])@(?=\w)[\w.]+")
_QUOTED = re.compile(
    r"(^|[,;&/]\s*|\band\s+)(?:\"([^\"]+)\"|“([^”]+)”|«\s*([^»]+?)\s*»)(?=\s*(?:$|[,;&/]|and\b))"
)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
# Roles that bands, duos and firms have as often as one person.
_OF_FIRMS = frozenset(["colourist", "mixer", "online-editor", "sound-designer", "foley", "editor"])
_OF_GROUPS = frozenset(
    ["commissioner", "artist", "composer", "musician", "visual-effects", "sound-designer", "mixer"]
)
# Roles in which "Mara and the Tides" is one band.
_OF_BANDS = frozenset(["artist", "featured-artist", "composer", "musician", "singer", "songwriter"])
# "ALBA NIETO Y TOMÁS GIL", not "JANE E ROE".
_CAPITAL_AND = re.compile(r"(?<=\w)\s[YE]\s(?=\w+\s+\w)")
_BAND = re.compile(
    r"\s*[^\s,]+(?:\s+[^\s,]+)?\s+(?:and|&|\+|et|und|y|e)\s+(?:the|les|die|los|las|i|gli)\s.+",
    re.IGNORECASE,
)
_HANDLES = re.compile(r"((?<![\w@])@[\w.]+)\s+(?=@\w)")
# Make-up: "Jane Roe using Brightline".
_USING = re.compile(r"\s+using\s[^,;/]*")
_THING = re.compile(
    r"(?:an?|the|one|two|three|some|every|all|no|any|many|our|my)\s+(?-i:[a-z])", re.IGNORECASE
)
_SLASH_FIRM = re.compile(r"^(\s*\S+\s[^/]+)/(\w+)\s*$")
_ELSEWHERE = frozenset({"in", "on", "at"})
_TITLE_BY = re.compile(r"^\s*[“\"«][^“”\"«»]{1,80}[”\"»]\s+by\s+")
_FULL_STOP = re.compile(r"(?<=\w{3})\.\s*$")
_KEPT = re.compile("\0(\\d+)\0")
_STRONG = re.compile(r"\s*[;|\t•·]\s*|\s+/\s*|\s*/\s+|\s+\+\s+|\s+×\s*|\s+x\s+|\s{2,}")
_SLASH = re.compile(r"(?<=\w)/(?=\w)")
_DASH = re.compile(r"\s+[-–—]\s+")
# The letters of a society or a degree after a name.
_SOCIETIES = (
    "ASC|BSC|AFC|BVK|AIC|ACS|CSC|SASC|DFF|FSF|FNF|NSC|SBC|PSC|HCA|ISC|AEC|AMC|ABC|JSC|KSC|ACE|GBFTE|"
    r"CCE|BFE|CAS|AMPS|MPSE|ADF|SDSA|CSA|CDA|CDG|WGA|DGA|PGA|[Pp]\.?[Gg]\.?[Aa]|SOC|ACO|GBCT|ICG|GCA|"
    r"PhD|Ph\.D|MBE|OBE|CBE|BFS|VES|LTC|ADFC|SCS|LAC|MFA"
)
_COMMA = re.compile(
    r"\s*[,，、](?!\s*(?:[Jj][Rr]|[Ss][Rr]|I{2,3}|IV|I[Nn][Cc]|L[Tt][Dd]|LLC|L\.L\.C|GmbH|"
    rf"{_SOCIETIES})(?:\b|$))\s*"
)
_AND = re.compile(r"\s+(and|&|et|und|y|e|i|ed|sowie|AND|ET|UND|And|Et|Und|\+)\s+")
_STARTS = re.compile(r"^(?:(?:[Aa]nd|&|[Ee]t|[Uu]nd|y|e|or|AND|ET|UND)(?:\s+|$))")
_CAST_STARTS = re.compile(
    r"^(?:(?:and|&|et|und|y|e|with|avec|mit|con|sowie|also|introducing|featuring|starring|"
    r"special guest|presenting)\s+)+",
    re.IGNORECASE,
)
_FIRM_TAIL = re.compile(
    r"^(?:sons?|daughters?|co\b|company|brothers|bros|partners|associates|friends|sisters|"
    r"cie|söhne|fils|figli|hijos|töchter)\b(?!\s+of\b)",
    re.IGNORECASE,
)
_TURN = re.compile(r"\s+(for|at|@|as|from|pour|chez|für|bei|als|como|come)\s+")
_AS = frozenset({"as", "als", "como", "come"})
_FOR = frozenset({"for", "pour", "für"})
_LETTERS = re.compile(rf"(?:\s*,\s*|\s+)(?:\(?(?:{_SOCIETIES})\.?\)?)+$")
_NOISE = re.compile(
    r"(?:uncredited|voice|v\.?o\.?|archive footage|self|segment.*|\d.*|(?:she|he|they)/.*|"
    r"courtesy .*|an? .*|(?-i:[A-Z]{2,3})|credit only|also .*|unconfirmed|rip|.*\bepisodes?.*|†.*|"
    r"r\.i\.p\.)$",
    re.IGNORECASE,
)
_PARTICLES = words("particles")
_PROSE = words("prose")
_ABBREVIATION = re.compile(
    r"(?:\b\w|\b(?:Jr|Sr|Ltd|Inc|Co|Bros|Corp|Dr|St|S\.?r\.?l|S\.?p\.?A|S\.L|e\.V|B\.V))\.$"
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


def read_names(text: str, role: Role, *, one: bool = True) -> list[Name]:
    """Return the names of a list, in its order.

    "for X" and "at X" after the last of several names hold for all of them; after another
    name, only for that one. A name in double quotes is kept whole. Addresses are dropped, and
    so are handles beside a name; a handle alone is the name. `one` tells that the label is of
    one person, so that "Jane Roe, Quay Studios" is where she works.
    """
    kept: list[str] = []

    def put_away(said: str) -> str:
        kept.append(said)
        return f"\0{len(kept) - 1}\0"

    text = _URL.sub(" ", text[:MAX_NAMES_TEXT].replace("\0", " "))
    text = _TITLE_BY.sub("", text).replace(" c/o ", " at ")
    if text.isupper():
        text = _CAPITAL_AND.sub(lambda match: match[0].lower(), text)
    text = _QUOTED.sub(
        lambda match: match[1] + put_away(f'"{match[2] or match[3] or match[4]}"'), text
    )
    text = _BRACKET.sub(lambda match: put_away(f"({match[1]})"), text)
    text = _HANDLES.sub(r"\1, ", _USING.sub("", text))
    company = role.key in COMPANY_ROLES | _OF_GROUPS
    pieces = _split(text, is_company_role=company, bands=role.key in _OF_BANDS)
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


def _split(text: str, *, is_company_role: bool, bands: bool) -> list[tuple[str, str]]:
    """Return (joiner, piece) pairs."""
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


def _read_one(piece: str, joiner: str, role: Role, kept: list[str]) -> Name | None:
    brackets = [kept[int(place)] for place in _KEPT.findall(piece)]
    quoted = [said for said in brackets if said.startswith('"')]
    if quoted:
        return Name(quoted[0].strip('"').strip(), joiner=joiner)
    said = [said.strip("()").strip() for said in brackets]
    bare = _KEPT.sub(" ", piece)
    name = Name("", joiner=joiner)
    if role.key == "cast":
        bare = _CAST_STARTS.sub("", bare.strip())
    if role.key == "commissioner" and " @ " in bare:
        bare, name = _take_turns(bare, name)
    if role.key not in COMPANY_ROLES and role.key not in ("thanks", "commissioner"):
        bare, name = _take_turns(bare, name)
    printed = _trim(_without_handle(bare))
    clean = _LETTERS.sub("", printed)
    if (
        not clean
        or clean in _PARTICLES
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
    bare = _trim(_URL.sub("", _HANDLE.sub("", said)))
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
    without = _HANDLE.sub("", text)
    return without if _trim(without) else text


def _trim(text: str) -> str:
    trimmed = " ".join(text.split()).strip(' ,;:-–—|/•·→=*"“”')
    return trimmed if _ABBREVIATION.search(trimmed) else trimmed.rstrip(".").rstrip()


def _join_workplace(read: list[Name], role: Role) -> list[Name]:
    """Read "Jane Roe, Quay Studios" as one person and where they work."""
    if len(read) != 2 or role.key in COMPANY_ROLES | {"thanks", "cast", "composer", "commissioner"}:
        return read
    who, where = read
    apart = where.joiner or who.on_behalf_of or where.on_behalf_of or has_company_word(who.name)
    firm = has_company_word(where.name) or (role.key in _OF_FIRMS and " " not in where.name)
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
    said = _BRACKET.sub(lambda match: "" if _is_noise(match[1]) else match[0], text)
    return ordinary_case(said.strip())


def _is_noise(bracket: str) -> bool:
    return bool(_NOISE.match(bracket.strip())) or bracket.startswith("as ")


def is_name(text: str, *, most_words: int = 6) -> bool:
    """Tell whether a text is written as one name: capitals or another script, no prose."""
    bare = _KEPT.sub(" ", _BRACKET.sub("", text)).strip(' ,;"“”')
    words = bare.split()
    if not words or len(bare) > 80 or len(words) > most_words + 4 * has_company_word(bare):
        return False
    if re.search(
        r"[?!:=<>{}]|\.\s|\.{2}|…", re.sub(r"\b\w\.|\b(?:Dr|Jr|Sr|St|Mr|Mrs|Ms|Prof)\.", "", bare)
    ):
        return False
    if bare.endswith(".") and not _ABBREVIATION.search(bare) and not has_company_word(bare):
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
        word.casefold().strip(",.") in _PARTICLES or word.startswith(("@", "d'", "d’", "l'", "l’"))
        for word in small
    )


def _is_capital(word: str) -> bool:
    letter = next((char for char in word if char.isalnum()), "")
    return letter.isupper() or letter.isdigit() or (letter.isalpha() and not letter.islower())


def are_names(text: str) -> bool:
    """Tell whether a text is a list of names and nothing else."""
    without = _BRACKET.sub("", _URL.sub("", _FULL_STOP.sub("", _USING.sub("", text))))
    bare = _HANDLE.sub("", without).strip(" |()") or without
    pieces = re.split(
        r"[,;|/+•·×\t]|\s{2,}|\s+(?:x|for|at|as|from|[-–—@])\s+|\s+(?:and|und)\s+", bare
    )
    kept = [_CAST_STARTS.sub("", piece.strip()) for piece in pieces if piece.strip()]
    return bool(kept) and all(is_name(piece) for piece in kept)


def could_be_names(text: str, *, thanks: bool = False) -> bool:
    """Tell whether what stands after a known label can be names, small letters and all.

    Only thanks go to "the people of Aldmoor".
    """
    if are_names(text):
        return True
    bare = _BRACKET.sub("", _URL.sub("", text)).strip()
    split = re.split(r"[,;|/•·&]|\s{2,}|\b(?:and|et|und|e|y)\b", bare)
    pieces = [piece for piece in split if piece.strip()]
    words = bare.split()
    if not words or re.search(r"[?!]|\w{3,}\.\s+\w", bare):
        return False
    prose = sum(word.strip(".,;") in _PROSE for word in words if word.islower())
    if not thanks and any(_THING.match(piece.strip()) for piece in pieces):
        return False
    return not prose and all(len(piece.split()) <= 6 for piece in pieces)
