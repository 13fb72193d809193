"""Caption files as people have them: formats, letters, and what is no caption file at all."""

import pytest

from matinee.media.errors import Refused
from matinee.releases.captions import add_captions, language_label, read_captions
from matinee.releases.models import CaptionTrack, Master

SRT = """1
00:00:00,500 --> 00:00:01,500
Où est la <i>mer</i> ?

2
00:00:01,600 --> 00:00:02,000
Tom & Jerry < 3
– Là-bas…
"""
VTT = """WEBVTT

STYLE
::cue { color: white }

00:00.500 --> 00:01.500 line:10% align:start
<v Ada>Hello.</v>
"""
ASS = """[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Arial,20

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,not shown
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\i1}Late{\\i0}\\Nin the year
Dialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,Early
"""
TTML = """<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>
<p begin="00:00:01.000" end="00:00:02.000">Over here</p>
</div></body></tt>
"""


@pytest.fixture
def write(tmp_path):
    def write_file(data, name="film.srt"):
        file = tmp_path / name
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        return file

    return write_file


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SRT, "00:00:00.500 --> 00:00:01.500\nOù est la <i>mer</i> ?"),
        (SRT, "Tom &amp; Jerry &lt; 3\n– Là-bas…"),
        (VTT, "line:10% align:start\n<v Ada>Hello.</v>"),
        (ASS, "00:00:01.000 --> 00:00:02.000\n<i>Late</i>\nin the year"),
        (TTML, "00:00:01.000 --> 00:00:02.000\nOver here"),
    ],
)
def test_every_format_becomes_webvtt(write, text, expected):
    captions = read_captions(write(text))
    assert captions.vtt.startswith("WEBVTT\n")
    assert captions.vtt.endswith("\n")
    assert expected in captions.vtt


def test_cues_come_in_order_and_comments_are_left_out(write):
    vtt = read_captions(write(ASS)).vtt
    assert vtt.index("Early") < vtt.index("Late")
    assert "not shown" not in vtt


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_letters_survive_every_usual_encoding(write, encoding, line_end):
    captions = read_captions(write(SRT.replace("\n", line_end).encode(encoding)))
    assert "Où est la <i>mer</i> ?" in captions.vtt
    assert "Là-bas…" in captions.vtt
    assert captions.cue_count == 2
    assert (captions.first_s, captions.last_s) == (0.5, 2.0)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "captions-unreadable"),
        (b"\0\1\2\3" * 100, "captions-unreadable"),
        (b"Just words, no times.", "captions-unreadable"),
        (b"WEBVTT\n\n", "captions-empty"),
        (b"WEBVTT\n\n00:02.000 --> 00:01.000\nbackwards\n", "captions-empty"),
        (TTML.replace("<tt", '<!DOCTYPE tt [<!ENTITY a "b">]><tt', 1), "captions-unreadable"),
        (TTML.replace("</tt>", ""), "captions-unreadable"),
        (b"{1}{2}frames", "captions-unreadable"),
        (b"x" * 6_000_000, "captions-large"),
    ],
)
def test_what_is_no_caption_file_is_refused(write, data, code):
    with pytest.raises(Refused) as refused:
        read_captions(write(data))
    assert refused.value.code == code
    assert "film.srt" in refused.value.message
    assert refused.value.hint


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
