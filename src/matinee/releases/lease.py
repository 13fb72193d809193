"""Keeps a claim alive while its work runs, in a thread beside it."""

import logging
import threading
import time
from types import TracebackType
from typing import Self

from django.conf import settings
from django.db import DatabaseError, connection

from matinee.media.events import Event, Progress
from matinee.releases.claims import Claim, is_cancel_requested, refresh
from matinee.releases.workers import Presence

log = logging.getLogger(__name__)


class Lease:
    """Renews a claim and writes its progress, once a second at most.

    Use as a context manager around the work and give `hear` to it as its
    listener. `lost` and `cancel_requested` say why the work should end.
    """

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.lost = False
        self.cancel_requested = False
        self._stage = ""
        self._progress = 0.0
        self._written = ("", 0.0)
        self._renewed_at = time.monotonic()
        self._presence = Presence(claim.worker)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="lease", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def hear(self, event: Event) -> None:
        """Remember how far the work is; the thread writes it down when it is time."""
        if isinstance(event, Progress):
            self._stage, self._progress = event.stage, event.fraction

    def should_end(self) -> bool:
        """Tell whether the work should stop: nobody wants it, or somebody else does it."""
        return self.lost or self.cancel_requested

    def _keep(self) -> None:
        lease_s = settings.MATINEE.lease_s
        try:
            while not self.lost and not self._ended.wait(min(1.0, lease_s / 5)):
                try:
                    self._tend(lease_s / 4)
                except DatabaseError:
                    log.warning("The lease could not be renewed; trying again.", exc_info=True)
                if time.monotonic() - self._renewed_at > lease_s:
                    self.lost = True
        finally:
            connection.close()

    def _tend(self, renew_every_s: float) -> None:
        """Look for a request to end; write only what is new or due."""
        state = (self._stage, round(self._progress, 2))
        if state != self._written or time.monotonic() - self._renewed_at >= renew_every_s:
            if not refresh(self.claim, *state):
                self.lost = True
                return
            self._written, self._renewed_at = state, time.monotonic()
        self._presence.report()
        self.cancel_requested = is_cancel_requested(self.claim)
