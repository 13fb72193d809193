"""Pages of one film in several languages know each other and lend what is missing."""

import datetime as dt

import pytest

from matinee.catalogue.gather.film import film_page, film_pages
from matinee.catalogue.gather.films import film_cards, listed_films, public_films
from matinee.catalogue.models import FilmPage, Relation, Screening
from matinee.catalogue.rendering import render_page
from tests.catalogue.made_films import make_release
from tests.catalogue.whole_films import credit, whole_film

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def original(home) -> FilmPage:
    master = make_release().master
    other = whole_film("Neap")
    return whole_film(
        "Low Water",
        [credit("director", "Ines Calder")],
        master=master,
        year=2024,
        licence="cc-by",
        screenings=[Screening(on=dt.date(2020, 1, 1), venue="Ria")],
        relations=[Relation(kind="series", other=other)],
    )


@pytest.fixture
def translated(original) -> FilmPage:
    return whole_film("Maré baixa", page_language="pt", translation_of=original)


def test_the_ways_lead_both_ways(original, translated) -> None:
    pages = film_pages([original.pk, translated.pk])
    here, there = pages[original.pk], pages[translated.pk]
    assert [(link.label, link.href) for link in here.translations] == [
        ("Português", "/films/mare-baixa/")
    ]
    assert [(link.label, link.href) for link in there.translations] == [
        ("English", "/films/low-water/")
    ]
    assert here.alternates == there.alternates
    assert {each.language for each in here.alternates} == {"en", "pt"}
    html = render_page(there)
    assert '<html lang="pt">' in html
    assert '<a href="/films/low-water/" hreflang="en" lang="en">English</a>' in html


def test_a_translation_borrows_what_it_has_not(original, translated) -> None:
    page = film_pages([translated.pk])[translated.pk]
    assert film_page(FilmPage.objects.get(pk=translated.pk)) == page
    assert [name.name for name in page.byline] == ["Ines Calder"]
    assert [each.venue for each in page.screenings.past] == ["Ria"]
    assert [tie.title for tie in page.related] == ["In the same series"]
    assert page.screen is not None
    assert page.licence.key == "cc-by"
    assert "2024" in [value.label for fact in page.facts for value in fact.values]
    assert film_cards([translated])[0].byline == page.byline


def test_its_own_credits_win(original) -> None:
    own = whole_film("Ebbe", [credit("director", "I. Calder")], translation_of=original)
    assert [name.name for name in film_page(own).byline] == ["I. Calder"]


def test_nothing_is_borrowed_of_a_draft(original, translated) -> None:
    original.unpublish()
    page = film_pages([translated.pk])[translated.pk]
    assert (page.byline, page.screenings.past, page.translations) == ((), (), ())


def test_lists_show_one_page_of_a_film(original, translated) -> None:
    assert translated in public_films()
    assert translated not in listed_films()
    assert original in listed_films()
