"""Reads the moments of a film that people ask about: "1:02:03–1:02:40 the ferry"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from matinee.media.errors import Refused

MOST = 30
"""How many passages one enquiry may name."""
SLACK_S = 1.0
"""How far past the end an out time may be: displays round up."""
NOTE_LENGTH = 200

# Hours, minutes, seconds; a fraction, or frames as an edit writes them (1:02:03:12).
_TIME = (
    r"\d{1,2}:[0-5]?\d:[0-5]?\d[:;]\d{2,3}"
    r"|(?:\d{1,2}:)?\d{1,3}:[0-5]?\d(?:[.,]\d{1,3})?"
    r"|(?:\d{1,2}\s?h\s?)?(?:\d{1,3}\s?(?:min|m|'|′)\s?)(?:\d{1,2}\s?(?:sec|s|\"|″)?)?(?![\w:])"
    r"|\d{1,5}(?:\.\d{1,3})?\s?(?:sec|s)(?!\w)"
)
_UNTIL = r"\s*(?:-{1,2}>?|–|—|−|→|/|…|\.{2,3}|\bto\b|\buntil\b|\btill\b|\bout:?)\s*"
_PASSAGE = re.compile(
    rf"(?<![\d:])(?P<first>{_TIME})(?:{_UNTIL}(?P<last>{_TIME}))?(?![\d:])", re.IGNORECASE
)
_AROUND = " \t,;.:-–—|()[]"
_LEADING = re.compile(r"^(?:from|and|at|in|tc|timecode)\b[\s:]*", re.IGNORECASE)


@dataclass(frozen=True)
class Passage:
    """A span of a film in seconds; a single moment ends where it begins."""

    start_s: float
    end_s: float
    note: str = ""


def read_passages(
    text: str, duration_s: float | None = None, frame_rate: Fraction = Fraction(25)
) -> tuple[Passage, ...]:
    """Return the passages of a typed text, in the order they were typed.

    Reads "12:30–12:45", "1:02:03 to 1:02:40", "1h02m03s", "1:02:03:12" (frames, at the film's
    rate) and single moments, several a line; words after a time are its note. An out time a
    second past the end is taken for the end.

    Raises Refused("passage") with a sentence for whoever typed it, when a line has no time, a
    passage ends before it begins or lies outside the film, or there are too many.
    """
    found: list[Passage] = []
    for line in text.splitlines():
        if line.strip(_AROUND):
            found.extend(_read_line(line, duration_s, frame_rate))
    if len(found) > MOST:
        raise Refused("passage", f"Please name at most {MOST} passages.")
    return tuple(found)


def shown_time(seconds: float) -> str:
    """Return a time as people write it: 2:03, 1:02:03, 0:05.4."""
    tenths = round(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    hours, minutes = divmod(minutes, 60)
    tail = f"{rest // 10:02d}" + (f".{rest % 10}" if rest % 10 else "")
    return f"{hours}:{minutes:02d}:{tail}" if hours else f"{minutes}:{tail}"


def shown_passage(passage: Passage) -> str:
    """Return a passage as people write it, with its note: "2:03–2:10, the ferry"."""
    times = shown_time(passage.start_s)
    if passage.end_s != passage.start_s:
        times += f"–{shown_time(passage.end_s)}"
    return f"{times}, {passage.note}" if passage.note else times


def _read_line(line: str, duration_s: float | None, frame_rate: Fraction) -> Iterator[Passage]:
    matches = list(_PASSAGE.finditer(line))
    if not matches:
        raise Refused(
            "passage", f"There is no time in “{_short(line)}”. Write it like 1:02:03–1:02:40."
        )
    before = _note(line[: matches[0].start()])
    for at, match in enumerate(matches):
        end = matches[at + 1].start() if at + 1 < len(matches) else len(line)
        note = _note(line[match.end() : end]) or (before if at == 0 else "")
        start_s = _seconds(match["first"], frame_rate)
        end_s = _seconds(match["last"], frame_rate) if match["last"] else start_s
        yield _within(Passage(start_s, end_s, note), duration_s)


def _within(passage: Passage, duration_s: float | None) -> Passage:
    """Return the passage, or refuse one that no film or not this film can have."""
    if passage.end_s < passage.start_s:
        raise Refused(
            "passage",
            f"The passage from {shown_time(passage.start_s)} to {shown_time(passage.end_s)}"
            " ends before it begins.",
        )
    if duration_s is None:
        return passage
    if passage.start_s > duration_s or passage.end_s > duration_s + SLACK_S:
        outside = passage.start_s if passage.start_s > duration_s else passage.end_s
        raise Refused(
            "passage",
            f"The film ends at {shown_time(duration_s)}, before {shown_time(outside)}.",
        )
    return Passage(passage.start_s, min(passage.end_s, duration_s), passage.note)


def _seconds(time: str, frame_rate: Fraction) -> float:
    """Return a matched time in seconds, to the millisecond."""
    if ":" not in time:
        units = re.findall(r"(\d+(?:\.\d+)?)\s?([hm'′]?)", time.lower().replace("min", "m"))
        worth = {"h": 3600, "m": 60, "'": 60, "′": 60, "": 1}
        return round(sum(float(number) * worth[unit] for number, unit in units), 3)
    whole, _, fraction = time.replace(",", ".").partition(".")
    parts = [int(part) for part in re.split("[:;]", whole)]
    frames = parts.pop() if len(parts) == 4 else 0
    seconds = float(sum(part * 60**power for power, part in enumerate(reversed(parts))))
    return round(seconds + float(frames / frame_rate) + float(f"0.{fraction or 0}"), 3)


def _note(words: str) -> str:
    stripped = " ".join(words.split()).strip(_AROUND)
    return _LEADING.sub("", stripped).removesuffix(" and").strip(_AROUND)[:NOTE_LENGTH]


def _short(line: str) -> str:
    words = " ".join(line.split())
    return words if len(words) <= 40 else f"{words[:39]}…"
