"""What people really paste: the share of credits read right over many invented blocks."""

from collections import Counter

import pytest

from matinee.catalogue.credits_text import ParsedCredit, parse_credits
from tests.catalogue.credit_blocks import Block, all_blocks

BLOCKS = all_blocks()
GOAL = 0.97


def _pairs(block: Block) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    read = Counter((data["role"], data["name"]) for data in _data(block))
    return read, Counter((credit.role, credit.name) for credit in block.credits)


def _data(block: Block) -> list[dict[str, str]]:
    return [credit.as_data() for credit in parse_credits(block.text).credits]


def test_nearly_all_credits_are_read_and_hardly_one_is_invented() -> None:
    assert len(BLOCKS) >= 100
    right = read = written = 0
    for block in BLOCKS:
        found, wanted = _pairs(block)
        right += (found & wanted).total()
        read += found.total()
        written += wanted.total()
    assert right / read >= GOAL
    assert right / written >= GOAL


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if not block.credits], ids=lambda block: block.title
)
def test_text_without_credits_yields_none(block: Block) -> None:
    assert _data(block) == []


def test_there_are_enough_texts_without_credits() -> None:
    assert sum(not block.credits for block in BLOCKS) >= 25


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.title)
def test_order_is_kept(block: Block) -> None:
    found, wanted = _pairs(block)
    if found == wanted:
        assert [(data["role"], data["name"]) for data in _data(block)] == [
            (credit.role, credit.name) for credit in block.credits
        ]


def test_for_and_as_and_kind_are_read() -> None:
    compared = [
        (data[key], said, credit.name, key)
        for block in BLOCKS
        for credit, data in zip(block.credits, _data(block), strict=False)
        if credit.name == data["name"]
        for key, said in zip(("for", "as", "kind"), credit.said, strict=False)
        if key != "kind" or said
    ]
    assert len(compared) >= 100
    assert [each for each in compared if each[0] != each[1]] == []


def test_a_credit_says_everything_in_data() -> None:
    parsed: tuple[ParsedCredit, ...] = parse_credits(
        "Goat wrangler: Pip Larkin at Halden\nDP: A Birk"
    ).credits
    assert [credit.as_data() for credit in parsed] == [
        {
            "role": "Goat wrangler",
            "label": "Goat wrangler",
            "name": "Pip Larkin",
            "for": "Halden",
            "as": "",
            "kind": "person",
        },
        {
            "role": "director of photography",
            "label": "DP",
            "name": "A Birk",
            "for": "",
            "as": "",
            "kind": "person",
        },
    ]
