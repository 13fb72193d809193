"""Prizes, press, contact, screenings, rights and support on a film's page."""

import datetime as dt

import pytest

from matinee.catalogue.gather.film import film_page, film_pages
from matinee.catalogue.models import FilmPage, Screening
from matinee.catalogue.rendering import render_page
from tests.catalogue.made_films import make_release
from tests.catalogue.whole_films import credit, whole_film

pytestmark = pytest.mark.usefixtures("home")

DAY = dt.date(2026, 3, 5)


def days(*ahead: int) -> list[Screening]:
    return [Screening(on=DAY + dt.timedelta(n), venue=f"Hall {n}", town="Alvor") for n in ahead]


def test_awards_stand_newest_year_first_and_else_as_typed() -> None:
    typed = [("Jury", 2023), ("Audience", 2024), ("Best", 2024), ("Mention", None)]
    awards = [("award", {"what": w, "where": "Harbour Days", "year": y}) for w, y in typed]
    page = film_page(whole_film("Tide", awards=awards))
    assert [(each.what, each.year) for each in page.awards] == [
        ("Audience", "2024"),
        ("Best", "2024"),
        ("Jury", "2023"),
        ("Mention", ""),
    ]
    assert render_page(page).count('<span class="year">2024</span>') == 1


def test_press_and_contact_are_shown_as_typed() -> None:
    press = {"text": "Quiet.\nAnd long.", "who": "M. Reyes", "source": "Review", "href": ""}
    contact = {"about": "Press", "name": "Lena", "email": "p@h.example", "href": ""}
    film = whole_film("Tide", press=[("press", press)], contact=[("contact", contact)])
    html = render_page(film_page(film))
    assert "<p>And long.</p>" in html
    assert "M. Reyes, Review" in html
    assert '<a href="mailto:p@h.example">p@h.example</a>' in html


def test_screenings_are_coming_until_their_day_is_over() -> None:
    film = whole_film("Tide", screenings=days(-3, 0, 7, -1))
    shown = film_pages([film.pk], today=DAY)[film.pk].screenings
    assert [each.venue for each in shown.coming] == ["Hall 0", "Hall 7"]
    assert [each.venue for each in shown.past] == ["Hall -1", "Hall -3"]
    assert shown.calendar == "/films/tide/screenings.ics"
    later = film_page(film, today=DAY + dt.timedelta(8)).screenings
    assert (later.coming, later.calendar, len(later.past)) == ((), "", 4)


def test_a_screening_says_when_and_where() -> None:
    timed = Screening(on=DAY, at=dt.time(19, 30), venue="Ria", occasion="Coast Days")
    shown = film_page(whole_film("Tide", screenings=[timed]), today=DAY).screenings.coming[0]
    assert (shown.date, shown.time) == ("5 March 2026", "19:30")
    assert shown.machine_date == "2026-03-05T19:30"


def test_a_licence_leads_to_its_deed() -> None:
    html = render_page(film_page(whole_film("Tide", licence="cc-by-nc")))
    assert 'href="https://creativecommons.org/licenses/by-nc/4.0/" rel="license noopener"' in html
    assert "All rights reserved" in render_page(film_page(whole_film("Ebb")))


def test_a_download_is_offered_only_when_allowed() -> None:
    release = make_release()
    film = whole_film("Tide", master=release.master, release=release)
    assert film_page(film).may_download == ""
    film.may_download = True
    page = film_page(film)
    assert page.may_download.endswith("/film.mp4")
    assert page.download_size == "480p, 1 MB"
    assert f'<a href="{page.may_download}" download>' in render_page(page)


def test_a_film_offers_the_forms_it_takes() -> None:
    quiet, open_ = whole_film("Ebb"), whole_film("Tide")
    open_.takes_footage_enquiries = open_.takes_screening_enquiries = open_.offers_news = True
    for each in ("footage", "host", "news"):
        assert f"/{each}/" not in render_page(film_page(quiet))
        assert f'href="/films/tide/{each}/"' in render_page(film_page(open_))


def test_where_it_came_out_first_is_told() -> None:
    film = whole_film(
        "Tide",
        origin_publisher="The Review",
        origin_url="https://r.example/",
        origin_date="3 May 2024",
    )
    told = 'Originally published by <a href="https://r.example/" rel="noopener">The Review</a>'
    assert f"{told}, 3 May 2024." in render_page(film_page(film))


def test_a_film_in_progress_asks_for_support_and_plays_nothing() -> None:
    film = whole_film(
        "Tide",
        [credit("director", "Ines Calder")],
        status=FilmPage.Status.IN_PROGRESS,
        offers_news=True,
        support_text="The mix is missing.",
        support_links=[("link", {"label": "Help", "href": "https://give.example/"})],
    )
    html = render_page(film_page(film))
    room = html.partition('<div class="sheet')[0]
    for words in ("In progress.", "The mix is missing.", "Help</a>", "Tell me when it is out"):
        assert words in room
    assert "Support the film" not in html
    assert 'class="play"' not in html
    assert "<video" not in html


def test_identifiers_lead_to_their_catalogues() -> None:
    typed = [("imdb", "tt1234567"), ("wikidata", "Q12")]
    blocks = [("identifier", {"scheme": scheme, "value": value}) for scheme, value in typed]
    links = film_page(whole_film("Tide", identifiers=blocks)).identifiers
    assert [link.href for link in links] == [
        "https://www.imdb.com/title/tt1234567/",
        "https://www.wikidata.org/wiki/Q12",
    ]
