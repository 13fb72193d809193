"""Words of a film's facts (year, format, country): labels and values that are no credits."""

import re
from functools import cache

from matinee.catalogue.codes import countries, languages
from matinee.catalogue.credits_text.words import phrases, words
from matinee.catalogue.wordings import plain

_LABELS = frozenset(plain(each) for each in phrases("fact-labels"))
_GEAR = frozenset(plain(each) for each in phrases("gear-labels"))
_NOBODY = re.compile(
    r"(?:n/?a|tb[acd]|t\.b\.[acd]\.?|to be \w+|unknown|unbekannt|none|nobody|not? \w+|yes|no|"
    r"k\.? ?a\.?|"
    r"various|x{2,}|[-–—?._…]*|"
    r"(?:and |& )?(?:(?:so )?many |the )?(?:others|more)|among others|etc|et al|u\. ?a)\.?$",
    re.IGNORECASE,
)
_TECHNICAL = re.compile(
    r"""(?:stereo|mono|surround|silent|colou?r|farbe|couleur|colore|b\s?&\s?w|b/w|s/w|
    black\s(?:and|&)\swhite|schwarz-?weiß|noir\set\sblanc|blanco\sy\snegro|bianco\se\snero|
    dolby.*|atmos|[257]\.1.*|optical|digital|\d{1,2}\s?mm.*|super\s?\d{1,2}.*|hd|[248]k.*|uhd|
    dcp|prores.*|rec\.?\s?\d+|log-?c|aces|h\.?264|(?:arri|red|canon|sony|blackmagic|bmpcc|panasonic|nikon|alexa|bolex|
    iphone|gopro|aaton|leica|lumix|fuji\w*|kodak|cooke|zeiss|dji|hasselblad)(?:\s.*)?)$""",
    re.IGNORECASE | re.VERBOSE,
)
_UNITS = words("units")
_SPOKEN = words("spoken")


def is_fact_label(label: str) -> bool:
    """Tell whether "Label: value" with this label is a fact and no credit."""
    return plain(label) in _LABELS


def is_gear(text: str) -> bool:
    """Tell whether a line such as "Lens: 18-35" or "Camera: 16mm" is about equipment."""
    label, colon, value = text.partition(":")
    return bool(colon) and (plain(label) in _GEAR or bool(_TECHNICAL.match(value.strip(" .,;\t"))))


def is_nobody(value: str) -> bool:
    """Tell whether a value says that there is no name yet: "TBC", "N/A", a dash."""
    return bool(_NOBODY.match(value.strip(" .,;\t")))


def is_fact_value(value: str) -> bool:
    """Tell whether a value is a format, a language or country, a date or a length."""
    bare = value.strip(" .,;\t")
    if _TECHNICAL.match(bare):
        return True
    parts = [part.strip() for part in re.split(r",|/|;|&|\band\b|\bet\b|\bund\b", bare)]
    return all(is_place_or_figure(part) for part in parts if part)


def is_place_or_figure(part: str) -> bool:
    """Tell whether a piece is a country, a language, a year, a length, a date or an amount."""
    if part.casefold() in _places():
        return True
    words = set(re.findall(r"[^\W\d_]+", part.casefold()))
    return bool(re.search(r"\d", part)) and words <= _UNITS


@cache
def _places() -> frozenset[str]:
    """Return countries and languages as they are called in the parser's languages."""
    names = {"uk", "usa", "us", "scotland", "wales", "england"} | words("weekdays")
    for tongue in ("en", "fr", "de", "es", "it", "pt"):
        called = languages(tongue)
        names |= {name.casefold() for name in countries(tongue).values() if len(name) > 3}
        names |= {called[tag][1].casefold() for tag in _SPOKEN if tag in called}
    return frozenset(names)
