"""Captions that a machine made, as they are handed on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MadeCaptions:
    """Captions as a WebVTT file's text, and what is known about them.

    `doubts` are the words that the model was unsure of: (start in seconds, word).
    `made_by` names the model. `speech_s` is how long somebody speaks.
    """

    language: str
    language_probability: float
    vtt: str
    cue_count: int
    doubts: tuple[tuple[float, str], ...]
    made_by: str
    speech_s: float
