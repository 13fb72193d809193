"""Cues as editors type them: letters for letters, the speaker apart, markup as WebVTT writes it."""

import html
import re
import unicodedata
from dataclasses import dataclass

from matinee.media.captions.cues import plain

_TAG = re.compile(
    r"</?(?:[bciuv]|lang|ruby|rt)(?:[.\s][^<>\n]*)?>|<(?:\d+:)?\d\d:\d\d\.\d{3}>",
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_KEPT = re.compile(f"({_TAG.pattern}|{_ENTITY.pattern})")
_ONE_VOICE = re.compile(r"<v[ \t]+([^<>\n]+)>(.*?)(?:</v>)?", re.DOTALL)
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029]")


@dataclass(frozen=True)
class Typed:
    """The text of a cue in its two fields."""

    speaker: str
    text: str


def to_typed(raw: str) -> Typed:
    """Return cue text for typing: & and < as letters, the speaker apart where one speaks it all.

    What would not come back as it was is shown as WebVTT has it.
    """
    speaker = ""
    voice = _ONE_VOICE.fullmatch(raw)
    if voice and "<v" not in voice[2] and "</v" not in voice[2]:
        speaker, raw = html.unescape(voice[1]).strip(), voice[2]
    text = "".join(
        part if _TAG.fullmatch(part) else _letters(part) for part in _KEPT.split(raw) if part
    )
    return Typed(speaker, text if _same(_marked(text), raw) else raw)


def to_raw(typed: Typed) -> str:
    """Return what was typed as cue text that no line of it can end."""
    text = _marked(_tidy(typed.text))
    speaker = html.escape(" ".join(_tidy(typed.speaker).split()), quote=False)
    return f"<v {speaker}>{text}" if speaker and text else text


def _letters(part: str) -> str:
    # The other entities stand for what cannot be seen, so they stay in sight.
    return html.unescape(part) if part in ("&amp;", "&lt;", "&gt;") else part


def _marked(text: str) -> str:
    parts = (
        part if _KEPT.fullmatch(part) else part.replace("&", "&amp;").replace("<", "&lt;")
        for part in _KEPT.split(text)
        if part
    )
    return "".join(parts).replace("-->", "--&gt;")


def _same(raw: str, other: str) -> bool:
    return plain(raw) == plain(other) and _TAG.findall(raw) == _TAG.findall(other)


def _tidy(text: str) -> str:
    """Return lines with something in them: an empty one would end the cue."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "ignore").decode()
    lines = (_UNSEEN.sub(" ", line).strip() for line in whole.split("\n"))
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))
