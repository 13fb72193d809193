"""A real site run by the real command, with one film released through the real pipeline."""

import dataclasses
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

from tests.clips import run_ffmpeg

SECONDS = 10
TITLE = "The Ferry at Low Water"
SYNOPSIS = "A ferry waits for the tide, and its pilot for a letter."
CREDITS = "Director: Mina Okafor\nCamera: Joost de Wit\nProduction: Low Water Films Ltd\n"
CAPTIONS = """WEBVTT

00:00:00.200 --> 00:00:04.000
The tide is late today.

00:00:04.500 --> 00:00:09.500
It will come; it always came.
"""
MISSING = "/no-such-page/"
"""An address of the site that has no page."""
ADDRESS = re.compile(r"The site is at (\S+)")
WAIT_S = 30


@dataclasses.dataclass(frozen=True)
class RunningSite:
    """A site folder and where it is served."""

    folder: Path
    url: str
    film: str
    """URL of the film's page."""


def matinee(*words: str | Path, site: Path | None = None) -> str:
    """Run the command to its end and return what it printed. Raises with its words if it failed."""
    command = [sys.executable, "-m", "matinee", *(["--site", str(site)] if site else [])]
    done = subprocess.run(
        [*command, *map(str, words)], capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def make_ferry_site(new_site: Path, folder: Path) -> None:
    """Make a site in which one film is released and finished, so that a copy has nothing to do."""
    shutil.copytree(new_site, folder)
    # While tests run, no processor is ever at leisure.
    with (folder / "matinee.toml").open("a", encoding="utf-8") as settings:
        settings.write("\nfinish_at_leisure = false\n")
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        words = {"synopsis.txt": SYNOPSIS, "credits.txt": CREDITS, "captions.vtt": CAPTIONS}
        for file, text in words.items():
            (home / file).write_text(text, encoding="utf-8")
        master = make_master(home / "ferry.mkv")
        matinee(
            *("release", master, "--title", TITLE, "--year", "2024", "--quality", "draft"),
            *("--synopsis", home / "synopsis.txt", "--credits", home / "credits.txt"),
            *("--captions", f"en={home / 'captions.vtt'}"),
            site=folder,
        )
    matinee("worker", "--once", site=folder)


def make_master(file: Path) -> Path:
    """Make a film of ten seconds in 720p: moving picture, three shots, two languages."""
    size, third = "1280x720:rate=25", SECONDS / 3
    pictures = ("testsrc2=size=", "gradients=size=", "testsrc=size=")
    inputs = [
        *(word for source in pictures for word in ("-f", "lavfi", "-t", f"{third:.2f}", "-i",
                                                   f"{source}{size}")),
        *("-f", "lavfi", "-t", str(SECONDS), "-i", "sine=frequency=330:sample_rate=48000"),
        *("-f", "lavfi", "-t", str(SECONDS), "-i", "sine=frequency=660:sample_rate=48000"),
    ]  # fmt: skip
    run_ffmpeg(
        *inputs,
        *("-filter_complex", "[0:v][1:v][2:v]concat=n=3,format=yuv420p[v]"),
        *("-map", "[v]", "-map", "3:a", "-map", "4:a"),
        *("-metadata:s:a:0", "language=eng", "-metadata:s:a:1", "language=fra"),
        *("-c:v", "libx264", "-preset", "ultrafast", "-crf", "20", "-c:a", "aac", "-ac", "2"),
        *("-t", str(SECONDS), str(file)),
    )
    return file


def serve(folder: Path, log: IO[str], port: int = 0) -> tuple[subprocess.Popen[str], str]:
    """Start `matinee run`, on a free port by default, and return it with its address."""
    command = [sys.executable, "-m", "matinee", "--site", str(folder), "run", "--port", str(port)]
    process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, text=True)
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until and process.poll() is None:
        found = ADDRESS.search(Path(log.name).read_text("utf-8"))
        if found:
            return process, found[1].rstrip("/")
        time.sleep(0.1)
    process.kill()
    raise AssertionError(Path(log.name).read_text("utf-8"))


def end(process: subprocess.Popen[str]) -> int:
    """End the site as Ctrl-C does and return its exit status."""
    process.send_signal(signal.SIGINT)
    try:
        return process.wait(WAIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
