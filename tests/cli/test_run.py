"""`matinee run`: one command, one process group, nothing left behind."""

import contextlib
import json
import os
import signal
import socket
import time
from pathlib import Path

import pytest

from tests.cli.conftest import fetch, free_port, is_alive, rows, wait_for


@pytest.fixture
def running(matinee):
    """Run the site with a worker; give the process and its port."""
    port = free_port()
    with matinee.running("run", "--port", port) as process:
        wait_for(lambda: fetch(port, "/healthz")[0] == 200)
        yield process, port


def children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_site_and_its_worker_end_together(running, number):
    process, port = running
    workers = children(process.pid)
    assert len(workers) == 1
    os.kill(process.pid, number)
    said = process.communicate(timeout=20)[0]
    assert process.returncode == 0, said
    assert not is_alive(workers[0])
    assert fetch(port, "/healthz")[0] == 0
    assert "Traceback" not in said


def test_a_worker_that_dies_is_started_again(running):
    process, _ = running
    (first,) = children(process.pid)
    os.kill(first, signal.SIGKILL)
    (second,) = wait_for(lambda: [pid for pid in children(process.pid) if pid != first])
    assert is_alive(second)


def test_a_worker_does_not_outlive_a_killed_site(running):
    process, _ = running
    (worker,) = children(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    wait_for(lambda: not is_alive(worker), seconds=10)


def test_a_taken_port_is_refused(matinee):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        ended = matinee("run", "--port", port)
    assert ended.status == 2
    assert str(port) in ended.err
    assert "--port" in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_health_says_what_is_missing(matinee):
    port = free_port()
    with matinee.running("run", "--port", port, "--no-worker"):
        wait_for(lambda: fetch(port, "/healthz")[0])
        status, body = fetch(port, "/healthz")
    assert status == 503
    told = json.loads(body)
    assert told == {
        "healthy": False, "database": True, "disk": True, "worker": False, "worker_age_s": None,
    }  # fmt: skip


def test_stalled_viewers_slow_nobody(running, matinee):
    _, port = running
    film = matinee.cwd / "public" / "media" / "films" / ("0" * 16)
    film.mkdir(parents=True)
    (film / "v.mp4").write_bytes(b"\0" * 20_000_000)
    with contextlib.ExitStack() as stack:
        for _ in range(12):
            viewer = stack.enter_context(socket.socket())
            viewer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            viewer.connect(("127.0.0.1", port))
            viewer.sendall(
                f"GET /media/films/{'0' * 16}/v.mp4 HTTP/1.1\r\nHost: x\r\n\r\n".encode()
            )
            assert viewer.recv(100)
        began_at = time.monotonic()
        for _ in range(20):
            assert fetch(port, "/static/wagtailadmin/css/core.css")[0] == 200
        assert (time.monotonic() - began_at) / 20 < 0.1
        assert fetch(port, "/studio/login/")[0] == 200


def test_an_editor_signs_in_and_visitors_get_no_cookie(running, matinee):
    import http.cookiejar
    import urllib.parse
    import urllib.request

    _, port = running
    site = f"http://127.0.0.1:{port}"
    words = matinee("editor", "ada").out
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    browser.open(f"{site}/").close()
    browser.open(f"{site}/films/").close()
    assert list(jar) == []
    browser.open(f"{site}/studio/login/").close()
    token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
    form = {"username": "ada", "password": words.split()[-1], "csrfmiddlewaretoken": token}
    body = urllib.parse.urlencode({**form, "next": "/studio/"}).encode()
    with browser.open(f"{site}/studio/login/", data=body) as answer:
        assert answer.url == f"{site}/studio/"
        assert b"ada" in answer.read()
    assert {cookie.path for cookie in jar} == {"/studio/"}


def test_an_unknown_address_says_so_without_detail(running, matinee):
    _, port = running
    status, body = fetch(port, "/no/such/page/")
    assert status == 404
    assert str(matinee.cwd).encode() not in body
    assert b"Traceback" not in body


def test_a_page_that_fails_says_so_without_detail(running, matinee):
    process, port = running
    with contextlib.suppress(FileNotFoundError):
        (matinee.cwd / "public" / "index.html").unlink()
    rows(matinee.cwd, "SELECT 1")
    import sqlite3

    with contextlib.closing(sqlite3.connect(matinee.cwd / "site.sqlite3")) as database:
        database.execute("ALTER TABLE wagtailcore_page RENAME TO gone")
        database.commit()
    status, body = fetch(port, "/films/nothing-here/")
    assert status == 500
    assert b"wagtailcore_page" not in body
    assert b"Traceback" not in body
    assert process.poll() is None
