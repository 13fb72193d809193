"""The norms of broadcasters: each breach is found where it is and nowhere else."""

import dataclasses

import pytest

from matinee.media.captions.cues import Cue
from matinee.media.captions.norms import BROADCAST, breaches
from matinee.media.captions.widths import columns

GOOD = Cue(1.0, 3.0, "A line that\nis easily read.")
LATER = Cue(10.0, 12.0, "Another one.")


@pytest.mark.parametrize(
    ("cue", "what"),
    [
        (Cue(1, 3, "One\ntwo\nthree"), "lines"),
        (Cue(1, 5, "x" * 43), "wide"),
        (Cue(1, 5, "<i>" + "x" * 42 + "</i>"), ""),
        (Cue(1, 6, "長" * 22), "wide"),
        (Cue(1, 6, "長" * 21), ""),
        (Cue(1, 1.99, "Short."), "short"),
        (Cue(1, 2, "Short enough."), ""),
        (Cue(1, 8.01, "Long."), "long"),
        (Cue(1, 8, "Long enough."), ""),
        (Cue(1, 3, "x" * 35), "fast"),
        (Cue(1, 3, "x" * 34), ""),
        (Cue(1, 3, "&amp;" * 34), ""),
        (Cue(1, 3, "<i> </i>"), "empty"),
    ],
)
def test_a_cue_by_itself(cue, what):
    found = breaches([cue, LATER])
    assert [(breach.index, breach.what) for breach in found] == ([(0, what)] if what else [])
    assert all(breach.sentence.endswith(".") for breach in found)


@pytest.mark.parametrize(
    ("start_s", "rate", "place", "what"),
    [
        (2.9, 25, "", "overlap"),
        (3.078, 25, "", "close"),
        (3.08, 25, "", ""),
        (3.08, 23.976, "", "close"),
        (3.083, 24, "", ""),
        (2.0, 25, "line:0", ""),
    ],
)
def test_a_cue_beside_the_one_before_it(start_s, rate, place, what):
    norms = dataclasses.replace(BROADCAST, frame_rate=rate)
    second = Cue(start_s, start_s + 2, "And one more.", place)
    found = [(breach.index, breach.what) for breach in breaches([GOOD, second], norms)]
    assert found == ([(1, what)] if what else [])


def test_a_long_cue_is_looked_at_beside_all_that_begin_in_it():
    cues = [Cue(0, 6, "It stands."), Cue(1, 2, "Within."), Cue(4, 6, "Within too.")]
    overlaps = [breach.index for breach in breaches(cues) if breach.what == "overlap"]
    assert overlaps == [1, 2]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("Café", 4),
        ("Cafe\u0301", 4),
        ("한국어", 6),
        ("ｶﾅ", 2),
        ("\u200fשלום", 4),
        ("น้ำ", 2),
    ],
)
def test_columns(text, width):
    assert columns(text) == width
