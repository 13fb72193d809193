"""Cues as the text of caption files, one writer a format."""

import re
from collections.abc import Callable, Sequence

import pysubs2

from matinee.media.captions.cues import Cue, write_vtt
from matinee.media.captions.markup import ass_text, runs_of
from matinee.media.captions.ttml import write_ttml
from matinee.media.timecode import vtt_time


def _srt(cues: Sequence[Cue]) -> str:
    parts = []
    for number, cue in enumerate(cues, 1):
        times = f"{vtt_time(cue.start_s)} --> {vtt_time(cue.end_s)}".replace(".", ",")
        place = r"{\an8}" if _stands_above(cue) else ""
        parts.append(f"{number}\n{times}\n{place}{_srt_text(cue)}\n")
    return "\n".join(parts)


def _srt_text(cue: Cue) -> str:
    """Return italics and bold as tags; in SubRip & and < are letters."""
    words = []
    for run in runs_of(cue.text):
        text = f"<b>{run.text}</b>" if run.bold else run.text
        words.append(f"<i>{text}</i>" if run.italic else text)
    return "".join(words)


def _ass(cues: Sequence[Cue]) -> str:
    file = pysubs2.SSAFile()
    for cue in cues:
        place = r"{\an8}" if _stands_above(cue) else ""
        text = place + ass_text(runs_of(cue.text))
        event = pysubs2.SSAEvent(round(cue.start_s * 1000), round(cue.end_s * 1000), text)
        event.name = cue.speaker.replace(",", " ")
        file.append(event)
    return file.to_string("ass")


def _text(cues: Sequence[Cue]) -> str:
    return "".join(f"{cue.plain}\n" for cue in cues)


def _stands_above(cue: Cue) -> bool:
    line = re.search(r"\bline:(\d+)(%?)", cue.settings)
    return line is not None and int(line[1]) < (50 if line[2] else 5)


WRITERS: dict[str, Callable[[Sequence[Cue]], str]] = {
    "vtt": write_vtt,
    "srt": _srt,
    "ass": _ass,
    "ttml": write_ttml,
    "txt": _text,
}
"""By format, which is also the suffix of the file."""
