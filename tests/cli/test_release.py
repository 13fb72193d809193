"""From a master file to the address of its film, by the command alone."""

import os
import signal

from tests.cli.conftest import rows, wait_for

QUICK = ("--quality", "draft", "--no-av1")
SRT = "1\n00:00:00,200 --> 00:00:01,500\nHello\n"


def jobs(site):
    return rows(site, "SELECT state, attempt, worker FROM releases_encodejob ORDER BY id")


def films(site):
    folder = site / "public" / "media" / "films"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_a_film_goes_out_with_its_words(matinee, clips):
    site = matinee.cwd
    (site / "credits.txt").write_text("Director: Ada Lund\nCamera: Bo Ek and Cy Dahl\n")
    (site / "words.txt").write_text("The tide goes out.\n")
    (site / "en.srt").write_text(SRT)
    ended = matinee(
        "release", clips.path("h264.mp4"), "--title", "Low Water", "--year", "2024",
        "--kind", "documentary", "--synopsis", "words.txt", "--credits", "credits.txt",
        "--captions", "en=en.srt", "--language", "en", *QUICK, MATINEE_CLEAR_DIALOGUE="no",
    )  # fmt: skip
    assert ended.status == 0, ended.err
    assert ended.out == "http://127.0.0.1:8000/films/low-water/\n"
    assert "100%" in ended.err
    assert [state for state, _, _ in jobs(site)] == ["done"]
    (key,) = films(site)
    assert (site / "public" / "media" / "films" / key / "film.json").is_file()
    assert rows(site, "SELECT year, kind, synopsis, release_id FROM catalogue_filmpage") == [
        (2024, "documentary", "The tide goes out.", 1)
    ]
    assert rows(site, "SELECT count(*) FROM catalogue_person") == [(3,)]
    assert rows(site, "SELECT language, label FROM releases_captiontrack") == [("en", "English")]
    assert rows(site, "SELECT count(*) FROM releases_worker") == [(0,)]
    # Its captions are there; what it was released without is queued when somebody asks.
    assert "Still to come, made by the worker: chapters." in ended.err
    finished = matinee("finish", "Low Water")
    assert (finished.out, finished.err) == ("Low Water: clear dialogue\n", "1 job queued.\n")


def test_programs_read_one_object_a_line(matinee, clips):
    ended = matinee("release", clips.path("h264.mp4"), "--title", "X", "--draft", "--json", *QUICK)
    assert ended.status == 0, ended.err
    names = [line["event"] for line in ended.lines]
    assert {"planned", "progress", "done"} <= set(names)
    assert ended.lines[-1]["event"] == "released"
    assert ended.lines[-1]["draft"] is True
    assert ended.lines[-1]["following"] == ["dialogue", "captions", "chapters"]
    assert "/studio/pages/" in ended.lines[-1]["address"]
    assert rows(matinee.cwd, "SELECT live FROM wagtailcore_page ORDER BY id DESC LIMIT 1") == [(0,)]


def test_the_same_film_again_keeps_its_page(matinee, clips):
    command = ("release", clips.path("h264.mp4"), "--title", "Low Water", *QUICK)
    first, again = matinee(*command), matinee(*command)
    assert (first.status, again.status) == (0, 0)
    assert first.out == again.out
    assert rows(matinee.cwd, "SELECT count(*) FROM catalogue_filmpage") == [(1,)]
    assert len(films(matinee.cwd)) == 1


def test_ctrl_c_cancels_and_the_same_command_goes_on(matinee, long_master):
    site = matinee.cwd
    command = ("release", long_master, "--title", "Long", *QUICK)
    with matinee.running(*command) as process:
        wait_for(lambda: any(state == "running" for state, _, _ in jobs(site)))
        os.kill(process.pid, signal.SIGINT)
        said = process.communicate(timeout=30)[0]
    assert process.returncode == 1, said
    assert "cancelled" in said
    assert "Traceback" not in said
    assert [state for state, _, _ in jobs(site)] == ["cancelled"]
    assert films(site) == []
    ended = matinee(*command)
    assert ended.status == 0, ended.err
    assert [state for state, _, _ in jobs(site)] == ["cancelled", "done"]


def test_a_worker_that_is_there_does_the_work(matinee, clips):
    site = matinee.cwd
    with matinee.running("worker") as worker:
        wait_for(lambda: rows(site, "SELECT name FROM releases_worker"))
        ended = matinee("release", clips.path("h264.mp4"), "--title", "Low Water", *QUICK)
        assert ended.status == 0, ended.err
        ((state, _, name),) = jobs(site)
        assert state == "done"
        assert name.endswith(f"-{worker.pid}")


def test_a_failure_is_told_with_status_1(matinee, clips):
    site = matinee.cwd
    with matinee.running("release", clips.path("h264.mp4"), "--title", "X", *QUICK) as process:
        (master,) = wait_for(
            lambda: [path for path in (site / "masters").rglob("*.mp4") if path.is_file()]
        )
        master.write_bytes(b"broken" * 1000)
        said = process.communicate(timeout=60)[0]
    assert process.returncode == 1, said
    assert "Traceback" not in said
    assert [state for state, _, _ in jobs(site)] == ["failed"]
