"""Other sites may show a film's player, as oEmbed tells them, and nothing else of ours."""

import dataclasses
import json
from xml.etree.ElementTree import Element

import pytest
from bs4 import BeautifulSoup
from defusedxml.ElementTree import fromstring
from django.conf import settings as django_settings
from starlette.responses import PlainTextResponse

from matinee.catalogue.seen.embed_code import embed_code, fitted
from matinee.media.errors import Refused
from matinee.project.security_headers import SecurityHeaders, embed_policy
from matinee.publishing.bake import bake_all
from tests.project.serving import serve
from tests.publishing.seen_site import BASE, HOSTILE, elsewhere, low_water, text, with_address


@dataclasses.dataclass
class Shape:
    width: int
    height: int


@pytest.fixture(scope="module")
def public(everything_public):
    return everything_public


@pytest.fixture
def low_water_film(planted, site, settings):
    with_address(settings)
    return low_water()


def test_the_player_page_is_the_player_and_a_way_back(public) -> None:
    page = BeautifulSoup(text(public, "/films/low-water/embed/"), "html.parser")
    video = page.find("video", controls=True)
    assert video.find("source", type="video/mp4")["src"].endswith("film.mp4")
    assert page.find(attrs={"data-player": True})
    assert [a["href"] for a in page.find_all("a") if "film.mp4" not in a["href"]] == [
        "/films/low-water/"
    ]
    assert page.find("a", target="_blank").get_text() == "Low Water · Matinee"
    assert not page.find_all(["header", "nav", "footer", "style"])
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex, indexifembedded"
    assert page.find("link", rel="canonical")["href"] == f"{BASE}/films/low-water/"
    scripts = page.find_all("script")
    assert [bool(script.get("src")) for script in scripts] == [True]


def test_the_film_page_has_the_words_to_copy(public) -> None:
    page = BeautifulSoup(text(public, "/films/low-water/"), "html.parser")
    code = BeautifulSoup(page.find("textarea").get_text(), "html.parser").iframe
    assert code["src"] == f"{BASE}/films/low-water/embed/"
    assert (code["width"], code["height"], code["title"]) == ("960", "540", "Low Water")
    assert page.find("label", attrs={"for": page.find("textarea")["id"]})


def test_a_film_elsewhere_has_no_player_here(public) -> None:
    assert not (public / "films/far-shore/embed").exists()
    assert "Take it with you" not in text(public, "/films/far-shore/")


def test_a_site_may_keep_its_players(planted, site, settings) -> None:
    with_address(settings, embed_hosts=())
    low_water()
    bake_all()
    assert not list(site.public.rglob("embed"))
    html = text(site.public, "/films/low-water/")
    assert "oembed" not in html
    assert "embedUrl" not in html


@pytest.mark.parametrize(
    ("path", "ancestors"),
    [
        ("/films/low-water/embed/", "'self' *"),
        ("/films/low-water/", "'self'"),
        ("/films/embed/", "'self'"),
        ("/studio/films/low-water/embed/", "'self'"),
        ("/films/a/b/embed/", "'self'"),
        ("/films/low-water/embed", "'self'"),
    ],
)
def test_others_may_frame_the_player_alone(path, ancestors) -> None:
    app = SecurityHeaders(PlainTextResponse("x"), studio="/studio/", https=False)
    with serve(app) as served:
        answer = served.ask(path)
    policy = answer.headers["content-security-policy"].split("; ")
    assert f"frame-ancestors {ancestors}" in policy
    assert "x-frame-options" not in answer.headers


def test_only_hosts_stand_in_the_policy() -> None:
    hosts = ("https://review.example", "*.school.example", "cinema.example:8443")
    assert embed_policy(hosts).endswith(
        "frame-ancestors 'self' https://review.example *.school.example cinema.example:8443"
    )
    for wrong in ("a.example; script-src *", "a.example b.example", "", "'none'", "javascript:"):
        with pytest.raises(Refused, match="embed_hosts"):
            embed_policy([wrong])


@pytest.mark.parametrize(
    ("shape", "limits", "expected"),
    [
        ((1280, 720), (960, 0), (960, 540)),
        ((1280, 720), (480, 0), (480, 270)),
        ((1280, 720), (960, 270), (480, 270)),
        ((640, 360), (960, 0), (640, 360)),
        ((160, 120), (960, 0), (320, 240)),
        ((160, 120), (100, 0), (100, 75)),
        ((720, 1280), (960, 600), (338, 600)),
        ((5000, 1), (1, 1), (1, 1)),
    ],
)
def test_a_player_fits_where_it_is_shown(shape, limits, expected) -> None:
    assert fitted(Shape(*shape), *limits) == expected


def test_the_code_holds_whatever_the_title() -> None:
    code = BeautifulSoup(embed_code(f"{BASE}/films/x/embed/", HOSTILE, (960, 540)), "html.parser")
    assert code.iframe["title"] == HOSTILE
    assert len(list(code.find_all())) == 1


class TestOembed:
    """The endpoint, as https://oembed.com lays it down."""

    def ask(self, client, url: str = f"{BASE}/films/low-water/", **more: object):
        return client.get("/oembed", {"url": url, **more})

    def test_it_tells_how_to_show_a_film(self, low_water_film, client) -> None:
        answer = self.ask(client)
        assert answer["content-type"] == "application/json"
        assert answer["access-control-allow-origin"] == "*"
        assert answer["cache-control"] == "public, max-age=3600"
        assert not answer.cookies
        said = answer.json()
        assert (said["version"], said["type"], said["title"]) == ("1.0", "video", "Low Water")
        assert (said["author_name"], said["author_url"]) == (
            "Ines Calder",
            f"{BASE}/people/ines-calder/",
        )
        assert (said["provider_name"], said["provider_url"]) == ("Matinee", f"{BASE}/")
        assert said["thumbnail_url"].startswith(f"{BASE}/media/films/")
        frame = BeautifulSoup(said["html"], "html.parser").iframe
        assert frame["src"] == f"{BASE}/films/low-water/embed/"
        assert (frame["width"], frame["height"]) == (str(said["width"]), str(said["height"]))

    def test_xml_says_the_same(self, low_water_film, client) -> None:
        answer = self.ask(client, format="xml")
        assert answer["content-type"] == "text/xml; charset=utf-8"
        root: Element = fromstring(answer.content)
        assert root.tag == "oembed"
        said = {each.tag: each.text for each in root}
        assert said == {name: str(value) for name, value in self.ask(client).json().items()}

    def test_it_keeps_within_the_limits(self, low_water_film, client) -> None:
        said = self.ask(client, maxwidth=400, maxheight=100).json()
        assert said["width"] <= 400
        assert said["height"] <= 100

    def test_it_knows_the_page_by_other_addresses(self, low_water_film, client) -> None:
        for url in (
            f"{BASE}/films/low-water",
            f"{BASE}/films/low-water/embed/",
            f"{BASE}/films/low-water/?from=mail#t=3",
            "http://films.example/films/low-water/",
        ):
            assert self.ask(client, url).json()["title"] == "Low Water"

    def test_it_knows_nothing_else(self, low_water_film, client) -> None:
        elsewhere()
        for url in (
            "",
            "nonsense",
            "https://[::1/films/low-water/",
            "https://films.example:x/films/low-water/",
            "https://other.example/films/low-water/",
            "https://films.example.other.example/films/low-water/",
            "https://films.example@other.example/films/low-water/",
            "https://films.example:8443/films/low-water/",
            "ftp://films.example/films/low-water/",
            f"{BASE}/films/",
            f"{BASE}/films/no-such-film/",
            f"{BASE}/films/far-shore/",
            f"{BASE}/films/low-water/more/",
            f"{BASE}/people/ines-calder/",
            f"{BASE}/films/low%00water/",
            "/films/low-water/",
        ):
            answer = self.ask(client, url)
            assert answer.status_code == 404, url
            assert answer["access-control-allow-origin"] == "*"

    def test_a_draft_is_not_there(self, low_water_film, client) -> None:
        low_water_film.refresh_from_db()
        low_water_film.unpublish()
        assert self.ask(client).status_code == 404

    def test_it_says_what_it_cannot(self, low_water_film, client) -> None:
        assert self.ask(client, format="yaml").status_code == 501
        for limit in ("wide", "-1", "0", "9" * 5000, "²", "1.5"):
            assert self.ask(client, maxwidth=limit).status_code == 400, limit

    def test_it_only_answers(self, client) -> None:
        assert client.post("/oembed").status_code in {403, 405}

    def test_a_site_without_an_address_has_none(self, home, site, client) -> None:
        low_water()
        assert django_settings.MATINEE.address == ""
        assert self.ask(client).status_code == 404

    def test_it_asks_little(self, low_water_film, client, django_assert_max_num_queries) -> None:
        with django_assert_max_num_queries(8):
            json.loads(self.ask(client).content)
