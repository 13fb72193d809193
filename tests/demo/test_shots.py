"""Every shot: the same frames every time, at any size, moving, and neither black nor white."""

import itertools

import numpy as np
import pytest

from matinee.cli.demo.light import Gate, Stock
from matinee.cli.demo.shots import FRAME_RATE, SHOTS, duration_s, placed

GATE = Gate(320, 180)


@pytest.fixture(params=SHOTS, ids=lambda shot: shot.key)
def shot(request):
    return request.param


def pixels(paint, time_s):
    return paint(time_s).view(np.uint8).reshape(GATE.height, GATE.width, 4)[..., :3].astype(int)


def test_a_shot_is_a_pure_function_of_time(shot):
    first, second = shot.build(GATE), shot.build(GATE)
    second(2.5)
    assert np.array_equal(first(1.0), second(1.0))


def test_a_shot_moves_and_can_be_seen(shot):
    paint = shot.build(GATE)
    early, late = pixels(paint, 1.0), pixels(paint, shot.frames / FRAME_RATE - 0.5)
    assert np.abs(late - early).mean() > 0.3
    assert 8 < early.mean() < 215
    assert early.max() > 150
    # One colour would be a card, not a picture.
    assert early.std() > 8


def test_a_shot_keeps_its_composition_at_another_size(shot):
    small = pixels(shot.build(GATE), 1.0).reshape(6, 30, 10, 32, 3).mean(axis=(1, 3))
    gate = Gate(640, 360)
    picture = shot.build(gate)(1.0).view(np.uint8).reshape(360, 640, 4)[..., :3]
    large = picture.astype(int).reshape(6, 60, 10, 64, 3).mean(axis=(1, 3))
    assert np.abs(small - large).mean() < 12


def test_shots_follow_each_other_for_three_quarters_of_a_minute():
    film = placed()
    assert film[0].start == 0
    for before, after in itertools.pairwise(film):
        assert after.start == before.start + before.shot.frames
    assert 42 < duration_s() < 50
    assert len({shot.key for shot in SHOTS}) == len(SHOTS) == 9


def test_grain_changes_with_the_frame_and_repeats_with_the_film():
    grey = np.full((GATE.height, GATE.width), 110, np.uint8)
    stock = Stock(GATE, seed=3)
    assert np.array_equal(stock.expose(grey, 5), Stock(GATE, seed=3).expose(grey, 5))
    assert not np.array_equal(stock.expose(grey, 5), stock.expose(grey, 6))
    centre = stock.expose(grey, 5)[60:120, 110:210].astype(float)
    assert centre.mean() == pytest.approx(110, abs=1)
    assert 0.8 < centre.std() < 4
