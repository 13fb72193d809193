"""Takes a filmmaker's file into the site: looked at first, then kept by its digest."""

import errno
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError

from matinee.media.digest import sha256_of
from matinee.media.errors import no_room
from matinee.media.limits import Limits
from matinee.media.probe import Probe, probe_master
from matinee.releases.models import Master

COPY_BLOCK_BYTES = 1 << 20


def take_master(path: Path, original_name: str, probe: Probe | None = None) -> Master:
    """Probe a file and keep a copy of it; the same bytes are kept once.

    `probe` is what `probe_master` found, if the caller asked already.

    Raises Refused when the file is not an acceptable film or the disk has no
    room for it; nothing has been written then.
    """
    probe = probe or probe_master(path, site_limits())
    sha256 = sha256_of(path)
    known = Master.objects.filter(sha256=sha256).first()
    if known and known.path.is_file():
        return known
    name = f"{sha256[:2]}/{sha256}{_safe_suffix(original_name)}"
    _require_room(path.stat().st_size)
    _keep(path, settings.MATINEE_FOLDER.masters / name)
    facts = {
        "file": name,
        "original_name": original_name[:255],
        "size_bytes": path.stat().st_size,
        "facts": probe.as_json(),
    }
    try:
        return Master.objects.update_or_create(sha256=sha256, defaults=facts)[0]
    except IntegrityError:
        # The same film was taken by another process in the meantime.
        return Master.objects.get(sha256=sha256)


def site_limits() -> Limits:
    """Return the bounds that this site sets for a master."""
    site = settings.MATINEE
    return Limits(
        max_size_bytes=site.max_master_bytes,
        max_duration_s=site.max_duration_s,
        max_width=site.max_width,
        max_height=site.max_height,
    )


def _safe_suffix(original_name: str) -> str:
    """Return ".mov" of "Final Cut.MOV"; the name's owner chose it, so only letters are taken."""
    suffix = Path(original_name).suffix[1:].lower()
    return f".{suffix}" if suffix.isascii() and suffix.isalnum() and len(suffix) <= 8 else ""


def _require_room(size_bytes: int) -> None:
    free_bytes = shutil.disk_usage(settings.MATINEE_FOLDER.masters).free
    if free_bytes < size_bytes + settings.MATINEE.free_disk_floor_bytes:
        raise no_room()


def _keep(source: Path, target: Path) -> None:
    """Copy under a temporary name, make sure it is on the disk, then rename."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with source.open("rb") as reader, part.open("xb") as writer:
            shutil.copyfileobj(reader, writer, COPY_BLOCK_BYTES)
            writer.flush()
            os.fsync(writer.fileno())
        part.chmod(0o600)
        part.replace(target)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise no_room() from error
        raise
    finally:
        part.unlink(missing_ok=True)
