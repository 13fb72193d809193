"""Captions by machine: what is said in a sound file, as cues that keep the norms."""

from dataclasses import dataclass
from pathlib import Path

from matinee.media.captions.cues import write_vtt
from matinee.media.captions.made import MadeCaptions
from matinee.media.captions.norms import FILM_RATE, Norms
from matinee.media.captions.segmentation import segment
from matinee.media.events import Watch
from matinee.media.speech.doubtful import UNSURE
from matinee.media.speech.hear import hear_words
from matinee.media.speech.models import find_model


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
    model = find_model(options.model, options.models)
    heard = hear_words(source, model, watch, language=options.language, work=work, idle=idle)
    norms = Norms(frame_rate=options.frame_rate)
    cues = segment(heard.words, heard.language, norms)
    return MadeCaptions(
        language=options.language or heard.language,
        language_probability=heard.language_probability,
        vtt=write_vtt(cues),
        cue_count=len(cues),
        doubts=tuple(
            (word.start_s, word.text) for word in heard.words if word.probability < UNSURE
        ),
        made_by=f"Whisper {heard.model}",
        speech_s=heard.speech_s,
    )
