"""Italics and bold, between WebVTT's tags and what other formats make of them."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

# None reaches over another opening sign: a file of nothing else would take for ever.
_TAG = re.compile(r"<(/?) ?([A-Za-z][\w.]{0,30})[^<>]*>")
_VTT_TAG = re.compile(r"<(/?)([A-Za-z\d]{0,30})[^<>]*>")
_ASS_BLOCK = re.compile(r"\{([^{}]*)\}")
_ASS_TAG = re.compile(r"\\(?:([ibp])(\d+)|(r)|an(\d))(?![A-Za-z])")
_TOP = frozenset("789")


@dataclass(frozen=True)
class Run:
    """Letters, line breaks among them, that are set alike."""

    text: str
    italic: bool = False
    bold: bool = False


def runs_of(text: str) -> list[Run]:
    """Return cue text as runs; other tags are left out and `&amp;` is a letter."""
    runs: list[Run] = []
    depths: Counter[str] = Counter()
    at = 0
    for tag in [*_VTT_TAG.finditer(text), None]:
        end = tag.start() if tag else len(text)
        if end > at:
            runs.append(Run(html.unescape(text[at:end]), depths["i"] > 0, depths["b"] > 0))
        if tag is None:
            break
        at = tag.end()
        depths[tag[2]] = max(0, depths[tag[2]] + (-1 if tag[1] else 1))
    return runs


def cue_text_of(runs: list[Run]) -> str:
    """Return runs as WebVTT cue text, without empty lines or room at its ends."""
    parts = []
    for run in runs:
        inner = html.escape(run.text, quote=False)
        if inner.strip():
            inner = f"<b>{inner}</b>" if run.bold else inner
            inner = f"<i>{inner}</i>" if run.italic else inner
        parts.append(inner)
    # Every sign that any reader ends a line at: an empty line would end the cue.
    lines = (line.strip() for line in "".join(parts).splitlines())
    text = "\n".join(line for line in lines if line)
    # An arrow would be read as times.
    return text.replace("-->", "--&gt;")


def html_runs(text: str) -> list[Run]:
    """Return the text of a SubRip or SAMI cue as runs; its other tags and {…} are left out."""
    bare = _ASS_BLOCK.sub("", text)
    italic = bold = 0
    runs: list[Run] = []
    at = 0
    for tag in _TAG.finditer(bare):
        runs.append(Run(html.unescape(bare[at : tag.start()]), italic > 0, bold > 0))
        at = tag.end()
        step = -1 if tag[1] else 1
        name = tag[2].lower()
        italic = max(0, italic + step * (name in ("i", "em")))
        bold = max(0, bold + step * (name in ("b", "strong")))
    runs.append(Run(html.unescape(bare[at:]), italic > 0, bold > 0))
    return [run for run in runs if run.text]


def ass_runs(text: str, *, italic: bool = False, bold: bool = False) -> list[Run]:
    """Return the text of an ASS or SSA event as runs; the flags are its style's.

    What is drawn, after a tag such as p1, is left out.
    """
    base, drawn = (italic, bold), False
    runs: list[Run] = []
    at = 0
    for block in [*_ASS_BLOCK.finditer(text), None]:
        letters = text[at : block.start() if block else len(text)]
        if letters and not drawn:
            breaks = letters.replace(r"\N", "\n").replace(r"\n", "\n").replace(r"\h", "\u00a0")
            runs.append(Run(breaks, italic, bold))
        if block is None:
            break
        at = block.end()
        for tag in _ASS_TAG.finditer(block[1]):
            if tag[3]:
                italic, bold = base
            elif tag[1] == "i":
                italic = tag[2] != "0"
            elif tag[1] == "b":
                bold = tag[2] != "0"
            elif tag[1] == "p":
                drawn = tag[2] != "0"
    return runs


def stands_above(text: str) -> bool:
    """Say whether an ASS or SubRip text asks for the top of the picture, by its tag an8 or kin."""
    return any(
        tag[4] in _TOP
        for block in _ASS_BLOCK.finditer(text)
        for tag in _ASS_TAG.finditer(block[1])
        if tag[4]
    )


def ass_text(runs: list[Run]) -> str:
    """Return runs as the text of an ASS event."""
    return "".join(_ass_parts(runs))


def _ass_parts(runs: list[Run]) -> Iterator[str]:
    for run in runs:
        # Braces would open an override; ASS has no way to write them.
        letters = run.text.replace("{", "(").replace("}", ")").replace("\n", r"\N")
        tags = [letter for letter, on in (("i", run.italic), ("b", run.bold)) if on]
        yield "".join(rf"{{\{tag}1}}" for tag in tags)
        yield letters
        yield "".join(rf"{{\{tag}0}}" for tag in tags)
