"""Hear what is said in a file: words with their times, in a process of its own that can go on.

Only the stretches where the voice detector hears someone reach the model, and every window of
them is kept as soon as it is heard, under a name made of the sound, the model and the way of
listening.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matinee.media.apart import Facts, run_apart
from matinee.media.digest import digest_of, sha256_of
from matinee.media.errors import Refused
from matinee.media.events import Progress, Watch
from matinee.media.speech.decoding import decode_speech
from matinee.media.speech.doubtful import without_loops
from matinee.media.speech.kept import KeptWindows
from matinee.media.speech.listener import HEARING, Listener
from matinee.media.speech.models import SpeechModel
from matinee.media.speech.voices import RATE, Window, find_voices, plan_windows
from matinee.media.speech.words import Word

STAGE = "listening"
_VOICES_SHARE = 0.05
"""Of the whole work, what finding the voices takes."""
_LEAST_SPEECH_S = 0.3


@dataclass(frozen=True)
class Heard:
    """The words in order of time, the language they are in, and how long somebody speaks."""

    words: tuple[Word, ...]
    language: str
    language_probability: float
    speech_s: float
    model: str


def hear_words(
    source: Path,
    model: SpeechModel,
    watch: Watch = Watch(),
    *,
    language: str = "",
    work: Path,
    idle: bool = False,
) -> Heard:
    """Return what is said in the first sound track of a file; `language` "" is found out.

    Windows that were heard are kept in the folder `work`: a killed run goes on after them.

    Raises Refused("no-sound"), Refused("no-speech"), Refused("model-broken"),
    Refused("language-unknown") for one that the model was not taught, Cancelled on request.
    """
    facts = {
        "source": str(source.absolute()),
        "folder": str(model.folder.absolute()),
        "name": model.name,
        "language": language,
        "work": str(work.absolute()),
    }
    told = run_apart(listen, facts, watch, idle=idle)
    words = tuple(Word.from_json(word) for word in told.pop("words"))
    return Heard(words=words, model=model.name, **told)


def listen(facts: Facts, watch: Watch) -> Facts:
    """Do what `hear_words` asks for; called in a process of its own."""
    # Threads that spin while they wait cost as much as those that work.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    source, work = Path(facts["source"]), Path(facts["work"])
    work.mkdir(parents=True, exist_ok=True)
    target = work / f"speech.{os.getpid()}.s16"
    try:
        samples = decode_speech(source, target, watch)
        # Mapped: it stays readable when its name is gone, and a killed run leaves nothing.
        key = sha256_of(target)
    finally:
        target.unlink(missing_ok=True)
    model = SpeechModel(Path(facts["folder"]), facts["name"])
    return _hear(samples, key, model, facts, watch)


def _hear(
    samples: NDArray[np.int16], sound: str, model: SpeechModel, facts: Facts, watch: Watch
) -> Facts:
    voices = find_voices(samples, lambda share: _tell(watch, share * _VOICES_SHARE))
    speech_s = sum(voice.length_s for voice in voices)
    if speech_s < _LEAST_SPEECH_S:
        raise _no_speech(facts)
    windows = plan_windows(voices, len(samples) / RATE)
    spans = [[piece.start_s, piece.end_s] for window in windows for piece in window.pieces]
    key = digest_of(sound, model.mark, facts["language"], HEARING, spans)[:16]
    kept = KeptWindows(Path(facts["work"]) / f"words-{key}.jsonl")
    if len(kept.windows) < len(windows):
        listener = Listener(model)
        if not kept.language:
            kept.keep_language(*listener.language_of(windows, samples, facts["language"]))
        _hear_the_rest(listener, windows, samples, kept, watch)
    words = without_loops([word for words in kept.windows for word in words])
    if not words:
        raise _no_speech(facts)
    return {
        "words": [word.as_json() for word in words],
        "language": kept.language,
        "language_probability": kept.probability,
        "speech_s": round(speech_s, 2),
    }


def _hear_the_rest(
    listener: Listener,
    windows: Sequence[Window],
    samples: NDArray[np.int16],
    kept: KeptWindows,
    watch: Watch,
) -> None:
    whole_s = sum(window.length_s for window in windows)
    done_s = 0.0
    for index, window in enumerate(windows):
        if index >= len(kept.windows):
            kept.keep(listener.words_of(window, samples, kept.language))
        done_s += window.length_s
        _tell(watch, _VOICES_SHARE + done_s / whole_s * (1 - _VOICES_SHARE))


def _no_speech(facts: Facts) -> Refused:
    return Refused(
        "no-speech",
        f"Nobody is heard to speak in {Path(facts['source']).name}.",
        "If somebody does, write the captions by hand.",
    )


def _tell(watch: Watch, share: float) -> None:
    watch.listener(Progress(STAGE, min(1.0, share)))
