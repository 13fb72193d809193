"""What a programme prints of its length and its days."""

from datetime import date, time

import pytest

from matinee.catalogue.published import Span
from matinee.programmes.labels import machine_slot, programme_label, running_label, slot_label, span


@pytest.mark.parametrize(
    ("durations_s", "expected"),
    [
        ([], "Programme · no films"),
        ([240.0], "Programme · one film · 4 min"),
        ([240.0, 420.0, 660.0], "Programme · three films · 22 min"),
        ([240.0, None], "Programme · two films · more than 4 min"),
        ([None, None], "Programme · two films"),
        ([600.0] * 12, "Programme · twelve films · 2 h"),
        ([600.0] * 40, "Programme · 40 films · 6 h 40 min"),
    ],
)
def test_what_it_holds(durations_s, expected) -> None:
    assert programme_label(durations_s) == expected


@pytest.mark.parametrize(
    ("duration_s", "expected"),
    [(30, "30 sec"), (5400, "90 min"), (7199, "120 min"), (7200, "2 h"), (7529, "2 h 5 min")],
)
def test_how_long_it_is(duration_s, expected) -> None:
    assert running_label(duration_s) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, ""),
        (date(2027, 3, 1), None, "From 1 March 2027"),
        (None, date(2027, 3, 1), "Until 1 March 2027"),
        (date(2027, 3, 1), date(2027, 3, 1), "1 March 2027"),
        (date(2027, 3, 1), date(2027, 3, 14), "1–14 March 2027"),
        (date(2027, 2, 28), date(2027, 3, 3), "28 February – 3 March 2027"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 December 2026 – 2 January 2027"),
    ],
)
def test_its_days(first, last, expected) -> None:
    shown = span(first, last)
    assert shown.label == expected
    assert shown == Span(expected, str(first or ""), str(last or ""))


def test_the_time_of_a_pick() -> None:
    day, hour = date(2027, 3, 5), time(20, 30)
    assert slot_label(None, None) == machine_slot(None, None) == ""
    assert (slot_label(day, None), machine_slot(day, None)) == ("Friday 5 March 2027", "2027-03-05")
    assert slot_label(day, hour) == "Friday 5 March 2027, 20:30"
    assert machine_slot(day, hour) == "2027-03-05T20:30"
