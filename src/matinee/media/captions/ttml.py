"""TTML, of which IMSC and DFXP are kinds: its cues read, and cues written as it."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from matinee.media.captions.cues import Cue
from matinee.media.captions.markup import Run, cue_text_of, runs_of
from matinee.media.timecode import vtt_time

_XML = "{http://www.w3.org/XML/1998/namespace}"
_CLOCK = re.compile(r"(\d+):(\d\d):(\d\d)(?:\.(\d+)|:(\d+)(?:\.\d+)?)?")
_OFFSET = re.compile(r"(\d+(?:\.\d+)?)(h|ms|m|s|f|t)")


class BrokenTime(ValueError):
    """A time that TTML does not know."""


@dataclass(frozen=True)
class _Clock:
    """How frames and ticks are counted in a file."""

    frame_rate: float
    tick_rate: float

    def seconds(self, stamp: str) -> float:
        """Return a time expression in seconds (TTML 1, section 10.3)."""
        stamp = stamp.strip()
        if match := _CLOCK.fullmatch(stamp):
            hours, minutes, seconds, fraction, frames = match.groups()
            whole = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
            return whole + float(f"0.{fraction or 0}") + int(frames or 0) / self.frame_rate
        if match := _OFFSET.fullmatch(stamp):
            units = {"h": 3600, "m": 60, "s": 1, "ms": 0.001}
            units |= {"f": 1 / self.frame_rate, "t": 1 / self.tick_rate}
            return float(match[1]) * units[match[2]]
        raise BrokenTime(stamp)


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
    facts = _local(root)
    numerator, _, denominator = facts.get("frameRateMultiplier", "1 1").partition(" ")
    rate = float(facts.get("frameRate", "30")) * float(numerator) / float(denominator or 1)
    clock = _Clock(rate, float(facts.get("tickRate", "0")) or rate)
    styles = {
        style.get(f"{_XML}id") or style.get("id") or "": _local(style)
        for style in root.iter()
        if _name(style) == "style"
    }
    bodies = [each for each in root if _name(each) == "body"]
    return [cue for body in bodies for cue in _cues(body, 0.0, clock, _Look(styles))]


def _cues(element: ET.Element, from_s: float, clock: _Clock, look: _Look) -> Iterator[Cue]:
    begin = from_s + clock.seconds(element.get("begin", "0s"))
    look = look.within(element)
    if _name(element) == "p":
        if "dur" in element.attrib:
            end = begin + clock.seconds(element.attrib["dur"])
        else:
            end = from_s + clock.seconds(element.get("end", ""))
        yield Cue(round(begin, 3), round(end, 3), cue_text_of(list(_runs(element, look))))
        return
    for child in element:
        if _name(child) in ("div", "p"):
            yield from _cues(child, begin, clock, look)


def _runs(element: ET.Element, look: _Look) -> Iterator[Run]:
    yield _run(element.text, look)
    for child in element:
        if _name(child) == "br":
            yield Run("\n")
        elif _name(child) == "span":
            yield from _runs(child, look.within(child))
        yield _run(child.tail, look)


def _run(text: str | None, look: _Look) -> Run:
    return Run(re.sub(r"\s+", " ", text or ""), look.italic, look.bold)


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _local(element: ET.Element) -> dict[str, str]:
    """Return an element's attributes without their namespaces, which changed with every draft."""
    return {name.rpartition("}")[2]: value for name, value in element.attrib.items()}


def write_ttml(cues: Sequence[Cue], language: str = "") -> str:
    """Return cues as a TTML document; places and voices are left out."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml"'
        ' xmlns:tts="http://www.w3.org/ns/ttml#styling"'
        f' xml:lang="{escape(language)}">\n<body><div>\n'
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
