"""Lets one baker work at a time, whatever process or thread it is in."""

import fcntl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

_POLL_S = 0.02
_thread = threading.local()


@contextmanager
def baker_lock(wait_s: float) -> Iterator[bool]:
    """Hold the site's bake lock; yields False when another held it for longer than we wait.

    A change that baking itself makes (a picture's new size) would wait for its own thread:
    it gets False at once, and the running bake takes up its mark.

    The system frees the lock of a process that dies. Never take it inside a transaction:
    its holder writes to the database.
    """
    if getattr(_thread, "bakes", False):
        yield False
        return
    folder = settings.MATINEE_FOLDER.work
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "bake.lock").open("w") as file:
        _thread.bakes = _acquire(file.fileno(), time.monotonic() + wait_s)
        try:
            yield _thread.bakes
        finally:
            _thread.bakes = False


def _acquire(descriptor: int, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_POLL_S)
