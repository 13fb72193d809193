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
from matinee.releases.workers import report_alive

log = logging.getLogger(__name__)


class Lease:
    """Renews a claim and writes its progress, a few times a minute at most.

    Use as a context manager around the work and give `hear` to it as its
    listener. `lost` and `cancel_requested` say why the work should end.
    """

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.lost = False
        self.cancel_requested = False
        self._stage = ""
        self._progress = 0.0
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
        renewed_at = time.monotonic()
        try:
            while not self._ended.wait(min(1.0, lease_s / 5)):
                try:
                    self._renew()
                    renewed_at = time.monotonic()
                except DatabaseError:
                    log.warning("The lease could not be renewed; trying again.", exc_info=True)
                if time.monotonic() - renewed_at > lease_s:
                    self.lost = True
                if self.lost:
                    return
        finally:
            connection.close()

    def _renew(self) -> None:
        if not refresh(self.claim, self._stage, self._progress):
            self.lost = True
            return
        report_alive(self.claim.worker)
        self.cancel_requested = is_cancel_requested(self.claim)
