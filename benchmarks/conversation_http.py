"""Posts and reads over HTTP, Matinee beside Isso, for conversation.py."""

# Django's rooms can be imported once the site is made.
# ruff: noqa: PLC0415

import contextlib
import http.client
import itertools
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from many_comments import fill_conversation
from posting_writers import forked, forms, network_of

CLIENTS = 4
POSTS = 250
READS = {50: 60, 2000: 4}
"""By each client in each run; Isso sends the whole thread, which takes it a second."""
START_S = 60
_SEEDS = itertools.count(1)


@dataclass(frozen=True)
class Asked:
    """One request and the status that is right for it."""

    method: str
    path: str
    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


def compare(site: Path, isso: Path, folder: Path, runs: int) -> Iterator[dict[str, Any]]:
    """Yield a line for each way and each number of server processes: ours, then Isso's."""
    films = [_filled(50, "film-0"), _filled(2000, "film-1")]
    for processes in (1, 2):
        with contextlib.ExitStack() as stack:
            ours = stack.enter_context(_serve(_ours(site, processes), _our_settings(site)))
            config = folder / f"isso{processes}.cfg"
            theirs = stack.enter_context(_serve(_isso(isso, processes), _isso_settings(config)))
            for size, (pk, slug) in zip((50, 2000), films, strict=True):
                if processes == 1:
                    _fill_isso(theirs, config.with_suffix(".db"), pk, f"/films/{slug}/")
                for what in ("read", "post"):
                    makers = {
                        "matinee": (ours, _our_asks(what, pk, slug, READS[size])),
                        "isso": (theirs, _isso_asks(what, pk, slug, READS[size])),
                    }
                    if what == "post" and size != 50:
                        continue
                    head = {"way": what, "processes": processes}
                    head |= {"comments": size} if what == "read" else {}
                    yield head | _in_turns(makers, runs)


def _in_turns(makers: dict[str, Any], runs: int) -> dict[str, Any]:
    found: dict[str, list[tuple[float, float, int]]] = {name: [] for name in makers}
    for _ in range(runs):
        for name, ((pid, port), asks) in makers.items():
            found[name].append(_measured(pid, port, [next(asks) for _ in range(CLIENTS)]))
    return {
        name: {
            "a_second": round(statistics.median(each[0] for each in rows)),
            "server_ms": round(statistics.median(each[1] for each in rows), 2),
            "bytes": rows[0][2],
        }
        for name, rows in found.items()
    }


def _measured(pid: int, port: int, asks: list[list[Asked]]) -> tuple[float, float, int]:
    """Return requests a second, the server's CPU of each in ms, and the bytes of an answer."""
    ear, mouth = os.pipe()
    before, began = _cpu_s(pid), time.perf_counter()
    for each in asks:
        forked(lambda each=each: _client(port, each, mouth))
    os.close(mouth)
    with os.fdopen(ear) as lines:
        told = [line for line in lines.read().splitlines() if line]
    wall = time.perf_counter() - began
    for _ in asks:
        os.wait()
    if len(told) != len(asks) or not all(line.isdigit() for line in told):
        raise SystemExit(f"A client was not served: {told}")
    count = sum(len(each) for each in asks)
    return count / wall, (_cpu_s(pid) - before) * 1000 / count, int(told[0])


def _client(port: int, asks: list[Asked], mouth: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    size = 0
    for ask in asks:
        connection.request(ask.method, ask.path, ask.body or None, dict(ask.headers))
        answer = connection.getresponse()
        body = answer.read()
        size = len(body)
        if answer.status != ask.status:
            os.write(mouth, f"{answer.status} {body[:200]!r}\n".encode())
            return
    os.write(mouth, f"{size}\n".encode())


def _our_asks(what: str, pk: int, slug: str, reads: int) -> Iterator[list[Asked]]:
    from matinee.discussion import tickets

    form = ("Content-Type", "application/x-www-form-urlencoded")
    while True:
        if what == "read":
            yield [Asked("GET", f"/films/{slug}/conversation/", 200)] * reads
            continue
        seed = next(_SEEDS)
        asks = []
        for at, fields in zip(range(POSTS), forms([pk], seed), strict=False):
            fields.pop("answers")
            # Fetched beforehand, as the page does while somebody types.
            body = urlencode({**fields, "ticket": _older(tickets.new_ticket())}).encode()
            who = ("X-Forwarded-For", network_of(at * 7 + seed))
            headers = (form, ("Accept", "application/json"), who)
            asks.append(Asked("POST", "/conversation/post/", 201, body, headers))
        yield asks


def _older(ticket: str) -> str:
    """Return a ticket as it would be had it been given out a minute ago."""
    from django.core.signing import TimestampSigner, b62_encode

    signer = TimestampSigner(salt="matinee.discussion.ticket")
    value = f"{ticket.partition(':')[0]}:{b62_encode(int(time.time()) - 60)}"
    return f"{value}:{signer.signature(value)}"


def _isso_asks(what: str, pk: int, slug: str, reads: int) -> Iterator[list[Asked]]:
    uri = urlencode({"uri": f"/films/{slug}/"})
    while True:
        if what == "read":
            yield [Asked("GET", f"/?{uri}", 200)] * reads
            continue
        some = zip(range(POSTS), forms([pk], next(_SEEDS)), strict=False)
        yield [_isso_post(uri, fields) for _, fields in some]


def _isso_post(uri: str, fields: dict[str, str]) -> Asked:
    said = {"author": fields["name"], "email": fields["email"] or None, "text": fields["text"]}
    body = json.dumps({**said, "website": None, "title": "A film", "parent": None}).encode()
    headers = (("Content-Type", "application/json"), ("Origin", "http://films.example"))
    return Asked("POST", f"/new?{uri}", 201, body, headers)


def _filled(count: int, slug: str) -> tuple[int, str]:
    from matinee.catalogue.models import FilmPage
    from matinee.discussion.models import Comment
    from matinee.publishing.bake import bake_all

    film = FilmPage.objects.get(slug=slug)
    Comment.objects.filter(film=film).delete()
    film.conversation.delete() if hasattr(film, "conversation") else None
    fill_conversation(FilmPage.objects.get(slug=slug), count)
    bake_all()
    return film.pk, slug


def _fill_isso(server: tuple[int, int], database: Path, pk: int, uri: str) -> None:
    """Post one comment so that the thread is there, then give it ours, straight into its table."""
    import sqlite3

    from matinee.discussion.models import Comment

    one = next(iter(_isso_asks("post", pk, uri.split("/")[2])))[0]
    connection = http.client.HTTPConnection("127.0.0.1", server[1], timeout=60)
    connection.request(one.method, one.path, one.body, dict(one.headers))
    connection.getresponse().read()
    rows = Comment.objects.filter(film=pk).order_by("pk")
    with contextlib.closing(sqlite3.connect(database)) as theirs, theirs:
        thread, first = theirs.execute(
            "SELECT tid, max(id) FROM comments WHERE tid = (SELECT id FROM threads WHERE uri = ?)",
            [uri],
        ).fetchone()
        number = {row.pk: first + at for at, row in enumerate(rows, 1)}
        theirs.executemany(
            "INSERT INTO comments (id, tid, parent, created, mode, remote_addr, text, author,"
            " email, website, likes, dislikes, voters, notification)"
            " SELECT ?, ?, ?, ?, 1, '127.0.0.0', ?, ?, ?, NULL, 0, 0, voters, 0"
            " FROM comments WHERE id = ?",
            [
                (
                    *(number[row.pk], thread, number.get(row.thread_id)),
                    *(row.posted_at.timestamp(), row.text, row.name, row.email or None, first),
                )
                for row in rows
            ],
        )


def _ours(site: Path, processes: int) -> list[str]:
    app = ["matinee.project.asgi:application", "--no-access-log", "--log-level", "error"]
    return [sys.executable, "-m", "uvicorn", *app, "--workers", str(processes), "--port"]


def _our_settings(site: Path) -> dict[str, str]:
    from matinee.project.site_folder import FOLDER_ENV

    high = {f"MATINEE_COMMENTS_PER_{each}": "5000" for each in ("NETWORK", "FILM")}
    return {FOLDER_ENV: str(site), "DJANGO_SETTINGS_MODULE": "matinee.project.settings", **high}


def _isso(python: Path, processes: int) -> list[str]:
    gunicorn = [str(python.parent / "gunicorn"), "isso.run", "--workers", str(processes)]
    return [*gunicorn, "--worker-class", "gthread", "--threads", "4", "--log-level", "error", "-b"]


def _isso_settings(config: Path) -> dict[str, str]:
    config.write_text(
        f"[general]\ndbpath = {config.with_suffix('.db')}\nhost = http://films.example/\n"
        "notify =\n[guard]\nenabled = false\n",
        encoding="utf-8",
    )
    return {"ISSO_SETTINGS": str(config)}


@contextlib.contextmanager
def _serve(command: list[str], settings: dict[str, str]) -> Iterator[tuple[int, int]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    where = f"127.0.0.1:{port}" if command[-1] == "-b" else str(port)
    process = subprocess.Popen(
        [*command, where], env={**os.environ, **settings}, start_new_session=True
    )
    try:
        _wait_for(port)
        yield process.pid, port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            time.sleep(1)
            return
        time.sleep(0.1)
    raise SystemExit("The server did not start.")


def _cpu_s(leader: int) -> float:
    """Return the CPU seconds of all processes of a server's session."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            facts = stat.read_text().rpartition(")")[2].split()
            if int(facts[3]) == leader:
                ticks += int(facts[11]) + int(facts[12])
    return ticks / os.sysconf("SC_CLK_TCK")
