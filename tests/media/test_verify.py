"""A film that was damaged after packaging is found out, and says so in a sentence."""

import shutil
from fractions import Fraction

import pytest

from matinee.media.film import read_film
from matinee.media.pipeline import encode_film
from matinee.media.plan import plan_encode
from matinee.media.probe import probe_master
from matinee.media.recipe import EncodeOptions
from matinee.media.verify import Unverified, verify_film
from tests.clips import run_ffmpeg
from tests.marked_film import MarkedFilm
from tests.packaged import boxes

DRAFT = EncodeOptions("draft", av1=False)
SIZE_AND_RATE = (640, 480, Fraction(25))


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    folder = tmp_path_factory.mktemp("verify")
    master = MarkedFilm(*SIZE_AND_RATE, 100, shot_starts=(40, 70)).write(folder / "master.mkv")
    encode_film(master, folder / "film", DRAFT)
    other = MarkedFilm(*SIZE_AND_RATE, 100, shot_starts=(0, 40, 70)).write(folder / "other.mkv")
    encode_film(other, folder / "other", DRAFT)
    return folder


@pytest.fixture
def package(good, tmp_path):
    """Give a copy of the packaged film, to be damaged, and what verifies it."""
    folder = tmp_path / "film"
    shutil.copytree(good / "film", folder)
    master = good / "master.mkv"
    plan = plan_encode(probe_master(master), DRAFT)
    return folder, lambda: verify_film(read_film(folder), folder, master, plan)


def test_an_untouched_film_passes(package):
    _, verify = package
    verify()


def scramble_a_picture(file):
    data = bytearray(file.read_bytes())
    _, start, size = [box for box in boxes(bytes(data)) if box[0] == "mdat"][-1]
    for at in range(start + size // 2, start + size // 2 + min(400, size // 3)):
        data[at] ^= 0x5A
    file.write_bytes(data)


def cut_the_end_off(file):
    data = file.read_bytes()
    last = [box for box in boxes(data) if box[0] == "moof"][-1]
    file.write_bytes(data[: last[1]])


def lose_a_fragment(file):
    data = file.read_bytes()
    found = boxes(data)
    second = [index for index, box in enumerate(found) if box[0] == "moof"][1]
    start, end = found[second][1], found[second + 1][1] + found[second + 1][2]
    file.write_bytes(data[:start] + data[end:])


def cut_in_half(file):
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def delete(file):
    file.unlink()


def shift_the_sound(file):
    shifted = file.with_suffix(".shifted.mp4")
    run_ffmpeg(
        "-i", str(file), "-af", "adelay=60:all=1", "-t", "4", "-c:a", "aac", "-b:a", "160k",
        "-movflags", "+cmaf+empty_moov+default_base_moof", "-use_editlist", "0",
        "-bsf:a", "noise=drop=lt(pts\\,0)", "-avoid_negative_ts", "disabled", str(shifted),
    )  # fmt: skip
    shifted.replace(file)


DAMAGE = [
    (scramble_a_picture, "h264-480.mp4"),
    (scramble_a_picture, "h264-360.mp4"),
    (cut_the_end_off, "h264-480.mp4"),
    (cut_the_end_off, "sound-1.mp4"),
    (lose_a_fragment, "h264-360.mp4"),
    (cut_in_half, "h264-360.mp4"),
    (cut_in_half, "progressive.mp4"),
    (delete, "h264-480.mp4"),
    (delete, "sound-1.mp4"),
    (shift_the_sound, "sound-1.mp4"),
]


@pytest.mark.parametrize(
    ("damage", "name"), DAMAGE, ids=lambda part: getattr(part, "__name__", part)
)
def test_damage_is_found(package, damage, name):
    folder, verify = package
    assert (folder / name).is_file()
    damage(folder / name)
    with pytest.raises(Unverified) as caught:
        verify()
    assert caught.value.code == "not-verified"
    assert str(folder) not in str(caught.value)
    assert "ffmpeg" not in str(caught.value)


def test_another_films_pictures_are_found(good, package):
    folder, verify = package
    for name in ("h264-480.mp4", "h264-360.mp4"):
        shutil.copyfile(good / "other" / name, folder / name)
    with pytest.raises(Unverified):
        verify()
