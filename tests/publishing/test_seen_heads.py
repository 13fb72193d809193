"""Every kind of page tells machines what it is, in words their vocabulary has."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from defusedxml.ElementTree import fromstring

from matinee.catalogue.models import FilmPage, Person
from matinee.publishing.bake import bake_all, bake_pending
from tests.catalogue.made_films import make_picture
from tests.catalogue.schema_org import graph_of, one, troubles, types_of
from tests.catalogue.whole_films import whole_film
from tests.publishing.seen_site import (
    BASE,
    HOSTILE,
    low_water,
    text,
    with_address,
)

# https://developers.google.com/search/docs/appearance/structured-data/video
VIDEO_NEEDS = {"name", "thumbnailUrl", "uploadDate", "contentUrl", "embedUrl", "duration"}


@pytest.fixture(scope="module")
def public(everything_public):
    return everything_public


def metas(html: str) -> dict[str, str]:
    found = BeautifulSoup(html, "html.parser").find_all("meta", content=True)
    return {tag.get("property") or tag.get("name"): tag["content"] for tag in reversed(found)}


def links(html: str, rel: str) -> list[dict[str, str]]:
    return [dict(tag.attrs) for tag in BeautifulSoup(html, "html.parser").find_all("link", rel=rel)]


def test_no_page_says_what_the_vocabulary_does_not_know(public) -> None:
    pages = [file for file in public.rglob("index.html") if file.parent.name != "embed"]
    assert len(pages) > 12
    kinds: set[str] = set()
    for file in pages:
        for thing in graph_of(file.read_text()):
            assert list(troubles(thing)) == [], file
            kinds.update(types_of(thing))
    assert kinds >= {"Movie", "MusicVideoObject", "Person", "Organization", "ItemList", "WebSite"}
    assert kinds >= {"ScreeningEvent", "BreadcrumbList", "ProfilePage"}


def test_the_vocabulary_sees_every_trespass() -> None:
    movie = {"@type": "Movie", "name": "Low Water"}
    for wrong in (
        {"@type": "Film"},
        {**movie, "directedBy": "Ines"},
        {**movie, "director": {"@type": "Organization", "name": "Harbour Works"}},
        {**movie, "duration": "25 min"},
        {**movie, "isAccessibleForFree": "yes"},
        {**movie, "video": {"@type": "VideoObject", "uploadDate": "yesterday"}},
    ):
        assert list(troubles(wrong)), wrong
    assert not list(troubles({**movie, "director": [{"@type": "Person", "name": "Ines"}]}))


def test_a_film_is_a_movie_with_its_video(public) -> None:
    html = text(public, "/films/low-water/")
    graph = graph_of(html)
    movie = one(graph, "Movie")
    assert movie["@id"] == f"{BASE}/films/low-water/#it"
    assert (movie["name"], movie["alternateName"]) == ("Low Water", "Maré Baixa")
    assert (movie["genre"], movie["dateCreated"]) == ("Documentary", "2024")
    assert (movie["inLanguage"], movie["countryOfOrigin"][0]["identifier"]) == (["pt"], "PT")
    assert movie["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert movie["director"][0]["url"] == f"{BASE}/people/ines-calder/"
    assert movie["author"][0]["@id"] == movie["director"][0]["@id"]
    assert movie["productionCompany"][0]["@type"] == "Organization"
    assert movie["musicBy"][0]["@type"] == "MusicGroup"
    assert [each["name"] for each in movie["contributor"]] == ["Joost de Wit"]
    assert [each["name"] for each in movie["trailer"]] == ["Low Water, the trailer"]
    video = movie["video"]
    assert set(video) >= VIDEO_NEEDS
    assert video["embedUrl"] == f"{BASE}/films/low-water/embed/"
    assert re.fullmatch(rf"{BASE}/media/films/\w+/film\.mp4", video["contentUrl"])
    assert video["duration"] == "PT25M"
    assert video["hasPart"] == [
        {
            "@type": "Clip",
            "name": "Ebb",
            "startOffset": 0,
            "endOffset": 1500,
            "url": f"{BASE}/films/low-water/#t=0",
        }
    ]
    showing = one(graph, "ScreeningEvent")
    assert showing["location"] == {"@type": "Place", "name": "Cine Maré", "address": "Olhão"}
    assert showing["workPresented"] == {"@id": movie["@id"]}
    way = one(graph, "BreadcrumbList")["itemListElement"]
    assert [each["item"] for each in way] == [
        f"{BASE}/",
        f"{BASE}/films/",
        f"{BASE}/films/low-water/",
    ]


def test_the_site_says_how_it_is_searched(public) -> None:
    home = text(public, "/")
    action = one(graph_of(home), "WebSite")["potentialAction"]
    assert action["target"]["urlTemplate"] == f"{BASE}/search/?q={{search_term_string}}"
    assert action["query-input"] == "required name=search_term_string"
    for page in (home, text(public, "/films/low-water/")):
        (way,) = links(page, "search")
        assert way["type"] == "application/opensearchdescription+xml"
    told = fromstring((public / way["href"].lstrip("/")).read_bytes())
    template = told.find("{http://a9.com/-/spec/opensearch/1.1/}Url").get("template")
    assert template == f"{BASE}/search/?q={{searchTerms}}"


def test_a_music_video_is_the_video_itself(public) -> None:
    graph = graph_of(text(public, "/films/salt/"))
    video = one(graph, "MusicVideoObject")
    assert types_of(video) == ["VideoObject", "MusicVideoObject"]
    assert set(video) >= {*VIDEO_NEEDS, "director", "musicBy", "sponsor", "producer"}
    assert "productionCompany" not in video


def test_a_film_elsewhere_points_to_its_original(public) -> None:
    html = text(public, "/films/far-shore/")
    assert [each["href"] for each in links(html, "canonical")] == [
        "https://review.example/far-shore"
    ]
    assert metas(html)["og:url"] == f"{BASE}/films/far-shore/"
    movie = one(graph_of(html), "Movie")
    assert "video" not in movie
    assert "isAccessibleForFree" not in movie
    assert set(movie["sameAs"]) == {
        "https://review.example/far-shore",
        "https://player.example/far-shore",
    }
    assert "og:video" not in metas(html)
    assert not (public / "films/far-shore/embed").exists()


def test_a_shared_film_shows_its_still_and_player(public) -> None:
    html = text(public, "/films/low-water/")
    said = metas(html)
    assert said["description"] == said["og:description"] == "A ferry waits for the tide."
    assert (said["og:title"], said["og:type"]) == ("Low Water", "video.movie")
    assert said["og:site_name"] == "Matinee"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:image:alt"] == "A still from Low Water"
    assert said["twitter:card"] == "summary_large_image"
    assert said["og:video"] == f"{BASE}/films/low-water/embed/"
    assert (said["og:video:width"], said["og:video:height"]) == ("960", "540")
    assert (public / said["og:image"].removeprefix(f"{BASE}/")).is_file()
    assert [each["href"] for each in links(html, "canonical")] == [f"{BASE}/films/low-water/"]
    kinds = {each.get("type") for each in links(html, "alternate")}
    assert kinds == {
        "application/atom+xml",
        "application/rss+xml",
        "application/json+oembed",
        "text/xml+oembed",
    }


@pytest.mark.parametrize(
    ("address", "kind", "title"),
    [
        ("/", "website", "Tidewrack"),
        ("/films/", "website", "Films"),
        ("/films/salt/", "video.other", "THE QUAY TRIO – Salt"),
        ("/people/ines-calder/", "profile", "Ines Calder"),
        ("/companies/harbour-works/", "website", "HARBOUR WORKS"),
        ("/subjects/tides/", "website", "Films about Tides"),
    ],
)
def test_every_page_can_be_shared(public, address, kind, title) -> None:
    said = metas(text(public, address))
    assert (said["og:type"], said["og:url"]) == (kind, f"{BASE}{address}")
    assert said["og:title"] == title
    assert (public / said["og:image"].removeprefix(f"{BASE}/")).is_file()


def test_feeds_that_pages_name_are_there(public) -> None:
    for file in public.rglob("index.html"):
        for each in links(file.read_text(), "alternate"):
            if each.get("type") in {"application/atom+xml", "application/rss+xml"}:
                assert (public / each["href"][1:]).is_file(), each["href"]


def test_notices_tell_machines_nothing(public) -> None:
    html = (public / "404.html").read_text()
    assert metas(html)["robots"] == "noindex"
    assert not graph_of(html)
    assert not links(html, "canonical")


def test_without_an_address_nothing_is_guessed(planted, site) -> None:
    low_water()
    bake_all()
    html = text(site.public, "/films/low-water/")
    said = metas(html)
    assert not links(html, "canonical")
    assert not links(html, "alternate")
    assert {name for name in said if str(name).startswith("og:")} == {
        "og:title",
        "og:type",
        "og:site_name",
        "og:description",
    }
    movie = one(graph_of(html), "Movie")
    assert list(troubles(movie)) == []
    assert "embedUrl" not in movie["video"]
    assert {file.name for file in site.public.glob("*.*")} == {
        "404.html",
        "500.html",
        "index.html",
        "robots.txt",
    }


def test_a_new_address_makes_every_page_anew(planted, site, settings) -> None:
    with_address(settings)
    low_water()
    bake_all()
    with_address(settings, "https://new.example")
    bake_pending()
    for file in [*site.public.rglob("index.html"), *site.public.rglob("*.xml")]:
        assert BASE not in file.read_text(), file


def test_translations_name_each_other(planted, site, settings) -> None:
    with_address(settings)
    film = low_water()
    whole_film("Maré Baixa", page_language="pt", translation_of=film)
    bake_all()
    expected = {
        ("en", f"{BASE}/films/low-water/"),
        ("pt", f"{BASE}/films/mare-baixa/"),
    }
    for address in ("/films/low-water/", "/films/mare-baixa/"):
        found = links(text(site.public, address), "alternate")
        assert {(e["hreflang"], e["href"]) for e in found if "hreflang" in e} == expected


def test_hostile_words_stay_words(planted, site, settings) -> None:
    with_address(settings)
    film = low_water()
    FilmPage.objects.filter(pk=film.pk).update(
        title=HOSTILE, logline=HOSTILE, synopsis=HOSTILE, rights=HOSTILE, original_title=HOSTILE
    )
    Person.objects.update(name=HOSTILE, biography=f"<p>{HOSTILE}</p>", portrait=make_picture())
    assert not bake_all().failed
    html = text(site.public, "/films/low-water/")
    block = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert "<" not in block
    assert "\u2028" not in block
    assert json.loads(block)["@graph"][0]["name"] == HOSTILE
    assert metas(html)["og:title"] == HOSTILE.replace("\x0b", metas(html)["og:title"][-1])
    embed = text(site.public, "/films/low-water/embed/")
    assert "<script>alert" not in embed
