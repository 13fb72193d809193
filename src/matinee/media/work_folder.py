"""A folder for half-made things that one process holds at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from matinee.media.errors import MatineeError


@contextmanager
def held(folder: Path) -> Iterator[Path]:
    """Hold the folder for this process alone, so that no film is worked on twice at once.

    The folder is made if need be and stays. The hold ends with the process, however it ends.

    Raises MatineeError("busy") while another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise MatineeError(
                "busy", "This film is being worked on already.", "Wait until that is done."
            ) from error
        yield folder
