"""Checks schema.org data against the vocabulary: no type, property or value that it has not."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

VOCABULARY = Path(__file__).with_name("schema_org.txt")
ISO_DURATION = re.compile(r"PT(?=\d)(\d+H)?(\d+M)?(\d+S)?")
ISO_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:\d\d|Z)?)?)?)?")
SCALARS = {
    "Boolean": lambda value: isinstance(value, bool),
    "Number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Duration": lambda value: isinstance(value, str) and ISO_DURATION.fullmatch(value),
    "Date": lambda value: isinstance(value, str) and ISO_DATE.fullmatch(value),
    "DateTime": lambda value: isinstance(value, str) and ISO_DATE.fullmatch(value),
    "Time": lambda value: isinstance(value, str),
    "Text": lambda value: isinstance(value, str),
    "URL": lambda value: isinstance(value, str) and re.match(r"https?://|/", value),
}


def graph_of(html: str) -> list[dict[str, Any]]:
    """Return the data of a page's one block, as a machine reads it."""
    blocks = BeautifulSoup(html, "html.parser").find_all("script", type="application/ld+json")
    assert len(blocks) <= 1
    if not blocks:
        return []
    data = json.loads(blocks[0].string)
    assert data["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = data["@graph"]
    return graph


def one(graph: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    """Return the one thing of a type in a graph."""
    (found,) = [each for each in graph if kind in types_of(each)]
    return found


def types_of(thing: Mapping[str, Any]) -> list[str]:
    """Return what a thing is."""
    said = thing["@type"]
    return said if isinstance(said, list) else [said]


def troubles(thing: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """Name whatever the vocabulary does not know, in a thing and all in it."""
    if set(thing) == {"@id"}:
        return
    unknown = [kind for kind in types_of(thing) if kind not in vocabulary()]
    yield from (f"{at}: no type {kind}" for kind in unknown)
    known: dict[str, set[str]] = {}
    for kind in set(types_of(thing)) - set(unknown):
        for name, ranges in properties(kind).items():
            known.setdefault(name, set()).update(ranges)
    for name, value in thing.items():
        where = f"{at}/{name}"
        if name in {"@type", "@id"}:
            continue
        # How a machine fills in a property of an action: https://schema.org/docs/actions.html
        if name.endswith("-input") and name.removesuffix("-input") in known:
            continue
        if name not in known:
            yield f"{where}: no property of {types_of(thing)}"
            continue
        for each in value if isinstance(value, list) else [value]:
            yield from _value_troubles(each, known[name], where)


def _value_troubles(value: Any, ranges: set[str], where: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from troubles(value, where)
        if set(value) == {"@id"}:
            return
        if not any(ranges & ancestors(kind) for kind in types_of(value)):
            yield f"{where}: {types_of(value)} is none of {sorted(ranges)}"
        return
    things = ranges - set(SCALARS)
    # The address of a thing may always stand for it.
    fits = [SCALARS[each] for each in ranges & set(SCALARS)] + [SCALARS["URL"]] * bool(things)
    if not any(fit(value) for fit in fits):
        yield f"{where}: {value!r} is none of {sorted(ranges)}"


@cache
def vocabulary() -> dict[str, tuple[list[str], dict[str, list[str]]]]:
    types: dict[str, tuple[list[str], dict[str, list[str]]]] = {}
    properties: dict[str, list[str]] = {}
    for line in VOCABULARY.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("  "):
            name, _, ranges = line.strip().partition(": ")
            properties[name] = ranges.split()
        else:
            name, _, parents = line.partition(" < ")
            properties = {}
            types[name] = (parents.replace("-", "").split(), properties)
    return types


@cache
def ancestors(kind: str) -> frozenset[str]:
    parents = vocabulary()[kind][0] if kind in vocabulary() else []
    return frozenset({kind}).union(*(ancestors(parent) for parent in parents))


@cache
def properties(kind: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in ancestors(kind):
        found |= vocabulary()[each][1]
    return found
