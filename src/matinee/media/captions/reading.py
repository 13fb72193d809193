"""The cues of a caption file's text: one reader a format, each saying where the text is broken."""

import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence

import pysubs2
from webvtt.errors import MalformedFileError

from matinee.media.captions.cues import Cue, read_vtt
from matinee.media.captions.markup import ass_runs, cue_text_of, html_runs, stands_above
from matinee.media.captions.ttml import BrokenTime, read_ttml
from matinee.media.errors import Refused

_ABOVE = "line:0"
_STAMP = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
# Bounded everywhere: a line of nothing but digits would take for ever.
_LIKE_TIMES = re.compile(
    r"\s*\d+:\d{1,2}:\d{1,2}\S{0,12}\s*\S{1,4}\s*\d{1,9}:\d|.*-->",
)
_SRT_TIMES = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}(?:\s|$)")
_VTT_TIMES = re.compile(
    r"\s*(?:\d+:)?\d{1,2}:\d{1,2}\.\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{1,2}\.\d{1,3}(?:\s|$)"
)
_ASS_TIME = re.compile(r"\s*\d+:\d{1,2}:\d{1,2}[.:]\d{1,3}\s*")


def unreadable(name: str) -> Refused:
    """Return the refusal of what is no caption file, or one that nothing can be made of."""
    return Refused(
        "captions-unreadable",
        f"{name} cannot be read as captions.",
        "Export them as SRT, WebVTT, ASS or TTML, in UTF-8.",
    )


def broken(name: str, place: str) -> Refused:
    """Return the refusal of a file with one broken place."""
    return Refused(
        "captions-broken",
        f"{name} is broken at {place}.",
        "Mend its times there, or export the file again.",
    )


def _read_vtt(name: str, text: str) -> list[Cue]:
    begins, aside = True, False
    for number, line in enumerate(text.split("\n"), 1):
        if begins:
            aside = line.startswith(("NOTE", "STYLE", "REGION", "WEBVTT"))
        begins = not line
        if not aside and "-->" in line and not _VTT_TIMES.match(line):
            raise broken(name, f"line {number}")
    try:
        return list(read_vtt(text))
    except (MalformedFileError, ValueError) as error:
        raise unreadable(name) from error


def _read_srt(name: str, text: str) -> list[Cue]:
    cues: list[Cue] = []
    lines = text.split("\n")
    times = [index for index, line in enumerate(lines) if _LIKE_TIMES.match(line)]
    numbered = bool(times and _without_number(lines[: times[0]]) != lines[: times[0]])
    for place, index in enumerate(times):
        stamps = _SRT_TIMES.match(lines[index])
        if stamps is None:
            raise broken(name, f"line {index + 1}")
        following = times[place + 1] if place + 1 < len(times) else len(lines) + 1
        words = lines[index + 1 : following]
        if numbered and place + 1 < len(times):
            words = _without_number(words)
        said = "\n".join(words)
        parts = stamps.groups()
        place_on_picture = _ABOVE if stands_above(said) else ""
        text = cue_text_of(html_runs(said))
        cues.append(Cue(_seconds(parts[:4]), _seconds(parts[4:]), text, place_on_picture))
    return cues


def _without_number(lines: list[str]) -> list[str]:
    """Return lines without the last of them, and what is blank after it, where that is a number."""
    last = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].strip()), None)
    return lines if last is None or not lines[last].strip().isdigit() else lines[:last]


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    whole = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + float(f"0.{fraction}")


def _read_ass(name: str, text: str) -> list[Cue]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(("Dialogue:", "Comment:")):
            fields = line.split(",", 9)
            if len(fields) < 10 or not all(map(_ASS_TIME.fullmatch, fields[1:3])):
                raise broken(name, f"line {number}")
    styled = "ass" if re.search(r"^\[V4\+", text, re.MULTILINE) else "ssa"
    events = _parsed(name, text, styled)
    cues = []
    for event in events:
        if event.is_comment:
            continue
        style = events.styles.get(event.style, pysubs2.SSAStyle.DEFAULT_STYLE)
        runs = ass_runs(event.text, italic=bool(style.italic), bold=bool(style.bold))
        above = stands_above(event.text) or style.alignment in (7, 8, 9)
        times = event.start / 1000, event.end / 1000
        cues.append(Cue(*times, cue_text_of(runs), _ABOVE if above else ""))
    return cues


def _read_sami(name: str, text: str) -> list[Cue]:
    return [
        Cue(event.start / 1000, event.end / 1000, cue_text_of(ass_runs(event.text)))
        for event in _parsed(name, text, "sami")
    ]


def _parsed(name: str, text: str, kind: str) -> pysubs2.SSAFile:
    try:
        with warnings.catch_warnings():
            # It warns of odd margins and alignments, which do not matter here.
            warnings.simplefilter("ignore")
            return pysubs2.SSAFile.from_string(text, format_=kind)
    except Exception as error:  # The parsers raise whatever broken text makes them stumble on.
        raise unreadable(name) from error


def _read_ttml(name: str, text: str) -> list[Cue]:
    try:
        return read_ttml(text)
    except BrokenTime as error:
        raise broken(name, str(error)) from error
    except ET.ParseError as error:
        raise broken(name, f"line {error.position[0]}") from error
    except (ValueError, ZeroDivisionError, RecursionError) as error:
        raise unreadable(name) from error


READERS: dict[str, Callable[[str, str], list[Cue]]] = {
    "vtt": _read_vtt,
    "srt": _read_srt,
    "ass": _read_ass,
    "sami": _read_sami,
    "ttml": _read_ttml,
}
"""By format; each takes the name of the file, for its errors, and its text."""
