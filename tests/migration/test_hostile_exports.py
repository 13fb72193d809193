"""Files that are broken, or made to do harm, are refused before the site changes."""

import time
import tracemalloc

import pytest

from matinee.discussion.models import Comment
from matinee.media.errors import Refused
from matinee.migration.conversations.bringing import kind_of
from matinee.migration.conversations.films import read_map
from matinee.migration.conversations.html_text import text_of_html
from matinee.migration.conversations.xml_records import records
from tests.migration.exports import WXR, come_in, comment, item, wxr

BOMB = """<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>"""
OUTSIDE = """<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>"""
REMOTE = """<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">"""
WHOLE = WXR.replace("{items}", item(comment(1), comment(2)))


@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE, REMOTE, "<!DOCTYPE rss>"])
def test_a_document_type_is_refused_unread(film, tmp_path, doctype):
    file = tmp_path / "x.xml"
    head, rest = WHOLE.split("?>", 1)
    file.write_text(f"{head}?>{doctype}{rest.replace('quiet', '&x;&c;')}", encoding="utf-8")
    with pytest.raises(Refused, match="declares a document type"):
        come_in(file)
    with pytest.raises(Refused, match="declares a document type"):
        come_in(file, kind="disqus")
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"Dear all,\n", "is no whole XML: line 1"),
        (b"<?xml version='1.0'?>\n<rss><channel></rss>", "is no whole XML: line 2"),
        (b"<?xml version='1.0' encoding='utf_7'?><rss/>", "is no whole XML"),
        (b"<?xml version='1.0' encoding='iso-8859-99'?><rss/>", "encoding iso-8859-99"),
        (b"<rss version='2.0'><channel><title>Feed</title></channel></rss>", "is no export of"),
        (b"<html><body></body></html>", "is no export of"),
        (WHOLE.encode()[:-200], "ends in the middle"),
        (WHOLE.encode()[:1800], "ends in the middle"),
        (WXR.replace("{items}", "").encode(), "no comments"),
        (WXR.replace("{items}", "<a>" * 2000).encode(), "too deep"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "is no whole XML"),
        (b"\xff\xfe<\0r\0s\0s\0/\0>\0", "is no export of"),
    ],
)
def test_broken_files_are_refused_in_one_sentence(film, tmp_path, data, sentence):
    file = tmp_path / "x.xml"
    file.write_bytes(data)
    with pytest.raises(Refused, match=sentence):
        come_in(file)
    assert not Comment.objects.exists()


def test_the_format_that_is_named_must_be_the_file_s(film, tmp_path):
    file = wxr(tmp_path, item(comment(1)))
    assert kind_of(file) == "wordpress"
    for kind in ("jsonl", "isso", "disqus"):
        with pytest.raises(Refused):
            come_in(file, kind=kind)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1", "windows-1252", "utf-16"])
def test_other_encodings_and_old_databases_faults_are_read(film, tmp_path, encoding):
    text = WXR.replace("{items}", item(comment(1, "Fátima\x08\x0b, quiet.")))
    file = tmp_path / "x.xml"
    declared = encoding.removesuffix("-sig")
    text = text.replace('encoding="UTF-8"', f'encoding="{declared}"')
    if encoding == "utf-16":
        text = text.replace("\x08\x0b", "  ")
    file.write_bytes(
        (b"" if "16" in encoding or "sig" in encoding else b"\n") + text.encode(encoding)
    )
    come_in(file)
    assert Comment.objects.get().text in {"Fátima  , quiet.", "Fátima, quiet."}


def test_bytes_that_are_no_letters_do_not_end_the_import(film, tmp_path):
    file = tmp_path / "x.xml"
    file.write_bytes(WHOLE.encode().replace(b"quiet", b"qui\xe9t\xff", 1))
    assert come_in(file).brought == 2


def test_memory_does_not_grow_with_a_text(tmp_path):
    file = tmp_path / "x.xml"
    with file.open("w") as out:
        out.write("<rss><channel><item><title>")
        out.writelines("endless " * 1000 for _ in range(2500))
        out.write("</title><body>")
        out.writelines("endless " * 1000 for _ in range(2500))
        out.write("</body></item></channel></rss>")
    tracemalloc.start()
    try:
        found = list(records(file, {"/rss/channel/item": frozenset({"title"})}, lambda _: None))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found[0][1]["title"]) == 100_001
    assert peak < 3_000_000


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>x" * 25_000,
        "<blockquote>x" * 8_000,
        "<ul><li>x" * 10_000,
        "<!--" * 25_000,
        "<" * 100_000,
        "\n " * 50_000,
        "&" * 100_000,
        "<a href='https://x.example'>" * 3_500,
        "[](" * 33_000,
    ],
    ids=lambda hostile: hostile[:10],
)
def test_hostile_html_takes_no_time(hostile):
    began = time.process_time()
    text_of_html(hostile, lines_break=True)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("one two three\n", "Line 1"),
        ("# a comment\n\nhttps://a.example/x\n", "Line 3"),
    ],
)
def test_an_unclear_map_is_refused(tmp_path, text, sentence):
    file = tmp_path / "map.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=sentence):
        read_map(file)


def test_a_map_is_read_as_people_write_it(tmp_path):
    file = tmp_path / "map.txt"
    file.write_text(
        "\ufeff# films\nhttps://www.Old.example/A-Walk/ low-water\n/x/?p=3 → /films/high-tide/\n"
        "about\t-\n",
        encoding="utf-8",
    )
    assert read_map(file) == {
        "old.example/a-walk": "low-water",
        "/x/?p=3": "high-tide",
        "about": "-",
    }
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused, match="cannot be read"):
        read_map(file)
