"""Reads what a visitor typed: the words to be found, and the phrases in quotes."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from matinee.search.folding import WORD, folded, folded_word, is_unspaced

LONGEST = 200
"""Characters of a question that count."""
MOST_PARTS = 10
AT_ONCE = 7
"""Tokens of a phrase that one passage is sure to hold: its laps and one."""
_QUOTES = {ord(mark): '"' for mark in "“”„‟«»「」『』〝〞＂"}
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})
SHORTEST_UMLAUTED = 5
"""In short words ue is more often no umlaut."""
_CONTROL = dict.fromkeys((*range(32), 127, *range(55296, 57344)), " ")

# What Arabic writes to the front of a word: and, with, for, like, so, the, and these together.
_ATTACHED = ("ال", "و", "وال", "ب", "بال", "ل", "لل", "ولل", "ف", "فال", "ك", "كال", "وب", "ول")
_ARTICLES = ("وبال", "وال", "بال", "فال", "كال", "ولل", "لل", "ال")


@dataclass(frozen=True)
class Wanted:
    """Tokens in a row; with `open`, the last of them may be the beginning of a longer one."""

    tokens: tuple[str, ...]
    open: bool = False
    loose: bool = False
    """Another spelling, which may be another word."""


@dataclass(frozen=True)
class Part:
    """One thing that must be there, in any of several spellings."""

    ways: tuple[Wanted, ...]

    @property
    def exact(self) -> "Part":
        """The part as whole words, spelled as it was typed."""
        return Part(tuple(Wanted(way.tokens, _is_half(way)) for way in self.ways if not way.loose))


@dataclass(frozen=True)
class Question:
    """What is asked for; without parts it is nothing."""

    asked: str
    parts: tuple[Part, ...]
    name: str
    """All tokens, as a title is kept that is the question itself."""

    @property
    def exact(self) -> tuple[Part, ...]:
        """The parts as whole words."""
        return tuple(part.exact for part in self.parts)


def read_question(typed: str) -> Question:
    """Read a question; nothing that is typed is an error.

    A quotation mark without its other half begins a phrase that is still being typed.
    """
    asked = " ".join(typed[: 10 * LONGEST].translate(_CONTROL).split())[:LONGEST].strip()
    parts: list[Part] = []
    for at, piece in enumerate(asked.translate(_QUOTES).split('"')):
        if at % 2:
            parts += _phrase(piece)
        else:
            parts += _words(piece)
    kept = tuple(dict.fromkeys(parts))[:MOST_PARTS]
    return Question(asked if kept else "", kept, folded(asked))


def within_a_passage(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return parts with their phrases cut to what one passage is sure to hold."""
    return tuple(
        Part(
            tuple(
                way if len(way.tokens) <= AT_ONCE else Wanted(way.tokens[:AT_ONCE])
                for way in part.ways
            )
        )
        for part in parts
    )


def _phrase(piece: str) -> Iterable[Part]:
    tokens = [token for word in WORD.findall(piece) for token in _asked_tokens(word)]
    if tokens:
        yield Part((Wanted(tuple(tokens), open=is_unspaced(tokens[-1]) and len(tokens[-1]) == 1),))


def _words(piece: str) -> Iterable[Part]:
    for chunk in piece.split():
        words = WORD.findall(chunk)
        tokens = [token for word in words for token in _without_elision(word)]
        if len(tokens) == 1:
            yield Part(tuple(dict.fromkeys((*_forms(tokens[0]), *_umlauts(chunk, tokens[0])))))
        elif tokens:
            # Joined by a hyphen, or written without spaces: in a row as they are.
            yield Part((Wanted(tuple(tokens), open=_may_grow(tokens[-1])),))


def _asked_tokens(word: str) -> list[str]:
    """Return the tokens of a word, without the letter that ends a row of pairs."""
    tokens = [token for token, _, _ in folded_word(word)]
    kept = []
    for at, token in enumerate(tokens):
        ends_pairs = at and len(token) == 1 and is_unspaced(token) and is_unspaced(tokens[at - 1])
        if not ends_pairs:
            kept.append(token)
    return kept


def _without_elision(word: str) -> list[str]:
    tokens = _asked_tokens(word)
    elided = len(tokens) > 1 and any(mark in word for mark in "'’ʼ")
    return tokens[-1:] if elided and not is_unspaced(tokens[-1]) else tokens


def _forms(token: str) -> Iterable[Wanted]:
    """Yield a word as it is, in Arabic with the article and the prepositions written to it."""
    stem = token
    if "\u0620" <= token[0] <= "\u064a":
        stem = next((token[len(each) :] for each in _ARTICLES if _is_stem(token, each)), token)
        yield Wanted((token,), open=_may_grow(token))
        for form in (stem, *(each + stem for each in _ATTACHED)):
            # Two letters begin too many words to be looked for behind each article.
            yield Wanted((form,), open=len(stem) > 2)
    else:
        yield Wanted((token,), open=_may_grow(token))


def _umlauts(word: str, token: str) -> Iterable[Wanted]:
    """Yield how a word is written with or without a key for umlauts: Mueller, Müller."""
    if len(token) < SHORTEST_UMLAUTED:
        return
    bare = token.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    if bare != token:
        yield Wanted((bare,), loose=True)
    typed = unicodedata.normalize("NFC", word).casefold()
    spelled = folded(typed.translate(_SPELLED))
    if spelled != token and " " not in spelled:
        yield Wanted((spelled,), open=True)


def _is_stem(token: str, attached: str) -> bool:
    return token.startswith(attached) and len(token) - len(attached) >= 2


def _may_grow(token: str) -> bool:
    """Say whether a word is also looked for as the beginning of others: one letter is not."""
    if len(token) == 1:
        return not token.isascii()
    return not is_unspaced(token)


def _is_half(way: Wanted) -> bool:
    """Say whether a way ends with a single letter of a script whose tokens are pairs."""
    return way.open and len(way.tokens[-1]) == 1 and is_unspaced(way.tokens[-1])
