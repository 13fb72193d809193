"""Pictures and sound keep the master's time, through late starts, odd clocks and many chunks."""

import dataclasses
from fractions import Fraction

import pytest

from matinee.media import plan as planning
from matinee.media.pipeline import encode_film
from matinee.media.recipe import EncodeOptions
from tests.clips import run_ffmpeg
from tests.marked_film import MarkedFilm, beep_times_s, flash_times_s, frame_numbers
from tests.packaged import Package

PLAIN = MarkedFilm(320, 180, Fraction(25), 75)
MASTERS = {
    "plain.mp4": PLAIN,
    "late-sound.mkv": dataclasses.replace(PLAIN, sound_starts_s=0.5),
    "late-sound.mp4": dataclasses.replace(PLAIN, sound_starts_s=0.5),
    "film-rate.mov": dataclasses.replace(PLAIN, rate=Fraction(24000, 1001)),
    "transport.ts": PLAIN,
}


def encode(master, name="film", *, av1=False):
    out = master.with_name(f"{master.name}.{name}")
    return Package(encode_film(master, out, EncodeOptions("draft", av1=av1)), out)


def decoded(listed, kind):
    with listed.opened() as container:
        return list(container.decode(**{kind: 0}))


def assert_in_sync(package, times_s, beeps_s):
    for listed in package.listed_video:
        seen = flash_times_s(decoded(listed, "video"))
        assert seen == pytest.approx(times_s, abs=package.frame_s / 2)
    heard = beep_times_s(decoded(package.listed_audio[0], "audio"))
    assert heard == pytest.approx(beeps_s, abs=0.010)


@pytest.mark.parametrize("name", MASTERS)
def test_flash_and_beep_fall_together(tmp_path, name):
    film = MASTERS[name]
    package = encode(film.write(tmp_path / name))
    beeps = [time for time in film.mark_times_s if time >= film.sound_starts_s]
    assert_in_sync(package, film.mark_times_s, beeps)


@pytest.mark.parametrize("container", ["mkv", "mp4"])
def test_a_picture_that_starts_late_is_the_films_start(tmp_path, container):
    plain = PLAIN.write(tmp_path / "plain.mkv")
    master = tmp_path / f"late-picture.{container}"
    # The first beep sounds before the first picture: it is no part of the film.
    run_ffmpeg(
        "-itsoffset", "0.5", "-i", str(plain), "-i", str(plain), "-map", "0:v", "-map", "1:a",
        "-c", "copy", str(master),
    )  # fmt: skip
    package = encode(master)
    assert_in_sync(package, PLAIN.mark_times_s, [0.5, 1.5])


def test_many_chunks_are_one_film(tmp_path, monkeypatch):
    film = MarkedFilm(480, 270, Fraction(30000, 1001), 150, shot_starts=(47, 111, 140))
    master = film.write(tmp_path / "long.mkv")
    monkeypatch.setattr(planning, "LOCAL_CHUNK_S", 1.5)
    package = encode(master, av1=True)
    assert {track.codec[:4] for track in package.film.video} == {"avc1", "av01"}
    for listed in package.listed_video:
        assert list(frame_numbers(decoded(listed, "video"))) == list(range(150))
    assert_in_sync(package, film.mark_times_s, film.mark_times_s)


def test_a_variable_rate_keeps_the_sound_in_step(tmp_path):
    film = MarkedFilm(320, 180, Fraction(25), 75)
    plain = film.write(tmp_path / "plain.mkv")
    master = tmp_path / "variable.mp4"
    # Half the pictures of the second second are gone, and a third of the third's are held.
    kept = "select=lt(n\\,30)+between(n\\,30\\,50)*not(mod(n\\,2))+gte(n\\,66)+eq(n\\,50)"
    run_ffmpeg(
        "-i", str(plain), "-vf", kept, "-fps_mode", "vfr", "-c:v", "libx264", "-crf", "12",
        "-c:a", "copy", str(master),
    )  # fmt: skip
    assert_in_sync(encode(master), film.mark_times_s, film.mark_times_s)
