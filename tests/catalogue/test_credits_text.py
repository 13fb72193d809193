"""Credits pasted as text are read as they were meant."""

import pytest

from matinee.catalogue.credits_text import MAX_LINES, parse_credits, read_credits
from matinee.media.errors import Refused


def test_the_order_typed_is_billing_order() -> None:
    credits = parse_credits("Editor: B, A\n\n# a remark\nDirector: C and D & E").credits
    assert [credit.name for credit in credits] == ["B", "A", "C", "D", "E"]
    assert [credit.role.key for credit in credits] == ["editor"] * 2 + ["director"] * 3
    assert [credit.joiner for credit in credits] == ["", "", "", "and", "&"]
    assert [credit.line for credit in credits] == [1, 1, 4, 4, 4]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("With: Fátima Rosa as Herself", [("Fátima Rosa", "", "", "Herself")]),
        ("Mixer: Wen Halloran at Quayside", [("Wen Halloran", "at", "Quayside", "")]),
        ("Producers: A and B for C", [("A", "for", "C", ""), ("B", "for", "C", "")]),
        ("Producers: A for X, B for Y", [("A", "for", "X", ""), ("B", "for", "Y", "")]),
        ("Producers: A (X Films), B", [("A", "at", "X Films", ""), ("B", "", "", "")]),
        (
            'Thanks: "Sand and Sea, Ltd", Bo',
            [("Sand and Sea, Ltd", "", "", ""), ("Bo", "", "", "")],
        ),
        ("Thanks: Anderson Ford, and Bo", [("Anderson Ford", "", "", ""), ("Bo", "", "", "")]),
        ("Editor: José Ortega y Gil", [("José Ortega y Gil", "", "", "")]),
        ("Editors: Ana Lima y Luis Gil", [("Ana Lima", "", "", ""), ("Luis Gil", "", "", "")]),
        ("Director: @halden", [("@halden", "", "", "")]),
        ("Director: Bo Lind @bo", [("Bo Lind", "", "", "")]),
        (
            "Editor: Cleo May, Cutting Room Studios",
            [("Cleo May", "at", "Cutting Room Studios", "")],
        ),
    ],
)
def test_a_line_is_read(line: str, read: list[tuple[str, str, str, str]]) -> None:
    credits = parse_credits(line).credits
    assert [(c.name, c.for_word, c.on_behalf_of, c.character) for c in credits] == read


def test_own_wording_is_kept_and_usual_wording_is_not() -> None:
    own, usual, *both = parse_credits(
        "Text, photographs and film: A\nExecutive producers: B\nWritten and directed by: C"
    ).credits
    assert (own.role.key, own.label) == ("filmmaker", "Text, photographs and film")
    assert (usual.role.key, usual.label, usual.written) == (
        "executive-producer",
        "",
        "Executive producers",
    )
    # One wording for two roles would print twice; each prints its own.
    assert [(c.role.key, c.label) for c in both] == [("writer", ""), ("director", "")]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Original score by: Jane Roe", "Original score by"),
        ("ORIGINAL SCORE BY: Jane Roe", "Original score by"),
        ("VFX LEAD: Jane Roe", "VFX lead"),
        ("produced by Jane Roe", ""),
        ("The film was produced by Jane Roe and shot by Bo Park.", ""),
        ("A Halden Films production", ""),
        ("goat wrangler: Jane Roe\ndirector: Bo Park", "Goat wrangler"),
    ],
)
def test_pages_print_wording_with_a_capital_and_never_that_of_running_text(
    text: str, label: str
) -> None:
    credit = parse_credits(text).credits[0]
    assert credit.label == label
    assert credit.written in text


def test_a_name_keeps_how_it_was_printed() -> None:
    caps, letters = parse_credits("Director: JANE MCKENZIE\nDP: Alda Renner, BSC").credits
    assert (caps.name, caps.printed) == ("Jane McKenzie", "JANE MCKENZIE")
    assert (letters.name, letters.printed) == ("Alda Renner", "Alda Renner, BSC")


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("LUDO VAN DER HEEM", "Ludo van der Heem"),
        ("PAUL O'BRANNIGAN", "Paul O'Brannigan"),
        ("ANA-LUCÍA FERRER", "Ana-Lucía Ferrer"),
        ("DJ MORROW", "DJ Morrow"),
        ("QUAY II", "Quay II"),
        ("HALDEN FILMS LTD", "Halden Films Ltd"),
        ("NFBX", "NFBX"),
        ("McKenzie BROWN", "McKenzie BROWN"),
    ],
)
def test_capitals_become_ordinary_letters(typed: str, usual: str) -> None:
    assert [credit.name for credit in parse_credits(f"Thanks: {typed}").credits] == [usual]


def test_lines_without_a_credit_are_told() -> None:
    parsed = parse_credits("Low Water\n\nDirector: Ines Calder\nEditor:\n")
    assert [(line.number, line.looks_like_credit) for line in parsed.unread] == [
        (1, False),
        (4, True),
    ]


@pytest.mark.parametrize(
    "text", ["Director", ": A", "Director:", "Director: , and", "Director: " + "x" * 300]
)
def test_a_file_with_a_broken_credit_is_refused_by_line(text: str) -> None:
    with pytest.raises(Refused, match="Line 2"):
        read_credits("Editor: A\n" + text)


def test_a_file_of_prose_is_refused_and_an_empty_one_is_not() -> None:
    with pytest.raises(Refused, match="Line 2"):
        read_credits("\nA ferryman returns to the river that raised him.\n")
    assert read_credits(" \n\n") == ()
    assert len(read_credits("Low Water\nDirector: Ines Calder\nYear: 2024")) == 1


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(Refused):
        read_credits("Editor: A\n" * (MAX_LINES + 1))
