"""Says in words how much was found: "2 films, 1 person", "14 lines said in 3 films"."""

from collections import Counter
from collections.abc import Sequence

from matinee.catalogue.published import FilmSaying, FoundThing

_NAMES = {
    "film": ("film", "films"),
    "person": ("person", "people"),
    "company": ("company", "companies"),
    "programme": ("programme", "programmes"),
}


def told_things(things: Sequence[FoundThing]) -> str:
    """Return how many films, people, companies and programmes these are, "" for none."""
    counts = Counter(thing.kind for thing in things)
    return ", ".join(
        _counted(counts[kind], *names) for kind, names in _NAMES.items() if counts[kind]
    )


def told_sayings(sayings: Sequence[FilmSaying]) -> str:
    """Return how many lines these are and in how many films, "" for none."""
    if not sayings:
        return ""
    lines = _counted(sum(saying.count for saying in sayings), "line", "lines")
    films = len({saying.href for saying in sayings})
    return f"{lines} said in {_counted(films, 'film', 'films')}"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
