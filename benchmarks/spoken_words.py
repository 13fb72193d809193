"""Invents speech in six languages with natural word frequencies, for search.py.

Words are made of each language's own syllables. How often each is said follows Zipf's law with
Mandelbrot's shift; a film has some words of its own that it says again and again, as films do.
Korean words take particles, Arabic ones their article, as they would.
"""

# Chance needs a seed, not secrecy.
# ruff: noqa: S311

import itertools
import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from matinee.search.passages import SpokenLine

WORDS_AN_HOUR = 9_000
LANGUAGES = ("en", "en", "en", "fr", "de", "es", "ko", "ar")
"""Of one film in eight each; English of three."""
VOCABULARY = 60_000
OWN_WORDS = 40
"""Words of one film, one in thirty of those said: names, what it is about."""
_STARTS = {
    "en": "b c d f g h l m n p r s t w st br th sh tr cl gr pl",
    "fr": "b c d f j l m n p r s t v ch br tr pl é",
    "de": "b d f g h k l m n r s t w sch st br ü ö",
    "es": "b c d g j l m n p r s t v ll ch tr pr",
    "ar": "ب ت ج ح د ر س ش ص ط ع ف ق ك ل م ن ه و ي",
}
_ENDS = {
    "en": "a e i o u ing er ow ea ent ight al ound est y",
    "fr": "a e é i ou on eau ir ais ent ique eu ain elle",
    "de": "a e i o u er ung ä en ich eit au ei ß aft",
    "es": "a e i o ar ado ción ero ía ando os ente ez ñ",
    "ar": "ا و ي ي ة ن ت ر ا ء ل ات ان ون",
}
_PARTICLES = ("", "", "은", "를", "이", "에서", "에", "의", "도", "까지")


@dataclass(frozen=True)
class Vocabulary:
    """The words of a language, the most common first, and their summed frequencies."""

    language: str
    words: tuple[str, ...]
    sums: tuple[float, ...]

    def said(self, count: int, chance: random.Random) -> list[str]:
        """Return words as they might be said one after the other."""
        whole, sums = self.sums[-1], self.sums
        words = [self.words[bisect(sums, chance.random() * whole)] for _ in range(count)]
        if self.language == "ko":
            return [word + chance.choice(_PARTICLES) for word in words]
        if self.language == "ar":
            return ["ال" + word if chance.random() < 0.3 else word for word in words]
        return words


def vocabulary(language: str) -> Vocabulary:
    """Make the words of a language, always the same; frequent ones are short."""
    chance = random.Random(language)
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        syllables = 1 + min(3, int((len(words) + 1) ** 0.12 + chance.random()) - 1)
        words[_word(language, syllables, chance)] = None
    weights = (1 / (rank + 2.7) for rank in range(VOCABULARY))
    return Vocabulary(language, tuple(words), tuple(itertools.accumulate(weights)))


def _word(language: str, syllables: int, chance: random.Random) -> str:
    if language == "ko":
        return "".join(chr(0xAC00 + chance.randrange(11_172)) for _ in range(min(syllables, 3)))
    starts, ends = _STARTS[language].split(), _ENDS[language].split()
    return "".join(chance.choice(starts) + chance.choice(ends) for _ in range(syllables))


def hour_of(words: Vocabulary, number: int) -> Iterator[SpokenLine]:
    """Yield an hour of one film's lines: seven words in three seconds, now and then a pause."""
    chance = random.Random(number)
    said = words.said(WORDS_AN_HOUR, chance)
    own = [chance.choice(words.words[2_000:]) for _ in range(OWN_WORDS)]
    at, begun = 0, 0
    while at < len(said):
        count = chance.randrange(3, 12)
        line = said[at : at + count]
        if chance.random() < 0.25:
            line[chance.randrange(len(line))] = chance.choice(own)
        lasts = 40 * len(line)
        yield SpokenLine(begun, begun + lasts, " ".join(line).capitalize() + ".")
        begun += lasts + (chance.randrange(600, 2000) if chance.random() < 0.02 else 8)
        at += count
