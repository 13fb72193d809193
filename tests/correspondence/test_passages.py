"""In and out times as people type them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinee.correspondence.passages import Passage, read_passages, shown_passage
from matinee.media.errors import Refused


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1:02:03–1:02:40", ["1:02:03–1:02:40"]),
        ("12:30 to 12:45 the ferry", ["12:30–12:45, the ferry"]),
        ("the ferry: 12:30 - 12:45", ["12:30–12:45, the ferry"]),
        ("1h02m03s-1h02m40s", ["1:02:03–1:02:40"]),
        ("0:10-0:20;0:30-0:40", ["0:10–0:20", "0:30–0:40"]),
        ("0:10 - 0:20, 0:40 - 0:50", ["0:10–0:20", "0:40–0:50"]),
        ("1:02:03:12 - 1:02:05:00", ["1:02:03.5–1:02:05"]),
        ("1:02:03;12-1:02:05;00", ["1:02:03.5–1:02:05"]),
        ("at 5:07", ["5:07"]),
        ("45s-50s", ["0:45–0:50"]),
        ("75:30", ["1:15:30"]),
        ("in 1:02 out 1:10", ["1:02–1:10"]),
        ("00:01:02.500 --> 00:01:05,000", ["1:02.5–1:05"]),
        ("1'20\" to 1'30\"", ["1:20–1:30"]),
        ("1:02\n\n  \n2:03 until 2:04 boats;", ["1:02", "2:03–2:04, boats"]),
        ("", []),
    ],
)
def test_what_people_type_is_read(typed, shown):
    passages = read_passages(typed, frame_rate=Fraction(24))
    assert [shown_passage(passage) for passage in passages] == shown


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("hello", "There is no time in “hello”"),
        ("in 2024", "There is no time in"),
        ("1:75", "There is no time in"),
        ("2:00-1:00", "The passage from 2:00 to 1:00 ends before it begins."),
        ("20:00", "The film ends at 10:00, before 20:00."),
        ("9:00-10:05", "The film ends at 10:00, before 10:05."),
        ("\n".join(["1:00"] * 31), "at most 30"),
    ],
)
def test_what_cannot_be_is_told(typed, sentence):
    with pytest.raises(Refused, match=sentence.replace("(", r"\(")):
        read_passages(typed, 600.0)


def test_a_display_that_rounds_up_still_names_the_end():
    assert read_passages("9:50-10:01", 600.2) == (Passage(590.0, 600.2),)


tenths = st.integers(0, 359_999).map(lambda tenths: tenths / 10)
words = st.text("abcdefgh ", max_size=30).map(lambda text: " ".join(text.split()))


@given(st.lists(st.tuples(tenths, tenths, words), max_size=8))
def test_what_is_shown_reads_as_itself(drawn):
    # A note may begin with a word that leads to a time ("at"); such words are taken off.
    passages = tuple(
        Passage(min(first, last), max(first, last), f"x{note}" if note else "")
        for first, last, note in drawn
    )
    assert read_passages("\n".join(map(shown_passage, passages))) == passages


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        passages = read_passages(text, 600.0)
    except Refused:
        return
    assert all(0 <= each.start_s <= each.end_s <= 600.0 for each in passages)
