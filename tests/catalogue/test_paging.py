"""Pages of a list keep their boundaries, and exactly those that change are named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinee.catalogue import paging
from matinee.catalogue.paging import NEWEST, PAGE_SIZE

Page = tuple[tuple[int, ...], object]


def pages_of(films: list[int]) -> dict[int, Page]:
    """Return what each page of a list shows: its films, and the ways to its neighbours."""
    numbers = range(paging.closed_pages(len(films)) + 1)
    shown = {}
    for number in numbers:
        older, count = paging.span_of(number, len(films))
        neighbours = paging.neighbours(number, len(films))
        shown[number] = (tuple(films[older : older + count]), neighbours)
    return shown


@pytest.mark.parametrize(
    ("films", "closed"),
    [
        (0, 0),
        (1, 0),
        (PAGE_SIZE, 0),
        (2 * PAGE_SIZE - 1, 0),
        (2 * PAGE_SIZE, 1),
        (3 * PAGE_SIZE - 1, 1),
        (3 * PAGE_SIZE, 2),
    ],
)
def test_a_page_closes_when_another_could_be_full(films: int, closed: int) -> None:
    assert paging.closed_pages(films) == closed


@given(st.integers(0, 500))
def test_every_film_stands_on_one_page(films: int) -> None:
    numbers = list(range(films))
    shown = pages_of(numbers)
    assert sorted(film for page, _ in shown.values() for film in page) == numbers
    for number, (page, _) in shown.items():
        assert all(paging.page_of(film, films) == number for film in page)
        if number != NEWEST:
            assert len(page) == PAGE_SIZE
    newest = len(shown[NEWEST][0])
    assert newest < 2 * PAGE_SIZE
    assert newest >= min(films, PAGE_SIZE)


@given(st.integers(0, 400))
def test_a_new_film_moves_no_boundary(films: int) -> None:
    before, after = pages_of(list(range(films))), pages_of(list(range(films + 1)))
    for number in before.keys() - {NEWEST}:
        assert after[number][0] == before[number][0]
    changed = paging.changed_pages(films, films, films + 1)
    assert len(changed) <= 3
    assert len(changed) == 1 or (films + 1) % PAGE_SIZE == 0


@given(st.lists(st.integers(0, 10**6), max_size=3 * PAGE_SIZE), st.data())
def test_the_pages_that_change_are_named_and_few_others(order: list[int], data) -> None:
    films: list[int] = []
    for film, at in enumerate(order):
        films.insert(len(films) if at % 3 else at % (len(films) + 1), film)
    before = pages_of(films)
    if films and data.draw(st.booleans(), label="a film leaves"):
        older = data.draw(st.integers(0, len(films) - 1))
        films, was = films[:older] + films[older + 1 :], len(films)
    else:
        older = data.draw(st.integers(0, len(films)))
        films, was = [*films[:older], -1, *films[older:]], len(films)
    after = pages_of(films)
    differ = {
        number for number in before.keys() | after.keys() if before.get(number) != after.get(number)
    }
    named = paging.changed_pages(older, was, len(films))
    assert differ <= named
    assert named - differ <= {NEWEST}
