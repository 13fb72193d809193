"""Notes that pages show something that changed; the note lives and dies with the change."""

from collections.abc import Iterable

from django.db import connection, transaction

from matinee.publishing.models import PendingBake, new_stamp

EVERYTHING = "everything"
HOME = "home"
FILMS = "films"
NOTICES = "notices"
NAME_LISTS = {"person": "people", "company": "companies"}


def key_of(kind: str, pk: int | str) -> str:
    """Return the key of one page of a kind, or of the kind itself where it has no rows."""
    return f"{kind}:{pk}" if pk != "" else kind


def kind_of(key: str) -> str:
    """Return the kind of a key."""
    return key.partition(":")[0]


def id_of(key: str) -> str:
    """Return which page of its kind a key means, "" where the kind has no rows."""
    return key.partition(":")[2]


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
