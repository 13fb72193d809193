import numpy as np
import pytest

from matinee.cli.demo.loudness import integrated_lufs, true_peak_dbtp
from matinee.media.dialogue.clear import clear_sound
from matinee.media.errors import Cancelled, Refused
from matinee.media.events import Progress, Watch
from matinee.media.film import CLEAR_DIALOGUE
from matinee.media.fragments import read_track
from tests.media.heard import RATE, chords, lag, read, scene, write_wav

AAC_FRAME = 1024


@pytest.fixture(scope="module")
def mixed():
    return scene()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("dialogue")


@pytest.fixture(scope="module")
def source(mixed, folder):
    return write_wav(folder / "scene.wav", mixed.heard)


@pytest.fixture(scope="module")
def heard():
    return []


@pytest.fixture(scope="module")
def cleared(source, folder, heard):
    return clear_sound(source, folder / "clear.mp4", Watch(heard.append))


@pytest.fixture(scope="module")
def result(cleared, folder):
    return read(folder / "clear.mp4")


def test_the_clear_sound_is_as_long_as_loud_and_in_step(mixed, cleared, result):
    assert cleared.purpose == CLEAR_DIALOGUE
    assert len(mixed.heard) <= len(result) <= len(mixed.heard) + 2 * AAC_FRAME
    assert abs(lag(mixed.heard, result)) <= 0.001 * RATE
    before = integrated_lufs(mixed.heard)
    assert integrated_lufs(result) == pytest.approx(before, abs=0.3)
    assert cleared.original_lufs == pytest.approx(before, abs=0.2)
    assert cleared.loudness_lufs == pytest.approx(before, abs=0.3)
    assert true_peak_dbtp(result) <= -1
    assert 0.2 < cleared.speech_share < 0.7


def test_the_words_stand_further_before_the_music_and_music_alone_stays(mixed, result):
    result = result[: len(mixed.heard)]
    words = mixed.spoken
    basis = np.stack([mixed.speech[words], mixed.music[words].mean(axis=1)], axis=1)
    voice, music = np.linalg.lstsq(basis, result[words].mean(axis=1))[0]
    assert 20 * np.log10(voice / abs(music)) > 6
    for alone in (slice(0, words.start - RATE // 2), slice(words.stop + RATE, len(result))):
        power = [np.square(each[alone]).mean() for each in (result, mixed.heard)]
        assert abs(10 * np.log10(power[0] / power[1])) < 2


def test_the_file_is_one_that_a_films_folder_takes(cleared, folder, heard):
    track = read_track(folder / "clear.mp4")
    assert track.codec == "mp4a.40.2"
    assert track.fragments[0].time == 0
    assert [path.name for path in folder.iterdir() if "part" in path.name] == []
    fractions = [event.fraction for event in heard if isinstance(event, Progress)]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1


def test_music_alone_is_refused_and_a_cancel_leaves_nothing(tmp_path):
    music = write_wav(tmp_path / "music.wav", chords(4 * RATE))
    target = tmp_path / "clear.flac"
    with pytest.raises(Refused) as caught:
        clear_sound(music, target)
    assert caught.value.code == "no-speech"
    with pytest.raises(Cancelled):
        clear_sound(music, target, Watch(cancelled=lambda: True))
    assert list(tmp_path.iterdir()) == [music]
