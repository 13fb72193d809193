"""Captions by machine: what is said in a sound file, as cues that keep the norms."""

from dataclasses import dataclass
from pathlib import Path

from matinee.media.captions.norms import FILM_RATE
from matinee.media.errors import Refused
from matinee.media.events import Watch


@dataclass(frozen=True)
class CaptionOptions:
    """What to listen for and with.

    `language` is a tag such as "fr" ("" to find it out); `model` is base, another name that
    faster-whisper knows, or a folder; weights are kept in the folder `models`.
    """

    models: Path
    language: str = ""
    model: str = "base"
    frame_rate: float = FILM_RATE


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


def make_captions(
    source: Path,
    options: CaptionOptions,
    watch: Watch = Watch(),
    *,
    work: Path,
    idle: bool = False,
) -> MadeCaptions:
    """Listen to the first sound track of a file and write down what is said.

    The listening is done in a process of its own. Finished spans are kept in the folder `work`,
    so that a killed run goes on where it was; the caller takes the folder away in the end.

    Raises Refused("no-speech") where nobody speaks, Refused("no-sound") where nothing is heard,
    Refused("no-model") and Refused("model-broken") where there is nothing to listen with,
    Cancelled on request.
    """
    raise Refused("no-model", f"{source.name} cannot be listened to yet.", "Wait for it.")
