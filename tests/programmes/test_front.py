"""The front page: as a new site has it, and as an editor composes it."""

from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Page, Site

from matinee.catalogue.models import FilmIndexPage, FilmPage, Person, Subject
from matinee.catalogue.published import (
    FilmsSection,
    LeadSection,
    ProgrammeSection,
    SubjectsSection,
    TextSection,
)
from matinee.catalogue.rendering import render_page
from matinee.programmes.blocks import LATEST
from matinee.programmes.front import home_page
from matinee.programmes.models import HomePage, ProgrammeIndexPage
from matinee.programmes.tree import complete_tree, make_tree
from tests.catalogue.made_films import make_film, make_films, make_release
from tests.programmes.made_programmes import make_programme

GONE = 99_999


def compose(home: HomePage, *sections: tuple[str, dict]) -> HomePage:
    home.sections = [{"type": kind, "value": value} for kind, value in sections]
    return HomePage(title=home.title, introduction=home.introduction, sections=home.sections)


def many_films(count: int) -> list[FilmPage]:
    return make_films(
        count, Person.objects.create(name="A Birk"), Person.objects.create(name="B Birk")
    )


def titles(section) -> list[str]:
    return [film.title for film in section.films]


def test_a_new_site_has_its_tree_once(home) -> None:
    make_tree("Again")
    assert [page.url_path for page in Page.objects.order_by("path")] == [
        "/",
        "/home/",
        "/home/films/",
        "/home/programmes/",
    ]
    assert Site.objects.get().root_page_id == home.pk
    assert FilmIndexPage.objects.get().title == "Films"
    assert HomePage.objects.get().title == "Tidewrack"


def test_an_older_site_gets_what_is_new(home) -> None:
    ProgrammeIndexPage.objects.get().delete()
    complete_tree("default")
    assert ProgrammeIndexPage.objects.get().url_path == "/home/programmes/"


@pytest.mark.django_db
def test_a_database_without_a_site_stays_without() -> None:
    complete_tree("default")
    assert not HomePage.objects.exists()


def test_an_empty_site_has_a_front_page(home) -> None:
    page = home_page()
    assert (page.lead, page.films, page.sections) == (None, (), ())
    html = BeautifulSoup(render_page(page), "html.parser")
    assert html.h1.text == "Tidewrack"
    assert "first film" in html.main.text


def test_uncomposed_the_newest_film_leads_and_the_latest_follow(home) -> None:
    many_films(LATEST + 3)
    lead, latest = home_page().sections
    assert lead.film.title == f"Film {LATEST + 2}"
    assert (latest.title, len(latest.films)) == ("Also showing", LATEST)
    assert latest.films[0].title == f"Film {LATEST + 1}"
    assert latest.more_href == "/films/"


def test_a_lead_has_the_editors_words_else_its_own(home) -> None:
    film = make_film("One", synopsis="A ferry waits.")
    make_film("Two")
    lead, other = home_page(
        compose(home, ("lead", {"film": film.pk, "words": "Ours."}), ("lead", {}))
    ).sections
    assert (lead.film.title, lead.words) == ("One", "Ours.")
    assert other.film.title == "Two"
    (lead,) = home_page(compose(home, ("lead", {"film": film.pk}))).sections
    assert lead.words == "A ferry waits."


def test_a_lead_that_is_not_public_gives_way_to_the_newest(home) -> None:
    hidden = make_film("Hidden", draft=True)
    make_film("Shown")
    page = home_page(compose(home, ("lead", {"film": hidden.pk}), ("latest", {"count": 3})))
    assert page.lead.title == "Shown"
    assert len(page.sections) == 1


def test_a_programme_shows_its_first_films(home) -> None:
    films = many_films(6)
    programme = make_programme(*films, introduction="<p>Why these.</p>")
    (section,) = home_page(compose(home, ("programme", {"programme": programme.pk}))).sections
    assert isinstance(section, ProgrammeSection)
    assert section.words == "Why these."
    assert [film.title for film in section.programme.picks] == [f"Film {n}" for n in range(4)]
    programme.unpublish()
    page = home_page(compose(home, ("programme", {"programme": programme.pk}), ("lead", {})))
    assert [type(section) for section in page.sections] == [LeadSection]


def test_the_latest_of_a_kind_leave_out_what_the_page_has(home) -> None:
    videos = [
        make_film(f"Video {n}", kind=FilmPage.Kind.MUSIC_VIDEO, credits_text="") for n in range(4)
    ]
    make_film("Short")
    page = home_page(
        compose(
            home,
            ("latest", {"title": "Music", "count": 2, "kind": "music-video"}),
            ("films", {"title": "Best", "films": [videos[3].pk]}),
        )
    )
    music, best = page.sections
    assert (music.title, titles(music), titles(best)) == (
        "Music", ["Video 2", "Video 1"], ["Video 3"],
    )  # fmt: skip
    assert music.more_href == "/kinds/music-video/"


def test_films_of_choice_keep_their_order(home) -> None:
    one, two = make_film("One"), make_film("Two")
    items = [{"type": "item", "value": pk, "id": str(pk)} for pk in (one.pk, GONE, two.pk)]
    value = {"title": "Friday", "words": "For a wet night.", "films": items}
    (section,) = home_page(compose(home, ("films", value))).sections
    assert isinstance(section, FilmsSection)
    assert (section.title, section.words, titles(section)) == (
        "Friday", "For a wet night.", ["One", "Two"],
    )  # fmt: skip


def test_text_and_subjects(home) -> None:
    make_film(subjects=("Tides",))
    unused = Subject.objects.create(name="Unused")
    ids = [Subject.objects.get(name="Tides").pk, unused.pk, GONE]
    text, subjects = home_page(
        compose(
            home,
            ("text", {"title": "Us", "text": "<p>We are <b>two</b>.</p><script>1</script>"}),
            ("subjects", {"title": "", "subjects": ids}),
            ("text", {"text": "<p></p>"}),
        )
    ).sections
    assert isinstance(text, TextSection)
    assert text.text == "<p>We are <b>two</b>.</p>"
    assert isinstance(subjects, SubjectsSection)
    assert [(link.label, link.href) for link in subjects.subjects] == [
        ("Tides", "/subjects/tides/")
    ]


def test_what_is_gone_or_unknown_vanishes(home) -> None:
    page = home_page(
        compose(
            home,
            ("lead", {"film": GONE}),
            ("programme", {"programme": GONE}),
            ("programme", {"programme": None}),
            ("latest", {}),
            ("films", {"title": "Gone", "films": [GONE]}),
            ("subjects", {"subjects": [GONE]}),
            ("carousel", {"films": [1]}),
        )
    )
    assert page.sections == ()


def every_section() -> list[tuple[str, dict]]:
    programme = make_programme(*FilmPage.objects.all()[:2])
    return [
        ("lead", {}),
        ("programme", {"programme": programme.pk}),
        ("latest", {"count": 2}),
        ("films", {"title": "Chosen", "films": [FilmPage.objects.first().pk]}),
        ("text", {"title": "Us", "text": "<p>Two.</p>"}),
        ("subjects", {"title": "Look for", "subjects": [Subject.objects.get().pk]}),
    ]


def test_any_order_has_one_title_and_an_unbroken_outline(home) -> None:
    home.introduction = "<p>Hello</p>"
    for number in (1, 2, 3):
        make_film(f"Film {number}", master=make_release(number).master, subjects=("Tides",))
    sections = every_section()

    @settings(deadline=None, max_examples=20)
    @given(st.permutations(sections))
    def holds(order) -> None:
        html = BeautifulSoup(render_page(home_page(compose(home, *order))), "html.parser")
        levels = [int(each.name[1]) for each in html.main.find_all(["h1", "h2", "h3", "h4"])]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        ids = [each["id"] for each in html.find_all(id=True)]
        assert len(ids) == len(set(ids))
        assert html.main.text.count("Hello") == 1

    holds()


def test_queries_do_not_grow_with_films_or_sections(home) -> None:
    make_film("One", subjects=("Tides",))
    many_films(7)

    def asked(*sections) -> int:
        with CaptureQueriesContext(connection) as queries:
            home_page(compose(home, *sections))
        return len(queries)

    sections = every_section()
    few = asked(*sections)
    for number in range(3):
        make_film(f"Film of {number}", credits_text=f"Director: Maker {number}")
    second = make_programme(*FilmPage.objects.all(), title="Second")
    more = asked(*sections, *sections, ("programme", {"programme": second.pk}))
    assert more == few
