"""Real `matinee` processes in real site folders."""

import contextlib
import dataclasses
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clips import AAC, H264, TONE, Clips, picture, run_ffmpeg
from tests.made_once import made_once


def environment(**more: str) -> dict[str, str]:
    """Return the shell's environment without the tests' own site.

    While tests run no processor is at leisure, so finishing must not wait for that.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MATINEE_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | {"MATINEE_FINISH_AT_LEISURE": "no"} | more


@dataclasses.dataclass(frozen=True)
class Ended:
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict]:
        """Return stdout read as one JSON object a line."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclasses.dataclass(frozen=True)
class Command:
    """The `matinee` command as a shell would start it in a folder."""

    cwd: Path

    def __call__(self, *words: object, **env: str) -> Ended:
        """Run it to its end."""
        done = subprocess.run(
            self._words(words),
            cwd=self.cwd,
            env=environment(**env),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    @contextlib.contextmanager
    def running(self, *words: object, **env: str) -> Iterator[subprocess.Popen]:
        """Start it; whatever still runs of it at the end of the block is killed."""
        process = subprocess.Popen(
            self._words(words),
            cwd=self.cwd,
            env=environment(**env),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()

    @staticmethod
    def _words(words: tuple[object, ...]) -> list[str]:
        return [sys.executable, "-m", "matinee", *map(str, words)]


@pytest.fixture(scope="session")
def clips(tmp_path_factory):
    return Clips(tmp_path_factory.mktemp("clips"))


@pytest.fixture(scope="session")
def long_master(tmp_path_factory):
    """Make a film that takes some seconds to encode."""
    file = tmp_path_factory.mktemp("long") / "long.mp4"
    run_ffmpeg(*f"{picture('640x360', '25', 45)} {TONE} {H264} {AAC}".split(), str(file))
    return file


@pytest.fixture(scope="session")
def new_site(tmp_path_factory):
    """Give a site folder that the command itself made."""
    return made_once(tmp_path_factory, "new-site", make_site)


def make_site(folder: Path) -> None:
    words = ("new", folder.name, "--name", 'Kino "Aurora"', "--editor", "ines")
    ended = Command(folder.parent)(*words)
    assert ended.status == 0, ended.err
    told_of(folder).write_text(ended.out, encoding="utf-8")


def told_of(new_site: Path) -> Path:
    """Return the file with what the command said when it made the site."""
    return new_site.with_suffix(".txt")


@pytest.fixture
def site_copy(new_site, tmp_path):
    """Copy the new site, for one test to change."""
    return Path(shutil.copytree(new_site, tmp_path / "site"))


@pytest.fixture
def matinee(site_copy):
    """Give the command, started inside the site."""
    return Command(site_copy)


def rows(site: Path, query: str) -> list[tuple]:
    """Ask the site's database, as another process would."""
    with contextlib.closing(sqlite3.connect(site / "site.sqlite3", timeout=20)) as database:
        return database.execute(query).fetchall()


def wait_for(condition, seconds: float = 40.0):
    """Wait until something is true and return it."""
    deadline = time.monotonic() + seconds
    while not (result := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)
    return result


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def fetch(port: int, path: str) -> tuple[int, bytes]:
    """Get an address; (0, b"") while nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()
    except OSError:
        return 0, b""


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; a zombie has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
