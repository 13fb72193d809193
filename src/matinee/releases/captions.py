"""Keeps a master's captions as WebVTT files named by their content."""

import hashlib
import math
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from matinee.media.captions import formats
from matinee.media.captions.formats import MAX_BYTES, Captions
from matinee.media.captions.made import MadeCaptions
from matinee.media.errors import Refused
from matinee.media.languages import language_label
from matinee.releases.former_captions import let_go
from matinee.releases.models import CaptionTrack, Master


def hold_captions(master: Master) -> None:
    """Keep others from writing captions of a master until this transaction ends."""
    Master.objects.select_for_update().get(pk=master.pk)


@transaction.atomic
def add_captions(
    master: Master,
    language: str,
    file: Path,
    *,
    kind: str = CaptionTrack.Kind.CAPTIONS,
    made: MadeCaptions | None = None,
) -> CaptionTrack:
    """Keep a caption file for a master; one of the same language and kind is replaced.

    `made` tells of automatic ones which model heard the words, and which it was unsure of.

    Raises Refused when the language is unknown, the file cannot be read as
    captions, or it begins after the film has ended.
    """
    label = language_label(language)
    captions = read_captions(file, master.facts.get("duration_s", math.inf))
    hold_captions(master)
    place: dict[str, Any] = {"master": master, "language": language, "kind": kind}
    for former in CaptionTrack.objects.filter(**place):
        let_go(former.file)
    return CaptionTrack.objects.update_or_create(
        **place,
        defaults={
            "label": label,
            "file": keep_vtt(captions.vtt),
            "automatic": made is not None,
            "made_by": made.made_by if made else "",
            "doubts": [list(doubt) for doubt in made.doubts] if made else [],
        },
    )[0]


def read_captions(file: Path, duration_s: float = math.inf) -> Captions:
    """Read a caption file of any format that `formats.read_captions` knows.

    Raises Refused when there is no such file, it cannot be read, or it begins after
    `duration_s`, when the film has ended.
    """
    captions = formats.read_captions(file.name, _read(file))
    if captions.cues[0].start_s > duration_s:
        raise Refused(
            "captions-late",
            f"The captions in {file.name} begin after the film has ended.",
            "They may belong to another film.",
        )
    return captions


def keep_vtt(vtt: str) -> str:
    """Keep a WebVTT text under its digest; return its name in the media folder.

    One that is there already becomes young: it may be a former one, about to be removed.
    """
    digest = hashlib.sha256(vtt.encode()).hexdigest()[:16]
    name = f"captions/{digest}.vtt"
    target = settings.MATINEE_FOLDER.media / name
    try:
        os.utime(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{digest}.{os.getpid()}.part")
        part.write_text(vtt, encoding="utf-8")
        part.replace(target)
    return name


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as reader:
            return reader.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refused(
            "captions-missing", f"{file.name} cannot be read.", "Name an existing caption file."
        ) from error
