"""How long work is told to end: by Ctrl-C, SIGTERM, or the end of who wanted it."""

import os
import signal
import threading


class Stop:
    """Knows whether the work should end: it was asked to, or its parent has gone."""

    def __init__(self, parent: int | None = None) -> None:
        self._asked = threading.Event()
        self._parent = parent

    def on_signals(self) -> None:
        """Stop on Ctrl-C and SIGTERM; a second Ctrl-C ends the process at once."""
        signal.signal(signal.SIGTERM, self._hear)
        signal.signal(signal.SIGINT, self._hear)

    def __call__(self) -> bool:
        """Tell whether to end."""
        return self._asked.is_set() or (self._parent is not None and os.getppid() != self._parent)

    def wait(self, seconds: float) -> None:
        """Wait, but not longer than until the request to stop."""
        self._asked.wait(seconds)

    def _hear(self, number: int, frame: object) -> None:
        if self._asked.is_set():
            signal.signal(signal.SIGINT, signal.default_int_handler)
        self._asked.set()
