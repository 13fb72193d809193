"""Wrong input: one sentence, exit status 2, and nothing written."""

import json

import pytest

from tests.cli.conftest import Command, rows


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["bogus"], "No such command 'bogus'"),
        (["release"], "Missing argument 'MASTER'"),
        (["release", "none.mp4", "--title", "X"], "does not exist"),
        (["release", "notes.txt", "--title", "X"], "not a film"),
        (["release", "film.mp4"], "Missing option '--title'"),
        (["release", "film.mp4", "--title", " "], "needs a title"),
        (["release", "film.mp4", "--title", "X", "--year", "18"], "'--year'"),
        (["release", "film.mp4", "--title", "X", "--kind", "epic"], "'--kind'"),
        (["release", "film.mp4", "--title", "X", "--quality", "great"], "'--quality'"),
        (["release", "film.mp4", "--title", "X", "--language", "klingon"], "klingon"),
        (["release", "film.mp4", "--title", "X", "--captions", "a.srt"], "not LANGUAGE=FILE"),
        (["release", "film.mp4", "--title", "X", "--captions", "en=none.srt"], "none.srt"),
        (["release", "film.mp4", "--title", "X", "--captions", "en=notes.txt"], "notes.txt"),
        (["release", "film.mp4", "--title", "X", "--captions", "xx=good.srt"], "“xx”"),
        (["release", "film.mp4", "--title", "X", "--credits", "bad.txt"], "Line 2"),
        (["release", "film.mp4", "--title", "X", "--synopsis", "none.txt"], "does not exist"),
        (["finish"], "No film is named"),
        (["finish", "low-water", "--all"], "A film is named, and all are asked for"),
        (["finish", "low-water"], "no released film called “low-water”"),
        (["editor", "not a name"], "not a name"),
        (["run", "--port", "99999"], "'--port'"),
    ],
)
def test_wrong_words_are_refused(matinee, clips, words, sentence):
    folder = matinee.cwd
    (folder / "film.mp4").symlink_to(clips.path("h264.mp4"))
    (folder / "notes.txt").write_text("A shopping list.\n")
    (folder / "good.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nHello\n")
    (folder / "bad.txt").write_text("Director: Ada Lund\nEditor:\n")
    ended = matinee(*words)
    assert ended.status == 2, ended
    assert ended.out == ""
    assert sentence in ended.err
    assert len(ended.err.strip().splitlines()) == 1
    assert "Traceback" not in ended.err
    assert rows(folder, "SELECT count(*) FROM releases_master") == [(0,)]
    assert [path for path in (folder / "masters").rglob("*") if path.is_file()] == []


def test_programs_get_the_refusal_as_json(matinee):
    ended = matinee("release", "none.mp4", "--title", "X", "--json")
    assert ended.status == 2
    assert ended.err == ""
    told = json.loads(ended.out)
    assert set(told) == {"event", "code", "message", "hint"}
    assert told["event"] == "error"


@pytest.mark.parametrize("words", [["run"], ["worker"], ["editor", "ada"], ["bake"]])
def test_a_folder_without_a_site_is_refused(tmp_path, words):
    ended = Command(tmp_path)(*words)
    assert ended.status == 2
    assert "not a site folder" in ended.err
    assert "matinee new" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_new_keeps_its_hands_off_a_folder_with_something_in_it(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    ended = Command(tmp_path)("new", ".")
    assert ended.status == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert Command(tmp_path)("new", "mine.txt").status == 2


def test_a_wrong_setting_is_refused_before_anything_runs(matinee):
    (matinee.cwd / "matinee.toml").write_text("lease_s = 'long'\n")
    ended = matinee("worker", "--once")
    assert (ended.status, ended.out) == (2, "")
    assert "lease_s" in ended.err
    assert len(ended.err.strip().splitlines()) == 1
