"""Caption files as people have them, read and written: SRT, WebVTT, ASS, TTML and their kin."""

from collections.abc import Sequence
from dataclasses import dataclass

from matinee.media.captions.cues import Cue, read_vtt, write_vtt
from matinee.media.errors import Refused

FORMATS = ("vtt", "srt", "ass", "ttml", "txt")
"""What can be written; the format is also the suffix of the file."""


@dataclass(frozen=True)
class Captions:
    """A caption file that was read: its WebVTT text and its cues in order of time."""

    vtt: str
    cues: tuple[Cue, ...]


def read_captions(name: str, data: bytes) -> Captions:
    """Read SRT, WebVTT, ASS, SSA, TTML or SAMI in any usual encoding; `name` is for the errors.

    Raises Refused when it is none of these, is broken, or has no cue.
    """
    text = data.decode()
    if not text.startswith("WEBVTT"):
        raise Refused("captions-unreadable", f"{name} cannot be read.", "Export it as WebVTT.")
    return Captions(text, read_vtt(text))


def write_captions(cues: Sequence[Cue], kind: str) -> str:
    """Return the cues as the text of a file in one of FORMATS, to be encoded as UTF-8."""
    if kind not in FORMATS:
        raise Refused("captions-format", f"{kind} cannot be written.", "Choose another.")
    return write_vtt(cues)
