"""Ends a conversation with another site at a fixed time, however slowly the other side speaks."""

import contextlib
import socket
import threading
import time
from types import TracebackType
from typing import Self


class Deadline:
    """A clock that hangs up: at its end every watched connection is shut, whoever reads it.

    A timeout of a socket starts anew with every byte; a server that sends one byte a second
    would hold us for hours.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends_at = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._lines: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._hang_up)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for line in self._lines:
                line.close()
            self._lines.clear()

    @property
    def left_s(self) -> float:
        """Seconds to go, never below a millisecond: a timeout of 0 would mean none to wait."""
        return max(self._ends_at - time.monotonic(), 0.001)

    @property
    def over(self) -> bool:
        """Tell whether the time is up."""
        return time.monotonic() >= self._ends_at

    def watch(self, line: socket.socket) -> None:
        """Shut this connection when the time is up.

        A second handle is kept: wrapping a socket in TLS takes the first one's away.
        """
        with self._lock:
            self._lines.append(line.dup())
        if self.over:
            self._hang_up()

    def _hang_up(self) -> None:
        with self._lock:
            for line in self._lines:
                with contextlib.suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)
