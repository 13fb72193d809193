"""Notes that pages show something that changed; the note lives and dies with the change."""

from collections.abc import Iterable

from django.db import connection, transaction

from matinee.publishing.models import PendingBake, new_stamp

EVERYTHING = "everything"
HOME = "home"
FILMS = "films"
NOTICES = "notices"
NAME_LISTS = {"person": "people", "company": "companies"}

LISTS = (HOME, FILMS, *NAME_LISTS.values(), NOTICES)
"""The keys that stand for pages without a row of their own."""


def key_of(kind: str, pk: int) -> str:
    """Return the key of one film's, person's or company's page."""
    return f"{kind}:{pk}"


def mark(keys: Iterable[str]) -> None:
    """Note the keys in the running transaction, and have them baked when it commits."""
    note(keys)
    # Once a transaction, not once a mark: a film brings a mark for each of its credits.
    if all(hook[1] is not _bake_soon for hook in connection.run_on_commit):
        transaction.on_commit(_bake_soon, robust=True)


def note(keys: Iterable[str]) -> None:
    """Note the keys; a key already noted gets a new stamp, so a running bake is not enough."""
    PendingBake.objects.bulk_create(
        [PendingBake(key=key, stamp=new_stamp()) for key in sorted(set(keys))],
        update_conflicts=True,
        update_fields=["stamp", "marked_at"],
        unique_fields=["key"],
    )


def _bake_soon() -> None:
    from matinee.publishing.bake import bake_after_commit  # noqa: PLC0415 - bake reads marks

    bake_after_commit()
