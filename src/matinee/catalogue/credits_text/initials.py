"""Reads the initials of festival catalogues: "D: Jane Roe, P: Bo Park"; "R: … B: … K: …"."""

import re
from collections.abc import Iterator

from matinee.catalogue.credits_text.clean import Line
from matinee.catalogue.credits_text.items import Pair, Pairs
from matinee.catalogue.credits_text.labels import Label
from matinee.catalogue.credits_text.looks import are_names
from matinee.catalogue.roles import role

_INITIAL = re.compile(r"(?:^|(?<=[\s.,;/|•·]))([A-Z]{1,2})\s?:\s+(?=\S)")
_ENGLISH = {
    "D": "director",
    "P": "producer",
    "C": "cinematographer",
    "E": "editor",
    "M": "composer",
    "W": "writer",
    "S": "sound",
    "DP": "cinematographer",
    "PC": "production-company",
    "SC": "writer",
    "ED": "editor",
    "PD": "production-designer",
}
_GERMAN = {
    "R": "director",
    "B": "writer",
    "K": "cinematographer",
    "S": "editor",
    "T": "sound",
    "M": "composer",
    "D": "cast",
    "P": "production-company",
}
_DIRECTED = frozenset("DR")


def read_initials(lines: list[Line]) -> dict[int, Pairs]:
    """Return what lines of initials hold, by their number.

    An initial alone tells nothing: two and more must stand together, one of them the
    director's, and each with a whole name. With an R they are German, else English.
    """
    read: dict[int, Pairs] = {}
    block: list[tuple[Line, list[tuple[str, str]]]] = []
    for line in [*lines, Line(0, "")]:
        found = list(_initials(line.text)) if ":" in line.text else []
        if found:
            block.append((line, found))
            continue
        read |= _read_block(block)
        block = []
    return read


def _initials(text: str) -> Iterator[tuple[str, str]]:
    """Find (initial, names) in a line that begins with an initial and holds nothing else."""
    marks = list(_INITIAL.finditer(text[:2000]))
    if not marks or marks[0].start():
        return
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        yield mark[1], text[mark.end() : end].strip(" .,;/|•·\t")


def _read_block(block: list[tuple[Line, list[tuple[str, str]]]]) -> dict[int, Pairs]:
    said = [each for _, found in block for each in found]
    initials = {initial for initial, _ in said}
    called = _GERMAN if "R" in initials else _ENGLISH
    if len(initials & called.keys()) < 2 or initials.isdisjoint(_DIRECTED):
        return {}
    if not all(are_names(names) and " " in names for _, names in said):
        return {}
    return {
        line.number: Pairs(
            line.number,
            line.text,
            tuple(
                Pair(Label((role(called[initial]),), initial, keeps_wording=False), names)
                for initial, names in found
                if initial in called
            ),
        )
        for line, found in block
    }
