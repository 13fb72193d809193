"""Whisper, loaded: says which language windows of sound are in, and what is said in one."""

import math
import os
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matinee.media.errors import Refused
from matinee.media.speech.doubtful import is_imagined
from matinee.media.speech.models import SpeechModel
from matinee.media.speech.voices import Window, sound_of
from matinee.media.speech.words import Word

ASKED_WINDOWS = 4
"""How many windows, spread over the film, are asked for their language."""
MOST_THREADS = 4
SEED = 1
# See ADR 21 for the figures that chose these. Windows are heard apart: what was said before
# steers a model into loops, and a window may be heard again after a kill.
HEARING: dict[str, Any] = {
    "beam_size": 3,
    "temperature": [0.0, 0.2, 0.4, 0.6],
    "condition_on_previous_text": False,
    "word_timestamps": True,
}


class Listener:
    """One model on the CPU, in whole numbers, on half of the cores and four at most.

    Raises Refused("model-broken") when it cannot be loaded.
    """

    def __init__(self, model: SpeechModel) -> None:
        from ctranslate2 import set_random_seed  # noqa: PLC0415 - heavy
        from faster_whisper import WhisperModel  # noqa: PLC0415 - heavy

        # What the model is unsure of is drawn by lot: the same sound shall give the same words.
        set_random_seed(SEED)

        try:
            self._model = WhisperModel(
                str(model.folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=min(MOST_THREADS, max(1, len(os.sched_getaffinity(0)) // 2)),
                local_files_only=True,
            )
        except Exception as error:  # The libraries below raise what they like.
            raise Refused(
                "model-broken",
                f"The speech model “{model.name}” cannot be loaded.",
                "Give the folder of a Whisper model that was converted for CTranslate2.",
            ) from error

    def language_of(
        self, windows: Sequence[Window], samples: NDArray[np.int16], wanted: str
    ) -> tuple[str, float]:
        """Return the language that is wanted, or else the one most likely spoken, and how likely.

        A few windows spread over the speech are asked, so that neither a song nor a guest at
        the beginning decides for the film.

        Raises Refused("language-unknown") for one that the model was not taught.
        """
        taught = self._model.supported_languages
        if wanted:
            language = wanted.partition("-")[0].lower()
            if language not in taught:
                raise Refused(
                    "language-unknown",
                    f"The speech model does not understand the language “{wanted}”.",
                    "Choose another model, or write the captions by hand.",
                )
            return language, 1.0
        if len(taught) == 1:
            return taught[0], 1.0
        step = math.ceil(len(windows) / ASKED_WINDOWS)
        asked = windows[step // 2 :: step]
        votes: Counter[str] = Counter()
        for window in asked:
            for language, probability in self._model.detect_language(sound_of(window, samples))[2]:
                votes[language] += probability
        language, votes_for_it = votes.most_common(1)[0]
        return language, votes_for_it / len(asked)

    def words_of(self, window: Window, samples: NDArray[np.int16], language: str) -> list[Word]:
        """Return what is said in a window, on the film's clock, without what nobody said."""
        sound = sound_of(window, samples)
        segments, _ = self._model.transcribe(sound, language=language, **HEARING)
        heard: list[Word] = []
        for segment in segments:
            words, voiced_s = _placed(segment.words or [], window)
            if not is_imagined(words, segment.no_speech_prob, voiced_s):
                heard += words
        return in_order(heard)


def _placed(tokens: Sequence[Any], window: Window) -> tuple[list[Word], float]:
    """Return a sentence's words on the film's clock, and how long they are voiced together."""
    words: list[Word] = []
    voiced_s = 0.0
    for token in tokens:
        start_s, end_s, shared_s = window.film_times(float(token.start), float(token.end))
        voiced_s += shared_s
        text = token.word.strip()
        if text:
            spaced = token.word[:1].isspace()
            probability = round(float(token.probability), 3)
            words.append(Word(start_s, end_s, text, probability, spaced))
    return words, voiced_s


def in_order(words: Sequence[Word]) -> list[Word]:
    """Return the words with times that never run back, rounded to a hundredth of a second.

    They come in the order they are said: one that was placed behind its successor is drawn
    back to it.
    """
    ordered: list[Word] = []
    latest = math.inf
    for word in reversed(words):
        end = min(word.end_s, latest)
        start = min(word.start_s, end)
        latest = start if end > start else latest
        ordered.append(
            Word(round(start, 2), round(end, 2), word.text, word.probability, word.spaced)
        )
    return ordered[::-1]
