"""What keeps words in their place and out of silence: windows, doubts, loops; no model."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matinee.media.errors import Refused
from matinee.media.speech.decoding import decode_speech
from matinee.media.speech.doubtful import is_imagined, without_loops
from matinee.media.speech.kept import KeptWindows
from matinee.media.speech.listener import in_order
from matinee.media.speech.voices import PAD_S, WINDOW_S, Stretch, plan_windows
from matinee.media.speech.words import Word, text_of
from tests.spoken import RATE, write_wav


def words(text, probability=0.9):
    return [Word(i, i + 0.5, each, probability) for i, each in enumerate(text.split())]


VOICES = st.lists(st.tuples(st.floats(0.45, 40), st.floats(0.05, 90)), min_size=1, max_size=30)


@settings(max_examples=150, deadline=None)
@given(VOICES)
def test_windows_hold_every_voice_once_and_never_more_than_the_model_hears(parts):
    voices, at = [], 0.0
    for pause, length in parts:
        voices.append(Stretch(at + pause, at + pause + length))
        at += pause + length
    windows = plan_windows(voices, at + 0.1)
    assert all(window.length_s <= WINDOW_S + 0.001 for window in windows)
    heard = [voice for window in windows for voice in window.voices]
    assert sum(voice.length_s for voice in heard) == pytest.approx(sum(v.length_s for v in voices))
    pieces = [piece for window in windows for piece in window.pieces]
    assert all(a.end_s <= b.start_s + 1e-6 for a, b in pairwise(pieces))
    for window in windows:
        for voice in window.voices:
            assert any(
                piece.start_s - 1e-6 <= voice.start_s and voice.end_s <= piece.end_s + 1e-6
                for piece in window.pieces
            )


@pytest.mark.parametrize(
    ("said", "placed"),
    [
        ((0.5, 1.0), (2.1, 2.6)),
        # Begins where the last word ended, 1.2 s of pad and pause before its own voice.
        ((2.35, 3.9), (11.8, 12.7)),
        # Mostly before its voice, but sharing nothing with the one before.
        ((2.45, 3.3), (11.8, 12.1)),
        # Reaches on over what was cut out.
        ((1.5, 3.1), (3.1, 4.2)),
    ],
)
def test_a_word_belongs_to_the_voice_it_shares_most_with(said, placed):
    [window] = plan_windows([Stretch(2.0, 4.0), Stretch(12.0, 15.0)], 20.0)
    assert window.length_s == pytest.approx(5 + 4 * PAD_S)
    start, end, _ = window.film_times(*said)
    assert (round(start, 2), round(end, 2)) == placed


@pytest.mark.parametrize(
    ("text", "probability", "no_speech", "voiced_s", "imagined"),
    [
        ("Good morning.", 0.9, 0.1, 0.8, False),
        ("Good morning.", 0.9, 0.1, 0.0, False),
        ("Good morning.", 0.5, 0.1, 0.0, True),
        ("Good morning.", 0.3, 0.8, 0.8, True),
        ("Good morning.", 0.3, 0.2, 0.8, False),
        ("Thanks for watching!", 0.6, 0.1, 0.8, True),
        ("Thank you for watching.", 0.95, 0.5, 0.8, True),
        ("Thanks for watching the children.", 0.95, 0.1, 1.5, False),
        ("Sous-titres réalisés par Ada", 0.5, 0.1, 0.8, True),
        ("ご視聴ありがとうございました", 0.6, 0.2, 0.8, True),
        ("You", 0.01, 0.1, 0.8, True),
        ("", 1.0, 0.0, 0.0, True),
    ],
)
def test_what_nobody_said_is_known_by_its_silence(text, probability, no_speech, voiced_s, imagined):
    assert is_imagined(words(text, probability), no_speech, voiced_s) is imagined


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("no no no he said", "no no no he said"),
        ("la " * 40 + "end", "la la end"),
        ("and then " + "I don't know. " * 9, "and then I don't know. I don't know."),
        ("one two three four five six seven eight", "one two three four five six seven eight"),
        ("", ""),
    ],
)
def test_a_loop_is_said_twice(said, kept):
    assert text_of(without_loops(words(said))) == kept


def test_times_never_run_back():
    said = [Word(1, 2, "a"), Word(5, 6, "b"), Word(2, 3, "c"), Word(3, 4, "d")]
    times = [(word.start_s, word.end_s) for word in in_order(said)]
    assert times == [(1, 2), (2, 2), (2, 3), (3, 4)]


def test_a_full_disk_is_no_silence(tmp_path):
    file = tmp_path / "tone.wav"
    write_wav(file, np.zeros(RATE))
    # Whatever is written there finds no room.
    with pytest.raises(Refused) as refused:
        decode_speech(file, Path("/dev/full"))
    assert refused.value.code == "disk-full"


def test_what_was_kept_is_read_up_to_where_it_was_cut_off(tmp_path):
    path = tmp_path / "kept.jsonl"
    kept = KeptWindows(path)
    kept.keep_language("en", 0.97)
    kept.keep(words("one two"))
    kept.keep([])
    with path.open("a") as file:
        file.write('[[0.1, 0.2, "thr')
    again = KeptWindows(path)
    assert (again.language, again.probability) == ("en", 0.97)
    assert again.windows == [words("one two"), []]
    again.keep(words("three"))
    assert KeptWindows(path).windows == [words("one two"), [], words("three")]
    # A file that had grown when the power went, and was not yet written.
    path.write_bytes(path.read_bytes().replace(b"[]", b"\0\0"))
    assert KeptWindows(path).windows == [words("one two")]
