"""Keeps a master's captions as WebVTT files named by their content."""

import hashlib
import math
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from django.conf import settings

from matinee.media.captions import formats
from matinee.media.captions.formats import MAX_BYTES, Captions
from matinee.media.captions.make import MadeCaptions
from matinee.media.errors import Refused
from matinee.releases.models import CaptionTrack, Master


@dataclass(frozen=True)
class Origin:
    """Where captions come from: people, unless a model heard them.

    `made_by` names the model; `doubts` are the words it was unsure of: (start in seconds, word).
    """

    automatic: bool = False
    made_by: str = ""
    doubts: Sequence[tuple[float, str]] = ()

    def fields(self) -> dict[str, Any]:
        """Return the fields of a CaptionTrack that tell it."""
        doubts = [list(doubt) for doubt in self.doubts]
        return {"automatic": self.automatic, "made_by": self.made_by, "doubts": doubts}


PEOPLE = Origin()


def add_captions(
    master: Master,
    language: str,
    file: Path,
    *,
    kind: str = CaptionTrack.Kind.CAPTIONS,
    origin: Origin = PEOPLE,
) -> CaptionTrack:
    """Keep a caption file for a master; one of the same language and kind is replaced.

    Raises Refused when the language is unknown, the file cannot be read as
    captions, or it begins after the film has ended.
    """
    captions = read_captions(file, master.facts.get("duration_s", math.inf))
    return keep_captions(master, language, captions.vtt, kind=kind, origin=origin)


def keep_captions(
    master: Master,
    language: str,
    vtt: str,
    *,
    kind: str = CaptionTrack.Kind.CAPTIONS,
    origin: Origin = PEOPLE,
) -> CaptionTrack:
    """Keep captions that are a WebVTT text already; one of the same language and kind is replaced.

    Raises Refused when the language is unknown.
    """
    label = language_label(language)
    return CaptionTrack.objects.update_or_create(
        master=master,
        language=language,
        kind=kind,
        defaults={"label": label, "file": _keep(vtt), **origin.fields()},
    )[0]


def replace_captions(track: CaptionTrack, vtt: str, *, checked: bool) -> None:
    """Give a track the WebVTT text that an editor made of it.

    `checked` says that the editor has been over all of it: then it is automatic no longer, and
    nothing in it is doubtful. The model that first heard the words stays named.
    """
    track.file = _keep(vtt)
    if checked:
        track.automatic, track.doubts = False, []
    track.save(update_fields=["file", "automatic", "doubts"])


def language_label(language: str) -> str:
    """Return a language's own name for itself ("fr" → "Français").

    Raises Refused when the tag (BCP 47) names no language.
    """
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError) as error:
        raise Refused(
            "language-unknown",
            f"“{language}” is not a language that Matinee knows.",
            "Give its short tag, such as en, fr or pt-BR.",
        ) from error
    name = locale.get_display_name() or language
    return name[:1].upper() + name[1:]


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


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as reader:
            return reader.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refused(
            "captions-missing", f"{file.name} cannot be read.", "Name an existing caption file."
        ) from error


def _keep(vtt: str) -> str:
    """Write the text under its digest and return its name in the media folder."""
    digest = hashlib.sha256(vtt.encode()).hexdigest()[:16]
    name = f"captions/{digest}.vtt"
    target = settings.MATINEE_FOLDER.media / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{digest}.{os.getpid()}.part")
        part.write_text(vtt, encoding="utf-8")
        part.replace(target)
    return name
