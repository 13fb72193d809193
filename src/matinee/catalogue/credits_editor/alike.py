"""Tells who on the site may be meant by a name: spelt so, or nearly so."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Q, QuerySet
from wagtail.coreutils import string_to_ascii

from matinee.catalogue.credits_editor.who import KINDS, MODELS, reference
from matinee.catalogue.models import Credit, Named

OFFERED = 3
FOUND = 8

_LEGAL = frozenset(
    {"ab", "ag", "bv", "co", "gmbh", "inc", "limited", "llc", "llp", "ltd", "oy", "sarl", "srl"}
)


@dataclass(frozen=True)
class Known:
    """A person or company of the site."""

    who: str
    name: str


@dataclass(frozen=True)
class Alike:
    """Who is called exactly so, and who nearly so: the likeliest first."""

    same: tuple[Known, ...]
    near: tuple[Known, ...]


def match_names(names: Iterable[str]) -> dict[str, Alike]:
    """Return for each name who may be meant, with one query for all people, one for companies.

    Near is: other accents or capitals, the words in another order, initials, a middle name
    more, one letter wrong in one word (not its first), a company's "Ltd" more.
    """
    index = _Index(_everyone())
    return {name: Alike(tuple(index.same[name]), index.near(name)) for name in dict.fromkeys(names)}


def find_names(typed: str) -> list[Known]:
    """Return those whose name holds what was typed, accents or not, beginnings first."""
    slug = "-".join(name_words(typed))
    wanted = Q(name__icontains=typed) | (Q(slug__contains=slug) if slug else Q())
    found: list[Known] = []
    for kind, model in MODELS.items():
        rows = model.objects.filter(wanted).order_by("name", "pk")[: FOUND * 5]
        found += _known(kind, rows)
    return sorted(found, key=lambda each: _place(each.name, typed))[:FOUND]


def film_counts(references: Iterable[str]) -> dict[str, int]:
    """Return in how many films each record is credited, drafts not counted."""
    wanted = set(references)
    counts = dict.fromkeys(wanted, 0)
    for letter, kind in KINDS.items():
        pks = [int(who[1:]) for who in wanted if who[0] == letter]
        rows = Credit.objects.filter(**{f"{kind}__in": pks}).values_list(f"{kind}_id")
        for pk, films in rows.annotate(films=Count("film", distinct=True)).order_by():
            counts[reference(kind, pk)] = films
    return counts


def people_data(known: Iterable[Known]) -> dict[str, list[str | int]]:
    """Return reference → [name, films], as the browser keeps it."""
    by_reference = {each.who: each.name for each in known}
    counts = film_counts(by_reference)
    return {who: [name, counts[who]] for who, name in by_reference.items()}


@lru_cache(maxsize=1 << 15)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without accents, capitals and a company's legal form."""
    plain = name if name.isascii() else string_to_ascii(name)
    words = re.findall(r"[a-z0-9]+", plain.casefold().replace("'", ""))
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return tuple(words)


def _everyone() -> list[Known]:
    return [
        each for kind, model in MODELS.items() for each in _known(kind, model.objects.order_by())
    ]


def _known(kind: str, records: QuerySet[Named]) -> list[Known]:
    # No order: names are matched, not listed; values, because models cost ten times as much.
    rows = records.values_list("pk", "name")
    return [Known(reference(kind, pk), name) for pk, name in rows]


def _place(name: str, typed: str) -> tuple[bool, bool, str]:
    said, wanted = " ".join(name_words(name)), " ".join(name_words(typed))
    return not said.startswith(wanted), f" {wanted}" not in said, said


class _Index:
    """All names of the site, found by their words."""

    def __init__(self, everyone: Sequence[Known]) -> None:
        self.same: dict[str, list[Known]] = defaultdict(list)
        self.reordered: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        self.by_ends: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for each in everyone:
            words = name_words(each.name)
            self.same[each.name].append(each)
            self.reordered[tuple(sorted(words))].append(each)
            for ends in _ends(words):
                self.by_ends[ends].append(each)

    def near(self, name: str) -> tuple[Known, ...]:
        """Return the likeliest few, those called exactly so left out."""
        words = name_words(name)
        if not words:
            return ()
        found = dict.fromkeys(self.reordered[tuple(sorted(words))], 0)
        for ends in _ends(words):
            for each in self.by_ends.get(ends, ()):
                if each not in found and (distance := _distance(words, name_words(each.name))):
                    found[each] = distance
        likely = sorted(found, key=lambda each: (found[each], each.name))
        return tuple(each for each in likely if each.name != name)[:OFFERED]


def _ends(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return what names with one wrong letter, initials or another middle name share.

    The first word and how the last begins, or the last and how the first begins: few enough
    among thousands of people, where a first name alone is not.
    """
    if len(words) < 2:
        return ()
    return (words[0], f"{words[-1][0]}…"), (f"{words[0][0]}…", words[-1])


def _distance(words: tuple[str, ...], others: tuple[str, ...]) -> int:
    """Return 1 for initials or a middle name more, 2 for one wrong letter, 0 for neither."""
    if len(words) < 2 or len(others) < 2:
        return 0
    if words[-1] == others[-1] and _may_shorten(words[0], others[0]):
        middle, other = words[1:-1], others[1:-1]
        fits = all(map(_may_shorten, middle, other))
        return 1 if not (middle and other) or fits else 0
    if len(words) == len(others):
        unlike = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
        return 2 if len(unlike) == 1 and _one_letter_apart(*unlike[0]) else 0
    return 0


def _may_shorten(word: str, other: str) -> bool:
    return word == other or (1 in (len(word), len(other)) and word[0] == other[0])


def _one_letter_apart(word: str, other: str) -> bool:
    """Say whether one letter was added, left out, changed or swapped; short words never are."""
    if max(len(word), len(other)) < 4 or abs(len(word) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    rest, other_rest = word[start:], other[start:]
    if len(rest) == len(other_rest):
        return rest[1:] == other_rest[1:] or rest[:2] + rest[2:] == (
            other_rest[1:2] + other_rest[:1] + other_rest[2:]
        )
    return rest[1:] == other_rest or other_rest[1:] == rest
