"""Turns text into the tokens it is found by, the same when it is indexed and when it is asked for.

A token is a word without accents, case and marks. Scripts that set no spaces between words become
pairs of letters, each pair beginning at one of them: 東京都 is 東京, 京都, 都.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 40
"""Letters of a token that count; what is longer is nobody's word."""
VERSION = f"1/{unicodedata.unidata_version}"
"""What is indexed by another version has to be indexed anew."""


@dataclass(frozen=True)
class Token:
    """A word as it is looked up, and where it stands in the text."""

    text: str
    start: int
    end: int


def tokens_in(text: str) -> Iterator[Token]:
    """Yield the tokens of a text in their order; spans count characters of the text as given."""
    for match in WORD.finditer(text):
        at = match.start()
        for token, start, end in folded_word(match[0]):
            yield Token(token, at + start, at + end)


def folded(text: str) -> str:
    """Return the tokens of a text with a space between each two."""
    return " ".join(filter(None, map(_joined, WORD.findall(text))))


@lru_cache(maxsize=50_000)
def _joined(word: str) -> str:
    if not _APOSTROPHE_OR_UNSPACED.search(word):
        return _fold(word)[:LONGEST]
    return " ".join(token for token, _, _ in folded_word(word))


@lru_cache(maxsize=10_000)
def folded_word(word: str) -> tuple[tuple[str, int, int], ...]:
    """Return the tokens of what WORD matched, each with its span.

    An English apostrophe joins (don't is dont), a French or Italian elision is a word (l'eau is
    l, eau).
    """
    found: list[tuple[str, int, int]] = []
    for start, end in _pieces(word):
        piece = word[start:end]
        for run in _RUNS.finditer(piece):
            first, last = start + run.start(), start + run.end()
            if run["unspaced"]:
                found += _pairs(run[0], first)
            elif token := _fold(run[0]):
                found.append((token[:LONGEST], first, last))
    return tuple(found)


def is_unspaced(token: str) -> bool:
    """Say whether a token is of a script without spaces between words."""
    return bool(_UNSPACED_TOKEN.match(token))


def _pieces(word: str) -> Iterator[tuple[int, int]]:
    """Yield the spans between which elisions are cut."""
    start = 0
    for match in _APOSTROPHE.finditer(word):
        if word[start : match.start()].casefold() in ELISIONS:
            yield start, match.start()
            start = match.end()
    yield start, len(word)


def _pairs(run: str, at: int) -> Iterator[tuple[str, int, int]]:
    letters = [
        (folded, place) for place, letter in enumerate(run) for folded in _fold(letter) or letter
    ]
    for number, (letter, place) in enumerate(letters):
        after = letters[number + 1] if number + 1 < len(letters) else None
        end = after[1] if after else place
        yield letter + (after[0] if after else ""), at + place, at + end + 1


def _fold(piece: str) -> str:
    if piece.isascii():
        return piece.lower() if piece.isalnum() else _JOINED.sub("", piece).lower()
    letters = unicodedata.normalize("NFKD", piece).casefold()
    letters = unicodedata.normalize("NFC", _DROPPED.sub("", letters)).translate(_LETTERS)
    if letters.isalpha():
        return letters
    return "".join(
        str(unicodedata.decimal(each)) if each.isdecimal() else each
        for each in letters
        if each.isalnum() or not each.isascii()
    )


# Letters that no accent explains, and the forms of one Arabic letter.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ŧ": "t",
        "ə": "e",
        "ة": "ه",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ٱ": "ا",
        "ھ": "ه",
        "ہ": "ه",
        "ς": "σ",
    }
)
ELISIONS = frozenset(
    (
        *("l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"),
        *("quelqu", "presqu", "entr", "un", "dell", "all", "nell", "sull", "dall", "coll"),
        *("quell", "bell", "sant"),
    )
)
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Marks inside a word: accents, harakat, tatweel, vowel signs, joiners and signs of direction.
_ACCENTS = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
_ARABIC_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_UNSEEN = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
)
_SIGNS = "\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u0f71-\u0f84\u1000-\u109f\u1780-\u17ff"
_PART = rf"(?:[^\W_]|[{_ACCENTS}{_ARABIC_MARKS}{_UNSEEN}{_SIGNS}])"
WORD = re.compile(rf"[^\W_]{_PART}*(?:['’ʼ]{_PART}+)*")
"""A word as it stands in a text, apostrophes and marks included."""
_APOSTROPHE = re.compile("['’ʼ]")
_JOINED = re.compile("[^0-9A-Za-z]")
_DROPPED = re.compile(f"[{_ACCENTS}{_ARABIC_MARKS}{_UNSEEN}'’ʼ]")
_RUNS = re.compile(f"(?P<unspaced>[{_UNSPACED}]+)|[^{_UNSPACED}]+")
_APOSTROPHE_OR_UNSPACED = re.compile(f"['’ʼ{_UNSPACED}]")
_UNSPACED_TOKEN = re.compile(f"[{_UNSPACED}]")
