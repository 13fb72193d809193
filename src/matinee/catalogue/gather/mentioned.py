"""Where visitors speak of films and people; told by the discussion, to the catalogue's right."""

from collections.abc import Callable, Collection, Mapping

from matinee.catalogue.published import Mentions

Mentioned = Callable[[str, Collection[int]], Mapping[int, Mentions]]
"""Given a kind of page and ids, returns what was said by id; the number of queries is constant."""

_REGISTERED: list[Mentioned] = []


def register(mentioned: Mentioned) -> None:
    """Have pages show these mentions, in place of any told before."""
    _REGISTERED[:] = [mentioned]


def gather_mentioned(kind: str, ids: Collection[int]) -> Mapping[int, Mentions]:
    """Return where visitors speak of these pages; `kind` is "film", "person" or "programme"."""
    return _REGISTERED[0](kind, ids) if _REGISTERED and ids else {}
