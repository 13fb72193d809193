"""Words set as cues: every norm kept by whatever stream of words, none lost, broken at phrases."""

import dataclasses
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matinee.media.captions.norms import BROADCAST, breaches
from matinee.media.captions.segmentation import LONGEST_PAUSE_S, segment
from matinee.media.captions.widths import columns
from matinee.media.speech.words import Word

LETTERS = st.sampled_from("aeimnst,.?éßñф日本のーっ、。กาเعم한 -<&>\u200f")
WORDS = st.lists(
    st.tuples(
        st.text(LETTERS, min_size=1, max_size=60).map(lambda text: "".join(text.split()) or "a"),
        st.floats(0, 9),
        st.sampled_from([0.0, 0.0, 0.0, 0.02, 0.3, 1.0, 2.5, 30.0]),
        st.booleans(),
    ),
    max_size=40,
)


def stream(parts, pace=1.0):
    """Return words one after the other, from (text, length, pause before it, spaced)."""
    words, at = [], 0.0
    for number, (text, length, pause, spaced) in enumerate(parts):
        at += pause * pace
        # The number keeps them from being taken for stammers.
        times = round(at, 2), round(at + length * pace, 2)
        words.append(Word(*times, f"{text}{number}", 1.0, spaced))
        at += length * pace
    return words


def spoken(text, pace_s=0.3, pause_s=0.0):
    """Return the words of a text, each so long, with a pause after every sentence."""
    words, at = [], 1.0
    for each in text.split():
        words.append(Word(round(at, 2), round(at + pace_s, 2), each))
        at += pace_s + (pause_s if each[-1] in ".?!" else 0.0)
    return words


def letters(text):
    return "".join(text.split())


@settings(max_examples=150, deadline=None)
@given(WORDS, st.sampled_from([0.01, 0.1, 1.0]), st.sampled_from(["en", "fr", "ja", "th", ""]),
       st.sampled_from([23.976, 25.0, 60.0]))  # fmt: skip
def test_whatever_is_said_every_norm_is_kept_and_no_word_lost(parts, pace, language, rate):
    norms = dataclasses.replace(BROADCAST, frame_rate=rate)
    words = stream(parts, pace)
    cues = segment(words, language, norms)
    assert breaches(cues, norms) == []
    said = letters("".join(word.text for word in words))
    assert letters("".join(line for cue in cues for line in cue.lines)) == said


@pytest.mark.parametrize("pace_s", [0.05, 0.12, 0.2])
def test_fast_speech_is_late_at_most_until_the_next_pause(pace_s):
    text = "the quick words come one after another without any pause at all between them"
    words = spoken(f"{text} {text}. Then it is quiet.", pace_s, pause_s=20)
    cues = segment(words, "en")
    assert breaches(cues) == []
    last = next(word for word in words if word.text == "Then")
    assert cues[-1].start_s == pytest.approx(last.start_s, abs=0.01)


def test_where_time_lacks_hesitations_and_stammers_are_left_out():
    text = "um I I think uh that we we really should um leave before the the others come back home"
    slow = segment(spoken(text, 0.5), "en")
    assert " ".join(cue.plain for cue in slow) == text
    fast = segment(spoken(" ".join([text] * 4), 0.08), "en")
    assert "um" not in " ".join(cue.plain for cue in fast).split()
    assert "we really should leave before the others" in " ".join(cue.plain for cue in fast)


def test_what_is_a_hesitation_in_english_is_a_word_elsewhere():
    text = (
        "er kommt um acht und sie ähm wartet um die Ecke mit dem Wagen weil er immer so eilig ist"
    )
    fast = " ".join(cue.plain for cue in segment(spoken(" ".join([text] * 4), 0.08), "de-AT"))
    assert "ähm" not in fast
    assert fast.split() == [word for word in (f"{text} " * 4).split() if word != "ähm"]


TEXT = (
    "When they had gone, he put on his coat and his boots. His daughter held the door open for him"
    " and handed him the lamp. This time she went with him to the end of the old harbour wall."
)


def test_lines_and_cues_end_where_phrases_do():
    cues = segment(spoken(TEXT, 0.35, 0.4), "en")
    assert [cue.text for cue in cues] == [
        "When they had gone,\nhe put on his coat and his boots.",
        "His daughter held the door open\nfor him and handed him the lamp.",
        "This time she went with him\nto the end of the old harbour wall.",
    ]


LONG = {
    "en": TEXT,
    "fr": """Quand la pluie est tombée sur le port nous avons attendu les bateaux dans la petite
        maison de la vieille dame qui parlait toujours de son frère et de la mer""",
    "de": """Als der Regen auf den Hafen fiel haben wir in dem kleinen Haus von der alten Frau auf
        die Schiffe gewartet und sie sprach wie immer von ihrem Bruder und dem Meer""",
    "es": """Cuando la lluvia cayó sobre el puerto esperamos los barcos en la pequeña casa de la
        vieja señora que hablaba siempre de su hermano y de las olas del mar""",
}
LEANING = re.compile(
    r"(the|a|his|of|and|to|le|la|les|de|dans|et|son|sur|der|den|dem|die|und|von|in|auf|el|los|en|y"
    r"|su|sobre)$",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", LONG)
def test_no_line_ends_on_a_word_that_leans_on_the_next(language):
    lines = [line for cue in segment(spoken(LONG[language]), language) for line in cue.lines]
    assert not [line for line in lines if LEANING.match(line.split()[-1])]


def test_no_cue_stands_across_a_long_pause():
    words = [*spoken("He waited"), *spoken("for her.")]
    late = [
        dataclasses.replace(word, start_s=word.start_s + 9, end_s=word.end_s + 9)
        for word in words[2:]
    ]
    cues = segment([*words[:2], *late], "en")
    assert [cue.plain for cue in cues] == ["He waited", "for her."]
    assert cues[0].end_s < late[0].start_s - LONGEST_PAUSE_S
    assert cues[1].start_s >= late[0].start_s


def test_full_width_letters_count_twice_and_signs_stay_with_their_letter():
    text = (
        "昔々、山の上に灯台を建てた女の人がいました。"
        "みんなは海が遠いと言って笑いましたが、ある日、水が上がりました。"
    )
    words = [
        Word(i * 0.2, i * 0.2 + 0.2, letter, 1.0, spaced=False) for i, letter in enumerate(text)
    ]
    cues = segment(words, "ja")
    assert "".join(line for cue in cues for line in cue.lines) == text
    assert all(columns(line) <= 42 for cue in cues for line in cue.lines)
    assert not any(line[0] in "、。ーっ々" for cue in cues for line in cue.lines)
    assert breaches(cues) == []


def test_a_word_that_was_heard_in_two_parts_is_not_parted():
    words = [Word(0, 1, "cold"), Word(1, 2, "-hearted", spaced=False), *spoken("people", 1.0)]
    assert segment(words, "en")[0].plain == "cold-hearted people"


def test_words_are_no_markup():
    assert (
        segment([Word(0, 1, "<i>&"), Word(1, 2, "R&B")], "en")[0].text == "&lt;i&gt;&amp; R&amp;B"
    )
