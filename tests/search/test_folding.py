"""Folding and reading questions: pure, so that every script has its table."""

import pytest

from matinee.search.folding import folded, tokens_in
from matinee.search.passages import (
    LAPS,
    MOST_TOKENS,
    SpokenLine,
    lines_of,
    pack,
    passages_of,
    unpack,
)
from matinee.search.question import read_question
from matinee.search.vocabulary import first_after

FOLDED = [
    ("Don't, it’s O'Brien", "dont its obrien"),
    ("L’eau qu'elle aujourd'hui dell'arte", "l eau qu elle aujourdhui dell arte"),
    ("e\u0301te\u0301 été Œuvre", "ete ete oeuvre"),
    ("Straße STRAẞE Müller", "strasse strasse muller"),
    ("mañana ¿Dónde?", "manana donde"),
    ("Łódź Đorđe Ærø İstanbul", "lodz dorde aero istanbul"),
    ("학교에서 \u1112\u1161\u11ab", "학교에서 한"),
    ("وَالْكِتَابُ أحمد إلى مدرسة كتـــاب", "والكتاب احمد الي مدرسه كتاب"),
    ("東京都へ", "東京 京都 都へ へ"),
    ("映画film", "映画 画 film"),
    ("١٢٣ ４５", "123 45"),
    ("a\u202eb\u200dc low-water", "abc low water"),
    ("हिन्दी", "हिन्दी"),
    ("🎬 * ^ \"' — _", ""),
    ("x" * 99, "x" * 40),
]


@pytest.mark.parametrize(("text", "tokens"), FOLDED, ids=[text[:20] for text, _ in FOLDED])
def test_folding(text, tokens):
    assert folded(text) == tokens
    found = list(tokens_in(text))
    assert " ".join(token.text for token in found) == tokens
    # What is marked is where it stands, and folds to the same.
    for token in found:
        assert folded(text[token.start : token.end]).split()[0] == token.text


ASKED = [
    ("low water", [["low"], ["water"]]),
    ('"low water" tide', [["low water"], ["tide"]]),
    ("„low water“ «hi»", [["low water"], ["hi"]]),
    ('tide "low wa', [["tide"], ["low wa"]]),
    ("low-water", [["low water"]]),
    ("l'eau", [["eau"]]),
    ("東京都", [["東京 京都"]]),
    ("東", [["東"]]),
    ("Müller", [["muller", "mueller"]]),
    ("mueller", [["mueller", "muller"]]),
    ("🎬 \u202e '\x00", []),
    ("NEAR(a b) OR c*", [["near a"], ["b"], ["or"], ["c"]]),
    ("tide tide", [["tide"]]),
]


@pytest.mark.parametrize(("typed", "parts"), ASKED, ids=[typed for typed, _ in ASKED])
def test_a_question_is_read(typed, parts):
    asked = read_question(typed)
    assert [[" ".join(way.tokens) for way in part.ways] for part in asked.parts] == parts
    assert bool(asked.asked) == bool(parts)


def test_an_arabic_word_is_asked_for_with_what_is_written_to_it():
    (part,) = read_question("الكتاب").parts
    assert {"كتاب", "الكتاب", "والكتاب", "بالكتاب", "للكتاب", "بكتاب"} <= {
        way.tokens[0] for way in part.ways
    }


def test_a_beginning_ends_before_the_next():
    assert first_after("ab") == "ac"
    assert "한국" < first_after("하") <= "해"
    assert first_after("한") == "핝"


def test_a_long_question_is_cut():
    asked = read_question("tide " * 5000 + '"' * 5000)
    assert len(asked.asked) <= 200
    assert len(read_question(" ".join(f"word{at}" for at in range(99))).parts) == 10


def test_passages_lap_over_unless_there_is_a_pause():
    words = " ".join(f"w{at}" for at in range(10))
    lines = [SpokenLine(at * 300, at * 300 + 290, words) for at in range(13)]
    first, second = passages_of(lines)
    assert len(first.tokens.split()) == MOST_TOKENS + LAPS
    assert len(first.lines) + len(second.lines) == 13
    paused = [*lines[:9], SpokenLine(9_000, 9_290, words)]
    first, second = passages_of(paused)
    assert len(first.tokens.split()) == MOST_TOKENS


def test_a_block_keeps_its_lines():
    lines = [SpokenLine(120, 300, "Où est-il ?", "Ines"), SpokenLine(308, 5_000, "여기")]
    lines.append(SpokenLine(4_900, 5_100, "Overlapping"))
    passages = passages_of(lines)
    assert len(passages) == 3
    assert [line for part in unpack(pack(passages)) for line in lines_of(part)] == lines
