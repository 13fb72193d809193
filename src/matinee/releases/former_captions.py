"""Caption files that no track names any more: they stay for a day, for who still asks for them."""

import os
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from matinee.releases.models import CaptionTrack

KEPT_S = 24 * 3600.0
"""A visitor's open page, and one that is baked at this moment, ask for a former file still."""


def let_go(name: str) -> None:
    """Begin the day of a file that its track is about to leave: before that is written.

    Whoever is killed between the two has made a file young that is in use, which harms nobody.
    """
    with suppress(FileNotFoundError):
        os.utime(settings.MATINEE_FOLDER.media / name)


def remove_former() -> None:
    """Remove the files that no track names whose day is over, and what a killed writer left."""
    media = settings.MATINEE_FOLDER.media
    before = time.time() - KEPT_S
    # The files are listed before the tracks are asked: whatever is kept in between is young.
    old = [file for file in (media / "captions").glob("*") if _is_old(file, before)]
    named = set(CaptionTrack.objects.values_list("file", flat=True))
    for file in old:
        if file.relative_to(media).as_posix() not in named:
            _remove(file, before)


def _is_old(file: Path, before: float) -> bool:
    try:
        return file.stat().st_mtime < before
    except FileNotFoundError:
        return False


def _remove(file: Path, before: float) -> None:
    """Put a file aside before it goes: `keep_vtt` has either made it young or writes it anew."""
    aside = file.with_suffix(".former")
    with suppress(FileNotFoundError):
        file.rename(aside)
        if _is_old(aside, before):
            aside.unlink()
        else:
            aside.rename(file)
