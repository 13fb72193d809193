"""A long text is set in the paragraphs its writer meant."""

import pytest

from matinee.catalogue.gather.facts import paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("One.\nTwo.", ("One.", "Two.")),
        ("One that a\nmail broke.\n\nTwo.", ("One that a mail broke.", "Two.")),
        ("One.\r\n \r\nTwo  here.\r\n", ("One.", "Two here.")),
    ],
)
def test_paragraphs(text: str, expected: tuple[str, ...]) -> None:
    assert paragraphs(text) == expected
