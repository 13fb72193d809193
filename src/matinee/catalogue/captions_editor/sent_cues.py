"""Reads the cues that the editor's script sends, and says what an editor has to mend."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matinee.catalogue.captions_editor.judging import BACKWARDS
from matinee.catalogue.captions_editor.typed import Typed, to_raw, to_typed
from matinee.catalogue.studio_answers import DetailedRefusal
from matinee.media.captions.cues import Cue
from matinee.media.errors import Refused

MAX_CUES = 10_000
MOST = f"Captions have at most {MAX_CUES:,} cues here."
MAX_CHARACTERS = 1_000
MAX_MS = 360_000_000
"""A hundred hours."""
MAX_SETTINGS = 200
_NO_SETTINGS = re.compile(r"[\x00-\x1f\x7f]|-->")

Doubt = tuple[int, str]
"""How long after its cue begins (milliseconds) a word is heard that a model was unsure of."""


class CuesRefused(DetailedRefusal):
    """Cues that need mending; `troubles` are (place, sentence)."""

    def __init__(self, troubles: Sequence[tuple[int, str]]) -> None:
        count = len(troubles)
        these = "One cue needs" if count == 1 else f"{count} cues need"
        super().__init__(
            "cues", f"{these} mending before this can be saved.", troubles=list(troubles)
        )


@dataclass(frozen=True)
class SentCue:
    """One cue as the script has it, in milliseconds."""

    start_ms: int
    end_ms: int
    typed: Typed
    settings: str
    doubts: tuple[Doubt, ...]

    def as_cue(self) -> Cue:
        """Return it as captions have it."""
        raw = to_raw(self.typed)
        return Cue(
            self.start_ms / 1000, self.end_ms / 1000, raw, self.settings, to_typed(raw).speaker
        )


def read_cues(sent: Any) -> list[SentCue]:
    """Read [{"start", "end", "text", "who", "settings", "doubts"}, …] in order of time.

    Raises Refused for what the editor's script never sends.
    """
    if not isinstance(sent, list):
        raise _no_captions()
    if len(sent) > MAX_CUES:
        raise Refused("cues-many", MOST)
    cues = [_read(each) for each in sent]
    if cues != sorted(cues, key=lambda cue: cue.start_ms):
        raise _no_captions()
    return cues


def refuse_unfit(cues: Sequence[SentCue]) -> None:
    """Raise CuesRefused where a cue ends before it begins, or has no words or far too many."""
    troubles = [(place, words) for place, cue in enumerate(cues) if (words := _trouble(cue))]
    if troubles:
        raise CuesRefused(troubles)
    if not cues:
        raise Refused(
            "captions-empty", "There are no captions left.", "To take them all away, remove them."
        )


def _trouble(cue: SentCue) -> str:
    if cue.end_ms <= cue.start_ms:
        return BACKWARDS
    if len(cue.typed.text) > MAX_CHARACTERS or len(cue.typed.speaker) > MAX_CHARACTERS:
        return f"It has more than {MAX_CHARACTERS:,} characters; split it."
    if not cue.as_cue().plain:
        return "It has no words: write them, or delete it."
    return ""


def _read(sent: Any) -> SentCue:
    if not isinstance(sent, dict):
        raise _no_captions()
    start, end = _time(sent.get("start")), _time(sent.get("end"))
    text, who, settings = (sent.get(name, "") for name in ("text", "who", "settings"))
    if not all(isinstance(words, str) for words in (text, who, settings)):
        raise _no_captions()
    if len(settings) > MAX_SETTINGS or _NO_SETTINGS.search(settings):
        raise _no_captions()
    return SentCue(start, end, Typed(who, text), settings, _doubts(sent.get("doubts", [])))


def _time(sent: Any) -> int:
    # A bool is an int too.
    if isinstance(sent, bool) or not isinstance(sent, int) or not 0 <= sent <= MAX_MS:
        raise _no_captions()
    return sent


def _doubts(sent: Any) -> tuple[Doubt, ...]:
    if not isinstance(sent, list) or len(sent) > MAX_CHARACTERS:
        raise _no_captions()
    for each in sent:
        if not (isinstance(each, list) and [type(part) for part in each] == [int, str]):
            raise _no_captions()
    return tuple((offset, word[:100]) for offset, word in sent)


def _no_captions() -> Refused:
    return Refused("captions", "These are no captions.", "Open the page again.")
