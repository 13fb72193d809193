import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matinee.media.dialogue import gate
from matinee.media.dialogue.centre import CentreExtractor
from matinee.media.dialogue.detector import SpeechDetector
from matinee.media.dialogue.gate import Frames, Gains
from matinee.media.dialogue.remix import remix, spread
from matinee.media.dialogue.softening import POWER, Softener
from matinee.media.dialogue.source import FRAME
from matinee.media.dialogue.trace import Trace
from matinee.media.dialogue.voice import VoiceModel
from tests.media.heard import scene

RATE = 48_000
REST = 10 ** (gate.SPEAKING_DB / 20)


@pytest.fixture(scope="module")
def mixed():
    return scene()


def frames(*runs):
    """Lay runs of (count, voice dB, middle dB, SNR dB, likelihood) one after the other."""
    return Frames(*(np.concatenate(each) for each in zip(*map(_run, runs), strict=True)))


def _run(run):
    count, *levels = run
    return [np.full(count, level, np.float32) for level in levels]


QUIET, SPEECH = (-80, -30, -14), (-30, -28, 6)
UNKNOWN, UNLIKE, DOUBTED, LIKE = np.nan, 0.02, 0.3, 0.95


@pytest.mark.parametrize(
    ("runs", "spoken"),
    [
        ([(100, *QUIET)], 0),
        ([(100, *SPEECH)], 100),
        ([(100, *QUIET), (100, *SPEECH), (100, *QUIET)], 100),
        # A click, and a gap between two words too short to count.
        ([(100, *QUIET), (3, *SPEECH), (100, *QUIET)], 0),
        ([(50, *SPEECH), (3, *QUIET), (50, *SPEECH)], 103),
        # As loud as a voice, but nothing like one; like one, but far too soft.
        ([(100, -30, -28, -13)], 0),
        ([(100, -70, -28, 6)], 0),
    ],
)
def test_speech_is_told_from_what_is_not_without_a_detector(runs, spoken):
    assert gate.is_speech(frames(*((*run, UNKNOWN) for run in runs)), -30).sum() == pytest.approx(
        spoken, abs=8
    )


@pytest.mark.parametrize(
    ("runs", "spoken"),
    [
        # A voice for the model alone, or for the detector alone.
        ([(200, *SPEECH, UNLIKE)], 0),
        ([(200, *SPEECH, DOUBTED)], 0),
        ([(200, *QUIET, LIKE)], 200),
        # Doubted words count near a sure one, however soft; what neither hears does not.
        ([(200, *QUIET, DOUBTED), (20, *QUIET, LIKE), (200, *QUIET, UNLIKE)], 60),
        ([(200, *SPEECH, UNLIKE), (20, *SPEECH, LIKE), (200, *QUIET, UNLIKE)], 60),
    ],
)
def test_the_detector_opens_the_gate_and_words_around_it_count(runs, spoken):
    assert gate.is_speech(frames(*runs), -30).sum() == pytest.approx(spoken, abs=4)


@given(st.lists(st.booleans(), min_size=1, max_size=600))
def test_the_gate_is_open_for_every_word_and_shut_far_from_them(spoken):
    speech = np.array(spoken)
    present = gate.presence(speech)
    assert len(present) == len(speech)
    assert present.min() >= 0
    assert present.max() <= 1
    # At the very edge of a film the ramp has only one side.
    inner = slice(gate.RAMP_FRAMES, -gate.RAMP_FRAMES)
    assert (present[inner][speech[inner]] > 0.999).all()
    reach = np.convolve(speech, np.ones(2 * gate.CONTEXT_FRAMES + 1))
    near = reach[gate.CONTEXT_FRAMES :][: len(speech)] > 0
    assert (present[~near] < 1e-6).all()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 400), min_size=1, max_size=6))
def test_a_film_in_parts_is_gated_as_in_one(tmp_path_factory, seed, sizes):
    chance = np.random.default_rng(seed)
    count = sum(sizes)
    steps = np.repeat(chance.random(count // 40 + 1) < 0.5, 40)[:count]
    voice = chance.standard_normal(count * FRAME) * np.repeat(np.where(steps, 0.1, 1e-4), FRAME)
    likely = np.where(steps, 0.9, chance.random(count) * 0.4).astype(np.float32)
    begins = [int(begin) for begin in np.cumsum([0, *sizes[:-1]])]
    with Trace(tmp_path_factory.getbasetemp()) as trace:
        for at, size in zip(begins, sizes, strict=True):
            part = voice[at * FRAME : (at + size) * FRAME].astype(np.float32)
            snr_db = np.where(steps[at : at + size], 9, -14).astype(np.float32)
            trace.write(part, part, snr_db, likely[at : at + size])
        whole = trace.presence(0, count)
        parts = [trace.presence(at, size) for at, size in zip(begins, sizes, strict=True)]
        np.testing.assert_array_equal(np.concatenate(parts), whole)
        np.testing.assert_allclose(trace.voice(0, count), voice, atol=1e-4)


@pytest.mark.parametrize("block", [480, 1003, 48_000])
def test_the_detector_hears_words_and_not_chords_in_blocks_of_any_size(mixed, block):
    sound, detector = mixed.speech + mixed.music.mean(axis=1) * 0.1, SpeechDetector()
    parts = [detector.feed(sound[at : at + block]) for at in range(0, len(sound), block)]
    likely = np.concatenate([*parts, detector.end()])
    assert len(likely) >= len(sound) // FRAME
    words = slice(mixed.spoken.start // FRAME, mixed.spoken.stop // FRAME)
    assert np.median(likely[words]) > gate.SPEECH_LIKELY
    assert (likely[: words.start - 20] < gate.SPEECH_LIKELY).all()
    whole = SpeechDetector().feed(sound)
    np.testing.assert_allclose(likely[: len(whole)], whole, atol=1e-3)


def test_without_its_package_the_detector_knows_nothing(monkeypatch):
    monkeypatch.setitem(sys.modules, "faster_whisper.vad", None)
    likely = SpeechDetector().feed(np.zeros(RATE, np.float32))
    assert len(likely) > 90
    assert np.isnan(likely).all()


def test_what_is_not_voice_goes_down_and_the_voice_stays():
    factors = gate.gain(np.array([0, 0.5, 1], np.float32), Gains(-12, -4))
    np.testing.assert_allclose(20 * np.log10(factors), [-4, -8, -12], atol=1e-4)
    ramp = spread(np.array([0, 0, 1, 1], np.float32), 1, 2 * FRAME)
    assert ramp[0] == 0
    assert ramp[-1] == 1
    assert (np.diff(ramp) >= 0).all()
    voice, music = np.ones(4, np.float32), np.full((4, 2), 0.5, np.float32)
    mixed = remix(voice[:, None] + music, voice, np.full(4, 0.25, np.float32))
    np.testing.assert_allclose(mixed, 1.125)


@pytest.mark.parametrize("block", [1000, 48_000])
def test_the_centre_is_what_both_channels_share(block):
    chance = np.random.default_rng(1)
    common, left, right = chance.standard_normal((3, 2 * RATE)).astype(np.float32) * 0.1
    for stereo, expected in (
        (np.stack([common, common], axis=1), common),
        (np.stack([left, 0 * left], axis=1), 0 * left),
        (np.stack([left, -left], axis=1), 0 * left),
    ):
        np.testing.assert_allclose(_centre(stereo, block), expected, atol=1e-4)
    wide = _centre(np.stack([common + left, common + right], axis=1), block)
    rest = wide - common * (wide @ common) / (common @ common)
    assert np.square(rest).mean() < 0.5 * np.square(left + right).mean() / 4


def _centre(stereo, block):
    extractor = CentreExtractor()
    parts = [extractor.feed(stereo[at : at + block]) for at in range(0, len(stereo), block)]
    return np.concatenate([*parts, extractor.end()])[: len(stereo)]


@pytest.mark.parametrize("sizes", [[57], [1] * 57, [3, 10, 44]])
@pytest.mark.parametrize(("found", "stands"), [(1, 1), (0.1, 0.1**POWER), (0.001, REST)])
def test_a_frequency_stands_as_far_as_it_is_voice(sizes, found, stands):
    chance = np.random.default_rng(2)
    sound = chance.standard_normal(57 * FRAME).astype(np.float32) * 0.1
    softener, at, parts = Softener(), 0, []
    for size in sizes:
        part = sound[at : at + size * FRAME]
        parts.append(softener.feed(np.float32(found) * part, part))
        at += size * FRAME
    soft = np.concatenate([*parts, softener.end()])
    assert len(soft) == len(sound)
    heard = remix(sound[:, None], soft, np.full(len(sound), REST, np.float32))[:, 0]
    np.testing.assert_allclose(heard, stands * sound, atol=1e-4)


def test_the_model_hears_a_quiet_film_as_loud_as_any():
    chance = np.random.default_rng(3)
    sound = chance.standard_normal(50 * FRAME).astype(np.float32) * 0.1
    with VoiceModel() as loud, VoiceModel(gain=100) as quiet:
        for one, other in ((loud.feed(sound), quiet.feed(sound / 100)), (loud.end(), quiet.end())):
            np.testing.assert_allclose(other[0] * 100, one[0], atol=1e-5)
            np.testing.assert_allclose(other[1], one[1], atol=1e-3)
