"""Caption files as people have them, read and written: SRT, WebVTT, ASS, TTML and their kin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from matinee.media.captions.cues import Cue, write_vtt
from matinee.media.captions.encodings import decode
from matinee.media.captions.reading import READERS, broken, unreadable
from matinee.media.captions.writing import WRITERS
from matinee.media.errors import Refused

FORMATS = tuple(WRITERS)
"""What can be written; the format is also the suffix of the file."""
MAX_BYTES = 5_000_000
_LONGEST_S = 100 * 3600.0
_HOSTILE = re.compile(r"<!(DOCTYPE|ENTITY)\b|&#\d{20}", re.IGNORECASE)
"""No caption file needs these: an entity can grow without end, and no letter has such a number."""


@dataclass(frozen=True)
class Captions:
    """A caption file that was read: its WebVTT text and its cues in order of time."""

    vtt: str
    cues: tuple[Cue, ...]


def read_captions(name: str, data: bytes) -> Captions:
    """Read SRT, WebVTT, ASS, SSA, TTML or SAMI in any usual encoding; `name` is for the errors.

    WebVTT keeps its text, so that places, voices and styles survive; the other formats keep
    their words, line breaks, italics and bold, and whether they stand above.

    Raises Refused when it is none of these ("captions-unreadable"), a place in it is broken
    ("captions-broken", with its line or cue), it has no cue ("captions-empty") or is larger than
    captions ever are ("captions-large").
    """
    if len(data) > MAX_BYTES:
        raise Refused(
            "captions-large",
            f"{name} is larger than captions ever are.",
            "Name the caption file, not the film.",
        )
    text = decode(data)
    kind = _kind(text) if text else ""
    if not text or not kind or _HOSTILE.search(text):
        raise unreadable(name)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip() + "\n"
    cues = _checked(name, READERS[kind](name, text))
    return Captions(text if kind == "vtt" else write_vtt(cues), tuple(cues))


def write_captions(cues: Sequence[Cue], kind: str) -> str:
    """Return the cues as the text of a file in one of FORMATS, to be encoded as UTF-8.

    Raises Refused when the format cannot be written.
    """
    if kind not in FORMATS:
        raise Refused(
            "captions-format",
            f"Captions cannot be written as “{kind}”.",
            f"Choose one of {', '.join(FORMATS)}.",
        )
    return WRITERS[kind](cues)


def _kind(text: str) -> str:
    head = text.lstrip("\ufeff \n\r\t")
    if re.match(r"WEBVTT(\s|$)", head):
        return "vtt"
    if re.search(r"^\[(Script Info|V4\+? Styles)\]", head, re.MULTILINE | re.IGNORECASE):
        return "ass"
    if re.search(r"<(\w+:)?tt\s[^>]*http://www\.w3\.org/(ns/ttml|20\d\d/\d\d/ttaf1)", head[:4000]):
        return "ttml"
    if re.match(r"<sami\b", head, re.IGNORECASE):
        return "sami"
    return "srt" if "-->" in head else ""


def _checked(name: str, found: Sequence[Cue]) -> list[Cue]:
    """Return the cues that have words, in order of time; refuse times that cannot be."""
    cues = []
    for number, cue in enumerate(found, 1):
        if not cue.plain:
            continue
        if cue.end_s <= cue.start_s:
            raise broken(
                name, f"caption {number} (“{cue.plain[:30]}”), which ends where it begins or before"
            )
        if not 0 <= cue.start_s < cue.end_s < _LONGEST_S:
            raise broken(name, f"caption {number}, which is hours away")
        cues.append(cue)
    if not cues:
        raise Refused("captions-empty", f"{name} has no captions in it.", "Export them again.")
    return sorted(cues, key=lambda cue: (cue.start_s, cue.end_s))
