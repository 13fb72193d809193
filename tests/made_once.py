"""What takes seconds to make and is the same for all processes of one test run."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(
    tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]
) -> Path:
    """Return what `make` left at a path of this name: by the first process that asks, once.

    Others wait for it. It is everybody's: copy it before you change it.
    """
    base = tmp_path_factory.getbasetemp()
    # Each process of a run has a folder of its own beside those of the others.
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made, done = shared / name, shared / f"{name}.made"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(made)
            done.touch()
    return made
