"""What hosts say about films: asked at the right place, read with suspicion."""

import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinee.catalogue.outside import oembed
from matinee.catalogue.outside.markup import frame_src, oembed_link, plain
from matinee.catalogue.outside.oembed import Facts, Gone, ask_about
from matinee.media.errors import MatineeError, Refused
from tests.catalogue.outside.hosts import INSIDE, Line, reply, sent_on

UUID = "52a10666-3a18-4e73-93da-e8d3c12c305a"
TUBE = "https://www.youtube.com/watch?v=aB3_-678901"
TUBE_ASKED = f"/oembed?format=json&url={quote(TUBE, safe='')}"
PAGE = "https://films.example/low-water"
LINK = '<link rel="alternate" type="application/json+oembed" href="{}">'


def offer(hosts, told: dict | bytes, page: str = "") -> None:
    """Let films.example have a page that names an oEmbed answer."""
    html = page or f"<head><title>x</title>{LINK.format('/oembed?a=1&amp;b=2')}</head>"
    hosts.answers("films.example", "/low-water", reply(html))
    hosts.answers("films.example", "/oembed?a=1&b=2", reply(told))


def test_youtube_is_asked_at_its_known_address(hosts) -> None:
    told = {
        "title": "Low Water &amp; <b>High</b>  Water",
        "author_name": "Harbour Works",
        "provider_name": "YouTube",
        "width": 200,
        "height": 113,
        "thumbnail_url": "https://i.ytimg.com/vi/aB3_-678901/hqdefault.jpg",
        "html": '<iframe src="https://www.youtube.com/embed/aB3_-678901?feature=oembed">',
    }
    hosts.answers("www.youtube.com", TUBE_ASKED, reply(told))
    facts = ask_about(TUBE)
    assert facts.title == "Low Water & High Water"
    assert (facts.author, facts.provider) == ("Harbour Works", "YouTube")
    assert (facts.width, facts.height, facts.duration_s) == (200, 113, None)
    assert facts.picture_url == told["thumbnail_url"]
    assert facts.player.src == "https://www.youtube-nocookie.com/embed/aB3_-678901"
    assert (facts.player.width, facts.player.height) == (200, 113)
    assert [asked.host for asked in hosts.asked] == ["www.youtube.com"]


def test_vimeo_tells_the_running_time(hosts) -> None:
    url = "https://vimeo.com/76979871/0123456789"
    asked = f"/api/oembed.json?dnt=1&url={quote(url, safe='')}"
    hosts.answers("vimeo.com", asked, reply({"title": "Ebb", "duration": 1503}))
    facts = ask_about(url)
    assert (facts.title, facts.duration_s, facts.provider) == ("Ebb", 1503, "Vimeo")
    assert facts.player.src.endswith("?dnt=1&h=0123456789")


def test_peertube_is_asked_on_its_own_machine(hosts) -> None:
    page = f"https://tube.example/videos/watch/{UUID}"
    embed = f"https://tube.example/videos/embed/{UUID}"
    hosts.answers(
        "tube.example",
        f"/services/oembed?format=json&url={quote(page, safe='')}",
        reply({"title": "Ebb", "provider_name": "A tube", "html": f'<iframe src="{embed}">'}),
    )
    facts = ask_about(f"https://tube.example/videos/embed/{UUID}?start=3")
    assert (facts.title, facts.provider, facts.player.provider) == ("Ebb", "A tube", "PeerTube")


def test_any_other_host_names_its_answer_in_its_page(hosts) -> None:
    offer(hosts, {"title": "Ebb", "html": '<div><iframe SRC="//play.example/e/1"></iframe></div>'})
    facts = ask_about(PAGE)
    assert facts.player.src == "https://play.example/e/1"
    assert facts.provider == "films.example"
    assert [asked.target for asked in hosts.asked] == ["/low-water", "/oembed?a=1&b=2"]


def test_the_archive_is_shown_though_it_tells_nothing(hosts) -> None:
    hosts.answers("archive.org", "/details/tides", reply("<title>x</title>"))
    facts = ask_about("https://archive.org/details/tides")
    assert facts == Facts(provider="Internet Archive", player=facts.player)
    assert facts.player.src == "https://archive.org/embed/tides"


def test_a_file_is_looked_at_by_its_first_bytes(hosts) -> None:
    hosts.answers("films.example", "/a.mp4", reply(bytes(9000), 206, "video/mp4"))
    assert ask_about("https://films.example/a.mp4").player.kind == "file"
    assert hosts.asked[0].headers["range"] == "bytes=0-1023"
    hosts.answers("films.example", "/a.mp4", reply("<p>Log in</p>"))
    with pytest.raises(Refused, match="not a film"):
        ask_about("https://films.example/a.mp4")


def test_a_page_that_tells_nothing_stays_a_link(hosts) -> None:
    hosts.answers("films.example", "/low-water", reply("<p>A film</p>"))
    with pytest.raises(Refused, match="does not say how") as refusal:
        ask_about(PAGE)
    assert refusal.value.code == "outside-no-film"


@pytest.mark.parametrize(
    ("status", "code"),
    [(404, "gone"), (410, "gone"), (400, "gone"), (401, "closed"), (403, "closed")],
)
def test_a_no_of_the_host_is_told(hosts, status, code) -> None:
    hosts.answers("www.youtube.com", TUBE_ASKED, reply("No", status))
    with pytest.raises(Gone) as gone:
        ask_about(TUBE)
    assert gone.value.code == f"outside-{code}"
    assert "www.youtube.com" in gone.value.message


@pytest.mark.parametrize("status", [418, 429, 500, 503])
def test_a_host_in_trouble_has_not_said_no(hosts, status) -> None:
    hosts.answers("www.youtube.com", TUBE_ASKED, reply("Later", status))
    with pytest.raises(MatineeError, match="no answer just now") as trouble:
        ask_about(TUBE)
    assert not isinstance(trouble.value, Refused)


def test_a_page_closed_to_programs_has_not_said_no(hosts) -> None:
    hosts.answers("films.example", "/low-water", reply("Are you a person?", 403))
    with pytest.raises(MatineeError) as trouble:
        ask_about(PAGE)
    assert trouble.value.code == "outside-silent"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Forbidden",
        b"[]",
        b'"text"',
        b"null",
        b"7",
        b"[" * 100_000,
        b'{"a":' * 20_000,
        b'{"title": "x"',
        b"\xff\xfe\x00",
        b"<oembed/>",
    ],
)
def test_what_is_no_oembed_answer_is_refused_with_a_sentence(hosts, body) -> None:
    offer(hosts, body)
    with pytest.raises(MatineeError, match="cannot read") as trouble:
        ask_about(PAGE)
    assert trouble.value.code == "outside-unusable"


def test_hostile_figures_are_left_out(hosts) -> None:
    huge = "9" * 100_000
    offer(hosts, f'{{"width": {huge}, "height": 1e999, "duration": -5, "title": "x"}}'.encode())
    assert ask_about(PAGE) == Facts(title="x", provider="films.example")


@pytest.mark.parametrize(
    "value", [None, True, 0, -1, 1e300, [], {}, ["x"], "<script>x</script>", "https://127.0.0.1/x"]
)
@pytest.mark.parametrize(
    "name",
    [
        "title",
        "author_name",
        "provider_name",
        "width",
        "height",
        "duration",
        "thumbnail_url",
        "html",
    ],
)
def test_wrong_types_are_left_out(name, value) -> None:
    told = json.loads(json.dumps({name: value}), parse_int=str, parse_float=str)
    facts = oembed._facts(PAGE, told)
    # A figure for a name is taken as it is written; nothing else is.
    assert f"{facts.title}{facts.author}" in ("", "x", str(value))
    assert not set("<>") & set(f"{facts.title}{facts.author}{facts.provider}")
    assert facts.player is None
    assert facts.picture_url == ""
    assert facts.width is facts.height is facts.duration_s is None


JSONISH = st.recursive(
    st.none() | st.booleans() | st.text() | st.integers().map(str) | st.floats().map(str),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
NAMES = st.sampled_from(["title", "author_name", "width", "duration", "thumbnail_url", "html"])


@given(st.dictionaries(NAMES, JSONISH | st.text("<>iframe src='\"=/:x ")))
def test_whatever_is_told_the_facts_are_bounded_and_plain(told) -> None:
    facts = oembed._facts(PAGE, told)
    for words in (facts.title, facts.author, facts.provider):
        assert len(words) <= 300
        assert not set("<>\n\x00\u202e") & set(words)
    for figure in (facts.width, facts.height):
        assert figure is None or 1 <= figure <= 16_384


@pytest.mark.parametrize(
    "href",
    ["http://127.0.0.1/o", "https://inside.example/o", "file:///etc/passwd", "https://[", "//a b/"],
)
def test_a_page_cannot_send_us_inside_by_its_link(hosts, href) -> None:
    hosts.names["inside.example"] = [INSIDE]
    offer(hosts, {}, page=f"<head>{LINK.format(href)}")
    with pytest.raises(Refused):
        ask_about(PAGE)
    assert len(hosts.asked) == 1


def test_an_oembed_answer_cannot_send_us_inside(hosts) -> None:
    hosts.names["inside.example"] = [INSIDE]
    offer(hosts, sent_on("https://inside.example/"))
    hosts.answers("films.example", "/oembed?a=1&b=2", sent_on("https://inside.example/"))
    with pytest.raises(Refused, match="no public site named inside"):
        ask_about(PAGE)


def test_an_endless_page_is_read_as_far_as_its_head(hosts) -> None:
    def speak(line: Line) -> None:
        head = f"<head>{LINK.format('http://films.example/oembed?a=1&amp;b=2')}</head>"
        line.say(b"HTTP/1.1 200 OK\r\n\r\n" + head.encode())
        while True:
            line.say(b"<p>more</p>" * 900)

    offer(hosts, {"title": "Ebb"})
    hosts.answers("films.example", "/low-water", speak)
    assert ask_about(PAGE).title == "Ebb"


@pytest.mark.parametrize(
    ("page", "link"),
    [
        (LINK.format("/o?a=1&amp;b=2"), "/o?a=1&b=2"),
        ("<LINK TYPE='application/json+oembed'\n HREF=' /o '>", "/o"),
        ("<link href=/o type=application/json+oembed rel=alternate />", "/o"),
        ('<link type="text/xml+oembed" href="/x">', ""),
        ('<link type="application/json+oembed">', ""),
        ("<head></head>" + LINK.format("/late"), ""),
        ("<link " * 50_000, ""),
        ("<link " + "a=1 " * 100_000, ""),
        ("", ""),
    ],
)
def test_the_link_is_found_in_the_head(page, link) -> None:
    assert oembed_link(page) == link


def test_only_the_first_frame_counts() -> None:
    html = '<script>alert(1)</script><iframe x=1 src="https://a.example/"><iframe src="https://b">'
    assert frame_src(html) == "https://a.example/"
    assert frame_src("<script src=x></script>") == ""


@given(st.text(), st.integers(1, 50))
def test_words_are_plain_and_short(text, length) -> None:
    words = plain(text, length)
    assert len(words) <= length
    assert words == " ".join(words.split())
    assert not set("<>\x00\u202e") & set(words)
