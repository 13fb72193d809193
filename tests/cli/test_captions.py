"""`matinee captions` as a shell runs it, outside any site."""

import pytest

from tests.cli.conftest import Command
from tests.spoken import spoken

SRT = """1
00:00:01,000 --> 00:00:03,000
<i>Early</i> & bright

2
00:00:03,010 --> 00:00:03,500
Too soon and too short
"""


@pytest.fixture
def shell(tmp_path):
    (tmp_path / "film.srt").write_text(SRT)
    return Command(tmp_path)


def test_a_breach_is_told_with_its_caption_and_its_time(shell):
    ended = shell("captions", "check", "film.srt")
    assert ended.status == 2
    assert "    2  00:00:03.010  It stands for 0.49 s; 1 s at least." in ended.out
    assert ended.err == "Captions: 2, of which break a norm: 1.\n"
    words = ("captions", "check", "film.srt", "--frame-rate", "24000/1001", "--json")
    [told] = shell(*words).lines
    assert told["captions"] == 2
    assert [(each["number"], each["what"]) for each in told["breaches"]] == [
        (2, "short"), (2, "close")
    ]  # fmt: skip


def test_a_file_is_converted_and_none_is_replaced_by_surprise(shell, tmp_path):
    ended = shell("captions", "convert", "film.srt", "film.vtt")
    assert (ended.status, ended.out) == (0, "film.vtt\n")
    text = (tmp_path / "film.vtt").read_text()
    assert "00:00:01.000 --> 00:00:03.000\n<i>Early</i> &amp; bright\n" in text
    again = shell("captions", "convert", "film.vtt", "film.srt")
    assert again.status == 2
    assert "--replace" in again.err
    assert (tmp_path / "film.srt").read_text() == SRT
    assert shell("captions", "convert", "film.vtt", "film.srt", "--replace").status == 0
    assert shell("captions", "convert", "film.vtt", "film.sub").status == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "  convert  Write the captions of IN to OUT"),
        (["check", "film.srt", "--frame-rate", "nan"], "nan is no frame rate"),
        (["convert", "film.srt", "no/film.vtt"], "film.vtt cannot be written"),
        (["make", "none.mp4"], "none.mp4 cannot be read"),
        (["make", "film.srt", "--out", "no/film.vtt"], "film.vtt cannot be written"),
        (["make", "film.srt", "--language", "german"], "“german” is not a language"),
        (["make", "film.srt", "--model", "gigantic"], "no speech model called “gigantic”"),
    ],
)
def test_wrong_words_are_refused_before_any_work(shell, tmp_path, words, sentence):
    ended = shell("captions", *words, XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert (ended.status, ended.out) == (2, "")
    assert sentence in ended.err
    assert "listened to" not in ended.err
    assert not (tmp_path / "cache" / "matinee" / "heard").exists()


def test_what_is_said_is_written_down_beside_the_film(shell, tmp_path):
    file = spoken(tmp_path, "He shook his head and sat down by the window.")
    words = ("captions", "make", file.name, "--as-is", "--language", "en", "--json")
    ended = shell(*words, XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert ended.status == 0, ended.err
    told = ended.lines[-1]
    assert (told["event"], told["language"], told["made_by"]) == ("captioned", "en", "Whisper base")
    captions = file.with_suffix(".vtt")
    assert "window." in captions.read_text()
    assert shell("captions", "check", captions.name).status == 0
    assert not list((tmp_path / "cache" / "matinee" / "heard").iterdir())
    again = shell(*words, XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert again.lines[-1]["code"] == "captions-there"
    # What is no film leaves nothing in the cache either.
    refused = shell("captions", "make", "film.srt", XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert refused.status == 2
    assert not list((tmp_path / "cache" / "matinee" / "heard").iterdir())
