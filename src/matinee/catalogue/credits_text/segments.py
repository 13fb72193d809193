"""Reads lines of several labels with names and only separators between them."""

import re

from matinee.catalogue.credits_text.casing import is_all_caps
from matinee.catalogue.credits_text.clean import Line
from matinee.catalogue.credits_text.context import Context
from matinee.catalogue.credits_text.items import Item, Pair, Pairs
from matinee.catalogue.credits_text.labels import Label
from matinee.catalogue.credits_text.looks import are_names, is_name
from matinee.catalogue.credits_text.words import words
from matinee.catalogue.roles import role

MAX_LINE_CHARACTERS = 3000

_SEPARATORS = re.compile(r"\s+/+\s+|\s+[|•·–—-]\s+|\s*;\s+|\t|\s{2,}"), re.compile(r",\s+")
_WEAK = words("weak-labels")
_QUOTED = re.compile(r"[“\"«][^“”\"«»]*[”\"»]")


def segments(line: Line, text: str, context: Context) -> Item | None:
    """Read "Dir. Jane Roe / Prod. Bo Park / UK 2021": two and more of the pieces are credits.

    Names between them belong to the label before; where commas separate, every piece must
    have its label.
    """
    if len(text) > MAX_LINE_CHARACTERS:
        return None
    for separator in _SEPARATORS:
        fields = [field for field in separator.split(text) if field.strip()]
        found = [_label_before_names(field, context) for field in fields]
        labelled = [each for each in found if each]
        strict = separator is _SEPARATORS[1]
        if any(context.label(field) for field in fields):
            continue
        if len(labelled) < 2 or (strict and len(labelled) < len(fields)):
            continue
        if all(pair.label.written.casefold() in _WEAK for pair in labelled):
            continue
        return Pairs(line.number, text, tuple(_with_names_between(fields, found)))
    return None


def _with_names_between(fields: list[str], found: list[Pair | None]) -> list[Pair]:
    pairs: list[Pair] = []
    for field, pair in zip(fields, found, strict=True):
        if pair:
            pairs.append(pair)
        elif pairs and is_name(field) and (" " in field.strip() or field.startswith("@")):
            pairs[-1] = Pair(pairs[-1].label, f"{pairs[-1].names}; {field}")
    return pairs


def _label_before_names(text: str, context: Context) -> Pair | None:
    """Read "Ed. Jane Roe" and "sound by Bo Park"."""
    spans = list(re.finditer(r"\S+", text))
    for count in range(min(5, len(spans) - 1), 0, -1):
        label = context.label(text[: spans[count - 1].end()])
        names = text[spans[count].start() :]
        if label and are_names(names):
            weak = label.written.casefold() in _WEAK
            return None if weak and not (" " in names or names[:1] == "@") else Pair(label, names)
    return None


def billing_block(line: Line, text: str, context: Context) -> Item | None:
    """Read the capitals at the foot of a poster: "… STARRING A B MUSIC BY C D EDITED BY E F"."""
    if not is_all_caps(text) or not 6 < len(text.split()) < 200:
        return None
    tokens = _QUOTED.sub(" ", text).split()
    labels = _labels_within(tokens, context)
    if len(labels) < 2:
        return None
    pairs = []
    before = " ".join(tokens[: labels[0][0]])
    if (presents := re.match(r"(.+) (PRESENTS?|PRÉSENTE|PRÄSENTIERT)$", before)) and is_name(
        presents[1]
    ):
        pairs.append(Pair(Label((role("presenter-company"),), presents[2]), presents[1]))
    ends = [start for start, _, _ in labels[1:]] + [len(tokens)]
    for (_, begin, label), end in zip(labels, ends, strict=True):
        names = tokens[begin:end]
        said = _two_by_two(names) if label.first.key == "cast" else " ".join(names)
        if not are_names(said):
            return None
        pairs.append(Pair(label, said))
    return Pairs(line.number, text, tuple(pairs))


def _labels_within(tokens: list[str], context: Context) -> list[tuple[int, int, Label]]:
    """Return (start, end, label) of the longest labels that stand before a name."""
    found: list[tuple[int, int, Label]] = []
    at = 0
    while at < len(tokens) - 1:
        for count in range(min(6, len(tokens) - at - 1), 0, -1):
            said = " ".join(tokens[at : at + count])
            label = context.label(said) if said.casefold() not in _WEAK else None
            if label and len(said) > 3 and label.first.key != "presenter-company":
                found.append((at, at + count, label))
                at += count
                break
        else:
            at += 1
    return found


def _two_by_two(names: list[str]) -> str:
    """Put commas into "AGNES PRIOR TUNDE BELLO", as far as names have two words."""
    if "," in " ".join(names) or len(names) % 2 or {"AND", "&", "ET", "UND"}.intersection(names):
        return " ".join(names)
    return ", ".join(f"{one} {two}" for one, two in zip(names[::2], names[1::2], strict=True))
