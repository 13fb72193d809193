"""A programme reads as its curator set it, and shows nothing that is not public."""

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matinee.catalogue.models import FilmPage, Person, Relation
from matinee.catalogue.rendering import render_page
from matinee.programmes.appearances import programmes_of
from matinee.programmes.booklet import programme_page, programme_pages, programmes_index
from matinee.programmes.models import Pick
from matinee.programmes.playing import picks_json
from tests.catalogue.made_films import make_film, make_picture, make_release
from tests.programmes.made_programmes import make_programme

FIRST = "The first of them all, from a wet spring in which nobody went out."

pytestmark = pytest.mark.usefixtures("home")


def shown(programme):
    return programme_pages([programme.pk])[programme.pk]


def html_of(page) -> BeautifulSoup:
    return BeautifulSoup(render_page(page), "html.parser")


def test_a_programme_says_what_it_holds_and_who_chose_it() -> None:
    film = make_film(
        "Corridor", master=make_release(1, 240.0).master, credits_text="Director: A Birk"
    )
    ines = Person.objects.get(name="A Birk")
    programme = make_programme(
        film,
        introduction="<p>All of it happened. Before a lens, in one go, with nobody looking.</p>",
        chosen_by=ines,
        starts_on=date(2027, 3, 1),
        ends_on=date(2027, 3, 14),
        picks={0: {"note": "<p>One building, <b>nine</b> flats.</p>"}},
    )
    html = html_of(shown(programme))
    assert html.h1.text == "Practical magic"
    text = " ".join(html.main.get_text(" ").split())
    for words in ("Programme · one film · 4 min", "1–14 March 2027", "Chosen by A Birk"):
        assert words in text
    assert html.select_one(".pick .note b").text == "nine"
    assert html.select_one(f'.chosen a[href="{ines.address}"]')
    assert html.select_one(".pick h2 a")["href"] == "/films/corridor/#in=practical-magic"


def test_a_curator_without_a_page_is_no_link() -> None:
    noor = Person.objects.create(name="Noor Adeyemi")
    programme = make_programme(make_film(), chosen_by=noor)
    assert (shown(programme).chosen_by.name, shown(programme).chosen_by.href) == (noor.name, "")
    programme = make_programme(make_film(), title="B", chosen_by_words="Year two")
    assert shown(programme).chosen_by.name == "Year two"


def test_films_that_are_not_public_leave_no_gap() -> None:
    films = [make_film(title) for title in ("One", "Two", "Three")]
    programme = make_programme(*films, picks={0: {"heading": "Friday night"}})
    films[0].unpublish()
    page = shown(programme)
    assert [(pick.number, pick.film.title) for pick in page.picks] == [(1, "Two"), (2, "Three")]
    assert page.groups[0].heading == "Friday night"
    assert page.label == "Programme · two films"
    films[1].unpublish()
    films[2].delete()
    page = shown(programme)
    assert page.groups == ()
    assert "not public yet" in html_of(page).main.text


def test_headings_group_the_picks_and_numbers_go_on() -> None:
    films = [make_film(f"Film {number}", credits_text="") for number in range(4)]
    programme = make_programme(
        *films, picks={1: {"heading": "Friday"}, 3: {"heading": "Saturday", "venue": "The Shed"}}
    )
    groups = [(g.heading, [p.number for p in g.picks]) for g in shown(programme).groups]
    assert groups == [("", [1]), ("Friday", [2, 3]), ("Saturday", [4])]
    html = html_of(shown(programme))
    assert [h.text for h in html.select("h2.group")] == ["Friday", "Saturday"]
    assert [ol["start"] for ol in html.select("ol.picks")] == ["1", "2", "4"]


def test_a_pick_has_its_own_picture_else_the_films() -> None:
    film = make_film(master=make_release().master)
    picture = make_picture()
    programme = make_programme(film, film, picks={0: {"picture": picture}})
    first, second = shown(programme).picks
    assert first.picture.src in {each.file.url for each in picture.renditions.all()}
    assert second.picture.src.endswith("poster-1-1280.webp")
    assert "<i>" in render_page(shown(make_programme(make_film("Bare"), title="B")))


def test_a_pick_prints_makers_leading_credits_and_its_making_of() -> None:
    film = make_film(
        "Come In",
        credits_text="Director: A Quill\nEditor: "
        + ", ".join(f"Editor {letter}" for letter in "ABCDEF"),
    )
    making_of = make_film("Behind Come In", kind=FilmPage.Kind.MAKING_OF)
    Relation.objects.create(film=making_of, other=film, kind=Relation.Kind.MAKING_OF)
    programme = make_programme(film)
    pick = html_of(shown(programme)).select_one(".pick")
    facts = [" ".join(fact.text.split()) for fact in pick.select(".facts li")]
    assert facts == ["Short", "A film by A Quill", "with its making-of"]
    assert pick.select_one(f'a[href="{making_of.address}"]').text == "its making-of"
    line = " ".join(pick.select_one(".line").text.split())
    assert line == "Editors Editor A, Editor B, Editor C, Editor D and 2 more"
    making_of.unpublish()
    assert shown(programme).picks[0].making_of is None


def test_a_film_of_elsewhere_says_so() -> None:
    film = make_film("Away")
    film.shown, film.elsewhere_url = FilmPage.Shown.ELSEWHERE, "https://films.example/away"
    film.save_revision().publish()
    (pick,) = shown(make_programme(film)).picks
    assert pick.mark == "Elsewhere · plays from its own host"


def test_play_all_is_offered_where_one_film_can_follow_another() -> None:
    own = [make_film(f"Own {n}", master=make_release(n).master) for n in (1, 2)]
    away = make_film("Away")
    assert shown(make_programme(own[0], away)).play_all == ""
    assert shown(make_programme(own[0], own[0], title="Twice")).play_all == ""
    both = make_programme(away, *own, title="Both")
    assert shown(both).play_all == "/films/away/#in=both&play"


def test_what_the_script_reads_has_every_film_once_in_order() -> None:
    one, two = make_film("One", master=make_release().master), make_film("Two “2”")
    page = shown(make_programme(one, two, one))
    told = json.loads(picks_json(page))
    assert (told["title"], told["href"]) == (page.title, "/programmes/practical-magic/")
    assert [each["title"] for each in told["picks"]] == ["One", "Two “2”"]
    assert told["picks"][0]["poster"]["src"].endswith(".webp")
    assert told["picks"][0]["mark"] == "25 min"
    assert told["picks"][1]["poster"] is None


def test_a_draft_shows_as_it_would_be() -> None:
    one, two = make_film("One"), make_film("Two")
    programme = make_programme(one)
    programme.title = "Draft"
    programme.picks.add(Pick(film=two, sort_order=1))
    page = programme_page(programme)
    assert (page.title, [pick.film.title for pick in page.picks]) == ("Draft", ["One", "Two"])
    assert [pick.film.title for pick in shown(programme).picks] == ["One"]


def test_the_list_shows_the_newest_first_with_pictures() -> None:
    assert "No programme" in html_of(programmes_index()).main.text
    film = make_film(master=make_release().master)
    make_programme(
        film,
        title="Older",
        introduction=f"<p>{FIRST}</p><p>More.</p>",
    )
    make_programme(title="Newer")
    index = programmes_index()
    assert [card.title for card in index.programmes] == ["Newer", "Older"]
    assert index.programmes[1].line == FIRST
    assert index.programmes[1].picture.src.endswith(".webp")
    assert index.programmes[0].picture is None
    assert html_of(index).select_one('.pick a[href="/programmes/older/"]')


def test_films_name_the_programmes_they_are_in() -> None:
    film, other = make_film("One"), make_film("Two")
    make_programme(film, film, title="First")
    second = make_programme(film, title="Second")
    links = programmes_of([film.pk, other.pk])
    assert [link.label for link in links[film.pk]] == ["Second", "First"]
    assert not links.get(other.pk)
    second.unpublish()
    assert [link.href for link in programmes_of([film.pk])[film.pk]] == ["/programmes/first/"]


def queries(ask) -> int:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_queries_do_not_grow_with_picks_or_programmes() -> None:
    films = [
        make_film(f"Film {n}", credits_text=f"Director: Maker {n}\nEditor: Edda {n}")
        for n in range(5)
    ]
    making_of = make_film("Behind", kind=FilmPage.Kind.MAKING_OF)
    Relation.objects.create(film=making_of, other=films[0], kind=Relation.Kind.MAKING_OF)
    small = make_programme(films[0], title="Small", chosen_by=Person.objects.get(name="Edda 0"))
    few = queries(lambda: programme_pages([small.pk])), queries(programmes_index)
    pks = [make_programme(*films, title=f"P {n}", chosen_by=small.chosen_by).pk for n in range(4)]
    assert (queries(lambda: programme_pages([small.pk, *pks])), queries(programmes_index)) == few
