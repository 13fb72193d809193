"""Captions kept with their master: by content, language and kind, and who made them."""

from pathlib import Path

import pytest

from matinee.media.captions.made import MadeCaptions
from matinee.media.errors import Refused
from matinee.media.languages import language_label
from matinee.releases.captions import add_captions, keep_vtt, read_captions
from matinee.releases.models import CaptionTrack, Master

SRT = """1
00:00:00,500 --> 00:00:01,500
Où est la <i>mer</i> ?

2
00:00:01,600 --> 00:00:02,000
Tom & Jerry < 3
– Là-bas…
"""


@pytest.fixture
def write(tmp_path):
    def write_file(data, name="film.srt"):
        file = tmp_path / name
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        return file

    return write_file


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused) as refused:
        read_captions(tmp_path / "none.srt")
    assert refused.value.code == "captions-missing"


def test_captions_of_another_film_are_refused(write):
    with pytest.raises(Refused) as refused:
        read_captions(write(SRT), duration_s=0.2)
    assert refused.value.code == "captions-late"


@pytest.mark.parametrize(
    ("tag", "label"), [("en", "English"), ("fr", "Français"), ("pt-BR", "Português (Brasil)")]
)
def test_languages_are_called_what_they_call_themselves(tag, label):
    assert language_label(tag) == label


@pytest.mark.parametrize("tag", ["xx", "english", "", "../etc", "e"])
def test_an_unknown_language_is_refused(tag):
    with pytest.raises(Refused):
        language_label(tag)


@pytest.mark.django_db
def test_what_a_model_heard_is_marked_until_people_bring_their_own(site, write):
    master = Master.objects.create(sha256="0" * 64, file="x", original_name="x", size_bytes=1)
    vtt = read_captions(write(SRT)).vtt
    made = MadeCaptions("fr", 0.9, vtt, 2, ((0.5, "Où"),), "Whisper base", 1.4)
    track = add_captions(master, "fr", write(vtt, "captions.vtt"), made=made)
    track.refresh_from_db()
    assert (track.automatic, track.made_by, track.doubts) == (True, "Whisper base", [[0.5, "Où"]])
    assert track.file == f"captions/{Path(keep_vtt(vtt)).name}"
    track = add_captions(master, "fr", write(SRT))
    assert (track.automatic, track.made_by, track.doubts) == (False, "", [])


@pytest.mark.django_db
def test_captions_are_kept_by_their_content_and_replaced_by_language(site, write):
    master = Master.objects.create(sha256="0" * 64, file="x", original_name="x", size_bytes=1)
    first = add_captions(master, "fr", write(SRT))
    assert (site.media / first.file).read_text(encoding="utf-8") == read_captions(write(SRT)).vtt
    assert first.url == f"/media/{first.file}"
    assert first.label == "Français"
    same = add_captions(master, "fr", write(SRT))
    assert (same.pk, same.file) == (first.pk, first.file)
    other = add_captions(master, "fr", write(SRT.replace("mer", "plage")))
    assert other.pk == first.pk
    assert other.file != first.file
    add_captions(master, "fr", write(SRT), kind=CaptionTrack.Kind.SUBTITLES)
    add_captions(master, "en", write(SRT))
    assert CaptionTrack.objects.count() == 3
