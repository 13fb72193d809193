"""Where models come from, and what is said when there is none."""

import pytest

from matinee.media.errors import Refused
from matinee.media.speech.models import find_model, models_folder


def test_the_packaged_weights_are_joined_once_and_mended_where_they_broke(tmp_path):
    model = find_model("base", tmp_path)
    weights, words = model.folder / "model.bin", model.folder / "vocabulary.txt"
    joined_at = weights.stat().st_mtime_ns
    words.write_text("broken")
    again = find_model("base", tmp_path)
    assert again == model
    assert weights.stat().st_mtime_ns == joined_at
    assert words.read_text(encoding="utf-8").startswith("!\n")
    assert {file.name for file in model.folder.iterdir()} == {
        "model.bin", "config.json", "tokenizer.json", "vocabulary.txt"
    }  # fmt: skip


def test_a_folder_has_to_hold_a_whole_model(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in ("model.bin", "config.json"):
        (folder / name).write_bytes(b"{}")
    with pytest.raises(Refused, match="mine has no tokenizer") as refused:
        find_model(str(folder), tmp_path)
    assert refused.value.code == "model-broken"
    (folder / "tokenizer.json").write_bytes(b"{}")
    assert find_model(str(folder), tmp_path).name == "mine"


@pytest.mark.parametrize("name", ["vast", "../base", "base; ls", ""])
def test_an_unknown_name_is_refused(name, tmp_path):
    with pytest.raises(Refused, match="no speech model called") as refused:
        find_model(name, tmp_path)
    assert refused.value.code == "no-model"


def test_a_model_that_cannot_be_fetched_is_told_in_a_sentence(tmp_path, monkeypatch):
    for variable in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    with pytest.raises(Refused, match="cannot be fetched now") as refused:
        find_model("small", tmp_path)
    assert refused.value.code == "no-model"
    assert "folder" in refused.value.hint


def test_weights_without_a_site_go_to_the_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert models_folder() == tmp_path / "matinee" / "models"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert models_folder().parts[-3:] == (".cache", "matinee", "models")
