"""Requests per second of a film page and of a 2 MB range, Matinee beside nginx, same run.

Both serve the same public folder on loopback; each is measured alone, in turns,
first idle and then with viewers who asked for a large file and do not read it.
Needs wrk and nginx (`apt-get install wrk nginx-light`) and a site with a film.
"""

import argparse
import contextlib
import getpass
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

RANGE_BYTES = 2 * 1024 * 1024
FILLER_BYTES = 64 * 1024 * 1024
FILLER = "media/films/benchmark-serve/filler.mp4"
STALLED_VIEWERS = 12
START_S = 60

NGINX = """
{user} daemon off; master_process on; worker_processes auto; pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 512; }}
http {{
  include /etc/nginx/mime.types; access_log off; sendfile on; tcp_nopush on;
  keepalive_requests 100000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {public}; }}
}}
"""


def main() -> None:
    """Start both servers, measure them in turns, print a table and write JSON if asked."""
    options = _options()
    public = options.site.resolve() / "public"
    page = options.page or _a_film_page(public)
    with contextlib.ExitStack() as stack:
        stack.enter_context(_filler(public))
        servers = {
            "matinee": stack.enter_context(_matinee(options.site, options.port)),
            "nginx": stack.enter_context(_nginx(public, options.port + 1)),
        }
        figures = []
        for stalled in (0, STALLED_VIEWERS):
            for name, base in servers.items():
                with _stalled(base, stalled):
                    measured = _measure(options, base, page)
                figures.append({"server": name, "viewers_stalled": stalled, **measured})
    _print(page, figures)
    if options.json:
        options.json.write_text(json.dumps({"page": page, "figures": figures}, indent=1) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("demo-site"), help="a site folder")
    parser.add_argument("--page", help="address of a film page; default: the first one baked")
    parser.add_argument("--port", type=int, default=8950, help="this one and the next")
    parser.add_argument("--seconds", type=int, default=4, choices=range(1, 31))
    parser.add_argument("--runs", type=int, default=3, choices=range(1, 10))
    parser.add_argument("--connections", type=int, default=16, choices=range(1, 65))
    parser.add_argument("--json", type=Path, help="write the figures here too")
    return parser.parse_args()


def _a_film_page(public: Path) -> str:
    pages = sorted(public.glob("films/*/index.html"))
    pages = [page for page in pages if not page.parent.name.startswith("page-")]
    if not pages:
        sys.exit(f"No baked film page under {public}; run `matinee demo` or `matinee bake` first.")
    return f"/films/{pages[0].parent.name}/"


@contextlib.contextmanager
def _filler(public: Path) -> Iterator[None]:
    """Lay a large media file into the public folder, and take it away again."""
    file = public / FILLER
    file.parent.mkdir(parents=True)
    try:
        file.write_bytes(os.urandom(1024 * 1024) * (FILLER_BYTES // 1024 // 1024))
        yield
    finally:
        shutil.rmtree(file.parent)


@contextlib.contextmanager
def _matinee(site: Path, port: int) -> Iterator[str]:
    command = [sys.executable, "-m", "matinee", "--site", str(site), "run", "--no-worker"]
    with _server([*command, "--port", str(port)], port) as base:
        yield base


@contextlib.contextmanager
def _nginx(public: Path, port: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as folder:
        config = Path(folder, "nginx.conf")
        user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
        config.write_text(NGINX.format(folder=folder, port=port, public=public, user=user))
        with _server(["nginx", "-c", str(config)], port) as base:
            yield base


@contextlib.contextmanager
def _server(command: list[str], port: int) -> Iterator[str]:
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    sys.exit(f"{process.args[0]} does not answer on port {port}")


@contextlib.contextmanager
def _stalled(base: str, count: int) -> Iterator[None]:
    """Hold connections that asked for the large file and never read a byte of it."""
    port = int(base.rsplit(":", 1)[1])
    with contextlib.ExitStack() as stack:
        for _ in range(count):
            viewer = stack.enter_context(socket.create_connection(("127.0.0.1", port), 5))
            viewer.sendall(f"GET /{FILLER} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        time.sleep(0.5 if count else 0)
        yield


def _measure(options: argparse.Namespace, base: str, page: str) -> dict[str, float]:
    ranged = f"Range: bytes=0-{RANGE_BYTES - 1}"
    _check(base + page, 200)
    _check(f"{base}/{FILLER}", 206, ranged)
    pages = [_wrk(options, base + page) for _ in range(options.runs)]
    ranges = [_wrk(options, f"{base}/{FILLER}", "-H", ranged) for _ in range(options.runs)]
    return {
        "page_per_s": statistics.median(run["per_s"] for run in pages),
        "page_p99_ms": statistics.median(run["p99_ms"] for run in pages),
        "range_per_s": statistics.median(run["per_s"] for run in ranges),
        "range_p99_ms": statistics.median(run["p99_ms"] for run in ranges),
    }


def _check(url: str, status: int, header: str = "") -> None:
    headers = dict([header.split(": ")]) if header else {}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as answer:
        size = len(answer.read())
    if answer.status != status or (header and size != RANGE_BYTES):
        sys.exit(f"{url} answered {answer.status} with {size} bytes, {status} was expected")


def _wrk(options: argparse.Namespace, url: str, *extra: str) -> dict[str, float]:
    command = ["wrk", "-t1", f"-c{options.connections}", f"-d{options.seconds}s", "--latency"]
    done = subprocess.run(
        [*command, *extra, url], capture_output=True, text=True, check=True,
        timeout=options.seconds + 30,
    )  # fmt: skip
    if "Non-2xx" in done.stdout:
        sys.exit(f"{url} failed under load:\n{done.stdout}")
    return {"per_s": _number(r"Requests/sec:\s+", done.stdout), "p99_ms": _p99_ms(done.stdout)}


def _number(before: str, text: str) -> float:
    found = re.search(before + r"([\d.]+)", text)
    return float(found[1]) if found else 0.0


def _p99_ms(text: str) -> float:
    found = re.search(r"99%\s+([\d.]+)(us|ms|s)", text)
    scale = {"us": 0.001, "ms": 1.0, "s": 1000.0}
    return float(found[1]) * scale[found[2]] if found else 0.0


def _print(page: str, figures: list[dict[str, float]]) -> None:
    print(f"page {page}; range of {RANGE_BYTES} bytes; medians\n")
    print(f"{'':9} {'stalled':>8} {'page/s':>9} {'p99 ms':>8} {'range/s':>9} {'p99 ms':>8}")
    for row in figures:
        print(
            f"{row['server']:9} {row['viewers_stalled']:8} {row['page_per_s']:9.0f}"
            f" {row['page_p99_ms']:8.1f} {row['range_per_s']:9.0f} {row['range_p99_ms']:8.1f}"
        )


if __name__ == "__main__":
    main()
