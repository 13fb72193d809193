"""The only place that starts processes: bounded, watched, and gone when we are.

Every tool runs in a process group of its own that dies with its parent, with
stdin closed or a file, stderr in a file, and a memory limit. A Dask worker that
was killed was seen to leave ffmpeg running; this is why it cannot.
"""

import errno
import functools
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import imageio_ffmpeg

from matinee.media.errors import Cancelled, MatineeError, ToolFailed, ToolMissing, no_room
from matinee.media.limits import GIB

LAUNCHER = str(Path(__file__).with_name("launch.py"))
STDERR_TAIL_BYTES = 6000
POLL_S = 0.1
NO_ROOM = os.strerror(errno.ENOSPC)
"""What every tool says of a full disk; none of them speaks another language here."""

# "-nostdin" keeps ffmpeg from reading our terminal; the whitelists keep a film
# from naming another file or address: only the descriptor we opened is read.
UNTRUSTED_INPUT = (
    "-protocol_whitelist", "fd",
    "-format_whitelist", "mov,matroska,webm,mpegts,avi",
    "-fd", "0",
)  # fmt: skip


@dataclass(frozen=True)
class ToolLimits:
    """Bounds of one run: address space, CPU seconds, wall seconds, niceness.

    `idle` lets it have only the time of cores that nothing else wants.
    """

    memory_bytes: int | None = 16 * GIB
    cpu_s: int | None = None
    wall_s: float | None = None
    nice: int = 10
    idle: bool = False


@dataclass(frozen=True)
class ToolResult:
    """What a finished tool left: stdout as text, all of stderr, CPU seconds used."""

    stdout: str
    stderr: str


@functools.cache
def ffmpeg() -> str:
    """Return the path of the ffmpeg that came with the imageio-ffmpeg wheel.

    Raises ToolMissing when the wheel has none for this machine.
    """
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise ToolMissing("ffmpeg") from error


@functools.cache
def ffmpeg_version() -> str:
    """Return ffmpeg's version word, part of the address of what it encodes."""
    first_line = run([ffmpeg(), "-version"], name="ffmpeg").stdout.partition("\n")[0]
    return first_line.split()[2]


def run(
    argv: Sequence[str],
    *,
    name: str,
    stdin: Path | None = None,
    limits: ToolLimits = ToolLimits(),
    on_line: Callable[[str], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ToolResult:
    """Run one tool to its end and return what it printed.

    `on_line` gets each line of stdout while the tool runs (ffmpeg's
    `-progress pipe:1`). `cancelled` is asked ten times a second.

    Raises ToolFailed on a non-zero exit or a passed limit, Refused("disk-full") where there was no
    room for what it wrote, Cancelled on request.
    """
    with tempfile.TemporaryFile() as stderr, _stdin(stdin) as source:
        process = subprocess.Popen(
            _launch(argv, limits),
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=stderr,
            start_new_session=True,
            close_fds=True,
        )
        assert process.stdout  # noqa: S101 (for the type checker: it is a pipe)
        try:
            stdout, stopped = _watch(process, process.stdout.fileno(), limits, on_line, cancelled)
        finally:
            _end(process)
        words = _read_all(stderr)
    if stopped == "cancelled":
        raise Cancelled
    if process.returncode or stopped:
        raise _failure(
            name, process.returncode, argv, f"{words}\n[{stopped}]" if stopped else words
        )
    return ToolResult(stdout, words)


def run_binary(argv: Sequence[str], *, name: str, stdin: Path | None = None) -> bytes:
    """Run one tool that writes bytes, not lines, to stdout, and return them.

    For small results; the same limits and errors as `run`.
    """
    with tempfile.TemporaryFile() as stderr, _stdin(stdin) as source:
        process = subprocess.Popen(
            _launch(argv, ToolLimits()),
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=stderr,
            start_new_session=True,
        )
        try:
            data, _ = process.communicate()
        finally:
            _end(process)
        if process.returncode:
            raise _failure(name, process.returncode, argv, _read_all(stderr))
    return data


@dataclass
class Flow:
    """A tool that runs beside us: the end of its pipe that we hold, and later all it said."""

    pipe: IO[bytes]
    stderr: str = ""


@contextmanager
def flowing(
    argv: Sequence[str], *, name: str, stdin: Path | None = None, limits: ToolLimits = ToolLimits()
) -> Iterator[Flow]:
    """Run one tool beside us: read all that it makes of a file, or, without a file, feed it.

    With `stdin` the pipe is the tool's stdout, which must be read to its end; without, it is
    its stdin. Whoever leaves the block by an exception ends the tool with it.

    Raises ToolFailed when the tool fails or stops taking what it is fed.
    """
    with tempfile.TemporaryFile() as stderr, _stdin(stdin) as source:
        process = subprocess.Popen(
            _launch(argv, limits),
            stdin=source if stdin else subprocess.PIPE,
            stdout=subprocess.PIPE if stdin else subprocess.DEVNULL,
            stderr=stderr,
            start_new_session=True,
        )
        pipe = process.stdout or process.stdin
        assert pipe  # noqa: S101 (for the type checker: one of them is a pipe)
        flow = Flow(pipe)
        try:
            with suppress(BrokenPipeError):
                yield flow
                pipe.close()
            process.wait()
        finally:
            _end(process)
        flow.stderr = _read_all(stderr)
    if process.returncode:
        raise _failure(name, process.returncode, argv, flow.stderr)


def _failure(name: str, status: int, argv: Sequence[str], stderr: str) -> MatineeError:
    """Return why a tool failed: a full disk in words of its own, since people can mend that."""
    tail = stderr[-STDERR_TAIL_BYTES:]
    return no_room() if NO_ROOM in tail else ToolFailed(name, status, list(argv), tail)


@contextmanager
def _stdin(path: Path | None) -> Iterator[int | IO[bytes]]:
    if path is None:
        yield subprocess.DEVNULL
    else:
        with path.open("rb") as file:
            yield file


def _launch(argv: Sequence[str], limits: ToolLimits) -> list[str]:
    facts = {
        "memory_bytes": limits.memory_bytes,
        "cpu_s": limits.cpu_s,
        "nice": limits.nice,
        "idle": limits.idle,
        "parent": os.getpid(),
    }
    return [sys.executable, "-I", "-S", LAUNCHER, json.dumps(facts), *argv]


def _watch(
    process: subprocess.Popen[bytes],
    pipe: int,
    limits: ToolLimits,
    on_line: Callable[[str], None] | None,
    cancelled: Callable[[], bool],
) -> tuple[str, str]:
    """Read stdout until the tool ends; return it and why we stopped it ("" if we did not)."""
    os.set_blocking(pipe, False)
    deadline = time.monotonic() + limits.wall_s if limits.wall_s else float("inf")
    collected = bytearray()
    seen = 0
    while True:
        block = _read_some(pipe)
        collected += block or b""
        if on_line and block:
            while (end := collected.find(b"\n", seen)) >= 0:
                on_line(collected[seen:end].decode("utf-8", "replace"))
                seen = end + 1
        if block == b"":
            process.wait()
            return collected.decode("utf-8", "replace"), ""
        if cancelled():
            return "", "cancelled"
        if time.monotonic() > deadline:
            return "", f"stopped after {limits.wall_s} s"
        if block is None:
            time.sleep(POLL_S / 5 if process.poll() is not None else POLL_S)


def _read_some(pipe: int) -> bytes | None:
    """Return bytes, b"" at the end, None when there is nothing yet."""
    try:
        return os.read(pipe, 1 << 20)
    except BlockingIOError:
        return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the whole group if it still runs, and collect it."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(BrokenPipeError):
                pipe.close()


def _read_all(file: IO[bytes]) -> str:
    file.seek(0)
    text = file.read().decode("utf-8", "replace")
    # SVT-AV1 prints its banner whatever the log level; it only hides real words.
    return re.sub(r"^Svt\[info\].*\n?", "", text, flags=re.MULTILINE)
