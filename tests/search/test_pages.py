"""Visitors search: what is found leads to its page, what is said to its moment."""

import json

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matinee.catalogue.models import FilmPage
from matinee.catalogue.rendering import render_page
from matinee.programmes.models import ProgrammeIndexPage, ProgrammePage
from matinee.releases.captions import add_captions
from matinee.releases.models import CaptionTrack
from matinee.search.asking import ask as ask_index
from matinee.search.gather import LONGEST_QUESTION, shown, still_page
from matinee.search.index import catch_up
from tests.catalogue.made_films import make_release, plant_tree
from tests.catalogue.whole_films import credit, whole_film

ENGLISH = """WEBVTT

00:00:12.500 --> 00:00:15.000
<v Mina Okafor>The tide is late today.

00:20:03.000 --> 00:20:05.000
Sea & <i>tide</i> alike.
"""
ARABIC = "WEBVTT\n\n00:00:03.000 --> 00:00:05.000\nالمد متأخر اليوم\n"


@pytest.fixture
def home(db, site):
    return plant_tree()


@pytest.fixture
def mill(home) -> FilmPage:
    """Make a film of 25 minutes with words in two languages, and its kin."""
    film = told("The Tide Mill", 1, {"en": ENGLISH, "ar": ARABIC})
    ProgrammeIndexPage.objects.get().add_child(
        instance=ProgrammePage(title="Between Tides", slug="between-tides")
    )
    index()
    return film


def told(title: str, number: int, captions: dict[str, str]) -> FilmPage:
    """Make a film of our own in which that is said."""
    release = make_release(number)
    for language, vtt in captions.items():
        file = settings.MATINEE_FOLDER.root / f"{language}.vtt"
        file.write_text(vtt, encoding="utf-8")
        add_captions(release.master, language, file)
    credits = [credit("director", "Ines Tidemark"), credit("production-company", "TIDE WORKS")]
    return whole_film(title, credits, year=2024, release=release, master=release.master)


def index() -> None:
    """Let the search know of everything, as the worker does."""
    while catch_up():
        pass


def ask(client, **words: str) -> BeautifulSoup:
    """Return the page that answers."""
    return BeautifulSoup(client.get("/search/", words).content, "html.parser")


def hits(page: BeautifulSoup) -> dict[str, str]:
    """Return what a page found: words by address."""
    return {each["href"]: each.get_text(" ", strip=True) for each in page.select("[data-hit]")}


def test_a_spoken_word_leads_to_its_moment(mill, client) -> None:
    said = ask(client, q="tide").select("#said .hits a")
    assert [each["href"] for each in said] == [
        "/films/the-tide-mill/#t=12.5",
        "/films/the-tide-mill/#t=1203",
    ]
    first, last = said
    assert [mark.get_text() for mark in first.select("mark")] == ["tide"]
    assert first.select_one(".moment").get_text() == "0:12"
    assert first.select_one(".speaker").get_text() == "Mina Okafor"
    assert last.select_one(".moment").get_text() == "20:03"
    assert last.select_one(".line").decode_contents() == "Sea &amp; <mark>tide</mark> alike."
    # A tile each ten seconds, a hundred on a sheet: the 2nd of the first, the 21st of the second.
    tiles = [(each.img["src"], each.img["class"]) for each in said]
    assert tiles == [
        (f"{mill.release.url}storyboard-1.webp", ["tile", "c1", "of10", "r0", "by10"]),
        (f"{mill.release.url}storyboard-2.webp", ["tile", "c0", "of10", "r2", "by10"]),
    ]
    assert (first.img["width"], first.img["height"], first.img["loading"]) == ("160", "90", "lazy")


def test_names_and_films_lead_to_their_pages(mill, client) -> None:
    page = ask(client, q="tide")
    found = hits(page)
    assert {href: words for href, words in found.items() if "#" not in href} == {
        "/films/the-tide-mill/": "The Tide Mill",
        "/people/ines-tidemark/": "Ines Tidemark",
        "/companies/tide-works/": "TIDE WORKS",
        "/programmes/between-tides/": "Between Tides",
    }
    told = page.select_one(".told").get_text()
    assert told == "1 film, 1 person, 1 company, 1 programme, 2 lines said in 1 film"
    assert page.select_one(".works .by").get_text() == "Short, 2024 · Ines Tidemark"
    assert page.select_one(".works img")["src"].endswith("poster-1-1280.webp")
    assert "Director" in page.select_one(".named").get_text()


def test_words_of_another_language_say_so(mill, client) -> None:
    page = ask(client, q="المد")
    words = page.select_one("#said .line")
    assert (words["lang"], words["dir"]) == ("ar", "rtl")
    assert "In Arabic" in page.select_one("#said").get_text()
    assert "lang" not in ask(client, q="late").select_one("#said .line").attrs


def test_what_a_machine_heard_is_called_so(mill, client) -> None:
    assert "Automatic captions" not in ask(client, q="late").get_text()
    for track in CaptionTrack.objects.all():
        track.automatic = True
        track.save()
    index()
    assert "Automatic captions" in ask(client, q="late").get_text()


def test_every_question_is_answered_kindly(mill, client) -> None:
    assert client.get("/search/").status_code == 200
    assert "robots" not in client.get("/search/").content.decode()
    for asked, words in {
        "nothing of the kind": "Fewer words find more",
        "??? --": "There is no word in that",
        '\0 " NEAR( * OR': "",
        "<script>": "Nothing here",
        "x" * LONGEST_QUESTION: "Nothing here",
    }.items():
        answer = client.get("/search/", {"q": asked})
        assert answer.status_code == 200, asked
        html = answer.content.decode()
        assert words in html, asked
        assert "<script>" not in html
        assert 'name="robots" content="noindex"' in html
    refused = client.get("/search/", {"q": "x" * (LONGEST_QUESTION + 1)})
    assert refused.status_code == 400
    assert "Leave out all but a few words." in refused.content.decode()
    assert f'value="{"x" * (LONGEST_QUESTION + 1)}"' in refused.content.decode()
    assert client.get("/search/", {"q": "tide", "after": "no-such-place"}).status_code == 200
    assert client.post("/search/").status_code == 405


def test_the_answer_is_the_same_for_everybody(mill, client) -> None:
    for address in ("/search/?q=tide", "/search.json?q=tide"):
        one, two = (client.get(address) for _ in range(2))
        assert one.content == two.content
        assert one["Cache-Control"] == "public, max-age=60"
        assert not one.cookies
        zipped = client.get(address, headers={"accept-encoding": "gzip"})
        assert zipped["Content-Encoding"] == "gzip"
        assert len(zipped.content) < len(one.content)


def test_json_tells_the_same_to_any_site(mill, client) -> None:
    answer = client.get("/search.json", {"q": "tide"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    told = json.loads(answer.content)
    assert (told["asked"], told["href"], told["more"]) == ("tide", "/search/?q=tide", "")
    assert {each["kind"] for each in told["things"]} == {"film", "person", "company", "programme"}
    film = next(each for each in told["things"] if each["kind"] == "film")
    assert film["html"] == "The <mark>Tide</mark> Mill"
    assert (film["title"], film["href"]) == ("The Tide Mill", "/films/the-tide-mill/")
    (saying,) = told["sayings"]
    assert (saying["language"], saying["direction"], saying["count"]) == ("en", "ltr", 2)
    assert saying["transcript"] == "/films/the-tide-mill/transcript/en/"
    assert saying["lines"][1] == {
        "start_s": 1203.0,
        "words": "Sea & tide alike.",
        "html": "Sea &amp; <mark>tide</mark> alike.",
        "speaker": "",
        "href": "/films/the-tide-mill/#t=1203",
        "picture": {
            "sheet": f"{mill.release.url}storyboard-2.webp",
            "x": 0,
            "y": 180,
            "width": 160,
            "height": 90,
        },
    }
    refused = client.get("/search.json", {"q": "x" * 300})
    assert refused.status_code == 400
    assert set(json.loads(refused.content)["error"]) == {"code", "message", "hint"}


def test_further_pages_show_every_film_once(home, client, monkeypatch) -> None:
    monkeypatch.setattr("matinee.search.gather.PAGE_SIZE", 2)
    for number in range(1, 6):
        told(f"Film {number}", number, {"en": ENGLISH})
    index()
    address, seen, told_json = "/search/?q=late", [], []
    while address:
        page = BeautifulSoup(client.get(address).content, "html.parser")
        told_json += json.loads(client.get(address.replace("/search/", "/search.json")).content)[
            "sayings"
        ]
        seen += [each["href"] for each in page.select("#said .hits a")]
        way = page.select_one("a[rel=next]")
        address = way["href"] if way else ""
    assert sorted(seen) == [f"/films/film-{number}/#t=12.5" for number in range(1, 6)]
    assert page.select_one(".told").get_text() == "Further: 1 line said in 1 film"
    assert ask(client, q="late").select_one(".told").get_text().endswith(" in 2 films and more")
    after_all = ask(client, q="late", after="end.end").select_one(".empty").get_text()
    assert after_all == "That is all there is."
    assert [each["href"] + "#t=12.5" for each in told_json] == seen
    assert page.select_one("a[rel=prev]")["href"] == "/search/?q=late"


def test_queries_do_not_grow_with_what_is_found(home) -> None:
    def queries() -> int:
        found = ask_index("tide")
        with CaptureQueriesContext(connection) as asked:
            things, sayings = shown(found, "en")
        assert len(sayings) == len(things) - 2
        return len(asked)

    told("Tide 1", 1, {"en": ENGLISH})
    index()
    few = queries()
    for number in range(2, 8):
        told(f"Tide {number}", number, {"en": ENGLISH})
    index()
    assert queries() == few


def test_a_copy_without_a_server_has_no_form(home) -> None:
    page = BeautifulSoup(render_page(still_page()), "html.parser")
    assert not page.select("form, script")
    assert "copy of the site" in page.select_one("main").get_text()
    assert "/films/" in [each["href"] for each in page.select("main a")]
