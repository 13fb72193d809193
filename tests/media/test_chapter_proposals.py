"""Chapters are proposed where long scenes part, from the pictures and the sound."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from matinee.media.chapter_proposals import propose_chapters
from matinee.media.errors import Cancelled
from matinee.media.events import Watch
from matinee.media.film import AudioTrack, Film, Progressive, VideoTrack
from matinee.media.scenes import Levels, Pictures, choose_chapters
from tests.clips import run_ffmpeg

GREEN, GREY, RUST, BLUE, BLACK = (
    (90, 100, 110),
    (130, 128, 128),
    (110, 108, 155),
    (60, 150, 110),
    (16, 128, 128),
)


def shots(*scenes: tuple[float, tuple[int, int, int]], each_s: float = 4.0) -> Pictures:
    """Return a picture every `each_s`; a scene's shots alternate between two of one palette."""
    times, pixels, at = [], [], 0.0
    for length_s, colour in scenes:
        for number in range(int(length_s / each_s)):
            picture = np.full((9, 16, 3), colour, np.uint8)
            if colour != BLACK:
                picture[:, : 4 + number % 2 * 6] = np.add(colour, (30, 0, 0))
            times.append(at)
            pixels.append(picture)
            at += each_s
    return Pictures(np.array(times), np.array(pixels))


def sound(duration_s: float, *rests: float) -> Levels:
    """Return a lively sound that rests for two seconds around some moments."""
    decibels = np.full(int(duration_s * 2), -20.0)
    for rest in rests:
        decibels[int(rest * 2) - 2 : int(rest * 2) + 2] = -60.0
    return Levels(0.5, decibels)


THREE = ((200, GREEN), (200, RUST), (200, GREY))


@pytest.mark.parametrize(
    ("pictures", "levels", "expected"),
    [
        (shots(*THREE), sound(600, 200, 400), [0.0, 200.0, 400.0]),
        (shots(*THREE), None, [0.0, 200.0, 400.0]),
        (shots((600, GREEN)), sound(600, 200, 400), []),
        # A fade to black and a rest part two scenes that look alike; a cut and a rest do not.
        (shots((300, GREEN), (4, BLACK), (296, GREEN)), sound(600, 302), [0.0, 304.0]),
        # A short scene begins no chapter of its own; the clearer of its ends stays.
        (shots((200, GREEN), (24, BLUE), (376, GREY)), sound(600, 224), [0.0, 224.0]),
        # Neither near the beginning nor near the end.
        (shots((40, BLUE), (520, GREY), (40, BLUE)), sound(600, 40, 560), []),
    ],
)
def test_chapters_begin_where_scenes_part(pictures, levels, expected) -> None:
    assert choose_chapters(pictures, levels, 600.0) == expected


def test_a_restless_film_has_few_long_chapters() -> None:
    pictures = shots(*((72, colour) for _ in range(25) for colour in (GREEN, RUST, GREY, BLUE)))
    starts = choose_chapters(pictures, None, 7200.0)
    assert 2 <= len(starts) <= 12
    assert min(np.diff([*starts, 7200.0])) >= 600.0


@pytest.fixture(scope="session")
def long_film(tmp_path_factory) -> tuple[Film, Path]:
    """Make the renditions of a film of six minutes: two scenes, a rest where they part."""
    folder = tmp_path_factory.mktemp("long")
    run_ffmpeg(
        *("-f", "lavfi", "-t", "180", "-i", "color=0x204a20:size=64x36:rate=1"),
        *("-f", "lavfi", "-t", "180", "-i", "color=0x6a3a20:size=64x36:rate=1"),
        *("-f", "lavfi", "-t", "360", "-i", "sine=frequency=200:sample_rate=8000"),
        *("-filter_complex", "[0:v][1:v]concat=n=2,format=yuv420p[v]"),
        *("-map", "[v]", "-c:v", "libx264", "-preset", "ultrafast", "-g", "4"),
        *("-map", "2:a", "-af", "volume=0:enable='between(t,178,181)'", "-c:a", "pcm_s16le"),
        str(folder / "film.mkv"),
    )
    video = VideoTrack("v", "film.mkv", "", "", "avc1", 64, 36, "1", 9, 9, 9)
    audio = AudioTrack("a", "film.mkv", "", "mp4a", "en", "", 1, True, 9, 9, 9, -20.0, -9.0)
    film = Film(
        key="k", master_sha256="", recipe="", duration_s=360.0, frame_rate="1", frame_count=360,
        width=64, height=36, hls="", dash="", progressive=Progressive("film.mkv", 64, 36, 9),
        video=(video,), audio=(audio,), posters=(), storyboard=None, chapters=(),
        chapters_vtt="", notes=(),
    )  # fmt: skip
    return film, folder


def test_a_film_is_looked_at_and_listened_to(long_film) -> None:
    film, folder = long_film
    assert propose_chapters(folder, film) == [0.0, pytest.approx(180.0, abs=0.6)]
    assert propose_chapters(folder, dataclasses.replace(film, audio=())) == [
        0.0,
        pytest.approx(180.0, abs=0.6),
    ]


def test_a_short_film_is_not_even_opened(long_film, tmp_path) -> None:
    film, _ = long_film
    assert propose_chapters(tmp_path, dataclasses.replace(film, duration_s=299.0)) == []


def test_what_is_cancelled_ends(long_film) -> None:
    film, folder = long_film
    with pytest.raises(Cancelled):
        propose_chapters(folder, film, Watch(cancelled=lambda: True))
