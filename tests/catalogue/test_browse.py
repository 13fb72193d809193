"""Readers find films by any facts, in any order, at one address for each question."""

import itertools

import pytest
from bs4 import BeautifulSoup
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.signal_handlers import disable_reference_index_auto_update

from matinee.catalogue.browse_query import BrowseQuery, read_query
from matinee.catalogue.listing import relist_all
from matinee.catalogue.models import (
    FilmIndexPage,
    FilmPage,
    FilmPlace,
    FilmSubject,
    Person,
    Place,
    Subject,
)
from tests.catalogue.made_films import make_films

BROWSE = "/films/browse/"


@pytest.fixture
def films(home) -> list[FilmPage]:
    """Make eight films that differ in every combination of kind, country and subject."""
    index = FilmIndexPage.objects.get()
    place = Place.objects.create(name="Ria de Alvor")
    subjects = [Subject.objects.create(name=name) for name in ("Tides", "Work")]

    def film(at: int, kind: str, country: str, subject: Subject) -> FilmPage:
        return index.add_child(
            instance=FilmPage(
                title=f"{'ZEBDGACF'[at]}x film",
                slug=f"film-{at}",
                kind=kind,
                countries=[country],
                languages=["pt"] if at < 3 else ["fr", "pt"],
                year=1988 + at * 2 if at else None,
                shown=FilmPage.Shown.ELSEWHERE,
                elsewhere_url="https://films.example/1",
                running_time_s=600 - at * 60 if at != 5 else None,
                film_subjects=[FilmSubject(subject=subject)],
                film_places=[FilmPlace(place=place)] if at % 2 else [],
            )
        )

    varied = itertools.product(("documentary", "short"), ("PT", "FR"), subjects)
    with transaction.atomic(), disable_reference_index_auto_update():
        return [film(at, *facts) for at, facts in enumerate(varied)]


def shown(client, query: str) -> list[str]:
    """Return the titles that the answer lists."""
    answer = client.get(BROWSE + query)
    assert answer.status_code == 200, query
    soup = BeautifulSoup(answer.content, "html.parser")
    return [heading.get_text() for heading in soup.select("ol.rows h2")]


FACTS = {
    "kind": ("documentary", "short"),
    "country": ("pt", "fr"),
    "subject": ("tides", "work"),
    "language": ("fr",),
    "place": ("ria-de-alvor",),
    "decade": ("1990",),
}


def test_every_combination_finds_what_it_says(films, client) -> None:
    def has(film: FilmPage, kind: str, value: str) -> bool:
        return {
            "kind": film.kind == value,
            "country": value.upper() in film.countries,
            "language": value in film.languages,
            "subject": value in [row.subject.slug for row in film.film_subjects.all()],
            "place": bool(film.film_places.all()),
            "decade": film.year is not None and 1990 <= film.year < 2000,
        }[kind]

    for kinds in itertools.chain.from_iterable(
        itertools.combinations(FACTS, count) for count in range(4)
    ):
        for values in itertools.product(*(FACTS[kind] for kind in kinds)):
            facts = dict(zip(kinds, values, strict=True))
            query = read_query(facts).address.removeprefix(BROWSE)
            wanted = [
                film.title
                for film in reversed(films)
                if all(has(film, kind, value) for kind, value in facts.items())
            ]
            assert shown(client, query) == wanted, query


def test_films_come_in_the_order_asked_for(films, client) -> None:
    orders = {"title": "ABCDEFGZ", "year": "FCAGDBEZ", "shortest": "FCGDBEZA"}
    for sort, order in orders.items():
        for fact in ("", "language=pt&"):
            found = shown(client, f"?{fact}sort={sort}")
            assert "".join(title[0] for title in found) == order, (fact, sort)


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ({}, BROWSE),
        ({"sort": "newest", "page": "1"}, BROWSE),
        ({"country": "PT", "kind": "short"}, f"{BROWSE}?kind=short&country=pt"),
        ({"kind": "", "utm": "x", "sort": "loud"}, BROWSE),
        ({"page": "03", "sort": "title"}, f"{BROWSE}?sort=title&page=3"),
        ({"page": "-1", "place": "../etc"}, BROWSE),
        ({"subject": "tides", "page": "0"}, f"{BROWSE}?subject=tides"),
    ],
)
def test_a_question_has_one_address(asked, address) -> None:
    assert read_query(asked).address == address


def test_another_spelling_leads_to_the_one_address(films, client) -> None:
    for query in ("kind=&country=pt", "country=PT", "sort=newest", "utm_source=x", "page=1"):
        answer = client.get(f"{BROWSE}?{query}")
        assert answer.status_code == 301, query
        assert client.get(answer["Location"]).status_code == 200, query


def test_what_is_not_there_is_not_found(films, client) -> None:
    for query in ("page=2", "country=de", "subject=nothing", "kind=zz&page=9"):
        assert client.get(f"{BROWSE}?{query}").status_code == 404, query


def test_choices_that_no_film_has_together_are_an_empty_page(films, client) -> None:
    html = client.get(f"{BROWSE}?kind=short&year=1990&decade=1990").content.decode()
    assert "No film here is all of that at once" in html


def test_the_answer_is_the_same_for_everybody(films, client) -> None:
    one, two = (client.get(f"{BROWSE}?kind=short") for _ in range(2))
    assert one.content == two.content
    assert one["Cache-Control"] == "public, max-age=60"
    assert not one.cookies
    assert "noindex" in one.content.decode()
    zipped = client.get(f"{BROWSE}?kind=short", headers={"accept-encoding": "gzip"})
    again = client.get(f"{BROWSE}?kind=short", headers={"accept-encoding": "gzip"})
    assert zipped["Content-Encoding"] == "gzip"
    assert zipped.content == again.content
    assert client.post(BROWSE).status_code == 405


def test_long_results_have_pages(home, client, monkeypatch) -> None:
    monkeypatch.setattr("matinee.catalogue.gather.browse.PAGE_SIZE", 2)
    make_films(5, *(Person.objects.create(name=name) for name in ("A Birk", "B Birk")))
    html = client.get(f"{BROWSE}?kind=short&page=2").content.decode()
    assert f'href="{BROWSE}?kind=short" rel="prev"' in html
    assert f'href="{BROWSE}?kind=short&amp;page=3" rel="next"' in html
    assert len(shown(client, "?kind=short&page=3")) == 1


def test_queries_do_not_grow_with_films(home, client) -> None:
    people = [Person.objects.create(name=name) for name in ("Ines Calder", "Rui Sanches")]

    def ask(query: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(BROWSE + query).status_code == 200
        return len(queries)

    questions = ("", "?kind=short", "?kind=short&sort=title")
    made = make_films(30, *people)
    many = [ask(query) for query in questions]
    for film in made[3:]:
        FilmPage.objects.filter(pk=film.pk).update(live=False)
    relist_all()
    assert [ask(query) for query in questions] == many
    assert max(many) <= 13


def test_a_query_turns_its_pages() -> None:
    query = BrowseQuery((("kind", "short"),), "title", 2)
    assert query.turned(1).address == f"{BROWSE}?kind=short&sort=title"
