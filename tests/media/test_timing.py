"""Pictures keep their order and their place on the even grid, whatever the master's clock."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinee.media.plan import chunk_starts, plan_encode
from matinee.media.recipe import EncodeOptions
from matinee.media.timing import STANDARD_RATES, enter_at, frame_times, key_frames, lay_grid
from tests.media.made_masters import CLOCK, even_ticks, grid_of, master, picture_at

RATES = st.sampled_from(STANDARD_RATES)
COUNTS = st.integers(min_value=1, max_value=400)
STARTS = st.integers(min_value=-CLOCK, max_value=CLOCK)
UNEVEN_TICKS = st.builds(
    lambda start, gaps: [start + sum(gaps[:index]) for index in range(len(gaps) + 1)],
    STARTS,
    st.lists(st.integers(min_value=200, max_value=CLOCK), max_size=60),
)


@given(RATES, COUNTS, STARTS)
def test_a_constant_rate_is_kept_to_the_picture(rate, count, start):
    video = picture_at(even_ticks(rate, count, start), nominal_rate=rate)
    grid = lay_grid(video)
    assert (grid.rate, grid.frame_count, grid.constant) == (rate, count, True)


@given(RATES, st.integers(min_value=2, max_value=400))
def test_a_clock_of_milliseconds_means_the_same_rate(rate, count):
    ticks = [round(index * 1000 / rate) for index in range(count)]
    video = picture_at([tick * (CLOCK // 1000) for tick in ticks], nominal_rate=rate)
    assert lay_grid(video).rate == rate


@given(UNEVEN_TICKS)
def test_any_master_gets_a_grid_as_long_as_itself(ticks):
    video = picture_at(ticks)
    grid = lay_grid(video)
    assert 0 < grid.rate <= 60
    assert grid.frame_count >= 1
    span = Fraction(ticks[-1] - ticks[0], CLOCK)
    # The last picture's own time is at most ten common gaps; the grid rounds to a place.
    assert grid.duration >= span - 1 / grid.rate
    assert grid.ticks_per_frame * grid.rate == grid.timescale


@pytest.mark.parametrize(("given_rate", "kept"), [(120, 60), (100, 50), (240, 60), (90, 45)])
def test_rates_above_sixty_are_halved(given_rate, kept):
    rate = Fraction(given_rate)
    assert lay_grid(picture_at(even_ticks(rate, 200), nominal_rate=rate)).rate == kept


@given(UNEVEN_TICKS, st.data())
def test_a_chunk_enters_at_the_picture_on_show(ticks, data):
    video = picture_at(ticks)
    grid = lay_grid(video)
    first = data.draw(st.integers(min_value=0, max_value=grid.frame_count - 1))
    entry = enter_at(video, grid, first)
    times = frame_times(video)
    if entry.seek is None:
        assert first == 0
        return
    # The first picture that decoding yields after the seek …
    entered = next(time for time in times if time >= entry.seek)
    at = Fraction(first) / grid.rate
    assert entered - at == entry.offset
    # … is the last one due at the chunk's first place.
    due = [time for time in times if time < at + 1 / (2 * grid.rate)]
    assert entered == (due[-1] if due else times[0])


@given(
    RATES,
    st.integers(min_value=1, max_value=100_000),
    st.integers(min_value=1, max_value=120),
    st.sets(st.integers(min_value=0, max_value=99_999), max_size=60),
)
def test_chunks_cover_the_film_and_none_is_small(rate, count, length_s, keys):
    grid = grid_of(rate, count)
    starts = chunk_starts(grid, sorted(key for key in keys if key < count), length_s)
    assert starts[0] == 0
    sizes = [end - start for start, end in zip(starts, [*starts[1:], count], strict=True)]
    assert sum(sizes) == count
    assert min(sizes) >= 1
    if len(sizes) > 1:
        assert min(sizes) >= length_s * rate / 4
        assert max(sizes) <= length_s * rate * 3 / 2 + 2


def test_key_frames_stand_on_the_grid():
    rate = Fraction(25)
    ticks = even_ticks(rate, 100, start=700)
    video = picture_at(ticks, nominal_rate=rate, key_times=(ticks[0], ticks[50], ticks[75]))
    assert key_frames(video, lay_grid(video)) == [0, 50, 75]


def test_plan_is_pure():
    rate = Fraction(25)
    video = picture_at(even_ticks(rate, 9000), nominal_rate=rate)
    plan = plan_encode(master(video=video), EncodeOptions())
    assert plan == plan_encode(master(video=video), EncodeOptions())
    assert len(plan.chunks) == 4
    assert sum(chunk.frame_count for chunk in plan.chunks) == 9000
