"""The sample's words: captions by a captioner's rules, credits that are read."""

import itertools

import pytest

from matinee.catalogue.credits_text import read_credits
from matinee.catalogue.roles import OTHER
from matinee.cli.demo import words
from matinee.cli.demo.captions import as_srt, broken, place
from matinee.cli.demo.shots import duration_s, placed

TWO_FRAMES_S = 2 / 24
LANGUAGES = ("en", "fr")


def spoken(characters_per_s):
    return [len(line.english) / characters_per_s for line in words.NARRATION]


@pytest.fixture(params=(13.0, 14.5, 17.5, 40.0), ids="{} characters a second".format)
def cues(request):
    return place(placed(), words.NARRATION, spoken(request.param))


def test_cues_keep_the_rules_however_fast_the_voice_is(cues):
    for cue in cues:
        shown_s = cue.end_s - cue.start_s
        assert 1 <= shown_s <= 7
        for language in LANGUAGES:
            assert len(cue.words[language]) / shown_s <= 17
            lines = broken(cue.words[language])
            assert len(lines) <= 2
            assert all(len(line) <= 42 for line in lines)
            assert " ".join(lines) == cue.words[language]
    for before, after in itertools.pairwise(cues):
        assert after.start_s - before.end_s >= TWO_FRAMES_S
    assert cues[-1].end_s < duration_s()


def test_a_sentence_waits_for_its_shot(cues):
    starts = {each.shot.key: each.start_s for each in placed()}
    for cue, line in zip(cues, words.NARRATION, strict=True):
        assert cue.start_s >= starts[line.shot]
        assert cue.words == {"en": line.english, "fr": line.french}


def test_lines_break_at_a_comma_rather_than_anywhere():
    assert broken("On that line of the book, she drew a small circle.") == (
        "On that line of the book,",
        "she drew a small circle.",
    )
    with pytest.raises(ValueError, match="too long"):
        broken("word " * 20)


def test_subrip_is_written_as_players_read_it():
    text = as_srt(place(placed(), words.NARRATION[:1], [3.0]), "fr")
    assert text == (
        "1\n00:00:06,133 --> 00:00:09,946\nÀ l'embouchure, il y a un\npoteau avec des chiffres.\n"
    )


def test_some_twenty_credits_have_known_roles():
    credits = read_credits(words.CREDITS)
    assert 20 <= len(credits) <= 24
    unknown = [credit.label for credit in credits if credit.role == OTHER]
    assert unknown == ["Piano"]
    keys = {credit.role.key for credit in credits}
    assert {"director", "production-company", "co-production-company"} <= keys
