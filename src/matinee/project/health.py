"""Tells a monitor whether this site can do its work."""

import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from matinee.releases.workers import seconds_since_a_worker


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database, disk and worker are well, else 503; the body says which.

    A worker is well if it was heard of within two leases. The figures name no
    path and no version: anyone may ask.
    """
    checks = {"database": _database(), "disk": _disk(), "worker": False}
    age_s = seconds_since_a_worker() if checks["database"] else None
    checks["worker"] = age_s is not None and age_s <= 2 * settings.MATINEE.lease_s
    healthy = all(checks.values())
    body = {
        "healthy": healthy,
        **checks,
        "worker_age_s": None if age_s is None else round(age_s, 1),
    }
    return JsonResponse(body, status=200 if healthy else 503, headers={"Cache-Control": "no-store"})


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _disk() -> bool:
    free_bytes = shutil.disk_usage(settings.MATINEE_FOLDER.root).free
    return free_bytes >= settings.MATINEE.free_disk_floor_bytes
