"""Finds where a list of names begins and ends in running text."""

import re
from functools import lru_cache

from matinee.catalogue.credits_text.facts import is_place_or_figure
from matinee.catalogue.credits_text.labels import read_label
from matinee.catalogue.credits_text.words import words

BY = re.compile(r"\b(?:by|par|von|por|da|de|di)\b", re.IGNORECASE)
JOINERS = frozenset({"and", "&", "et", "und", "y", "e", "x", "+"})

_TOKEN = re.compile(r"[^\s,;()]+|[,;()]")
_PARTICLES = words("sentence-particles")
_PROSE = words("prose") | words("particles") | JOINERS


@lru_cache(maxsize=4096)
def names_from(
    text: str, start: int, languages: tuple[str, ...], *, occupations: bool = False
) -> tuple[str, int]:
    """Return the list of names that begins here and where it ends; "" when none does.

    With `occupations` a small word may stand before each name: "fisherman Jane Roe".
    """
    tokens = list(_TOKEN.finditer(text, start, start + 600))
    names: list[tuple[int, int, str]] = []
    place, joiner = 0, ""
    while place < len(tokens):
        place += occupations and _is_occupation(tokens, place)
        begin = place
        while place < len(tokens) and _goes_on(tokens, place, begin):
            place += 1
        while place > begin and tokens[place - 1][0] in _PARTICLES:
            place -= 1
        place = _before_next_label(text, tokens, (begin, place), languages)
        if place == begin:
            break
        begins, ends = tokens[begin].start(), _end_of_name(tokens[place - 1])
        name = text[begins:ends]
        if is_place_or_figure(name) or (names and _is_label_start(text, begins, languages)):
            break
        names.append((begins, ends, joiner))
        if ends < tokens[place - 1].end():
            break
        place = _skip_bracket(tokens, place)
        joiner, place = _joiner_at(tokens, place)
        if not joiner:
            break
    kept = _drop_loose_tail(names, text)
    if not kept:
        return "", start
    return text[kept[0][0] : kept[-1][1]], kept[-1][1]


def _is_occupation(tokens: list[re.Match[str]], place: int) -> bool:
    here, *after = [token[0] for token in tokens[place : place + 3]] or [""]
    plain_word = here.isalpha() and here.islower() and here not in _PROSE
    return plain_word and len(after) == 2 and all(word[:1].isupper() for word in after)


def _goes_on(tokens: list[re.Match[str]], place: int, begin: int) -> bool:
    word = tokens[place][0]
    if place > begin and re.search(r"(?:[!?”]|’s|\w{3,}\.)$", tokens[place - 1][0]):
        return False
    first = word[:1]
    if first == "@" or (first.isalpha() and not first.islower()):
        return len(word) > 1 or first != "@"
    following = tokens[place + 1][0] if place + 1 < len(tokens) else ""
    if place == begin:
        return word in ("the", "la", "le", "les", "die", "der") and following[:1].isupper()
    if word[:1].isdigit():
        return tokens[place - 1][0][:1].isupper() and len(word) < 3
    return word in _PARTICLES and word not in ("e", "y", "&") and following[:1].isupper()


def _before_next_label(
    text: str, tokens: list[re.Match[str]], span: tuple[int, int], languages: tuple[str, ...]
) -> int:
    """Return where a name ends that runs into the next label: "Jane Roe Produced by"."""
    begin, place = span
    if place >= len(tokens) or not BY.fullmatch(tokens[place][0]):
        return place
    for first in range(max(begin, place - 3), place):
        if read_label(text[tokens[first].start() : tokens[place].end()], languages):
            return first
    return place


def _end_of_name(token: re.Match[str]) -> int:
    word = token[0]
    if re.fullmatch(r"(?:\w|Jr|Sr|Ltd|Inc|Co)\.", word):
        return token.end()
    return token.start() + len(word.rstrip(".!?:”\"’'"))


def _is_label_start(text: str, begin: int, languages: tuple[str, ...]) -> bool:
    """Tell whether "Executive Producer Liz Tolland" begins here rather than a name."""
    words = re.findall(r"\S+", text[begin : begin + 60])[:4]
    return any(read_label(" ".join(words[:count]), languages) for count in range(1, len(words)))


def _skip_bracket(tokens: list[re.Match[str]], place: int) -> int:
    if place < len(tokens) and tokens[place][0] == "(":
        for closing in range(place, min(place + 14, len(tokens))):
            if tokens[closing][0] == ")":
                return closing + 1
    return place


def _joiner_at(tokens: list[re.Match[str]], place: int) -> tuple[str, int]:
    if place < len(tokens) and tokens[place][0] in (",", *JOINERS):
        joiner = tokens[place][0]
        place += 1
        if joiner == "," and place < len(tokens) and tokens[place][0] in JOINERS:
            return "and", place + 1
        return ("," if joiner == "," else "and"), place
    return "", place


def _drop_loose_tail(names: list[tuple[int, int, str]], text: str) -> list[tuple[int, int, str]]:
    """Keep names joined by commas only where the list ends with "and" or the sentence does."""
    last_and = max((place for place, name in enumerate(names) if name[2] == "and"), default=0)
    tail = text[names[-1][1] :].lstrip(" ") if names else ""
    if names and (not tail or tail[0] in ".;!"):
        return names
    return names[: last_and + 1]
