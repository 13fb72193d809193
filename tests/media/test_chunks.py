"""Chunks joined again are the master picture by picture, wherever they were cut."""

import dataclasses
import itertools
from fractions import Fraction

import av
import pytest

from matinee.media.chunk import ChunkJob, encode_chunk, renditions_of
from matinee.media.fragments import read_track
from matinee.media.join import join_chunks
from matinee.media.plan import Chunk, plan_encode
from matinee.media.probe import probe_master
from matinee.media.recipe import EncodeOptions
from matinee.media.timing import enter_at
from tests.clips import run_ffmpeg
from tests.marked_film import MarkedFilm, frame_numbers

DRAFT = EncodeOptions("draft", av1=False)
LONG_GROUPS = ("-c:v", "libx264", "-preset", "veryfast", "-g", "250", "-bf", "3")
OPEN_GROUPS = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "open-gop=1:keyint=20")
INTRA = ("-c:v", "prores_ks", "-profile:v", "0")
FIELD_RATE = Fraction(30000, 1001)

MASTERS = {
    "b-frames.mp4": MarkedFilm(320, 180, Fraction(25), 60, codec=LONG_GROUPS),
    "b-frames.mkv": MarkedFilm(320, 180, FIELD_RATE, 60, codec=LONG_GROUPS),
    "open-groups.mp4": MarkedFilm(320, 180, Fraction(24000, 1001), 60, codec=OPEN_GROUPS),
    "intra.mov": MarkedFilm(320, 180, Fraction(24), 60, codec=INTRA),
    "late.mkv": MarkedFilm(320, 180, Fraction(25), 60, codec=LONG_GROUPS, sound_starts_s=0.5),
}
STARTS = (0, 4, 17, 21, 39, 55)


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("marked")

    def write(name):
        file = folder / name
        return file if file.exists() else MASTERS[name].write(file)

    return write


def encode_in_pieces(master, folder, starts):
    """Encode a master cut at these grid places; return its plan and each chunk's folder."""
    probe = probe_master(master)
    plan = plan_encode(probe, DRAFT)
    ends = [*starts[1:], plan.grid.frame_count]
    chunks = tuple(
        Chunk(index, first, end - first, enter_at(probe.video, plan.grid, first))
        for index, (first, end) in enumerate(zip(starts, ends, strict=True))
    )
    plan = dataclasses.replace(plan, chunks=chunks)
    jobs = [ChunkJob(master, "0" * 64, folder, plan, chunk) for chunk in chunks]
    return plan, [encode_chunk(job) for job in jobs]


@pytest.mark.parametrize("name", MASTERS)
def test_every_picture_once_and_in_order(marked, tmp_path, name):
    plan, folders = encode_in_pieces(marked(name), tmp_path / "work", STARTS)
    rung = plan.ladder.rungs[0]
    joined = tmp_path / "joined.mp4"
    join_chunks(renditions_of(folders, rung), plan.grid.timescale, joined)

    with av.open(str(joined)) as container:
        frames = list(container.decode(video=0))
    assert list(frame_numbers(frames)) == list(range(60))
    times = [frame.pts * frame.time_base for frame in frames]
    assert times == [index / plan.grid.rate for index in range(60)]

    track = read_track(joined)
    assert track.sample_count == 60
    assert track.duration == plan.grid.duration
    for earlier, later in itertools.pairwise(track.fragments):
        assert earlier.time + earlier.duration == later.time


@pytest.mark.parametrize("start", [1, 13, 30, 44])
def test_a_variable_rate_is_held_alike_in_any_chunk(tmp_path, start):
    constant = MarkedFilm(320, 180, Fraction(25), 60, codec=LONG_GROUPS).write(tmp_path / "c.mkv")
    master = tmp_path / "held.mkv"
    # Pictures 11 to 39 are missing: 10 stands on screen for 1.2 s. Later, every other is.
    kept = "select=lte(n\\,10)+gte(n\\,40)*not(mod(n\\,2))"
    run_ffmpeg(
        "-i", str(constant), "-vf", kept, "-fps_mode", "vfr", *LONG_GROUPS, str(master)
    )  # fmt: skip
    plan, folders = encode_in_pieces(master, tmp_path / "work", (0, start))
    numbers = []
    for file in renditions_of(folders, plan.ladder.rungs[0]):
        with av.open(str(file)) as container:
            numbers += frame_numbers(container.decode(video=0))
    expected = [_on_show(place) for place in range(plan.grid.frame_count)]
    assert numbers == expected


def _on_show(place):
    if place <= 10:
        return place
    return max(10, place - place % 2) if place >= 40 else 10


def test_a_finished_chunk_is_not_encoded_again(marked, tmp_path):
    master = marked("b-frames.mp4")
    _, folders = encode_in_pieces(master, tmp_path / "work", (0, 30))
    before = [[file.stat().st_mtime_ns for file in folder.iterdir()] for folder in folders]
    _, again = encode_in_pieces(master, tmp_path / "work", (0, 30))
    assert again == folders
    assert before == [[file.stat().st_mtime_ns for file in folder.iterdir()] for folder in again]


def test_equal_input_gives_equal_bytes(marked, tmp_path):
    master = marked("b-frames.mp4")
    _, first = encode_in_pieces(master, tmp_path / "one", (0, 30))
    _, second = encode_in_pieces(master, tmp_path / "two", (0, 30))
    assert [folder.name for folder in first] == [folder.name for folder in second]
    for one, two in zip(first, second, strict=True):
        assert {f.name: f.read_bytes() for f in one.iterdir()} == {
            f.name: f.read_bytes() for f in two.iterdir()
        }
