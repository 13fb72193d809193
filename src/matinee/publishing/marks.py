"""Notes that pages show something that changed; the note lives and dies with the change."""

from collections.abc import Iterable

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from matinee.catalogue import addresses
from matinee.publishing.models import PendingBake, new_stamp

EVERYTHING = "everything"
HOME = "home"
FILMS = "films"
NOTICES = "notices"
MOVED = "moved"
PROGRAMME = "programme"
PROGRAMMES = "programmes"
CARDS = "cards"
"""With a film: the pages of lists on which it stands, as they are when the baker comes."""
NAME_LISTS = {"person": "people", "company": "companies"}
SAID = "said"
"""With a comment: every page that shows it, as they are when the baker comes."""
CONVERSATION = "conversation"
"""With a film: all pages of its conversation, those it has and those it had."""
LEAF = "leaf"
"""With a film and a number: a page of its conversation, whichever way it is read."""
NEWEST = "newest"
"""With a film: the page of the newest threads."""
THREAD = "thread"
"""With a film, a thread's number and a page of it: a long thread."""
MOMENTS = "moments"
FILM_COMMENTS = "comments"
"""With a film: the feed of its comments."""
SITE_COMMENTS = "all-comments"
TRANSCRIPT = "transcript"
"""With a film: its words, a page for each language."""
FEED = "feed"
SITEMAP = "sitemap"
SITEMAP_PARTS = {"film": 200, "person": 2000, "company": 2000}
"""How many ids a part of the sitemap spans; what is in no part stands in the first."""
TOPIC_LISTS = {kind: address.strip("/") for kind, address in addresses.TOPIC_LISTS.items()}
"""The list of all topics of each kind; the kind itself is that of one topic's films."""

_NOTE = (
    f"INSERT INTO {PendingBake._meta.db_table} (key, stamp, marked_at) VALUES (%s, %s, %s)"  # noqa: S608
    " ON CONFLICT (key) DO UPDATE SET stamp = excluded.stamp, marked_at = excluded.marked_at"
)


def key_of(kind: str, pk: int | str) -> str:
    """Return the key of one page of a kind, or of the kind itself where it has no rows."""
    return f"{kind}:{pk}" if pk != "" else kind


def leaf_key(kind: str, value: str, number: int) -> str:
    """Return the key of one page of a list of films: "subject:5/3", "films:3", "films"."""
    if value and number:
        return f"{kind}:{value}/{number}"
    return key_of(kind, value or (number or ""))


def kind_of(key: str) -> str:
    """Return the kind of a key."""
    return key.partition(":")[0]


def id_of(key: str) -> str:
    """Return which page of its kind a key means, "" where the kind has no rows."""
    return key.partition(":")[2]


def mark(keys: Iterable[str]) -> None:
    """Note the keys in the running transaction, and have them baked when it commits."""
    note(_with_followers(set(keys)))
    # Once a transaction, not once a mark: a film brings a mark for each of its credits.
    if all(hook[1] is not _bake_soon for hook in connection.run_on_commit):
        transaction.on_commit(_bake_soon, robust=True)


def note(keys: Iterable[str]) -> None:
    """Note the keys; a key already noted gets a new stamp, so a running bake is not enough."""
    at = connection.ops.adapt_datetimefield_value(timezone.now())
    rows = [(key, new_stamp(), at) for key in sorted(set(keys))]
    # Plainly: whoever posts a comment on SQLite keeps all others waiting meanwhile.
    with connection.cursor() as cursor:
        cursor.executemany(_NOTE, rows)


def sitemap_part(key: str) -> str:
    """Return the key of the part of the sitemap that tells of a page."""
    kind = kind_of(key)
    if kind not in SITEMAP_PARTS:
        return SITEMAP
    return key_of(f"{SITEMAP}-{kind}", int(id_of(key)) // SITEMAP_PARTS[kind])


def _with_followers(keys: set[str]) -> set[str]:
    """Return the keys with those of the feed and the sitemaps that tell of their pages."""
    # Feeds and sitemaps hold whole addresses: a site without an address has none.
    if not settings.MATINEE.address or not keys:
        return keys
    feeds = {FEED} if {kind_of(key) for key in keys} & {FILMS, HOME, CARDS} else set()
    return keys | {SITEMAP} | {sitemap_part(key) for key in keys} | feeds


def _bake_soon() -> None:
    from matinee.publishing.bake import bake_after_commit  # noqa: PLC0415 - bake reads marks

    bake_after_commit()
