"""Takes from typed words what no reader sees but what changes how others' words look."""

import re

MARKERS = 4
"""Quotations and lists deeper than this are flat: nobody can read them on a phone."""
INDENT = 8

# Control characters, surrogates without their other half, noncharacters, and what is invisible.
# The marks that set the direction of a stretch (U+202A to U+202E, U+2066 to U+2069) go, for they
# run on over what others wrote and turn a link's words around; a browser finds the direction of a
# paragraph by itself. Marks of one place (U+200E, U+200F) and the joiners that Persian, Hindi and
# emoji are written with (U+200C, U+200D) do no harm in words and stay; links refuse them.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    r"\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
# Marks that stand over and under a letter; a language's own words have four at most.
_MARKS = (
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0e31"
    r"\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u1ab0-\u1aff"
    r"\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_HEAP = re.compile(rf"({_MARKS}{{4}}){_MARKS}+")
_BLANK_LINES = re.compile(r"\n{3,}")
_MARKER = r"[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))"
_DEEP = re.compile(rf"^((?:{_MARKER}){{{MARKERS}}})(?:{_MARKER})+", re.MULTILINE)
_FAR = re.compile(rf"^[ \t]{{{INDENT},}}", re.MULTILINE)


def clean_text(text: str) -> str:
    """Return a text as it is read: its line ends alike, nothing unseen in it, no deep heaps."""
    text = _LINE_ENDS.sub("\n", text).expandtabs(4)
    if not text.isascii():
        text = _HEAP.sub(r"\1", _UNSEEN.sub("", text))
    elif not text.isprintable():
        text = _UNSEEN.sub("", text)
    text = _FAR.sub(" " * INDENT, text)
    return _BLANK_LINES.sub("\n\n", _DEEP.sub(r"\1", text))


def clean_line(text: str) -> str:
    """Return a name, or anything else of one line: cleaned, its spaces single; "" if unseen."""
    seen = _UNSEEN.sub("", _LINE_ENDS.sub(" ", text).replace("\u2800", " "))
    return " ".join(_HEAP.sub(r"\1", seen).split())
