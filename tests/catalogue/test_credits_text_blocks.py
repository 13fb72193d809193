"""What people really paste: the share of credits read right over many invented blocks."""

import html
import re
import unicodedata
from collections import Counter
from functools import cache

from matinee.catalogue.credits_text import ParsedCredit, parse_credits
from tests.catalogue.credit_blocks import Block, all_blocks

BLOCKS = all_blocks()
GOAL = 0.99


def _pairs(block: Block) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    read = Counter((data["role"], data["name"]) for data in _data(block))
    return read, Counter((credit.role, credit.name) for credit in block.credits)


@cache
def _data(block: Block) -> list[dict[str, str]]:
    return [credit.as_data() for credit in parse_credits(block.text).credits]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).casefold())


def test_nearly_all_credits_are_read_and_hardly_one_is_invented() -> None:
    assert len(BLOCKS) >= 400
    right = read = written = 0
    wrong: dict[str, tuple[object, object]] = {}
    for block in BLOCKS:
        found, wanted = _pairs(block)
        if found != wanted:
            wrong[block.title] = (wanted - found, found - wanted)
        right += (found & wanted).total()
        read += found.total()
        written += wanted.total()
    assert right / read >= GOAL, wrong
    assert right / written >= GOAL, wrong


def test_text_without_credits_yields_none() -> None:
    silent = [block for block in BLOCKS if not block.credits]
    assert len(silent) >= 70
    assert {block.title: _data(block) for block in silent if _data(block)} == {}


def test_order_is_kept() -> None:
    """Billing order, wherever all credits of a block are read."""
    turned = []
    for block in BLOCKS:
        found, wanted = _pairs(block)
        order = [(data["role"], data["name"]) for data in _data(block)]
        if found == wanted and order != [(each.role, each.name) for each in block.credits]:
            turned.append(block.title)
    assert turned == []


def test_names_stand_on_the_lines_they_are_said_to_stand_on() -> None:
    elsewhere = []
    for block in BLOCKS:
        lines = [
            _words(re.sub("<[^>]+>", " ", html.unescape(line))) for line in block.text.splitlines()
        ]
        elsewhere += [
            (block.title, credit.name)
            for credit in parse_credits(block.text).credits
            if not set(_words(credit.name)) <= set(lines[credit.line - 1])
        ]
    assert elsewhere == []


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
