"""The sitemaps name every page once, and nothing else; robots are told where they are."""

import re
from datetime import datetime

import pytest
from starlette.responses import PlainTextResponse

from matinee.project.baked_pages import BakedPages
from matinee.project.small_files import SmallFiles
from matinee.publishing import marks, sitemap
from matinee.publishing.bake import bake_all, bake_pending
from matinee.publishing.marks import SITEMAP_PARTS, sitemap_part
from matinee.publishing.models import PendingBake
from tests.catalogue.made_films import make_film
from tests.catalogue.whole_films import whole_film
from tests.project.serving import serve
from tests.publishing.seen_site import BASE, low_water, text, with_address, xml

SITEMAP = f"{{{sitemap.SITEMAP_NAME}}}"
VIDEO = f"{{{sitemap.VIDEO}}}"
XHTML = f"{{{sitemap.XHTML}}}"
# What the extension's schema allows, in its order, and what it demands.
VIDEO_ELEMENTS = [
    "thumbnail_loc", "title", "description", "content_loc", "player_loc", "duration",
    "publication_date",
]  # fmt: skip
REQUIRED = {"thumbnail_loc", "title", "description"}
LIMIT_BYTES, LIMIT_URLS = 50 * 1024**2, 50_000


@pytest.fixture(scope="module")
def public(everything_public):
    return everything_public


def parts(public) -> list[str]:
    index = xml(public, "/sitemap.xml")
    assert index.tag == f"{SITEMAP}sitemapindex"
    found = [part.text.removeprefix(BASE) for part in index.iter(f"{SITEMAP}loc")]
    assert len(found) == len(set(found))
    return found


def pages(public) -> list[str]:
    return [
        loc.text.removeprefix(BASE)
        for part in parts(public)
        for loc in xml(public, part).iterfind(f"{SITEMAP}url/{SITEMAP}loc")
    ]


def test_every_page_is_named_once(public) -> None:
    baked = {
        f"/{file.relative_to(public).parent.as_posix()}/".replace("/./", "/")
        for file in public.rglob("index.html")
        if '"noindex' not in file.read_text()
    }
    named = pages(public)
    assert sorted(named) == sorted(baked - {"/films/far-shore/"})
    assert len(named) > 15


def test_the_files_are_as_the_protocol_says(public) -> None:
    for address in parts(public):
        assert (public / address[1:]).stat().st_size < LIMIT_BYTES
        part = xml(public, address)
        assert part.tag == f"{SITEMAP}urlset"
        assert 1 <= len(part) <= LIMIT_URLS
        for url in part:
            assert url.tag == f"{SITEMAP}url"
            assert url[0].tag == f"{SITEMAP}loc"
            assert url[0].text.startswith(f"{BASE}/")
            for lastmod in url.findall(f"{SITEMAP}lastmod"):
                assert datetime.fromisoformat(lastmod.text).tzinfo
            for video in url.findall(f"{VIDEO}video"):
                names = [each.tag.removeprefix(VIDEO) for each in video]
                assert set(names) >= REQUIRED
                assert names == [name for name in VIDEO_ELEMENTS if name in names]


def test_a_film_of_our_own_brings_its_video(public) -> None:
    urls = {url[0].text: url for part in parts(public) for url in xml(public, part)}
    url = urls[f"{BASE}/films/low-water/"]
    said = {each.tag.removeprefix(VIDEO): each.text for each in url.find(f"{VIDEO}video")}
    assert (said["title"], said["duration"]) == ("Low Water", "1500")
    assert said["description"].startswith("A ferry waits for the tide, and its pilot")
    assert said["player_loc"] == f"{BASE}/films/low-water/embed/"
    assert re.fullmatch(rf"{BASE}/media/films/\w+/film\.mp4", said["content_loc"])


def test_the_site_serves_what_it_names(public) -> None:
    app = BakedPages(public, SmallFiles(), PlainTextResponse("no", 404))
    with serve(app) as served:
        for address, kind in {
            "/robots.txt": "text/plain; charset=utf-8",
            "/sitemap.xml": "application/xml",
            next(each for each in parts(public) if "films" in each): "application/xml",
            "/feed.xml": "application/xml",
            "/feed.rss": "application/rss+xml",
            "/films/low-water/embed/": "text/html; charset=utf-8",
        }.items():
            answer = served.ask(address)
            assert (answer.status, answer.headers["content-type"]) == (200, kind), address


def test_robots_are_told(public) -> None:
    lines = text(public, "/robots.txt").splitlines()
    assert lines == [
        "User-agent: *",
        "Disallow: /studio/",
        "Disallow: /browse/",
        "",
        f"Sitemap: {BASE}/sitemap.xml",
    ]


def test_one_film_changes_one_part(planted, site, settings, monkeypatch) -> None:
    with_address(settings)
    monkeypatch.setitem(SITEMAP_PARTS, "film", 2)
    films = [make_film(f"Film {number}", credits_text="") for number in range(5)]
    bake_all()
    spans = {film.pk // 2 for film in films}
    expected = {f"/sitemaps/films-{span}.xml" for span in spans}
    assert {part for part in parts(site.public) if "films-" in part} == expected
    before = {part: text(site.public, part) for part in parts(site.public)}
    film = films[-1]
    film.refresh_from_db()
    film.slug = "a-new-name"
    film.save()
    bake_pending()
    after = {part: text(site.public, part) for part in parts(site.public)}
    changed = {part for part in before if before[part] != after[part]}
    assert changed == {f"/sitemaps/films-{film.pk // 2}.xml"}


def test_a_film_taken_back_leaves_the_sitemap(planted, site, settings) -> None:
    with_address(settings)
    film = low_water()
    bake_all()
    assert "/people/ines-calder/" in pages(site.public)
    film.unpublish()
    bake_pending()
    named = pages(site.public)
    assert not [page for page in named if page.startswith(("/films/low", "/people/ines"))]
    assert not list((site.public / "sitemaps").glob("films-*"))


def test_languages_of_a_page_are_told(planted, site, settings) -> None:
    with_address(settings)
    whole_film("Maré Baixa", page_language="pt", translation_of=low_water())
    bake_all()
    (part,) = [part for part in parts(site.public) if "films-" in part]
    for url in xml(site.public, part):
        said = {(e.get("hreflang"), e.get("href")) for e in url.findall(f"{XHTML}link")}
        assert said == {
            ("en", f"{BASE}/films/low-water/"),
            ("pt", f"{BASE}/films/mare-baixa/"),
        }


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("film:399", "sitemap-film:1"),
        ("film:400", "sitemap-film:2"),
        ("person:1", "sitemap-person:0"),
        ("company:2000", "sitemap-company:1"),
        ("films:3", "sitemap"),
        ("home", "sitemap"),
        ("subject:5/3", "sitemap"),
        ("cards:5", "sitemap"),
    ],
)
def test_every_key_has_its_part(key, part) -> None:
    assert sitemap_part(key) == part


def test_a_site_without_an_address_marks_none(planted) -> None:
    marks.mark(["film:1", "films"])
    assert not PendingBake.objects.filter(key__startswith="sitemap").exists()
    assert not PendingBake.objects.filter(key="feed").exists()
