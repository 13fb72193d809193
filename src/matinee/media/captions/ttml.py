"""TTML, of which IMSC and DFXP are kinds: its cues read, and cues written as it."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from matinee.media.captions.cues import Cue, plain
from matinee.media.captions.markup import Run, cue_text_of, runs_of
from matinee.media.timecode import vtt_time

_XML = "{http://www.w3.org/XML/1998/namespace}"
_CLOCK = re.compile(r"(\d+):(\d\d):(\d\d)(?:\.(\d+)|:(\d+)(?:\.\d+)?)?")
_OFFSET = re.compile(r"(\d+(?:\.\d+)?)(h|ms|m|s|f|t)")


class BrokenTime(ValueError):
    """A time that TTML does not know, told as a place in the file."""


@dataclass(frozen=True)
class _Clock:
    """How frames and ticks are counted in a file (TTML 1, section 6.2).

    `nominal_rate` is how many frames a second is counted to have, `frame_rate` how many there
    are: 30 and 29.97. By SMPTE's time base the clock counts frames, so it loses 3.6 s an hour
    there, or, with `drop`, leaves out their numbers to keep up.
    """

    nominal_rate: float
    frame_rate: float
    tick_rate: float
    smpte: bool
    drop: str

    def seconds(self, stamp: str) -> float:
        """Return a time expression in seconds (TTML 1, section 10.3 and appendix N)."""
        stamp = stamp.strip()
        if match := _CLOCK.fullmatch(stamp):
            hours, minutes, seconds = map(int, match.groups()[:3])
            whole = hours * 3600 + minutes * 60 + seconds + float(f"0.{match[4] or 0}")
            frames = int(match[5] or 0)
            if self.smpte:
                counted = whole * self.nominal_rate + frames - self._dropped(hours, minutes)
                return counted / self.frame_rate
            return whole + frames / self.frame_rate
        if match := _OFFSET.fullmatch(stamp):
            units = {"h": 3600, "m": 60, "s": 1, "ms": 0.001}
            units |= {"f": 1 / self.frame_rate, "t": 1 / self.tick_rate}
            return float(match[1]) * units[match[2]]
        raise BrokenTime(f"the time “{stamp[:40]}”")

    def _dropped(self, hours: int, minutes: int) -> int:
        if self.drop == "dropNTSC":
            return (hours * 54 + minutes - minutes // 10) * 2
        if self.drop == "dropPAL":
            return (hours * 27 + minutes // 2 - minutes // 20) * 4
        return 0


@dataclass(frozen=True)
class _Look:
    """How letters are set, and the styles that say so by name."""

    styles: dict[str, dict[str, str]]
    italic: bool = False
    bold: bool = False

    def within(self, element: ET.Element) -> "_Look":
        """Return the look inside an element."""
        look = self
        named = (self.styles.get(name, {}) for name in element.get("style", "").split())
        for facts in (*named, _local(element)):
            if "fontStyle" in facts:
                look = replace(look, italic=facts["fontStyle"] in ("italic", "oblique"))
            if "fontWeight" in facts:
                look = replace(look, bold=facts["fontWeight"] == "bold")
        return look


def read_ttml(text: str) -> list[Cue]:
    """Return the cues of a TTML document, of any of its namespaces; the text has no entities.

    Raises ET.ParseError for what is no XML and BrokenTime for a time that cannot be read.
    """
    # The XML declaration tells how bytes were encoded, which they no longer are.
    root = ET.fromstring(re.sub(r"^\s*<\?xml.*?\?>", "", text))  # noqa: S314 - no entities in it
    clock = _clock(_local(root))
    styles = {
        style.get(f"{_XML}id") or style.get("id") or "": _local(style)
        for style in root.iter()
        if _name(style) == "style"
    }
    bodies = [each for each in root if _name(each) == "body"]
    span = _Span(0.0, None)
    return [cue for body in bodies for cue in _cues(body, span, clock, _Look(styles))]


def _clock(facts: dict[str, str]) -> _Clock:
    # Drafts wrote the multiplier as 1000:1001.
    multiplier = facts.get("frameRateMultiplier", "1").replace(":", " ").split()
    nominal = float(facts.get("frameRate", "30"))
    rate = nominal * float(multiplier[0]) / float((*multiplier, "1")[1])
    ticks = float(facts.get("tickRate", "0")) or rate
    return _Clock(nominal, rate, ticks, facts.get("timeBase") == "smpte", facts.get("dropMode", ""))


@dataclass(frozen=True)
class _Span:
    """From when to when, in seconds, an element lasts; to the end of what it is in, if that."""

    begin_s: float
    end_s: float | None

    def within(self, element: ET.Element, clock: _Clock) -> "_Span":
        """Return the span of an element inside."""
        begin_s = self.begin_s + clock.seconds(element.get("begin", "0s"))
        if "dur" in element.attrib:
            return _Span(begin_s, begin_s + clock.seconds(element.attrib["dur"]))
        if "end" in element.attrib:
            return _Span(begin_s, self.begin_s + clock.seconds(element.attrib["end"]))
        return _Span(begin_s, self.end_s)


def _cues(element: ET.Element, outer: _Span, clock: _Clock, look: _Look) -> Iterator[Cue]:
    span, look = outer.within(element, clock), look.within(element)
    if _name(element) != "p":
        for child in element:
            if _name(child) in ("div", "p"):
                yield from _cues(child, span, clock, look)
        return
    runs: list[Run] = []
    _add_runs(runs, element, look)
    text = cue_text_of(runs)
    if text and span.end_s is None:
        raise BrokenTime(f"“{' '.join(plain(text).split())[:30]}”, which has no end")
    yield Cue(round(span.begin_s, 3), round(span.end_s or 0.0, 3), text)


def _add_runs(runs: list[Run], element: ET.Element, look: _Look) -> None:
    runs.append(_run(element.text, look))
    for child in element:
        if _name(child) == "br":
            runs.append(Run("\n"))
        elif _name(child) == "span":
            _add_runs(runs, child, look.within(child))
        runs.append(_run(child.tail, look))


def _run(text: str | None, look: _Look) -> Run:
    return Run(re.sub(r"\s+", " ", text or ""), look.italic, look.bold)


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _local(element: ET.Element) -> dict[str, str]:
    """Return an element's attributes without their namespaces, which changed with every draft."""
    return {name.rpartition("}")[2]: value for name, value in element.attrib.items()}


def write_ttml(cues: Sequence[Cue]) -> str:
    """Return cues as a TTML document; places and voices are left out."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml"'
        ' xmlns:tts="http://www.w3.org/ns/ttml#styling"'
        ' xml:lang="">\n<body><div>\n'
    )
    lines = [
        f'<p begin="{vtt_time(cue.start_s)}" end="{vtt_time(cue.end_s)}">'
        f"{''.join(map(_span, runs_of(cue.text)))}</p>"
        for cue in cues
    ]
    return head + "\n".join(lines) + "\n</div></body>\n</tt>\n"


def _span(run: Run) -> str:
    looks = [
        look
        for look, on in (
            ('tts:fontStyle="italic"', run.italic),
            ('tts:fontWeight="bold"', run.bold),
        )
        if on
    ]
    text = escape(run.text).replace("\n", "<br/>")
    return f"<span {' '.join(looks)}>{text}</span>" if looks else text
