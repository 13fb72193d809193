"""From the address of a film to the player of its host, in the host's privacy mode."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matinee.catalogue.outside.players import Player, is_player_src, player_of, provider_of

TUBE = "https://www.youtube-nocookie.com/embed"
VIMEO = "https://player.vimeo.com/video"
SHORT, UUID = "9c9de5e8LkpQzRtVwXyZab", "52a10666-3a18-4e73-93da-e8d3c12c305a"
QUIET = "?peertubeLink=0&p2p=0"


@pytest.mark.parametrize(
    ("url", "src"),
    [
        ("https://www.youtube.com/watch?v=aB3_-678901", f"{TUBE}/aB3_-678901"),
        ("http://youtube.com/watch?feature=x&v=aB3_-678901", f"{TUBE}/aB3_-678901"),
        ("https://m.youtube.com/watch?v=aB3_-678901&t=90", f"{TUBE}/aB3_-678901?start=90"),
        ("https://www.youtube.com/watch?v=aB3_-678901&t=1h2m3s", f"{TUBE}/aB3_-678901?start=3723"),
        ("https://youtu.be/aB3_-678901?t=90s&si=tracker", f"{TUBE}/aB3_-678901?start=90"),
        ("https://youtu.be/aB3_-678901?t=soon", f"{TUBE}/aB3_-678901"),
        ("https://www.youtube.com/shorts/aB3_-678901", f"{TUBE}/aB3_-678901"),
        ("https://www.youtube.com/live/aB3_-678901?feature=share", f"{TUBE}/aB3_-678901"),
        ("https://www.youtube.com/embed/aB3_-678901?start=5", f"{TUBE}/aB3_-678901?start=5"),
        ("https://www.youtube-nocookie.com/embed/aB3_-678901", f"{TUBE}/aB3_-678901"),
        (
            "https://www.youtube.com/watch?v=aB3_-678901&list=PLabcdefghijklmnop",
            f"{TUBE}/aB3_-678901",
        ),
        (
            "https://www.youtube.com/playlist?list=PLabcdefghijklmnop",
            f"{TUBE}/videoseries?list=PLabcdefghijklmnop",
        ),
        ("https://www.youtube.com/watch?v=tooshort", None),
        ('https://www.youtube.com/watch?v="><script>', None),
        ("https://www.youtube.com/@someone", None),
        ("https://www.youtube.com/", None),
        ("https://vimeo.com/76979871", f"{VIMEO}/76979871?dnt=1"),
        ("https://www.vimeo.com/76979871/?share=copy", f"{VIMEO}/76979871?dnt=1"),
        ("https://vimeo.com/76979871/0123456789", f"{VIMEO}/76979871?dnt=1&h=0123456789"),
        ("https://vimeo.com/76979871?h=0123456789", f"{VIMEO}/76979871?dnt=1&h=0123456789"),
        ("https://vimeo.com/76979871?h=x%22y", None),
        ("https://vimeo.com/76979871#t=1m30s", f"{VIMEO}/76979871?dnt=1#t=90s"),
        ("https://vimeo.com/channels/staff/76979871", f"{VIMEO}/76979871?dnt=1"),
        ("https://vimeo.com/groups/shorts/videos/76979871", f"{VIMEO}/76979871?dnt=1"),
        ("https://vimeo.com/showcase/700/video/76979871", f"{VIMEO}/76979871?dnt=1"),
        (
            "https://player.vimeo.com/video/76979871?h=abcdef0123",
            f"{VIMEO}/76979871?dnt=1&h=abcdef0123",
        ),
        ("https://vimeo.com/showcase/7008490", "https://vimeo.com/showcase/7008490/embed?dnt=1"),
        ("https://vimeo.com/someone", None),
        (f"https://tube.example/w/{SHORT}", f"https://tube.example/videos/embed/{SHORT}{QUIET}"),
        (
            f"https://tube.example/videos/watch/{UUID}?start=1m",
            f"https://tube.example/videos/embed/{UUID}{QUIET}&start=60",
        ),
        (
            f"https://tube.example/videos/embed/{UUID}",
            f"https://tube.example/videos/embed/{UUID}{QUIET}",
        ),
        (
            f"https://tube.example/w/p/{SHORT}",
            f"https://tube.example/video-playlists/embed/{SHORT}{QUIET}",
        ),
        ("https://tube.example/w/short", None),
        (
            "https://www.dailymotion.com/video/x7tgad0",
            "https://geo.dailymotion.com/player.html?video=x7tgad0",
        ),
        (
            "https://www.dailymotion.com/video/x7tgad0_a-film-of-tides",
            "https://geo.dailymotion.com/player.html?video=x7tgad0",
        ),
        ("https://dai.ly/x7tgad0", "https://geo.dailymotion.com/player.html?video=x7tgad0"),
        ("https://www.dailymotion.com/xavier12", None),
        ("https://archive.org/details/tide-tables_1931", "https://archive.org/embed/tide-tables_1931"),
        (
            "https://archive.org/details/tide-tables_1931/reel2.mp4",
            "https://archive.org/embed/tide-tables_1931",
        ),
        ("https://archive.org/search?query=tide", None),
        ("https://films.example/low-water", None),
        ("http://127.0.0.1/videos/watch/" + UUID, None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)  # fmt: skip
def test_known_hosts_are_recognised_by_the_address(url, src) -> None:
    player = player_of(url)
    assert (player and player.src) == src
    if player:
        assert player.kind == "frame"
        assert player.host == urlsplit(player.src).hostname
        assert is_player_src(player.src)
        assert player.provider in ("PeerTube", provider_of(url))


@pytest.mark.parametrize("ending", ["mp4", "MP4", "m4v", "webm", "mov"])
def test_a_file_plays_as_a_file(ending) -> None:
    url = f"https://films.example/a%20film.{ending}?token=1"
    assert player_of(url + "#t=3") == Player("file", url, "films.example", "films.example")


@pytest.mark.parametrize(
    "url",
    [
        "http://films.example/film.mp4",
        "https://films.example/film.m3u8",
        "https://films.example/film.mp4.html",
        "https://films.example/?film.mp4",
    ],
)
def test_what_is_no_plain_file_does_not(url) -> None:
    assert player_of(url) is None


@pytest.mark.parametrize(
    ("embed_src", "expected"),
    [
        ("https://play.example/e/1?a=b", "https://play.example/e/1?a=b"),
        # An answer that frames a known host gets that host's privacy mode.
        ("https://www.youtube.com/embed/aB3_-678901?autoplay=1", f"{TUBE}/aB3_-678901"),
        ("http://play.example/e/1", None),
        ("https://127.0.0.1/e/1", None),
        ("https://play.example:8443/e/1", None),
        ("https://u:p@play.example/e/1", None),
        ("javascript:alert(1)", None),
        ("data:text/html,<p>", None),
        ('https://play.example/"onload="x', None),
        ("https://play.example/'x", None),
        ("", None),
    ],
)
def test_an_unknown_host_is_framed_only_by_a_safe_address(embed_src, expected) -> None:
    player = player_of("https://films.example/low-water", embed_src=embed_src)
    assert (player and player.src) == expected


def test_peertube_is_recognised_by_what_its_oembed_frames() -> None:
    page = f"https://tube.example/w/{SHORT}"
    src = f"https://tube.example/videos/embed/{UUID}"
    assert player_of(page, embed_src=src).src == f"{src}{QUIET}"
    # The page looks like PeerTube's, and its own answer says it is something else.
    other = "https://play.example/e/1"
    assert player_of(page, embed_src=other).src == other


@given(st.text(max_size=80), st.text(max_size=80))
@example("youtu.be/aB3_-678901", "")
def test_every_player_is_safe_to_put_on_a_page(rest, embed) -> None:
    starts = ("https://", "https://vimeo.com/", "https://youtu.be/", "https://tube.example/w/")
    for start in starts:
        player = player_of(start + rest, embed_src="https://play.example/" + embed)
        if player:
            assert is_player_src(player.src)
            assert player.src.isascii()
            assert not set("\"'<> `\\") & set(player.src)
