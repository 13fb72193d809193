"""Words heard in a sound file: by the real model, across a silence, and after a kill."""

import re
from difflib import SequenceMatcher

import numpy as np
import pytest

from matinee.media.captions.make import CaptionOptions, make_captions
from matinee.media.errors import Cancelled, Refused
from matinee.media.events import Watch
from matinee.media.speech.hear import hear_words
from matinee.media.speech.models import find_model
from tests.made_once import made_once
from tests.spoken import RATE, samples, write_wav

BEFORE = (
    "The boat came in before the light did.",
    "Nobody in the village had seen it leave.",
)
AFTER = (
    "His daughter was waiting in the kitchen with the kettle on.",
    "She looked at the box, then at his hands, and asked whether he was hungry.",
    "He shook his head and sat down by the window.",
    "Outside, the rain had begun to fall again, slow and even.",
    "There was a film they used to watch together when she was small.",
    "People laugh at her, because the sea is far away.",
    "He had always liked the ending.",
    "She had always asked what happened to the mountain.",
)
SILENCE_S = 8.0


@pytest.fixture(scope="session")
def models(tmp_path_factory):
    """Give a folder with the packaged weights joined."""
    return made_once(tmp_path_factory, "models", lambda folder: find_model("base", folder))


@pytest.fixture(scope="module")
def speech(tmp_path_factory):
    """Make speech, 8 s of faint noise, and speech; return the file and where the silence is."""
    before, after = samples(*BEFORE), samples(*AFTER)
    hush = np.random.default_rng(1).normal(0, 1e-4, round(SILENCE_S * RATE))
    file = tmp_path_factory.mktemp("speech") / "speech.wav"
    write_wav(file, np.concatenate([before, hush, after]))
    return file, len(before) / RATE


@pytest.fixture(scope="module")
def heard(speech, models, tmp_path_factory):
    """Hear the speech in two goes: the first is killed in its second window."""
    work = tmp_path_factory.mktemp("work")
    told = []
    watch = Watch(told.append, lambda: bool(told) and told[-1].fraction > 0.1)
    model = find_model("base", models)
    with pytest.raises(Cancelled):
        hear_words(speech[0], model, watch, language="en", work=work)
    [kept] = work.glob("*.jsonl")
    lines = kept.read_text().splitlines()
    assert len(lines) == 2
    # As a power cut leaves it; and marked, so that it is seen whether this is used.
    kept.write_text(f"{lines[0]}\n{lines[1].replace('village', 'viaduct')}\n[[1.0, 2.")
    return hear_words(speech[0], model, language="en", work=work)


def bare(text):
    return re.sub(r"[^a-z ]", "", text.lower()).split()


def test_every_word_is_heard_once_and_kept_windows_are_not_heard_again(heard):
    expected = bare(" ".join(BEFORE + AFTER).replace("village", "viaduct"))
    words = bare(" ".join(word.text for word in heard.words))
    found = SequenceMatcher(a=words, b=expected, autojunk=False).get_matching_blocks()
    alike = sum(block.size for block in found)
    # A model may mishear a word; a sentence that is lost or said twice is more than that.
    assert len(expected) - alike <= 2
    assert len(words) == len(expected)
    assert "viaduct" in words


def test_no_word_is_put_into_the_silence_or_on_its_other_side(heard, speech):
    begins = speech[1]
    ends = begins + SILENCE_S
    count = len(bare(" ".join(BEFORE)))
    assert max(word.end_s for word in heard.words[:count]) < begins
    assert min(word.start_s for word in heard.words[count:]) > ends
    starts = [word.start_s for word in heard.words]
    assert starts == sorted(starts)


def test_music_is_no_speech(tmp_path, models):
    t = np.arange(6 * RATE) / RATE
    chord = sum(np.sin(2 * np.pi * f * t) for f in (220, 277, 330)) / 5
    file = tmp_path / "chord.wav"
    write_wav(file, chord * (0.6 + 0.4 * np.sin(2 * np.pi * 2 * t)))
    with pytest.raises(Refused) as refused:
        make_captions(file, CaptionOptions(models), work=tmp_path)
    assert refused.value.code == "no-speech"


@pytest.mark.parametrize(
    "data",
    [
        b"not a sound at all",
        b"ffconcat version 1.0\nfile /etc/hostname\n",
        b"#EXTM3U\n#EXTINF:1,\n/etc/hostname\n#EXT-X-ENDLIST\n",
    ],
)
def test_what_is_no_sound_is_refused(tmp_path, models, data):
    file = tmp_path / "film.wav"
    file.write_bytes(data)
    with pytest.raises(Refused) as refused:
        make_captions(file, CaptionOptions(models), work=tmp_path)
    assert refused.value.code == "no-sound"
