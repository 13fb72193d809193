"""Baked pages over a real socket."""

import gzip
import os

import pytest
from starlette.responses import PlainTextResponse

from matinee.project.baked_pages import BakedPages
from matinee.project.security_headers import PUBLIC_POLICY, STUDIO_POLICY, SecurityHeaders
from matinee.project.small_files import MAX_CACHE_BYTES, SmallFiles
from tests.project.serving import serve

WORDS = "<!doctype html><title>Low Water</title>" + "<p>The tide goes out.</p>" * 60


@pytest.fixture
def public(tmp_path):
    folder = tmp_path / "public"
    page = folder / "films" / "low-water"
    page.mkdir(parents=True)
    (page / "index.html").write_text(WORDS)
    (folder / "index.html").write_text("<h1>Home</h1>")
    (folder / "404.html").write_text("<h1>Not here</h1>")
    (folder / "robots.txt").write_text("User-agent: *\n")
    (folder / ".secret").mkdir()
    (folder / ".secret" / "index.html").write_text("secret")
    (tmp_path / "index.html").write_text("secret")
    return folder


@pytest.fixture
def server(public):
    otherwise = PlainTextResponse("from Django", 404)
    with serve(BakedPages(public, SmallFiles(), otherwise)) as served:
        yield served


def test_an_address_gives_its_baked_file(server):
    answer = server.ask("/films/low-water/")
    assert (answer.status, answer.body.decode()) == (200, WORDS)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    assert server.ask("/").body == b"<h1>Home</h1>"
    assert server.ask("/robots.txt").body == b"User-agent: *\n"


def test_the_search_is_answered_by_django_whatever_a_copy_says(server, public):
    (public / "search").mkdir()
    (public / "search" / "index.html").write_text("<p>A copy cannot search.</p>")
    for address in ("/search/", "/search/?q=tide"):
        assert server.ask(address).body == b"from Django"
    assert server.ask("/search?q=tide").headers["location"] == "/search/?q=tide"


def test_a_page_the_browser_has_is_not_sent_again(server):
    plain = server.ask("/films/low-water/")
    zipped = server.ask("/films/low-water/", Accept_Encoding="gzip")
    assert gzip.decompress(zipped.body).decode() == WORDS
    assert zipped.headers["etag"] != plain.headers["etag"]
    for etag in (plain.headers["etag"], zipped.headers["etag"]):
        answer = server.ask("/films/low-water/", If_None_Match=etag)
        assert (answer.status, answer.body) == (304, b"")


def test_a_page_baked_anew_is_served_at_once(server, public):
    before = server.ask("/films/low-water/")
    part = public / "films" / "low-water" / "index.html.part"
    part.write_text(WORDS.replace("out", "in"))
    part.replace(public / "films" / "low-water" / "index.html")
    after = server.ask("/films/low-water/", If_None_Match=before.headers["etag"])
    assert after.status == 200
    assert b"goes in" in after.body


def test_the_same_words_baked_anew_keep_their_tag(server, public):
    before = server.ask("/films/low-water/")
    (public / "films" / "low-water" / "index.html").write_text(WORDS)
    assert server.ask("/films/low-water/", If_None_Match=before.headers["etag"]).status == 304


def test_head_sends_no_body(server):
    answer = server.ask("/films/low-water/", "HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) == len(WORDS)


def test_an_address_without_its_slash_leads_to_the_page(server):
    answer = server.ask("/films/low-water?from=mail")
    assert answer.status == 301
    assert answer.headers["location"] == "/films/low-water/?from=mail"


@pytest.mark.parametrize(
    "path",
    [
        "/films/",
        "/nothing",
        "/404.html",
        "/.secret/",
        "/../",
        "/films/../../",
        "/films/%2e%2e/%2e%2e/",
        "//films/low-water",
        "//other.example/",
        "/films//low-water/",
        "/films/low-water/index.html.part",
        "/%00/",
        "/" + "a/" * 3000,
    ],
)
def test_the_rest_is_asked_of_django(server, path):
    assert server.ask(path).body == b"from Django"


def test_a_form_is_never_answered_from_a_file(server):
    assert server.ask("/films/low-water/", "POST").body == b"from Django"


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/", PUBLIC_POLICY),
        ("/films/", PUBLIC_POLICY),
        ("/films/page-2/", PUBLIC_POLICY),
        ("/films/low-water/", PUBLIC_POLICY),
        ("/people/ada/", PUBLIC_POLICY),
        ("/studio/pages/", STUDIO_POLICY),
    ],
)
def test_every_page_says_what_it_may_do(public, path, policy):
    pages = BakedPages(public, SmallFiles(), PlainTextResponse("else"))
    with serve(SecurityHeaders(pages, studio="/studio/", https=True)) as server:
        headers = server.ask(path).headers
    assert headers["content-security-policy"] == policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["strict-transport-security"]


def test_our_headers_take_the_place_of_others():
    theirs = PlainTextResponse("x", headers={"Referrer-Policy": "unsafe-url"})
    with serve(SecurityHeaders(theirs, studio="/studio/", https=False)) as server:
        answer = server.ask("/")
    assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "strict-transport-security" not in answer.headers


async def _fill(files: SmallFiles, folder, count: int, size: int) -> None:
    for number in range(count):
        path = folder / f"{number}.txt"
        path.write_bytes(os.urandom(size))
        assert await files.find(str(path))


def test_memory_for_small_files_is_bounded(tmp_path):
    import asyncio

    files = SmallFiles()
    asyncio.run(_fill(files, tmp_path, 40, 2 * 1024**2))
    assert files._bytes <= MAX_CACHE_BYTES
    assert files._bytes == sum(file.size for file in files._files.values())
