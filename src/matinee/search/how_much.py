"""Says in words how much was found: "2 films, 1 person, 14 lines in 3 films"."""

from collections import Counter
from collections.abc import Sequence

from matinee.catalogue.published import FilmSaying, FoundThing

_NAMES = {
    "film": ("film", "films"),
    "person": ("person", "people"),
    "company": ("company", "companies"),
    "programme": ("programme", "programmes"),
}


def told(things: Sequence[FoundThing], sayings: Sequence[FilmSaying]) -> str:
    """Return how much a page of an answer shows, "" for nothing."""
    counts = Counter(thing.kind for thing in things)
    parts = [_counted(counts[kind], *names) for kind, names in _NAMES.items() if counts[kind]]
    if sayings:
        lines = _counted(sum(saying.count for saying in sayings), "line", "lines")
        films = len({saying.href for saying in sayings})
        parts.append(f"{lines} said in {_counted(films, 'film', 'films')}")
    return ", ".join(parts)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
