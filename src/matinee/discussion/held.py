"""Decides whether a comment is shown at once, waits for a moderator or is spam; decides only."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from matinee.discussion.models import Comment
from matinee.discussion.models.conversation import Opening

State = Comment.State
SPREAD_OVER = 3
"""The same words under so many films within a day are advertising."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Rules:
    """What holds a comment back under one film."""

    opening: Opening
    links_held: int = 0
    """From so many links on; 0 never."""
    held_words: str = ""
    """One word or phrase a line."""
    spam_words: str = ""


@dataclass(frozen=True)
class Said:
    """What is known of a comment when it is judged."""

    words: str
    """All that was typed: text, name and link."""
    links: int
    known: bool
    """Whether its author was read before, and found good."""
    worked: bool = True
    """Whether the browser did its sum, where one is asked."""
    films_with_same: int = 1
    """Under how many films the same words came within a day, this one included."""


@dataclass(frozen=True)
class Verdict:
    """What becomes of a comment, and why it is not shown at once."""

    state: State
    reason: str = ""


def judge(said: Said, rules: Rules) -> Verdict:
    """Return what becomes of a comment: the gravest rule that it meets decides."""
    return next(_verdicts(said, rules), Verdict(State.PUBLIC))


def count_links(links: Iterable[str], link: str, own: str) -> int:
    """Return how many links a comment has that lead away from this site, its author's included.

    `own` is the address of this site.
    """
    host = _host(own)
    return sum(bool(found) and found != host for found in map(_host, links)) + bool(link)


def _verdicts(said: Said, rules: Rules) -> Iterator[Verdict]:
    words = _folded(said.words)
    if found := _found(words, rules.spam_words):
        yield Verdict(State.SPAM, f"the word “{found}”"[:200])
    if said.films_with_same >= SPREAD_OVER:
        yield Verdict(State.SPAM, f"the same words under {said.films_with_same} films")
    if found := _found(words, rules.held_words):
        yield Verdict(State.HELD, f"the word “{found}”"[:200])
    if rules.links_held and said.links >= rules.links_held:
        yield Verdict(State.HELD, "1 link" if said.links == 1 else f"{said.links} links")
    if rules.opening == Opening.ALL_HELD:
        yield Verdict(State.HELD, "every comment waits here")
    if rules.opening == Opening.FIRST_HELD and not said.known:
        yield Verdict(State.HELD, "first comment")
    if not said.worked:
        yield Verdict(State.HELD, "sent without the browser’s sum")


def _found(words: str, listed: str) -> str:
    """Return the first of the listed words that stands among these as a whole, "" for none."""
    if not listed:
        return ""
    single, phrases = _read_list(listed)
    if single and (found := single.intersection(_WORD.findall(words))):
        return min(found)
    match = phrases.search(words) if phrases else None
    return match[0] if match else ""


@lru_cache(maxsize=16)
def _read_list(listed: str) -> tuple[frozenset[str], re.Pattern[str] | None]:
    """Return the single words of a list, and one pattern for all that is more than a word.

    A word that begins or ends with a letter stands alone; a sign such as "$$$" may touch others.
    """
    entries = {" ".join(_folded(line).split()) for line in listed.splitlines()} - {""}
    single = frozenset(entry for entry in entries if _WORD.fullmatch(entry))
    others = sorted(entries - single, key=lambda entry: (-len(entry), entry))
    if not others:
        return single, None
    return single, re.compile("|".join(map(_pattern, others)))


def _pattern(entry: str) -> str:
    inner = r"\s+".join(map(re.escape, entry.split()))
    before = r"(?<!\w)" if _WORD.match(entry) else ""
    after = r"(?!\w)" if _WORD.match(entry[-1]) else ""
    return f"{before}{inner}{after}"


def _folded(words: str) -> str:
    """Return words as they are compared: whatever their case and width, nothing hidden in them."""
    if words.isascii():
        return words.casefold()
    seen = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", words).casefold())
    return "".join(each for each in seen if unicodedata.category(each) != "Cf")


def _host(address: str) -> str:
    """Return the host of an address of the web, "" for any other address."""
    scheme, _, rest = address.lower().partition("://")
    return re.split("[/?#]", rest, maxsplit=1)[0] if scheme in {"http", "https"} else ""
