"""Lets one baker work at a time, whatever process or thread it is in."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

_POLL_S = 0.02


@contextmanager
def baker_lock(wait_s: float) -> Iterator[bool]:
    """Hold the site's bake lock; yields False when another held it for longer than we wait.

    The system frees the lock of a process that dies. Never take it inside a transaction:
    its holder writes to the database.
    """
    folder = settings.MATINEE_FOLDER.work
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "bake.lock").open("w") as file:
        held = _acquire(file.fileno(), time.monotonic() + wait_s)
        yield held


def _acquire(descriptor: int, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_POLL_S)
