"""Cues: timed text as WebVTT has it, read from its text and written back without loss."""

import html
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

import webvtt

from matinee.media.timecode import vtt_time

_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Cue:
    """One caption. `text` is WebVTT cue text: lines, tags such as <i>, `&amp;` for an ampersand."""

    start_s: float
    end_s: float
    text: str
    settings: str = ""
    """Where on the picture it stands, in WebVTT's words; "" is below."""
    speaker: str = ""
    """Who speaks first in it, as its first voice tag says."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as they are seen, without tags."""
        return tuple(plain(line) for line in self.text.split("\n"))

    @property
    def plain(self) -> str:
        """The words in one line, without tags."""
        return " ".join(plain(self.text).split())

    @property
    def duration_s(self) -> float:
        """How long it stands."""
        return self.end_s - self.start_s


def plain(text: str) -> str:
    """Return cue text as it is seen: without tags, with & and < as letters."""
    return html.unescape(_TAG.sub("", text))


def read_vtt(text: str) -> tuple[Cue, ...]:
    """Return the cues of a WebVTT file in order of time; NOTE, STYLE and REGION are left out.

    Raises webvtt.errors.MalformedFileError for what is no WebVTT.
    """
    cues = (
        Cue(
            _seconds(cue.start),
            _seconds(cue.end),
            cue.raw_text,
            str(cue.settings or ""),
            cue.voice or "",
        )
        for cue in webvtt.from_buffer(io.StringIO(text)).captions
    )
    return tuple(sorted(cues, key=lambda cue: (cue.start_s, cue.end_s)))


def write_vtt(cues: Iterable[Cue]) -> str:
    """Return the cues as a WebVTT file."""
    lines = ["WEBVTT", ""]
    for cue in cues:
        times = f"{vtt_time(cue.start_s)} --> {vtt_time(cue.end_s)}"
        lines += [f"{times} {cue.settings}".rstrip(), cue.text, ""]
    return "\n".join(lines)


def cue_text(words: str) -> str:
    """Return plain words as cue text: & and < written so that they are no markup."""
    return html.escape(words, quote=False)


def _seconds(stamp: str) -> float:
    hours, minutes, seconds = stamp.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
