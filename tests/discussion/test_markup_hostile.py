"""Whatever goes in, what comes out can do no harm."""

import sys
import time
from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matinee.discussion.links import good_link
from matinee.discussion.markup import links_in, to_html
from matinee.discussion.typed import clean_line
from tests.discussion.hostile_words import FAMILIES, PAYLOADS
from tests.discussion.judged_html import Judge, is_good, visible

MORE = settings(max_examples=150, deadline=None)
PARTS = st.sampled_from(
    [
        *("*", "**", "_", "`", "[", "]", "](", ")", "(", "<", ">", "> ", "- ", "1. ", "\n", "\n\n"),
        *(" ", "\\", "!", "&", "&lt;", '"', "'", ":", "://", "www.", "@", ".com", "12:34", "a"),
        *("https://a.example/", "javascript:", "mailto:a@b.example", "<script>", "</a>", "\t"),
        *("\u202e", "\u200d", "\x00", "\ud800", "\u2028", "é", "\u0301", "/films/x/", "#t=1"),
    ]
)
TEXTS = st.lists(PARTS | st.text(max_size=3), max_size=40).map("".join)


def test_the_corpus_is_large_and_all_of_it_tries_something() -> None:
    assert len(PAYLOADS) >= 300
    assert all(family.tries and family.payloads for family in FAMILIES)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_hostile_words_become_harmless(family) -> None:
    for payload in family.payloads:
        for text in (
            payload,
            f"Good words.\n\n{payload}\n\nMore.",
            f"> - {payload}",
            f"*{payload}*",
        ):
            assert Judge(to_html(text)).wrong == [], text
        assert good_link(payload) == "" or is_good(good_link(payload)), payload
        clean_line(payload).encode()


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_hostile_words_say_nothing_live_twice(family) -> None:
    """What was printed once is only words when it is typed again."""
    for payload in family.payloads:
        assert Judge(to_html(to_html(payload))).wrong == [], payload


@MORE
@given(TEXTS)
@example("[" * 300 + "](" * 300)
@example("> " * 60 + "- " * 60 + "x")
def test_any_text_becomes_harmless(text) -> None:
    html = to_html(text)
    judged = Judge(html)
    assert judged.wrong == []
    assert links_in(html) == judged.targets
    assert "\x00" not in html
    html.encode()


@MORE
@given(st.lists(st.sampled_from(["word", "Ida", "x.y", "it’s", "end.", "12", "é"]), min_size=1))
def test_plain_words_stay_as_they_are(words) -> None:
    """Reading the words that were shown gives the same words again."""
    text = " ".join(words)
    assert visible(to_html(text)) == text or text[0].isdecimal()
    assert visible(to_html(visible(to_html(text)))) == visible(to_html(text))


@MORE
@given(st.text(alphabet="htps:/.@\\ax0%[]#?\t\u202e。-_é1", max_size=30).map("https://{}".format))
def test_a_good_link_is_good_to_others_and_stays_itself(url) -> None:
    good = good_link(url)
    assert good == "" or is_good(good)
    assert good_link(good) == good


HEAPS = SimpleNamespace(
    brackets="[", images="![", targets="[a](", ends="](", stars="*", words="*a", both="a**b_",
    quotes=">", lines=">\n", items="- a\n", ticks="`a``", angles="<a@", amps="&", hosts="www.a.",
    schemes="https://", paths="https://a.example/(", colons="12:", marks="\u0301", slashes="\\",
    mails="a.b@", odd="[*a](_", spaces=" ", breaks="\n\t",
)  # fmt: skip


@pytest.mark.parametrize("heap", vars(HEAPS).values(), ids=vars(HEAPS))
def test_heaps_of_anything_take_bounded_time(heap) -> None:
    """Four times as much is four times the work: not sixteen, as what grows by squares does."""
    small, large = heap * (2_000 // len(heap)), heap * (8_000 // len(heap))
    assert calls_of(large) < 6 * calls_of(small) + 1000
    begun = time.process_time()
    to_html(large)
    assert time.process_time() - begun < 2


def calls_of(text: str) -> int:
    """Return how many functions are called to read a text, which is the same on any machine."""
    count = 0

    def called(frame, event, argument) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        to_html(text)
    finally:
        sys.setprofile(before)
    return count
