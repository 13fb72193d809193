"""What a recogniser says that nobody said: loops, words in silence, thanks for watching."""

import re
from collections.abc import Sequence

from matinee.media.speech.words import Word, text_of

UNSURE = 0.5
"""A word less probable than this is worth an editor's look."""
_FAINT = 0.4
_UNHEARD = 0.1
_SILENT = 0.5
_LONGEST_LOOP = 8
_LOOPED_WORDS = 8

# What subtitle files taught the models to say over music and silence, in their own words.
_STOCK = re.compile(
    r"thank(s| you)( so much| very much)? for (watching|listening)|(please )?subscribe|"
    r"see you (in the )?next (time|video)|(sub)?titles? by|captions? by|transcri(bed|ption) by|"
    r"amara\.org|sous-titr|abonnez|merci d'avoir regardé|untertitel|vielen dank für|"
    r"subtítulos|gracias por ver|sottotitoli|legendas|субтитр|продолжение следует|"
    r"ご視聴|字幕|시청해|구독|ترجمة",
    re.IGNORECASE,
)


def is_imagined(words: Sequence[Word], no_speech: float, voiced_s: float) -> bool:
    """Say whether a sentence was probably heard in what is no speech.

    `no_speech` is the model's own probability that nobody speaks; `voiced_s` is how long the
    voice detector heard someone while it was said. Stock phrases have to be the more certain.
    """
    if not words:
        return True
    sure = sum(word.probability for word in words) / len(words)
    if sure < _UNHEARD:
        return True
    if voiced_s < 0.05 * len(words) and sure < UNSURE + 0.2:
        return True
    if _STOCK.search(text_of(list(words))) and (sure < 0.7 or no_speech > 0.3):
        return True
    return sure < _FAINT and no_speech > _SILENT


def without_loops(words: Sequence[Word]) -> list[Word]:
    """Return the words with what comes again and again said twice.

    A loop is the same one to eight words, at least four times on end and eight words in all:
    people say "no, no, no", models get caught.
    """
    kept = list(words)
    at = 0
    while at < len(kept):
        for size in range(1, _LONGEST_LOOP + 1):
            times = _times(kept, at, size)
            if times >= 4 and times * size >= _LOOPED_WORDS:
                del kept[at + 2 * size : at + times * size]
                break
        at += 1
    return kept


def _times(words: Sequence[Word], at: int, size: int) -> int:
    """Count how often the `size` words at a place come there one after the other."""
    said = [_bare(word) for word in words[at : at + size]]
    times = 1
    while [_bare(word) for word in words[at + times * size : at + (times + 1) * size]] == said:
        times += 1
    return times


def _bare(word: Word) -> str:
    return re.sub(r"\W", "", word.text).lower() or word.text
