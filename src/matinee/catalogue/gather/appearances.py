"""Where films appear that the catalogue knows nothing of, such as programmes; told by others.

Programmes stand to the right of the catalogue, so the catalogue cannot ask them by name: they
register here when Django starts.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping

from matinee.catalogue.published import Link

Appearances = Callable[[Collection[int]], Mapping[int, tuple[Link, ...]]]
"""Given ids of films, returns links by film id; the number of queries must be constant."""

_REGISTERED: dict[str, Appearances] = {}


def register(name: str, appearances: Appearances) -> None:
    """Have films' pages show these links; a name that is registered again is replaced."""
    _REGISTERED[name] = appearances


def gather_appearances(film_ids: Collection[int]) -> dict[int, tuple[Link, ...]]:
    """Return the links of all who registered, by film."""
    links: dict[int, tuple[Link, ...]] = defaultdict(tuple)
    for ask in _REGISTERED.values():
        for film_id, found in ask(film_ids).items():
            links[film_id] += found
    return links
