"""The ladder never enlarges, never distorts, and always leaves something to play."""

import dataclasses
import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinee.media.ladder import plan_ladder
from matinee.media.recipe import EncodeOptions, rungs_for
from tests.media.made_masters import PICTURE, master

SIDES = st.integers(min_value=2, max_value=8192)
RECIPES = st.builds(
    lambda quality, av1, light: rungs_for(EncodeOptions(quality, av1), light=light),
    st.sampled_from(["draft", "normal", "best"]),
    st.booleans(),
    st.booleans(),
)
NORMAL = rungs_for(EncodeOptions(), light=False)

SIZES = {
    (3840, 2160): ["av1 1920x1080", "av1 1280x720", "h264 1920x1080", "h264 1280x720",
                   "h264 854x480", "h264 640x360"],
    (1920, 1080): ["av1 1920x1080", "av1 1280x720", "h264 1920x1080", "h264 1280x720",
                   "h264 854x480", "h264 640x360"],
    (1080, 1920): ["av1 1080x1920", "av1 720x1280", "h264 1080x1920", "h264 720x1280",
                   "h264 480x854", "h264 360x640"],
    (1280, 720): ["av1 1280x720", "h264 1280x720", "h264 854x480", "h264 640x360"],
    (1024, 576): ["av1 1024x576", "h264 1024x576", "h264 854x480", "h264 640x360"],
    (1920, 800): ["av1 1920x800", "av1 1280x534", "h264 1920x800", "h264 1280x534",
                  "h264 854x356", "h264 640x266"],
    (320, 180): ["av1 320x180", "h264 320x180"],
    (321, 241): ["av1 320x240", "h264 320x240"],
    (32, 32): ["h264 32x32"],
}  # fmt: skip


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_sizes(size):
    ladder = plan_ladder(master(*size), NORMAL)
    assert [f"{r.recipe.codec} {r.width}x{r.height}" for r in ladder.rungs] == SIZES[size]


def test_without_av1():
    rungs = plan_ladder(master(), rungs_for(EncodeOptions(av1=False), light=False)).rungs
    assert {rung.recipe.codec for rung in rungs} == {"h264"}


@given(SIDES, SIDES, RECIPES)
def test_never_enlarged_and_always_playable(width, height, recipes):
    ladder = plan_ladder(master(width, height), recipes)
    assert any(rung.recipe.codec == "h264" for rung in ladder.rungs)
    for rung in ladder.rungs:
        assert rung.width % 2 == rung.height % 2 == 0
        assert 2 <= rung.width <= width + 1
        assert 2 <= rung.height <= height + 1
        if rung.recipe.codec == "av1":
            assert min(rung.width, rung.height) >= 64


@given(SIDES, SIDES, RECIPES)
def test_shape_is_kept(width, height, recipes):
    for rung in plan_ladder(master(width, height), recipes).rungs:
        # Some one scale puts each side within a pixel; 2 stands for anything less.
        least_x, most_x = _scales(rung.width, width)
        least_y, most_y = _scales(rung.height, height)
        assert max(least_x, least_y) <= min(most_x, most_y)


def _scales(side, of):
    return (0 if side == 2 else Fraction(side - 1, of)), Fraction(side + 1, of)


@given(SIDES, SIDES, RECIPES)
def test_rungs_differ_and_fall(width, height, recipes):
    rungs = plan_ladder(master(width, height), recipes).rungs
    assert len({rung.name for rung in rungs}) == len(rungs)
    for _, group in itertools.groupby(rungs, key=lambda rung: rung.recipe.codec):
        for upper, lower in itertools.pairwise(group):
            assert upper.width * upper.height > lower.width * lower.height


@given(SIDES, SIDES, RECIPES)
def test_boxes_hold_the_picture_whichever_way_it_stands(width, height, recipes):
    upright = plan_ladder(master(width, height), recipes).rungs
    lying = plan_ladder(master(height, width), recipes).rungs
    assert [(r.name, r.width, r.height) for r in upright] == [
        (r.name, r.height, r.width) for r in lying
    ]
    for rung in upright:
        long_side, short_side = sorted((rung.width, rung.height), reverse=True)
        assert long_side <= rung.recipe.long_side + 1
        assert short_side <= rung.recipe.short_side + 1


@given(st.integers(min_value=1_000, max_value=400_000_000), st.sampled_from(sorted(SIZES)))
def test_no_more_bits_than_the_master(bitrate_bps, size):
    video = dataclasses.replace(PICTURE, bitrate_bps=bitrate_bps)
    probe = master(*size, video=video)
    for rung in plan_ladder(probe, NORMAL).rungs:
        assert rung.max_kbps <= rung.recipe.max_kbps
        if abs(rung.height - probe.height) <= 1:
            assert rung.max_kbps <= max(200, bitrate_bps // 1000)


@given(SIDES, SIDES, RECIPES)
def test_modest_and_smallest_are_rungs_everyone_can_play(width, height, recipes):
    ladder = plan_ladder(master(width, height), recipes)
    for chosen in (ladder.modest, ladder.smallest):
        assert chosen in ladder.rungs
        assert chosen.recipe.codec == "h264"
