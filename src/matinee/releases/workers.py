"""Which workers are alive, as far as the database has heard."""

import math
import os
import platform
import time
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from matinee.releases.models import Worker

FORGET_AFTER = timedelta(days=1)


def worker_name() -> str:
    """Return a name for this process that no other running worker has."""
    return f"{platform.node()[:60]}-{os.getpid()}"


class Presence:
    """Reports a worker alive as often as is needed and no oftener."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._reported_at = -math.inf

    def report(self) -> None:
        """Report if a quarter of a lease has passed since the last time."""
        now = time.monotonic()
        if now - self._reported_at >= settings.MATINEE.lease_s / 4:
            report_alive(self.name)
            self._reported_at = now


def report_alive(name: str) -> None:
    """Note that a worker is there; workers not heard of for a day are forgotten."""
    now = timezone.now()
    Worker.objects.update_or_create(name=name, defaults={"seen_at": now})
    Worker.objects.filter(seen_at__lt=now - FORGET_AFTER).delete()


def report_gone(name: str) -> None:
    """Note that a worker has ended as it should."""
    Worker.objects.filter(name=name).delete()


def seconds_since_a_worker() -> float | None:
    """Return how long ago any worker was heard of; None if there never was one."""
    latest = Worker.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
    return None if latest is None else (timezone.now() - latest).total_seconds()


def is_a_worker_alive() -> bool:
    """Tell whether some worker was heard of within a lease."""
    age_s = seconds_since_a_worker()
    return age_s is not None and age_s <= settings.MATINEE.lease_s
