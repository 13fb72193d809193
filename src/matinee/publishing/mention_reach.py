"""Which pages show that a comment leads to a page of this site: on a card, or as a line."""

from collections.abc import Collection

from matinee.discussion.mentions import comments_leading_to, mentioned_from, mentioned_pages
from matinee.publishing.marks import PROGRAMME, SAID, key_of

_LED_TO = frozenset({"film", "person", PROGRAMME})


def mention_reach(kind: str, pk: int) -> set[str]:
    """Return what shows the card of a page, and the pages of which its comments speak."""
    if kind not in _LED_TO:
        return set()
    keys = {key_of(SAID, comment) for comment in comments_leading_to(kind, [pk])}
    if kind == "film":
        keys.update(key_of(*page) for page in mentioned_from([pk]))
    return keys


def spoken_of(pks: Collection[int]) -> set[str]:
    """Return the pages that tell of these comments."""
    return {key_of(*page) for page in mentioned_pages(pks)}
