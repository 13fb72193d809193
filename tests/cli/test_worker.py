"""Workers that are killed, stopped, or two at a time; real processes, the real encoder."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import environment, is_alive, rows, wait_for
from tests.clips import AAC, H264, picture, run_ffmpeg
from tests.spoken import spoken

QUEUE = """
import sys, django
from pathlib import Path
django.setup()
from matinee.media.recipe import EncodeOptions
from matinee.releases.queue import queue_encode
from matinee.releases.masters import take_master
file = Path(sys.argv[1])
queue_encode(take_master(file, file.name), EncodeOptions(quality="draft", av1=False))
"""


UNFINISHED = {"MATINEE_CLEAR_DIALOGUE": "no", "MATINEE_AUTOMATIC_CAPTIONS": "no"}
"""For workers that only encode: what else a film gets is another test's matter."""

SAID = (
    "The tide went out before the ferry came.",
    "We waited on the pier until it was dark.",
    "Nobody had told us that the harbour was closed.",
)


def queue(matinee, master):
    names = {"MATINEE_SITE": str(matinee.cwd), "DJANGO_SETTINGS_MODULE": "matinee.project.settings"}
    subprocess.run([sys.executable, "-c", QUEUE, master], env=environment(**names), check=True)
    return matinee.cwd


@pytest.fixture
def site(matinee, long_master):
    """Queue a film that takes some seconds."""
    return queue(matinee, long_master)


@pytest.fixture
def spoken_site(matinee, tmp_path):
    """Queue a film in which somebody speaks over a low tone."""
    words = spoken(tmp_path, *SAID)
    mix = "[1:a]aresample=48000,apad[a];[2:a]volume=0.3[b];[a][b]amix=2:duration=shortest[m]"
    run_ffmpeg(
        *picture("320x180", "25", 11).split(), "-i", str(words),
        *["-f", "lavfi", "-i", "sine=frequency=220:duration=11:sample_rate=48000"],
        "-filter_complex", mix, "-map", "0:v", "-map", "[m]",
        *f"{H264} {AAC}".split(), str(tmp_path / "pier.mp4"),
    )  # fmt: skip
    return queue(matinee, tmp_path / "pier.mp4")


def job(site):
    return rows(site, "SELECT state, attempt, worker, error FROM releases_encodejob")[0]


def tools_of(site: Path) -> list[int]:
    """Return the running processes that name this site in their command line."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                line = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if str(site).encode() in line and is_alive(int(folder.name)):
                found.append(int(folder.name))
    return found


def encoding(site):
    return job(site)[0] == "running" and tools_of(site / "work")


def test_a_killed_workers_job_is_taken_over(matinee, site):
    with matinee.running("worker", MATINEE_LEASE_S="2", **UNFINISHED) as first:
        tools = wait_for(lambda: encoding(site))
        os.kill(first.pid, signal.SIGKILL)
        wait_for(lambda: not any(is_alive(pid) for pid in tools), seconds=5)
        assert job(site)[0] == "running"
        with matinee.running("worker", MATINEE_LEASE_S="2", **UNFINISHED) as second:
            wait_for(lambda: job(site)[0] == "done")
    assert job(site) == ("done", 2, job(site)[2], "")
    assert job(site)[2].endswith(f"-{second.pid}")
    assert rows(site, "SELECT count(*) FROM releases_release") == [(1,)]


def test_a_stopped_worker_gives_its_job_back(matinee, site):
    with matinee.running("worker") as worker:
        tools = wait_for(lambda: encoding(site))
        os.kill(worker.pid, signal.SIGTERM)
        said = worker.communicate(timeout=20)[0]
    assert worker.returncode == 0, said
    assert job(site) == ("queued", 0, "", "")
    assert not any(is_alive(pid) for pid in tools)
    assert rows(site, "SELECT count(*) FROM releases_worker") == [(0,)]
    assert matinee("worker", "--once", **UNFINISHED).status == 0
    assert job(site) == ("done", 1, job(site)[2], "")


def test_two_workers_run_one_job_once(matinee, site):
    words = ("worker", "--once")
    with matinee.running(*words, **UNFINISHED) as one, matinee.running(*words, **UNFINISHED) as two:
        said = [process.communicate(timeout=60)[0] for process in (one, two)]
    assert job(site) == ("done", 1, job(site)[2], "")
    assert sum("Encoding long.mp4" in words for words in said) == 1, said


def finishing(site):
    return dict(rows(site, "SELECT kind, state FROM releases_finishingjob"))


def test_a_killed_workers_finishing_goes_on_until_every_word_is_there(matinee, spoken_site):
    site = spoken_site
    with matinee.running("worker", MATINEE_LEASE_S="2") as first:
        # The film can be watched, its captions wait, and somebody listens to its sound.
        wait_for(lambda: finishing(site).get("dialogue") == "running", seconds=90)
        tools = wait_for(lambda: tools_of(site / "public" / "media" / "films"))
        os.kill(first.pid, signal.SIGKILL)
        wait_for(lambda: not any(is_alive(pid) for pid in tools), seconds=5)
    assert finishing(site) == {"dialogue": "running", "captions": "queued", "chapters": "queued"}
    assert rows(site, "SELECT count(*) FROM releases_audiorendition") == [(1,)]
    with matinee.running("worker", MATINEE_LEASE_S="2"):
        wait_for(lambda: set(finishing(site).values()) == {"done"}, seconds=120)
    attempts = "SELECT attempt FROM releases_finishingjob WHERE kind = 'dialogue'"
    assert rows(site, attempts) == [(2,)]
    sounds = rows(site, "SELECT file, label, purpose, `default` FROM releases_audiorendition")
    assert sounds == [
        ("sound-1.mp4", "Original", "", 1),
        ("sound-1-clear.mp4", "Clear dialogue", "clear-dialogue", 0),
    ]
    ((language, automatic, file),) = rows(
        site, "SELECT language, automatic, file FROM releases_captiontrack"
    )
    assert (language, automatic) == ("en", 1)
    heard = (site / "public" / "media" / file).read_text()
    assert [word for word in ("tide", "ferry", "pier", "dark") if word not in heard] == []
    left = {path.suffix for path in (site / "work").iterdir()}
    assert not left & {".dialogue", ".captions", ".chapters"}


def test_a_worker_ends_with_the_process_that_wanted_it(matinee):
    stand_in = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        ended = matinee("worker", "--parent", stand_in.pid)
        assert ended.status == 0
    finally:
        stand_in.communicate(b"\n")
