"""Workers that are killed, stopped, or two at a time; real processes, the real encoder."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import environment, is_alive, rows, wait_for

QUEUE = """
import sys, django
from pathlib import Path
django.setup()
from matinee.media.recipe import EncodeOptions
from matinee.releases.jobs import queue_encode
from matinee.releases.masters import take_master
file = Path(sys.argv[1])
queue_encode(take_master(file, file.name), EncodeOptions(quality="draft", av1=False))
"""


@pytest.fixture
def site(matinee, long_master):
    """Queue a film that takes some seconds."""
    names = {"MATINEE_SITE": str(matinee.cwd), "DJANGO_SETTINGS_MODULE": "matinee.project.settings"}
    subprocess.run([sys.executable, "-c", QUEUE, long_master], env=environment(**names), check=True)
    return matinee.cwd


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
    with matinee.running("worker", MATINEE_LEASE_S="2") as first:
        tools = wait_for(lambda: encoding(site))
        os.kill(first.pid, signal.SIGKILL)
        wait_for(lambda: not any(is_alive(pid) for pid in tools), seconds=5)
        assert job(site)[0] == "running"
        with matinee.running("worker", MATINEE_LEASE_S="2") as second:
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
    assert matinee("worker", "--once").status == 0
    assert job(site) == ("done", 1, job(site)[2], "")


def test_two_workers_run_one_job_once(matinee, site):
    with matinee.running("worker", "--once") as one, matinee.running("worker", "--once") as two:
        said = [process.communicate(timeout=60)[0] for process in (one, two)]
    assert job(site) == ("done", 1, job(site)[2], "")
    assert sum("Encoding long.mp4" in words for words in said) == 1, said


def test_a_worker_ends_with_the_process_that_wanted_it(matinee):
    stand_in = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        ended = matinee("worker", "--parent", stand_in.pid)
        assert ended.status == 0
    finally:
        stand_in.communicate(b"\n")
