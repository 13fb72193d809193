"""Reads a caption track as its editor needs it."""

from dataclasses import dataclass

from django.conf import settings
from webvtt.errors import MalformedFileError

from matinee.media.captions.cues import Cue, read_vtt
from matinee.media.errors import Refused
from matinee.releases.models import CaptionTrack


@dataclass(frozen=True)
class Kept:
    """A track's cues, and `head`: what its file says before them, such as its styles."""

    cues: tuple[Cue, ...]
    head: str


def read_track(track: CaptionTrack) -> Kept:
    """Read the track's file.

    Raises Refused when it is gone or can no longer be read.
    """
    try:
        text = (settings.MATINEE_FOLDER.media / track.file).read_text("utf-8")
        return Kept(read_vtt(text), _head(text))
    except (OSError, ValueError, MalformedFileError) as error:
        raise Refused(
            "captions-missing",
            f"The file of these captions ({track.label}) cannot be read.",
            "Add them again.",
        ) from error


def _head(text: str) -> str:
    """Return the blocks before the first cue: styles and regions may stand nowhere else."""
    blocks = text.replace("\r\n", "\n").removeprefix("\ufeff").split("\n\n")
    head = []
    for block in blocks:
        if "-->" in block:
            break
        head.append(block.strip("\n"))
    return "\n\n".join(block for block in head if block) or "WEBVTT"
