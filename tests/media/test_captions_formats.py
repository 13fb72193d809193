"""Caption files as people have them: formats, letters, what survives, and what is broken."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matinee.media.captions.cues import Cue, write_vtt
from matinee.media.captions.formats import FORMATS, read_captions, write_captions
from matinee.media.errors import Refused

SRT = """1
00:00:00,500 --> 00:00:01,500
Où est la <i>mer</i> ?

2
00:00:01,600 --> 00:00:02,000
Tom & Jerry < 3
– Là-bas…

3
0:00:02,10 --> 0:00:03,000 X1:40 X2:600
{\\an8}<font color="red"><b>1984</b></font>

1985
"""
VTT = """WEBVTT - made by hand

STYLE
::cue { color: white }

NOTE 1 --> 2 is no time

first
00:00.500 --> 00:01.500 line:10% align:start
<v Ada>Hello, <i>you</i>.</v>
"""
ASS = """[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, \
Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, \
Alignment, MarginL, MarginR, MarginV, Encoding
Style: Song,Arial,20,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,0,-1,0,0,100,100,0,0,1,2,2,8,10,\
10,10,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,not shown
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\i1}Late{\\i0}\\Nin {\\b1}the{\\b0} year
Dialogue: 0,0:00:00.00,0:00:01.00,Song,,0,0,0,,{\\pos(1,2)}Early & bright
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\p1}m 0 0 l 100 100{\\p0}
"""
TTML = """<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
 xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25" ttp:tickRate="1000"
 xml:lang="en"><head><styling><style xml:id="s" tts:fontStyle="italic"/></styling></head>
<body><div begin="10s">
<p begin="00:00:01.000" end="00:00:02:05">Over <span style="s">here</span>
   now<br/>and there</p>
<p begin="3000t" dur="1.5s" style="s">&lt;Softly&gt;</p>
</div></body></tt>
"""
SAMI = """<SAMI><BODY>
<SYNC Start=1000><P Class=EN>Good <i>evening</i><br>all
<SYNC Start=2500><P Class=EN>&nbsp;
</BODY></SAMI>
"""


def read(text, name="film.srt"):
    return read_captions(name, text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SRT, [
            Cue(0.5, 1.5, "Où est la <i>mer</i> ?"),
            Cue(1.6, 2.0, "Tom &amp; Jerry &lt; 3\n– Là-bas…"),
            Cue(2.1, 3.0, "<b>1984</b>\n1985", "line:0"),
        ]),
        (VTT, [Cue(0.5, 1.5, "<v Ada>Hello, <i>you</i>.</v>", "line:10% align:start", "Ada")]),
        (ASS, [
            Cue(0.0, 1.0, "<i>Early &amp; bright</i>", "line:0"),
            Cue(1.0, 2.0, "<i>Late</i>\nin <b>the</b> year"),
        ]),
        (TTML, [
            Cue(11.0, 12.2, "Over <i>here</i> now\nand there"),
            Cue(13.0, 14.5, "<i>&lt;Softly&gt;</i>"),
        ]),
        (SAMI, [Cue(1.0, 2.5, "Good <i>evening</i>\nall")]),
    ],
    ids=["srt", "vtt", "ass", "ttml", "sami"],
)  # fmt: skip
def test_every_format_is_read(text, expected):
    captions = read(text)
    assert list(captions.cues) == expected
    assert captions.vtt.startswith("WEBVTT")


def test_webvtt_stays_as_it_is():
    assert read(VTT.replace("\n", "\r\n")).vtt == VTT


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
     "cp1252"],
)  # fmt: skip
def test_letters_survive_every_usual_encoding(encoding):
    captions = read(SRT.replace("\n", "\r\n").encode(encoding))
    assert captions == read(SRT)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Сегодня мы ждали корабли в маленьком доме над морем, и никто не пришёл.", "cp1251"),
        ("昔々、山の上に灯台を建てた女の人がいました。みんなは笑いました。", "shift_jis"),
        ("오늘 우리는 작은 집에서 배를 기다렸지만 아무도 오지 않았습니다.", "euc-kr"),
    ],
)
def test_letters_from_before_unicode_are_guessed(text, encoding):
    cues = read(f"1\n00:00:01,000 --> 00:00:04,000\n{text}\n".encode(encoding)).cues
    assert cues[0].text == text


def test_an_xml_file_is_read_as_it_declares():
    text = TTML.replace("UTF-8", "iso-8859-2").replace("Over", "Říčka")
    assert "Říčka" in read(text.encode("iso-8859-2")).cues[0].text


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "captions-unreadable", ""),
        (b"\0\1\2\3" * 100, "captions-unreadable", ""),
        (b"Just words, no times.", "captions-unreadable", ""),
        (b"{1}{2}frames", "captions-unreadable", ""),
        (TTML.replace("<tt", '<!DOCTYPE tt [<!ENTITY a "b">]><tt', 1), "captions-unreadable", ""),
        (TTML.replace("</tt>", ""), "captions-broken", "line 10"),
        (TTML.replace("3000t", "soon"), "captions-broken", "“soon”"),
        (SRT.replace("00:00:01,600 -->", "00:00:1x -->"), "captions-broken", "line 6"),
        (SRT.replace("--> 00:00:02,000", "-> 00:00:02,000"), "captions-broken", "line 6"),
        (SRT.replace("00:00:02,000", "00:00:01,000"), "captions-broken", "caption 2 (“Tom"),
        (SRT.replace("00:00:02,000", "999:00:02,000"), "captions-broken", "caption 2"),
        (VTT.replace("00:01.500", "00:01"), "captions-broken", "line 9"),
        (ASS.replace("0:00:02.00", "later"), "captions-broken", "line 11"),
        (b"WEBVTT\n\n", "captions-empty", ""),
        (b"1\n00:00:01,000 --> 00:00:02,000\n\n", "captions-empty", ""),
        (b"x" * 6_000_000, "captions-large", ""),
    ],
)
def test_what_is_broken_is_told_with_its_place(data, code, words):
    with pytest.raises(Refused) as refused:
        read(data)
    assert refused.value.code == code
    assert "film.srt" in refused.value.message
    assert words in refused.value.message
    assert refused.value.hint


def test_a_deep_or_endless_file_ends_in_a_sentence():
    deep = "<span>" * 20_000 + "x" + "</span>" * 20_000
    with pytest.raises(Refused):
        read(TTML.replace("&lt;Softly&gt;", deep))
    with pytest.raises(Refused):
        read("1\n00:00:01,000 --> " + "0:" * 500_000)
    with pytest.raises(Refused):
        read(SRT.replace("– Là-bas…", f"&#{'9' * 5000};"))
    for flood in ("<a" * 500_000, "{" * 500_000, " " * 1_000_000 + "x", "1:2:3" + "1" * 90_000):
        assert read(SRT.replace("– Là-bas…", flood)).cues
    assert read(ASS.replace("Early", "{" * 90_000)).cues
    assert write_captions(read(VTT.replace("Hello", "<c>x" * 60_000)).cues, "srt")


def test_a_number_is_said_where_cues_have_none():
    bare = re.sub(r"^\d+\n", "", SRT, flags=re.MULTILINE).replace("– Là-bas…", "10")
    assert [cue.lines[-1] for cue in read(bare).cues] == ["Où est la mer ?", "10", "1984"]


def test_a_line_break_written_as_a_letter_ends_no_cue():
    text = read(SRT.replace("– Là-bas…", "one&#13;&#13;two\u2028three")).cues[1].text
    assert text.split("\n")[1:] == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("drop", "stamp", "seconds"),
    [
        ("nonDrop", "01:00:00:00", 3603.6),
        ("dropNTSC", "01:00:00:00", 3599.9964),
        ("dropNTSC", "00:01:00:02", 60.06),
        ("nonDrop", "00:00:00:15", 0.5005),
    ],
)
def test_ntsc_time_code_is_counted_in_frames(drop, stamp, seconds):
    rate = f'ttp:timeBase="smpte" ttp:dropMode="{drop}" ttp:frameRateMultiplier="1000 1001"'
    text = TTML.replace('ttp:frameRate="25"', rate).replace('<div begin="10s">', "<div>")
    cues = read(text.replace("00:00:01.000", stamp).replace("00:00:02:05", "02:00:00:00")).cues
    assert min(abs(cue.start_s - seconds) for cue in cues) <= 0.001


def test_a_paragraph_lasts_as_long_as_what_it_is_in():
    text = TTML.replace('<div begin="10s">', '<div begin="10s" end="20s"><p/>')
    cues = read(text.replace(' end="00:00:02:05"', "")).cues
    assert (cues[0].start_s, cues[0].end_s) == (11.0, 20.0)
    with pytest.raises(Refused, match="“Over here now and there”, which has no end"):
        read(TTML.replace(' end="00:00:02:05"', ""))


CUES = [
    Cue(1.0, 2.5, "Plain & simple".replace("&", "&amp;")),
    Cue(3.0, 4.25, "<i>Leaning</i>\nand <b>bold</b> &lt;3 {x}", "line:0"),
    Cue(3600.5, 3602.0, "<v Ada>Later, said Ada.</v>", speaker="Ada"),
]


@pytest.mark.parametrize("kind", ["vtt", "srt", "ass", "ttml"])
def test_what_is_written_is_read_again(kind):
    again = read(write_captions(CUES, kind), f"film.{kind}").cues
    # ASS knows no braces, TTML no places here; voices are WebVTT's alone.
    texts = [re.sub(r"</?v[^>]*>", "", cue.text) for cue in CUES]
    texts = [text.replace("{x}", "(x)") if kind == "ass" else text for text in texts]
    texts = [text.replace(" {x}", "") if kind == "srt" else text for text in texts]
    assert [re.sub(r"</?v[^>]*>", "", cue.text) for cue in again] == texts
    assert [(cue.start_s, cue.end_s) for cue in again] == [(c.start_s, c.end_s) for c in CUES]
    if kind != "ttml":
        assert again[1].settings == "line:0"


def test_a_text_file_holds_the_words():
    text = write_captions(CUES, "txt")
    assert text == "Plain & simple\nLeaning and bold <3 {x}\nLater, said Ada.\n"
    with pytest.raises(Refused, match="“sub”"):
        write_captions(CUES, "sub")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(
    lambda text: text.strip() and "-->" not in text and not set(text) & set("{}<>&\\\u0085")
))  # fmt: skip
def test_any_words_survive_any_format(text):
    words = " ".join(text.split())
    cues = [Cue(1, 2, words), Cue(3, 4, "end")]
    for kind in FORMATS[:-1]:
        assert read(write_captions(cues, kind)).cues[0].plain == words, kind


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([SRT, VTT, ASS, TTML, SAMI]), st.data())
def test_a_damaged_file_is_read_or_refused(text, data):
    cut = data.draw(st.integers(0, len(text)))
    what = data.draw(st.text("<>&:-.,0199\n{}\\i\x00", max_size=8))
    length = data.draw(st.integers(0, 40))
    try:
        captions = read(text[:cut] + what + text[cut + length :])
    except Refused:
        return
    assert write_vtt(captions.cues)
