"""The front page leads with a film and lists the latest; a new site has its tree."""

from wagtail.models import Page, Site

from matinee.catalogue.models import FilmIndexPage
from matinee.programmes.front import LATEST, home_page
from matinee.programmes.models import HomePage
from matinee.programmes.tree import make_tree
from tests.catalogue.made_films import make_film


def test_a_new_site_has_its_tree_once(home) -> None:
    make_tree("Again")
    assert [page.url_path for page in Page.objects.order_by("path")] == [
        "/",
        "/home/",
        "/home/films/",
    ]
    assert Site.objects.get().root_page_id == home.pk
    assert FilmIndexPage.objects.get().title == "Films"
    assert HomePage.objects.get().title == "Tidewrack"


def test_an_empty_site_has_a_front_page(home) -> None:
    page = home_page()
    assert (page.lead, page.films, page.more_href) == (None, (), "")


def test_the_newest_film_leads(home) -> None:
    for title in ("One", "Two"):
        make_film(title)
    page = home_page()
    assert page.lead.title == "Two"
    assert [film.title for film in page.films] == ["One"]


def test_the_chosen_film_leads_and_is_not_listed_again(home) -> None:
    films = [make_film(f"Film {number}", credits_text="") for number in range(LATEST + 3)]
    home.lead_film = films[0]
    page = home_page(home)
    assert page.lead.title == "Film 0"
    assert len(page.films) == LATEST
    assert page.films[0].title == f"Film {LATEST + 2}"
    assert page.more_href == "/films/"


def test_a_chosen_film_that_is_not_public_does_not_lead(home) -> None:
    home.lead_film = make_film("Hidden", draft=True)
    make_film("Shown")
    assert home_page(home).lead.title == "Shown"
