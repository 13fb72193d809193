"""Tells which roles a label names: "Written & directed by", "EP/Producer", "Chef op."."""

import re
from dataclasses import dataclass
from functools import lru_cache

from matinee.catalogue.roles import OTHER, Role, find_role, languages_of, role
from matinee.catalogue.wordings import LANGUAGES, without_gender_mark

MAX_LABEL_CHARACTERS = 90

_PARTS = re.compile(r"\s*(?:[,/&+|•·]|\b(?:and|et|und|y|e|n)\b)\s*", re.IGNORECASE)
_FOR = re.compile(
    r"^(.{2,60}?)\s+(for|at|@|pour|für|para|per|chez|bei)\s+(\S.{0,80})$", re.IGNORECASE
)
_VOICE_OF = re.compile(
    r"(?:the )?voices? of (.{2,40})$|(?:la )?voix d[eu] (.{2,40})$", re.IGNORECASE
)
_FILM_BY = re.compile(r"film by$", re.IGNORECASE)
# On a page of text, photography is not cinematography.
_WORDS_AND_PHOTOGRAPHS = re.compile(
    r"(?:text|words)\s*(?:and|&|\+|/)\s*photography\b", re.IGNORECASE
)
_AT = frozenset({"at", "@", "chez", "bei"})
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{0,80})[)\]]\s*$")
_RANK = re.compile(
    r"^(?:lead|senior|key|head|chief|main|principal|junior|original|film|video)\s+", re.IGNORECASE
)
_TEAM = re.compile(r"\s+(?:team|department|dept\.?|crew|unit|company|credits?)$", re.IGNORECASE)
# The first word of a label that its later parts share: "Sound design and editing".
_SHARED_HEADS = frozenset({"sound", "music", "dialogue", "dialog"})


@dataclass(frozen=True)
class Label:
    """The roles that a label means, and its wording.

    A label that names one role in a wording of its own keeps that wording: `keeps_wording`.
    """

    roles: tuple[Role, ...]
    written: str
    on_behalf_of: str = ""
    for_word: str = ""
    keeps_wording: bool = True

    @property
    def first(self) -> Role:
        """The first role named."""
        return self.roles[0]


@lru_cache(maxsize=16384)
def read_label(text: str, languages: tuple[str, ...] = LANGUAGES) -> Label | None:
    """Return what a label means, or None when it holds words that name no role."""
    written = text.strip(" \t:.;,-–—=|•·>…→*")
    if not 1 < len(written) <= MAX_LABEL_CHARACTERS:
        return None
    if roles := _roles(written, languages):
        return _label(roles, written)
    if _VOICE_OF.match(written):
        return _label((role("voice"),), written)
    said = _FOR.match(written)
    # "Sound recordist Per Ahl": in a name the word has a capital.
    if (
        said
        and (said[2].islower() or written.isupper())
        and _may_be_whom(said[3])
        and (roles := _roles(said[1], languages))
    ):
        return _label(roles, said[1], said[3], "at" if said[2].casefold() in _AT else "for")
    bracket = _BRACKET.search(written)
    if bracket and (roles := _roles(written[: bracket.start()], languages)):
        return _label(roles, written)
    return None


def _may_be_whom(text: str) -> bool:
    """Tell whether "for X" names somebody: "for the Estuary Review", not "for your help"."""
    words = text.split()
    first = (
        words[1]
        if words[0].casefold() in ("the", "la", "le", "die", "der") and words[1:]
        else words[0]
    )
    if words[-1] == "by" or '"' in text or "”" in text:
        return False
    return len(words) < 7 and not first[:1].islower() and "," not in text


def own_label(text: str) -> Label:
    """Return a label that no role of the vocabulary answers to."""
    return Label((OTHER,), text.strip(" \t:.;,-–—=|•·>…→*"))


def order_languages(labels: list[str]) -> tuple[str, ...]:
    """Return all languages, those first in which most of these labels are words for a role."""
    known = [languages_of(without_gender_mark(label)) for label in labels if len(label) < 60]
    votes = {language: sum(language in each for each in known) for language in LANGUAGES}
    return tuple(sorted(LANGUAGES, key=lambda language: -votes[language]))


def _label(roles: tuple[Role, ...], written: str, whom: str = "", word: str = "") -> Label:
    byline = len(roles) > 1 and any(each.key == "filmmaker" for each in roles)
    if byline:
        # "Text, photos and film" is one thing that its maker says, not three jobs.
        roles = tuple(each for each in roles if each.key == "filmmaker")
    elif _FILM_BY.match(written):
        roles = (role("director"),)
    elif _WORDS_AND_PHOTOGRAPHS.match(written):
        roles = (role("writer"), role("stills"))
    return Label(roles, written, whom, word, keeps_wording=byline or len(roles) == 1)


def _roles(text: str, languages: tuple[str, ...]) -> tuple[Role, ...]:
    if single := _single(text, languages):
        return (single,)
    parts = [part for part in _PARTS.split(text) if part]
    if not 1 < len(parts) <= 6:
        parts = [part for part in re.split(r"\s*[-–—]\s*", text) if part]
    if not 1 < len(parts) <= 6:
        return ()
    found = [_part(parts, place, languages) for place in range(len(parts))]
    if not all(found):
        return ()
    return tuple(dict.fromkeys(each for each in found if each))


def _part(parts: list[str], place: int, languages: tuple[str, ...]) -> Role | None:
    """Find a part's role, with the words that its neighbours lend it."""
    part, last = parts[place], parts[-1].split()
    head = parts[0].split()[0]
    lends = place and head.casefold() in _SHARED_HEADS and " " in parts[0]
    if lends and (shared := _single(f"{head} {part}", languages)):
        return shared
    if place < len(parts) - 1 and len(last) > 1:
        for taken in range(1, len(last)):
            if shared := find_role(" ".join([part, *last[taken:]]), languages):
                return shared
    return _single(part, languages)


def _single(text: str, languages: tuple[str, ...]) -> Role | None:
    bare = without_gender_mark(text)
    for form in (text, bare, _TEAM.sub("", text), _RANK.sub("", text), _singular(bare)):
        if form and (found := find_role(form, languages)):
            return found
    return None


def _singular(text: str) -> str:
    return " ".join(
        word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in text.split()
    )


def is_usual_wording(label: Label) -> bool:
    """Tell whether the label is the vocabulary's own wording for its one role."""
    usual = label.first
    return label.written.casefold() in (usual.one.casefold(), usual.many.casefold())
