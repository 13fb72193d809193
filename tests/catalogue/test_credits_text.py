"""Credits typed as lines are read as they were meant, or refused with the line named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinee.catalogue.credits_text import MAX_LINES, read_credits
from matinee.media.errors import Refused


def test_the_order_typed_is_billing_order() -> None:
    credits = read_credits("Editor: B, A\n\n# a remark\nDirector: C and D & E")
    assert [credit.name for credit in credits] == ["B", "A", "C", "D", "E"]
    assert [credit.role.key for credit in credits] == ["editor"] * 2 + ["director"] * 3


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("With: Fátima Rosa as Herself", [("Fátima Rosa", "", "", "Herself")]),
        ("Mixer: Wen Halloran at Quayside", [("Wen Halloran", "at", "Quayside", "")]),
        ("Producers: A and B for C", [("A", "for", "C", ""), ("B", "for", "C", "")]),
        ("Producers: A for X, B for Y", [("A", "for", "X", ""), ("B", "for", "Y", "")]),
        (
            'Thanks: "Sand and Sea, Ltd", Bo',
            [("Sand and Sea, Ltd", "", "", ""), ("Bo", "", "", "")],
        ),
        ("Thanks: Anderson Ford, and Bo", [("Anderson Ford", "", "", ""), ("Bo", "", "", "")]),
        ("Thanks: 바다 and Ana: the dog", [("바다", "", "", ""), ("Ana: the dog", "", "", "")]),
    ],
)
def test_a_line_is_read(line: str, read: list[tuple[str, str, str, str]]) -> None:
    credits = read_credits(line)
    assert [(c.name, c.for_word, c.on_behalf_of, c.character) for c in credits] == read


def test_own_wording_is_kept_and_usual_wording_is_not() -> None:
    own, usual = read_credits("Text, photographs and film: A\nExecutive producers: B")
    assert (own.role.key, own.label) == ("filmmaker", "Text, photographs and film")
    assert (usual.role.key, usual.label) == ("executive-producer", "")


@pytest.mark.parametrize(
    "text", ["Director", ": A", "Director:", "Director: , and", "Director: " + "x" * 300]
)
def test_what_cannot_be_read_is_refused_by_line(text: str) -> None:
    with pytest.raises(Refused, match="Line 2"):
        read_credits("Editor: A\n" + text)


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(Refused):
        read_credits("Editor: A\n" * (MAX_LINES + 1))


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        credits = read_credits(text)
    except Refused:
        return
    assert all(credit.name.strip() for credit in credits)


_NAMES = st.lists(
    st.from_regex(r"[A-ZÉ][a-zé]{1,8} [A-ZÉ][a-zé]{1,8}", fullmatch=True), min_size=1, max_size=5
)


@given(_NAMES)
def test_names_come_back_as_typed(names: list[str]) -> None:
    *first, last = names
    typed = ", ".join(first) + " and " + last if first else last
    assert [credit.name for credit in read_credits(f"Thanks: {typed}")] == names
