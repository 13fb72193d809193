"""Whatever is pasted, no name is lost or invented, and the order stays."""

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matinee.catalogue.credits_text import parse_credits
from matinee.catalogue.credits_text.words import words
from matinee.catalogue.roles import LANGUAGES, ROLES, all_wordings

_WORD = st.from_regex(r"[A-ZÉ][a-zé]{2,8}", fullmatch=True).filter(
    lambda word: word.casefold() not in _TAKEN
)
_TAKEN = (
    frozenset(
        piece
        for language in LANGUAGES
        for wording, _ in all_wordings(language)
        for piece in wording.casefold().split()
    )
    | words("company-words")
    | words("weekdays")
    | {"jan", "mar", "may", "june", "july", "red", "sony", "none", "various", "jersey", "cuba"}
)
_NAME = st.builds("{} {}".format, _WORD, _WORD)
_NAMES = st.lists(_NAME, min_size=1, max_size=4, unique=True)
_PRINTED = sorted(
    {
        each.one
        for each in ROLES.values()
        if each.key not in ("artist", "cast", "filmmaker", "stills", "visual-effects", "songwriter")
        and each.called not in ("dedication", "subtitles", "captions")
        and each.key not in ("sound", "colourist", "mastering", "copyright-holder", "laboratory")
    }
)
_BLOCK = st.lists(
    st.tuples(st.sampled_from(("Director", "Producer", "Editor", "Gaffer", "Composer")), _NAMES),
    min_size=1,
    max_size=6,
    unique_by=lambda pair: pair[0],
)
_PIECES = [
    *("Director", "by", ":", "–", "\t", "\n", "\n\n", "Mara", "Quill", ",", "&", "and", "(", ")"),
    *("for", "at", "as", "“", "”", '"', "....", "|", "@x", "<b>", "Cast", "*", "x", "the", "film"),
    *(".", "starring", "A", "B", "directed", "/", ";", "->", "Halden Films", "presents"),
]
_STYLES = {
    "colon": lambda role, names: f"{role}: {', '.join(names)}",
    "and": lambda role, names: f"{role}: {' and '.join(names)}",
    "ampersand": lambda role, names: f"{role}: {' & '.join(names)}",
    "dash": lambda role, names: f"{role} – {', '.join(names)}",
    "leader": lambda role, names: f"{role} ........ {', '.join(names)}",
    "tab": lambda role, names: f"{role}\t{', '.join(names)}",
    "capitals": lambda role, names: f"{role.upper()}: {', '.join(names)}",
    "above": lambda role, names: "\n".join([role.upper(), *names]) + "\n",
    "markdown": lambda role, names: f"- **{role}:** {', '.join(names)}",
    "html": lambda role, names: f"<p><b>{role}</b>: {', '.join(names)}</p>",
    "handles": lambda role, names: (
        f"{role}: {', '.join(f'{n} (@x{i})' for i, n in enumerate(names))}"
    ),
    "bullet": lambda role, names: f"• {role}: {'; '.join(names)}",
    "windows": lambda role, names: f"{role}:\u00a0{', '.join(names)}\r",
}


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFC", text).casefold()
    return re.findall(r"[^\W_]+", folded)


def _has_in_order(text: list[str], words: list[str]) -> bool:
    rest = iter(text)
    return all(word in rest for word in words)


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    assert parse_credits(text) == parse_credits(text)


@given(
    st.lists(
        st.sampled_from(_PIECES),
        max_size=60,
    )
)
@settings(max_examples=200)
def test_no_name_is_invented(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for credit in parse_credits(text).credits:
        assert _has_in_order(_words(text), _words(credit.name))
        assert credit.name.strip()
        assert credit.written


@given(_BLOCK, st.sampled_from(sorted(_STYLES)))
@settings(max_examples=80, deadline=None)
def test_every_style_comes_back_whole(block, style) -> None:
    text = "\n".join(_STYLES[style](role, names) for role, names in block)
    read = [(credit.role.called, credit.name) for credit in parse_credits(text).credits]
    assert read == [(role.lower(), name) for role, names in block for name in names]


def test_every_role_of_the_vocabulary_is_read_back() -> None:
    read = {label: parse_credits(f"{label}: Tamsin Corvald").credits for label in _PRINTED}
    assert {
        label: credits
        for label, credits in read.items()
        if [(each.name, each.label) for each in credits] != [("Tamsin Corvald", "")]
        or (credits[0].role.one != label and credits[0].role.key != "producer")
    } == {}


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "A " * 500_000,
        ":" * 1_000_000,
        "Director: " + "A, " * 330_000,
        "(" * 1_000_000,
        '"' * 1_000_000,
        "by A " * 200_000,
        "Director" * 100_000,
        "<" * 1_000_000,
        "*a " * 300_000,
        ". . " * 250_000,
        "\t" * 1_000_000,
        " " * 1_000_000 + "x",
        "Director: A\n" * 80_000,
        "A and " * 160_000,
        "- " * 500_000,
        "[a](" * 250_000,
        "“a" * 300_000,
        "A. " * 300_000,
        "A – " * 250_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_megabyte_of_anything_is_read_soon(text: str) -> None:
    started = time.process_time()
    parse_credits(text)
    assert time.process_time() - started < 5


def test_four_hundred_lines_are_read_at_once() -> None:
    labels = [each.one for each in ROLES.values()]
    text = "\n".join(
        f"{labels[at % len(labels)]}: Mara Quill{at} and Jo Pike{at}" for at in range(400)
    )
    parse_credits(text)
    started = time.process_time()
    assert len(parse_credits(text).credits) >= 700
    assert time.process_time() - started < 0.3
