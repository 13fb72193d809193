"""Tells a monitor whether this site can do its work."""

import shutil
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import DatabaseError, connection
from starlette.requests import Request
from starlette.responses import JSONResponse

from matinee.releases.workers import seconds_since_a_worker


async def healthz(request: Request) -> JSONResponse:
    """Answer 200 when database, disk and worker are well, else 503; the body says which.

    The figures name no path and no version: anyone may ask, under any host name.
    """
    # A thread of its own: a database that hangs must not hold up the studio's requests.
    health = await sync_to_async(check_health, thread_sensitive=False)()
    status = 200 if health["healthy"] else 503
    return JSONResponse(health, status, {"cache-control": "no-store"})


def check_health() -> dict[str, Any]:
    """Return what is well: database, disk, and a worker heard of within two leases."""
    try:
        age_s = seconds_since_a_worker()
        database = True
    except DatabaseError:
        age_s, database = None, False
    finally:
        connection.close()
    free_bytes = shutil.disk_usage(settings.MATINEE_FOLDER.root).free
    checks = {
        "database": database,
        "disk": free_bytes >= settings.MATINEE.free_disk_floor_bytes,
        "worker": age_s is not None and age_s <= 2 * settings.MATINEE.lease_s,
    }
    age = None if age_s is None else round(age_s, 1)
    return {"healthy": all(checks.values()), **checks, "worker_age_s": age}
