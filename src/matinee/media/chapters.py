"""Chapters as the master marks them, made whole and written as WebVTT."""

from collections.abc import Sequence

from matinee.media.film import Chapter
from matinee.media.timecode import vtt_time


def whole_chapters(marks: Sequence[Chapter], duration_s: float) -> tuple[Chapter, ...]:
    """Return chapters within the film, in order, each ending where the next begins.

    Marks after the end are dropped; a chapter without a title is named by its number.
    """
    titles = {max(0.0, mark.start_s): mark.title for mark in marks if mark.start_s < duration_s}
    inside = sorted(titles.items())
    ends = [*(start for start, _ in inside), duration_s][1:]
    return tuple(
        Chapter(round(start, 3), round(end, 3), title.strip() or f"Chapter {number}")
        for number, ((start, title), end) in enumerate(zip(inside, ends, strict=True), 1)
    )


def chapters_vtt(chapters: Sequence[Chapter]) -> str:
    """Return the chapters as a WebVTT file; titles are plain text in it."""
    lines = ["WEBVTT", ""]
    for chapter in chapters:
        title = " ".join(chapter.title.split())
        title = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        lines += [f"{vtt_time(chapter.start_s)} --> {vtt_time(chapter.end_s)}", title, ""]
    return "\n".join(lines)
