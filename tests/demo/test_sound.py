"""The sample's sound: its level, its voice over its music, and what speaks without a voice."""

import sys

import numpy as np
import pytest

from matinee.cli.demo import narration
from matinee.cli.demo.captions import place
from matinee.cli.demo.loudness import integrated_lufs, mastered, true_peak_dbtp
from matinee.cli.demo.mix import MUSIC_GAIN, mix, stems
from matinee.cli.demo.shots import SHOTS, placed
from matinee.cli.demo.sound import RATE, read_wav, resampled, samples, write_wav
from matinee.cli.demo.words import NARRATION

FILM = placed((SHOTS[1], SHOTS[2]))
LINES = NARRATION[:2]


def sine(hertz, level_dbfs, seconds=4.0):
    t = np.arange(samples(seconds)) / RATE
    mono = 10 ** (level_dbfs / 20) * np.sin(2 * np.pi * hertz * t)
    return np.stack([mono, mono], axis=1).astype(np.float32)


@pytest.fixture
def no_voice(monkeypatch):
    monkeypatch.setitem(sys.modules, "hibari", None)
    monkeypatch.setenv("PATH", "")


@pytest.fixture(scope="module")
def soundtrack():
    return mix(FILM, LINES)


@pytest.mark.parametrize("level", [-18.0, -23.0, -33.0])
def test_a_stereo_sine_has_the_loudness_the_standard_gives_it(level):
    # EBU Tech 3341, signals 1 and 2: 1 kHz in both channels measures its peak level.
    assert integrated_lufs(sine(1000, level)) == pytest.approx(level, abs=0.1)


def test_the_gates_leave_silence_out():
    loud = sine(1000, -20)
    padded = np.concatenate([loud, np.zeros_like(loud), loud])
    assert integrated_lufs(padded) == pytest.approx(-20, abs=0.3)
    assert integrated_lufs(np.zeros((RATE, 2), np.float32)) == float("-inf")


def test_true_peak_sees_between_the_samples():
    t = np.arange(RATE) / RATE
    wave = np.sin(2 * np.pi * 12_000 * t + np.pi / 4).astype(np.float32)
    stereo = np.stack([wave, wave], axis=1)
    assert np.abs(stereo).max() == pytest.approx(0.7071, abs=0.001)
    assert true_peak_dbtp(stereo) == pytest.approx(0, abs=0.1)


def test_mastering_stops_at_the_ceiling():
    click = np.zeros((RATE, 2), np.float32)
    click[: RATE // 2] = sine(500, -40, 0.5)
    click[20_000] = 0.5
    assert true_peak_dbtp(mastered(click, -14, -1)) <= -0.99


def test_the_mix_has_its_loudness_and_headroom(soundtrack):
    assert integrated_lufs(soundtrack.mix) == pytest.approx(-18, abs=0.1)
    assert true_peak_dbtp(soundtrack.mix) <= -1
    assert integrated_lufs(soundtrack.music) == pytest.approx(-21, abs=0.1)
    assert len(soundtrack.mix) == len(soundtrack.music) == samples(264 / 24)


def test_the_voice_stands_clear_of_the_music():
    spoken = narration.narrate([line.english for line in LINES])
    cues = place(FILM, LINES, [len(each) / RATE for each in spoken.sentences])
    made = stems(FILM, cues, spoken)
    speaking = [
        slice(samples(cue.start_s), samples(cue.start_s) + len(sentence))
        for cue, sentence in zip(cues, spoken.sentences, strict=True)
    ]
    voice, under, music = (
        integrated_lufs(np.concatenate([stem[each] for each in speaking]))
        for stem in (made.voice, made.under, made.music * MUSIC_GAIN)
    )
    assert voice - under > 8
    assert music - under > 3, "the music makes room"


def test_the_same_notes_are_played_again(soundtrack):
    assert np.array_equal(mix(FILM, LINES).music, soundtrack.music)


@pytest.mark.usefixtures("no_voice")
def test_without_a_synthesiser_tones_speak():
    spoken = narration.narrate([line.english for line in LINES])
    assert spoken.voice == "tones"
    assert [2 < len(each) / RATE < 8 for each in spoken.sentences] == [True, True]


def test_every_sentence_is_spoken_alike_in_level():
    spoken = narration.narrate([line.english for line in LINES])
    levels = []
    for each in spoken.sentences:
        speaking = each[np.abs(each) > 0.1 * np.abs(each).max()]
        levels.append(20 * np.log10(np.sqrt(np.mean(speaking**2))))
    assert max(levels) - min(levels) < 1.5


def test_other_rates_are_brought_to_ours(tmp_path):
    t = np.arange(24_000) / 24_000
    there = resampled(np.sin(2 * np.pi * 440 * t).astype(np.float32), 24_000)
    assert len(there) == RATE
    here = np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)
    assert np.abs(there - here)[2000:-2000].max() < 0.01
    write_wav(tmp_path / "stereo.wav", np.stack([there, there], axis=1))
    assert read_wav(tmp_path / "stereo.wav").std() == pytest.approx(there.std(), rel=0.01)
