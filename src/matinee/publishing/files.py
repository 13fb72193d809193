"""Files in the public folder: where an address stands, written whole or not at all."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class File:
    """A public file: its root-relative address and its bytes."""

    address: str
    content: bytes


def file_of(address: str) -> str:
    """Return the file of an address, relative to the public folder.

    Raises ValueError when the address would leave the folder or hide in it.
    """
    parts = address[1:].removesuffix("/").split("/") if address != "/" else []
    if not address.startswith("/") or any(not part or part.startswith(".") for part in parts):
        raise ValueError(f"{address!r} is no public address")
    if address.endswith("/"):
        parts.append("index.html")
    return "/".join(parts)


def write(file: str, content: bytes) -> bool:
    """Write one file by a temporary name; a file of the same bytes is left alone.

    Returns whether anything was written.
    """
    target = public() / file
    if _has(target, content):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    # One baker at a time holds the lock, so a left-over of this name is of a dead one.
    part = target.with_name(f".{target.name}.part")
    part.write_bytes(content)
    part.replace(target)
    return True


def remove(file: str) -> bool:
    """Remove one file of ours and the folders that it leaves empty; return if it was there."""
    target = public() / file
    try:
        target.unlink()
    except FileNotFoundError:
        return False
    for folder in target.parents:
        if folder == public() or any(folder.iterdir()):
            break
        folder.rmdir()
    return True


def copy_assets(source: Path) -> int:
    """Copy the built front end to where a static server finds it; return how many were new.

    Older files stay: a page that a visitor still has open may ask for them.
    """
    target = public() / settings.STATIC_URL.strip("/") / "matinee"
    copied = 0
    for file in sorted(source.rglob("*")):
        place = target / file.relative_to(source)
        if file.is_dir() or _has(place, file.read_bytes()):
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f".{place.name}.part")
        shutil.copyfile(file, part)
        part.replace(place)
        copied += 1
    return copied


def public() -> Path:
    """Return the public folder."""
    folder: Path = settings.MATINEE_FOLDER.public
    return folder


def _has(file: Path, content: bytes) -> bool:
    try:
        return file.stat().st_size == len(content) and file.read_bytes() == content
    except FileNotFoundError:
        return False
