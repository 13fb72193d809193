"""`matinee conversation` in real sites: what it tells, and that a kill loses nothing."""

import contextlib
import json
import os
import signal
import time

import pytest

from tests.cli.conftest import Command, rows
from tests.migration.exports import comment, item, wxr

FILMS = """
from pathlib import Path
from matinee.cli.site import open_site
open_site(Path.cwd())
from matinee.catalogue.entry import FilmEntry, enter_film
enter_film(FilmEntry("Low Water"))
"""
COUNT = 2500


@pytest.fixture(scope="module")
def site_with_film(new_site, tmp_path_factory):
    """Make a site with one film, that the tests below copy."""
    import shutil
    import subprocess
    import sys

    from tests.cli.conftest import environment

    folder = tmp_path_factory.mktemp("filmed") / "site"
    shutil.copytree(new_site, folder)
    subprocess.run([sys.executable, "-c", FILMS], cwd=folder, env=environment(), check=True)
    return folder


@pytest.fixture
def matinee(site_with_film, tmp_path):
    import shutil

    return Command(shutil.copytree(site_with_film, tmp_path / "site"))


def said(site):
    return rows(
        site, "SELECT origin, number, place, text FROM discussion_comment ORDER BY number, origin"
    )


def test_in_out_and_into_another_site(matinee, site_with_film, tmp_path):
    import shutil

    file = wxr(tmp_path, item(comment(1), comment(2, parent=1)), item(comment(3), slug="about"))
    dry = matinee("conversation", "import", file, "--dry-run")
    assert dry.status == 0
    assert dry.out.splitlines() == [
        "3 comments in the file (wordpress).",
        "        2  would come in",
        "        1  stand under pages that are no film of this site",
    ]
    assert "1  https://www.estuary.example/2019/03/about/  Low Water" in dry.err
    ended = matinee("conversation", "import", file, "--json")
    assert ended.status == 0
    assert ended.lines[-1]["event"] == "imported"
    assert ended.lines[-1]["brought"] == 2
    assert ended.lines[-1]["unknown"][0]["comments"] == 1
    out = tmp_path / "all.jsonl"
    assert matinee("conversation", "export", "--out", out).err == "2 comments.\n"
    assert out.stat().st_mode & 0o777 == 0o600
    assert (
        matinee("conversation", "export").out.splitlines()[1:]
        == out.read_text("utf-8").splitlines()[1:]
    )
    second = Command(shutil.copytree(site_with_film, tmp_path / "second"))
    assert second("conversation", "import", out).status == 0
    assert said(second.cwd) == said(matinee.cwd)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["import", "missing.xml"], "'missing.xml' does not exist"),
        (["import", "empty.xml"], "empty.xml is empty."),
        (["import", "matinee.toml"], "matinee.toml is no whole XML"),
        (["import", "site.sqlite3"], "site.sqlite3 is a database, but not one of Isso."),
        (["import", "x.xml", "--film", "nowhere"], "There is no film “nowhere” here."),
        (["import", "x.xml", "--film", "a", "--map", "x.xml"], "Give --film or --map, not both."),
        (["export", "--film", "nowhere"], "There is no film “nowhere” here."),
        (["export", "--out", "x.xml"], "x.xml is there already."),
        (["export", "--out", "no/such/folder.jsonl"], "folder.jsonl cannot be written"),
        (["data", "nobody"], "“nobody” is no e-mail address."),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(matinee, words, sentence):
    (matinee.cwd / "empty.xml").touch()
    wxr(matinee.cwd, item(comment(1)), name="x.xml")
    ended = matinee("conversation", *words)
    assert ended.status == 2, ended.err
    assert sentence in ended.err
    assert "Traceback" not in ended.err


def test_a_database_that_cannot_be_written_is_told(matinee, tmp_path):
    file = wxr(tmp_path, item(comment(1)))
    database = matinee.cwd / "site.sqlite3"
    # Root writes whatever its mode is; a table of another shape refuses everyone.
    assert rows(matinee.cwd, "SELECT 1") == [(1,)]
    import sqlite3

    with contextlib.closing(sqlite3.connect(database)) as opened:
        opened.execute(
            "CREATE TRIGGER full BEFORE INSERT ON discussion_comment"
            " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        )
        opened.commit()
    ended = matinee("conversation", "import", file)
    assert ended.status == 1
    assert "The site’s database refused: the disk is full. 0 comments came in." in ended.err
    assert "Traceback" not in ended.err


def test_what_is_kept_about_a_person_is_given_and_erased(matinee, tmp_path):
    matinee("conversation", "import", wxr(tmp_path, item(comment(1), comment(2, parent=1))))
    kept = json.loads(matinee("conversation", "data", "WANDA@mail.example").out)
    assert [each["text"] for each in kept["comments"]] == ["A quiet film."] * 2
    assert matinee("conversation", "erase", "wanda@mail.example").status == 130
    ended = matinee("conversation", "erase", "wanda@mail.example", "--yes", "--json")
    assert (ended.status, ended.lines[0]["emptied"]) == (0, 2)
    assert json.loads(matinee("conversation", "data", "wanda@mail.example").out)["comments"] == []
    # The file brings nobody back who was erased here.
    matinee("conversation", "import", tmp_path / "wordpress.xml")
    assert [text for *_, text in said(matinee.cwd)] == ["", ""]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_stopped_in_the_middle_and_run_again_is_as_run_once(matinee, site_with_film, tmp_path, how):
    import shutil

    comments = [comment(n, f"c{n}", parent=n // 3 if n % 3 else 0) for n in range(1, COUNT + 1)]
    file = wxr(tmp_path, item(*comments))
    with matinee.running("conversation", "import", file) as process:
        deadline = time.monotonic() + 90
        while not (came := len(said(matinee.cwd))) and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(process.pid, how)
        told = process.stdout.read()
        process.wait()
    came = len(said(matinee.cwd))
    assert 0 < came < COUNT, told
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert f"Stopped on request: {came} of {COUNT} comments came in." in told
    again = matinee("conversation", "import", file, "--json")
    assert (again.lines[-1]["here_already"], again.lines[-1]["brought"]) == (came, COUNT - came)
    once = Command(shutil.copytree(site_with_film, tmp_path / "once"))
    assert once("conversation", "import", file).status == 0
    assert said(matinee.cwd) == said(once.cwd)
