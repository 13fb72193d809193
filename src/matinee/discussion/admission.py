"""Decides who may write under a film just now: from which pages, and how much of it.

Correspondence's admission says why no cookie and no token is needed. Here the pages may be on
another host than this one: the site's own address and `conversation_origins` are welcome, too.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from matinee.correspondence import admission
from matinee.discussion import ground
from matinee.discussion.bans import folded
from matinee.discussion.models import Comment

AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
TWICE_WITHIN = timedelta(minutes=10)
"""The same words from the same network within this time are a second press of the button."""
MOST_TWINS = 50
LAST_LOOKED_AT = 20


@dataclass(frozen=True)
class Sender:
    """Whose post it is, as far as anyone knows."""

    network: str
    """As it is compared with bans; never kept."""
    hashes: tuple[str, ...]
    """The network by each day's salt that is kept, today's first; () where it is not known."""

    @property
    def hashed(self) -> str:
        """The network as a comment keeps it."""
        return self.hashes[0] if self.hashes else ""


@dataclass(frozen=True)
class Twins:
    """What was said in the same words within a day."""

    here: bool
    """Whether anything was under the same film."""
    same: int | None
    """The comment that this is a second press of."""
    films: int
    """Under how many films, this one included."""


def allowed_origin(request: HttpRequest) -> str:
    """Return the origin of a page elsewhere that may ask here, "" for none."""
    origin = request.headers.get("Origin", "").lower()
    site = settings.MATINEE
    return origin if origin in _origins((*site.conversation_origins, site.address)) else ""


def is_welcome(request: HttpRequest) -> bool:
    """Say whether a post comes from a page of this site, here or on another host of it."""
    return bool(allowed_origin(request)) or admission.comes_from_here(request)


def sender_of(network: str) -> Sender:
    """Return a network as it is compared: `network` is that of correspondence's admission."""
    return Sender(network, admission.hashes_of(network) if network else ())


def too_much(film_id: int, sender: Sender, now: datetime) -> bool:
    """Say whether a network, or everyone together under this film, has said enough this hour.

    The comments themselves are counted, no further than the limit.
    """
    since = now - AN_HOUR
    by_network, by_film = settings.MATINEE.comments_per_network, settings.MATINEE.comments_per_film
    if by_network and sender.hashes and ground.came_from(sender.hashes, since, by_network):
        return True
    return bool(by_film) and ground.came_under(film_id, since, by_film)


def twins(film_id: int, digest: str, sender: Sender, now: datetime) -> Twins:
    """Return what was said in the same words within a day, looking at so many at most."""
    found = ground.said_before(digest, now - A_DAY, MOST_TWINS)
    here = [each for each in found if each.film_id == film_id]
    again = [each.pk for each in here if each.posted_at > now - TWICE_WITHIN and _is(each, sender)]
    films = {film_id, *(each.film_id for each in found)}
    return Twins(bool(here), again[0] if again else None, len(films))


def is_known(name: str, email: str) -> bool:
    """Say whether someone was read before and found good: the same name with the same address.

    Nobody is known by a name alone: everyone can read it and type it. Whoever had something
    removed lately is looked at again.
    """
    if not email:
        return False
    last = ground.last_by(email, LAST_LOOKED_AT)
    bad = {Comment.State.REMOVED, Comment.State.SPAM}
    same = folded(name)
    return not any(state in bad for state, _ in last) and any(
        state == Comment.State.PUBLIC and folded(other) == same for state, other in last
    )


def _is(same: ground.Same, sender: Sender) -> bool:
    return same.network != "" and same.network in sender.hashes[:2]


@lru_cache(maxsize=4)
def _origins(named: tuple[str, ...]) -> frozenset[str]:
    parts = (urlsplit(each.strip().lower()) for each in named)
    return frozenset(f"{each.scheme}://{each.netloc}" for each in parts if each.netloc)
