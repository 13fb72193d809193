"""The media server over a real socket: ranges, tags, caching, and what must not get out."""

import gzip
from pathlib import Path

import pytest

from matinee.project.media_files import AssetFiles, MediaFiles
from matinee.project.small_files import SmallFiles
from tests.project.serving import serve

FILM = "0123456789abcdef"
BODY = bytes(range(256)) * 2000
PLAYLIST = "#EXTM3U\n" + "#EXTINF:4.0,\nseg.mp4\n" * 100


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("media")
    film = root / "films" / FILM
    film.mkdir(parents=True)
    (film / "v.mp4").write_bytes(BODY)
    (film / "v.m3u8").write_text(PLAYLIST)
    (film / "film.json").write_text("{}")
    growing = root / "films" / "fedcba9876543210"
    growing.mkdir()
    (growing / "v.m3u8").write_text(PLAYLIST)
    (root / "captions").mkdir()
    (root / "captions" / f"{FILM}.vtt").write_text(
        "WEBVTT\n\n" + "00:01.000 --> 00:02.000\nhi\n\n" * 40
    )
    for name in (
        "m.mpd",
        "s.m4s",
        "p.webp",
        "p.avif",
        "a.m4a",
        "empty.mp4",
        ".hidden.mp4",
        "x.part",
    ):
        (root / name).write_bytes(b"" if name == "empty.mp4" else b"0123456789")
    (root.parent / "secret.mp4").write_text("secret")
    (root / "link.mp4").symlink_to(root.parent / "secret.mp4")
    return root


@pytest.fixture(scope="module")
def server(folder):
    with serve(MediaFiles(folder, SmallFiles())) as served:
        yield served


FILE = f"/films/{FILM}/v.mp4"
END = len(BODY)


@pytest.mark.parametrize(
    ("asked", "status", "first", "end"),
    [
        ("bytes=0-0", 206, 0, 1),
        ("bytes=0-99", 206, 0, 100),
        ("bytes=100-", 206, 100, END),
        ("bytes=-1", 206, END - 1, END),
        ("bytes=-500", 206, END - 500, END),
        (f"bytes=-{END + 5}", 206, 0, END),
        (f"bytes={END - 1}-", 206, END - 1, END),
        (f"bytes=10-{END + 1000}", 206, 10, END),
        ("bytes = 5-9", 206, 5, 10),
        ("seconds=0-5", 200, 0, END),
        ("bytes=", 200, 0, END),
        ("bytes=9-5", 200, 0, END),
        ("bytes=a-b", 200, 0, END),
        (f"bytes={END}-", 416, 0, 0),
        (f"bytes={END + 10}-{END + 20}", 416, 0, 0),
    ],
)
def test_one_range(server, asked, status, first, end):
    answer = server.ask(FILE, Range=asked)
    assert answer.status == status
    if status == 200:
        assert answer.body == BODY
    if status == 206:
        assert answer.body == BODY[first:end]
        assert answer.headers["content-range"] == f"bytes {first}-{end - 1}/{END}"
        assert int(answer.headers["content-length"]) == end - first
        assert answer.headers["content-type"] == "video/mp4"
    if status == 416:
        assert answer.headers["content-range"] == f"bytes */{END}"


def test_several_ranges_come_in_parts(server):
    answer = server.ask(FILE, Range="bytes=0-9,1000-1009")
    assert answer.status == 206
    assert answer.headers["content-type"].startswith("multipart/byteranges; boundary=")
    assert BODY[:10] in answer.body
    assert BODY[1000:1010] in answer.body


def test_a_whole_file_offers_ranges_and_a_tag(server):
    answer = server.ask(FILE)
    assert (answer.status, answer.body) == (200, BODY)
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["etag"]
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_head_tells_the_length_and_sends_nothing(server):
    answer = server.ask(FILE, "HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) == END
    part = server.ask(FILE, "HEAD", Range="bytes=0-99")
    assert (part.status, part.body) == (206, b"")


def test_if_range_gives_the_part_only_of_the_same_file(server):
    etag = server.ask(FILE, "HEAD").headers["etag"]
    assert server.ask(FILE, Range="bytes=0-9", If_Range=etag).status == 206
    assert server.ask(FILE, Range="bytes=0-9", If_Range='"another"').body == BODY


@pytest.mark.parametrize("name", ["v.mp4", "v.m3u8"])
def test_a_known_file_is_not_sent_again(server, name):
    path = f"/films/{FILM}/{name}"
    first = server.ask(path)
    for known in (first.headers["etag"], f'"x", W/{first.headers["etag"]}', "*"):
        answer = server.ask(path, If_None_Match=known)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["etag"] == first.headers["etag"]
        assert answer.headers["cache-control"] == first.headers["cache-control"]
        assert answer.headers["access-control-allow-origin"] == "*"
    assert server.ask(path, If_None_Match='"another"').status == 200
    assert server.ask(path, If_Modified_Since=first.headers["last-modified"]).status == 304


@pytest.mark.parametrize(
    ("path", "keep"),
    [
        (f"/films/{FILM}/v.m3u8", "public, max-age=31536000, immutable"),
        (f"/films/{FILM}/film.json", "no-cache"),
        ("/films/fedcba9876543210/v.m3u8", "no-cache"),
        (f"/captions/{FILM}.vtt", "public, max-age=31536000, immutable"),
        ("/p.webp", "no-cache"),
    ],
)
def test_only_what_never_changes_is_kept_for_ever(server, path, keep):
    assert server.ask(path).headers["cache-control"] == keep


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        (f"/films/{FILM}/v.m3u8", "application/vnd.apple.mpegurl"),
        (f"/captions/{FILM}.vtt", "text/vtt; charset=utf-8"),
        ("/m.mpd", "application/dash+xml"),
        ("/s.m4s", "video/iso.segment"),
        ("/a.m4a", "audio/mp4"),
        ("/p.webp", "image/webp"),
        ("/p.avif", "image/avif"),
    ],
)
def test_types_are_the_registered_ones(server, path, media_type):
    assert server.ask(path).headers["content-type"] == media_type


@pytest.mark.parametrize(
    ("accepted", "zipped"),
    [("gzip", True), ("br, GZIP;q=0.5", True), ("*", True), ("gzip;q=0", False), ("br", False)],
)
def test_playlists_are_zipped_for_those_who_can_take_it(server, accepted, zipped):
    answer = server.ask(f"/films/{FILM}/v.m3u8", Accept_Encoding=accepted)
    assert (answer.headers.get("content-encoding") == "gzip") is zipped
    assert answer.headers["vary"] == "accept-encoding"
    body = gzip.decompress(answer.body) if zipped else answer.body
    assert body.decode() == PLAYLIST


def test_a_film_is_never_zipped(server):
    assert "content-encoding" not in server.ask(FILE, Accept_Encoding="gzip").headers


@pytest.mark.parametrize(
    "path",
    [
        "/link.mp4",
        "/.hidden.mp4",
        "/x.part",
        "/films",
        "/films/",
        f"/films/{FILM}/",
        "/",
        "/../secret.mp4",
        "/%2e%2e/secret.mp4",
        "/films/%2e%2e/%2e%2e/secret.mp4",
        "/..%2fsecret.mp4",
        "/nothing.mp4",
        "/%00.mp4",
        "/" + "a" * 300 + ".mp4",
        f"/films/{FILM}/v.mp4/more",
    ],
)
def test_nothing_else_can_be_read(server, path):
    answer = server.ask(path)
    assert answer.status == 404
    assert b"secret" not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_files_can_only_be_read(server, method):
    answer = server.ask(FILE, method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_other_sites_may_ask_for_ranges(server):
    answer = server.ask(FILE, "OPTIONS", Origin="https://other.example")
    assert answer.status == 204
    assert "Range" in answer.headers["access-control-allow-headers"]


def test_an_empty_file_has_no_range(server):
    assert server.ask("/empty.mp4").body == b""
    assert server.ask("/empty.mp4", Range="bytes=0-").status == 416


def test_a_playlist_that_grew_is_read_anew(server, folder: Path):
    path = folder / "films" / "fedcba9876543210" / "v.m3u8"
    before = server.ask("/films/fedcba9876543210/v.m3u8")
    part = path.with_suffix(".part")
    part.write_text(PLAYLIST + "#EXT-X-ENDLIST\n")
    part.replace(path)
    after = server.ask("/films/fedcba9876543210/v.m3u8", If_None_Match=before.headers["etag"])
    assert after.status == 200
    assert after.body.endswith(b"#EXT-X-ENDLIST\n")


def test_assets_with_a_digest_in_their_name_are_kept(tmp_path):
    house = tmp_path / "house" / "matinee"
    house.mkdir(parents=True)
    (house / "site-AB12CD34.css").write_text("body{}")
    (house / "manifest.json").write_text("{}")
    with serve(AssetFiles([tmp_path / "missing", tmp_path / "house"], SmallFiles())) as server:
        kept = server.ask("/matinee/site-AB12CD34.css")
        assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert kept.headers["content-type"] == "text/css; charset=utf-8"
        loose = server.ask("/matinee/manifest.json")
        assert loose.headers["cache-control"] == "public, max-age=3600"
