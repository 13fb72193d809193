"""Reads caption files of several formats and keeps them as WebVTT."""

import codecs
import dataclasses
import hashlib
import html
import math
import os
import re
from collections.abc import Sequence
from pathlib import Path

import pysubs2
from babel import Locale, UnknownLocaleError
from django.conf import settings
from pysubs2.formats import autodetect_format

from matinee.media.errors import Refused
from matinee.releases.models import CaptionTrack, Master

# The other formats pysubs2 knows count frames, or are dumps of programs.
FORMATS = frozenset({"srt", "vtt", "ass", "ssa", "ttml", "sami"})
MAX_BYTES = 5_000_000
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARY = re.compile("[\x00-\x08\x0e-\x1f]")


@dataclasses.dataclass(frozen=True)
class Captions:
    """A caption file that was read: its WebVTT text and when it begins and ends."""

    vtt: str
    cue_count: int
    first_s: float
    last_s: float


def add_captions(
    master: Master,
    language: str,
    file: Path,
    *,
    kind: str = CaptionTrack.Kind.CAPTIONS,
    automatic: bool = False,
    made_by: str = "",
    doubts: Sequence[tuple[float, str]] = (),
) -> CaptionTrack:
    """Keep a caption file for a master; one of the same language and kind is replaced.

    `made_by` and `doubts` tell of automatic ones which model heard the words, and which of them
    it was unsure of: (start in seconds, word).

    Raises Refused when the language is unknown, the file cannot be read as
    captions, or it begins after the film has ended.
    """
    label = language_label(language)
    captions = read_captions(file, master.facts.get("duration_s", math.inf))
    return CaptionTrack.objects.update_or_create(
        master=master,
        language=language,
        kind=kind,
        defaults={
            "label": label,
            "file": keep_vtt(captions.vtt),
            "automatic": automatic,
            "made_by": made_by,
            "doubts": [list(doubt) for doubt in doubts],
        },
    )[0]


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
    """Read SRT, WebVTT, ASS, SSA, TTML or SAMI as UTF-8, UTF-16 or Windows-1252.

    WebVTT keeps its text, so that positions and voices survive; other formats
    keep their words, line breaks, italics and bold.

    Raises Refused when there is no such file, it is none of these, has no cue,
    or begins after `duration_s`, when the film has ended.
    """
    text = _decode(_read(file), file.name)
    known_format, cues = _parse(text, file.name)
    cues.events = [cue for cue in cues if not cue.is_comment and cue.end > cue.start >= 0]
    cues.events = [cue for cue in cues if cue.plaintext.strip()]
    if not cues.events:
        raise Refused("captions-empty", f"{file.name} has no captions in it.", "Export them again.")
    cues.sort()
    if cues[0].start / 1000 > duration_s:
        raise Refused(
            "captions-late",
            f"The captions in {file.name} begin after the film has ended.",
            "They may belong to another film.",
        )
    return Captions(
        vtt=_tidy(text) if known_format == "vtt" else _as_vtt(cues),
        cue_count=len(cues.events),
        first_s=cues[0].start / 1000,
        last_s=max(cue.end for cue in cues) / 1000,
    )


def keep_vtt(vtt: str) -> str:
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


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as reader:
            data = reader.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refused(
            "captions-missing", f"{file.name} cannot be read.", "Name an existing caption file."
        ) from error
    if len(data) > MAX_BYTES:
        raise Refused(
            "captions-large",
            f"{file.name} is larger than captions ever are.",
            "Name the caption file, not the film.",
        )
    return data


def _decode(data: bytes, name: str) -> str:
    encodings = [encoding for mark, encoding in MARKS if data.startswith(mark)]
    if not encodings and data[:200].count(0) > len(data[:200]) / 4:
        encodings = ["utf-16-be" if data[:1] == b"\0" else "utf-16-le"]
    for encoding in encodings or ["utf-8", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not BINARY.search(text):
            return text
    raise _unreadable(name)


def _parse(text: str, name: str) -> tuple[str, pysubs2.SSAFile]:
    try:
        known_format = autodetect_format(text)
        if known_format not in FORMATS or "<!ENTITY" in text:
            raise _unreadable(name)
        return known_format, pysubs2.SSAFile.from_string(text, format_=known_format)
    except Refused:
        raise
    except Exception as error:  # The parsers raise whatever broken text makes them stumble on.
        raise _unreadable(name) from error


def _unreadable(name: str) -> Refused:
    return Refused(
        "captions-unreadable",
        f"{name} cannot be read as captions.",
        "Export them as SRT, WebVTT, ASS or TTML, in UTF-8.",
    )


def _tidy(text: str) -> str:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return lines.strip() + "\n"


def _as_vtt(cues: pysubs2.SSAFile) -> str:
    for cue in cues:
        # In WebVTT & and < are markup; in the other formats they are letters.
        cue.text = html.escape(html.unescape(cue.text), quote=False)
    return _tidy(cues.to_string("vtt"))
