"""The work as a whole: told as it goes, resumable after a kill, equal when done again."""

import re
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest

from matinee.media import plan as planning
from matinee.media.errors import Cancelled, Refused
from matinee.media.events import Done, Planned, Progress, Watch
from matinee.media.film import read_film
from matinee.media.pipeline import encode_film
from matinee.media.recipe import EncodeOptions
from tests.marked_film import MarkedFilm

DRAFT = EncodeOptions("draft", av1=False)
CHUNK_S = 2
ENCODE_AND_DIE = """
import sys
from pathlib import Path
from matinee.media import plan
from matinee.media.pipeline import encode_film
from matinee.media.recipe import EncodeOptions
plan.LOCAL_CHUNK_S = int(sys.argv[3])
if __name__ == "__main__":
    encode_film(Path(sys.argv[1]), Path(sys.argv[2]), EncodeOptions("draft", av1=False))
"""


@pytest.fixture(scope="module")
def master(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pipeline")
    shots = tuple(range(30, 300, 30))
    return MarkedFilm(640, 480, Fraction(25), 300, shot_starts=shots).write(folder / "master.mkv")


@pytest.fixture
def short_chunks(monkeypatch):
    monkeypatch.setattr(planning, "LOCAL_CHUNK_S", CHUNK_S)


def finished_chunks(out):
    """Return each finished chunk's renditions with the times they were written."""
    folders = out.with_name(f"{out.name}.part").glob("chunks/*/")
    return {
        folder.name: {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
        for folder in folders
        if re.fullmatch("[0-9a-f]+", folder.name)
    }


def tools_at_work(folder):
    """Return the ids of processes whose command names the folder."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and str(folder).encode() in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def wait_until(happened, seconds=60):
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def bytes_in(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_killed_in_the_middle_it_leaves_nothing_running_and_goes_on(master, tmp_path, short_chunks):
    out = tmp_path / "film"
    script = [sys.executable, "-c", ENCODE_AND_DIE, str(master), str(out), str(CHUNK_S)]
    with subprocess.Popen(script) as process:
        wait_until(lambda: len(finished_chunks(out)) >= 2)
        process.send_signal(signal.SIGKILL)
    wait_until(lambda: not tools_at_work(tmp_path), seconds=5)
    assert not out.exists()
    before = finished_chunks(out)

    kept, chunk_count = {}, []

    def listen(event):
        if isinstance(event, Planned):
            chunk_count.append(event.chunk_count)
        if isinstance(event, Progress) and event.stage == "package":
            kept.update(finished_chunks(out))

    film = encode_film(master, out, DRAFT, watch=Watch(listen))
    assert 2 <= len(before) < chunk_count[0] == len(kept)
    assert {name: kept[name] for name in before} == before, "finished chunks were made again"
    assert not out.with_name("film.part").exists()

    untouched = encode_film(master, tmp_path / "again", DRAFT)
    assert film == untouched
    assert bytes_in(out) == bytes_in(tmp_path / "again")


def test_a_cancel_leaves_no_film_and_no_process(master, tmp_path):
    out = tmp_path / "film"
    asked = []

    def stop(event):
        if isinstance(event, Progress) and 0 < event.fraction < 0.9:
            asked.append(event)

    with pytest.raises(Cancelled):
        encode_film(
            master, out, EncodeOptions("best"), watch=Watch(stop, cancelled=lambda: bool(asked))
        )
    assert asked
    assert not out.exists()
    assert not tools_at_work(tmp_path)


def test_it_tells_its_progress_and_never_goes_back(clips, tmp_path):
    events = []
    film = encode_film(clips.path("fps2997.mp4"), tmp_path / "f", DRAFT, watch=Watch(events.append))
    assert isinstance(events[0], Planned)
    assert events[0].frame_count == film.frame_count == 60
    assert isinstance(events[-1], Done)
    assert events[-1].size_bytes == sum(f.stat().st_size for f in (tmp_path / "f").iterdir())
    fractions = [event.fraction for event in events if isinstance(event, Progress)]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1
    assert all(event.as_json()["event"] == event.name for event in events)


def test_the_description_on_disk_is_the_film(release):
    package = release("languages.mkv")
    assert read_film(package.folder) == package.film
    named = {package.film.hls, package.film.dash, package.film.progressive.file}
    named |= {track.file for track in (*package.film.video, *package.film.audio)}
    assert named <= {file.name for file in package.folder.iterdir()}


def test_a_standing_film_is_not_made_again(clips, release):
    package = release("silent.mp4")
    before = (package.folder / package.film.hls).stat().st_mtime_ns
    again = encode_film(clips.path("silent.mp4"), package.folder, DRAFT)
    assert again == package.film
    assert (package.folder / package.film.hls).stat().st_mtime_ns == before


def test_what_stands_there_already_is_never_overwritten(clips, tmp_path):
    out = tmp_path / "holiday"
    out.mkdir()
    (out / "letter.txt").write_text("Dear all")
    with pytest.raises(Refused) as caught:
        encode_film(clips.path("silent.mp4"), out, DRAFT)
    assert caught.value.code == "out-exists"
    assert [file.name for file in out.iterdir()] == ["letter.txt"]
