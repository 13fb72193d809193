"""Posters show a picture worth showing; the storyboard shows the moment it says; chapters read."""

import itertools
import math
import re
from fractions import Fraction

import numpy as np
import pytest
from PIL import Image

from matinee.media.pipeline import encode_film
from matinee.media.recipe import EncodeOptions
from matinee.media.storyboard import storyboard_vtt
from matinee.media.storyboard_tiles import tile_at
from tests.marked_film import BITS, MarkedFilm
from tests.packaged import Package

CUE = re.compile(r"([\d:.]+) --> ([\d:.]+)\n(.+)#xywh=(\d+),(\d+),(\d+),(\d+)")


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stills")
    master = MarkedFilm(frame_count=25 * 12, shot_starts=(70, 150)).write(folder / "film.mkv")
    film = encode_film(master, folder / "film", EncodeOptions("draft", av1=False))
    return Package(film, folder / "film")


def seconds(text):
    hours, minutes, rest = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def tiles(package):
    text = (package.folder / package.film.storyboard.vtt).read_text(encoding="utf-8")
    assert text.startswith("WEBVTT\n")
    return [
        (seconds(start), seconds(end), sheet, tuple(map(int, box)))
        for start, end, sheet, *box in CUE.findall(text)
    ]


@pytest.mark.parametrize(
    ("duration_s", "interval_s"), [(10, 1), (9.5, 1), (0.04, 1), (64, 1), (200, 1), (9001, 10)]
)
def test_the_place_of_a_tile_is_that_in_the_file(duration_s, interval_s):
    count = math.ceil(duration_s / interval_s)
    sheets = tuple(f"{number}.jpg" for number in range(math.ceil(count / 100)))
    text = storyboard_vtt(sheets, count, interval_s, duration_s, (160, 90))
    for start, end, sheet, *box in CUE.findall(text):
        place = tile_at((seconds(start) + seconds(end)) / 2, duration_s, interval_s)
        assert sheets[place.sheet] == sheet
        assert [place.column * 160, place.row * 90] == list(map(int, box[:2]))
        assert place.column < place.columns
        assert place.row < place.rows
    assert tile_at(duration_s + 9, duration_s, interval_s) == place


@pytest.mark.parametrize("name", ["hd.mp4", "portrait.mp4", "one-frame.mp4", "h264.avi"])
def test_tiles_lie_inside_their_sheets_and_follow_each_other(release, name):
    package = release(name)
    cues = tiles(package)
    assert cues[0][0] == 0
    assert cues[-1][1] == pytest.approx(package.film.duration_s, abs=0.001)
    for earlier, later in itertools.pairwise(cues):
        assert earlier[1] == later[0]
    for _, _, sheet, (x, y, width, height) in cues:
        with Image.open(package.folder / sheet) as picture:
            assert x + width <= picture.width
            assert y + height <= picture.height
            assert np.asarray(picture.crop((x, y, x + width, y + height)).convert("L")).mean() > 8


def test_a_tile_shows_its_own_moment(marked):
    for start, end, sheet, (x, y, width, height) in tiles(marked):
        with Image.open(marked.folder / sheet) as picture:
            tile = np.asarray(picture.crop((x, y, x + width, y + height)).convert("L"), float)
        number = _number(tile)
        assert number / 25 == pytest.approx((start + end) / 2, abs=0.05)


def _number(tile):
    row, cell = tile.shape[0] / 6, tile.shape[1] / BITS
    columns = [int((bit + 0.5) * cell) for bit in range(BITS)]
    above, below = tile[int(row / 2), columns], tile[int(1.5 * row), columns]
    return sum(1 << bit for bit in range(BITS) if above[bit] > below[bit])


@pytest.mark.parametrize("name", ["hd.mp4", "portrait.mp4", "one-frame.mp4", "cuts.mp4"])
def test_posters_are_pictures_of_the_film(release, name):
    package = release(name)
    assert package.film.posters
    for poster in package.film.posters:
        widths = [width for _, width in poster.sizes]
        assert widths == sorted(set(widths))
        assert (poster.file, poster.width) in poster.sizes
        assert 0 <= poster.time_s < package.film.duration_s
        for file, width in poster.sizes:
            with Image.open(package.folder / file) as picture:
                assert picture.width == width <= package.film.width
                shape = Fraction(package.film.width, package.film.height)
                assert abs(picture.width / shape - picture.height) <= 1.5
                luma = np.asarray(picture.convert("L"))
            assert luma.mean() > 20
            assert luma.std() > 8


def test_posters_are_spread_over_the_film(marked):
    times = [poster.time_s for poster in marked.film.posters]
    assert len(times) >= 4
    assert max(times) - min(times) > 6


def test_chapters_are_whole(release):
    package = release("chapters.mp4")
    assert [(c.start_s, c.end_s) for c in package.film.chapters] == [(0.0, 0.8), (0.8, 2.0)]
    text = (package.folder / package.film.chapters_vtt).read_text(encoding="utf-8")
    assert '00:00:00.800 --> 00:00:02.000\nNight &amp; fog; "later"' in text
