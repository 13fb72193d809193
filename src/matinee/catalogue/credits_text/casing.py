"""Gives names typed in ALL CAPS their ordinary letters; mixed case is never touched."""

import re

from matinee.catalogue.credits_text.words import words

# What stays in capitals, and what is small inside a name.
_CAPITALS = re.compile(
    r"^(?:[IVX]{2,4}|DJ|MC|TV|VFX|UK|USA?|EU|BBC|BFI|[A-Z]|AJ|OJ|[^AEIOUYÀ-Ü]{2,4})$"
)
_PARTICLES = words("small-words")
_SUFFIXES = {
    "JR": "Jr",
    "SR": "Sr",
    "LTD": "Ltd",
    "GMBH": "GmbH",
    "INC": "Inc",
    "BROS": "Bros",
    "ST": "St",
    "DR": "Dr",
    "MR": "Mr",
    "MRS": "Mrs",
    "MS": "Ms",
    "PHD": "PhD",
}
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


def is_all_caps(text: str) -> bool:
    """Tell whether a text has capitals and no small letters, and more than an abbreviation."""
    return text.isupper() and sum(char.isalpha() for char in text) > 3


def ordinary_case(name: str) -> str:
    """Return "Jane McKenzie" for "JANE MCKENZIE"; a short word without vowels stays as it is."""
    if not is_all_caps(name):
        return name
    return _WORD.sub(lambda match: _word(match[0], first=match.start() == 0), name)


def ordinary_label(label: str) -> str:
    """Return "Original music by" for "ORIGINAL MUSIC BY"; abbreviations stay in capitals."""
    if not is_all_caps(label):
        return label
    return _WORD.sub(
        lambda match: match[0] if _CAPITALS.match(match[0]) else match[0].lower(), label
    )


def _word(word: str, *, first: bool) -> str:
    small = word.lower()
    if word in _SUFFIXES:
        return _SUFFIXES[word]
    if not first and small in _PARTICLES:
        return small
    if _CAPITALS.match(word):
        return word
    if small.startswith("mc") and len(small) > 4:
        return "Mc" + small[2:].capitalize()
    head, mark, tail = re.match(r"([^’']*)([’']?)(.*)", small, re.DOTALL).groups()  # type: ignore[union-attr]
    if mark and len(head) <= 2 and len(tail) > 1:
        return f"{head.capitalize()}{mark}{tail.capitalize()}"
    return small.capitalize()
