"""Films are found by what they share, and lists are in step with every save."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matinee.catalogue import listing, paging
from matinee.catalogue.gather.facets import in_words
from matinee.catalogue.gather.lists import films_lists
from matinee.catalogue.gather.topics import SHORT_LIST, topic_pages, topics_list
from matinee.catalogue.listing import folded, relist, relist_all
from matinee.catalogue.models import (
    Facet,
    FilmFacet,
    FilmIndexPage,
    FilmPage,
    FilmSubject,
    ListedFilm,
    Person,
    Place,
    Subject,
)
from matinee.catalogue.published import TopicPageData
from matinee.catalogue.rendering import render_page
from tests.catalogue.made_films import make_film, make_films, make_picture, make_release

pytestmark = pytest.mark.usefixtures("home")


def topic(kind: str, value: str, number: int = 0) -> TopicPageData | None:
    return next(iter(topic_pages(kind, {value: [number]}).values()), None)


def titles(page) -> list[str]:
    return [film.title for film in page.films]


def lists() -> dict[str, int]:
    rows = Facet.objects.values_list("kind", "value", "films")
    return {f"{kind}:{value}".rstrip(":"): films for kind, value, films in rows}


def test_a_film_is_listed_by_all_that_is_known_of_it() -> None:
    film = make_film(
        "The Ålesund Ferry",
        kind="documentary",
        year=1998,
        countries=("Norway", "Portugal"),
        languages=("Norwegian Bokmål",),
        places=("Ria de Alvor",),
        subjects=("Tides", "Work"),
        master=make_release(duration_s=60.4).master,
    )
    tides, work = (Subject.objects.get(name=name).pk for name in ("Tides", "Work"))
    assert lists() == {
        "films": 1,
        "kind:documentary": 1,
        "country:no": 1,
        "country:pt": 1,
        "language:nb": 1,
        f"subject:{tides}": 1,
        f"subject:{work}": 1,
        f"place:{Place.objects.get().pk}": 1,
        "year:1998": 1,
        "decade:1990": 1,
    }
    row = ListedFilm.objects.get()
    assert (row.film_id, row.sort_title, row.year) == (film.pk, "alesund ferry, the", 1998)
    assert row.length_s == 60
    place = topic("place", str(Place.objects.get().pk))
    assert (place.name, place.title) == ("Ria de Alvor", "Films shot at Ria de Alvor")
    assert place.browse == "/films/browse/?place=ria-de-alvor"
    assert titles(topic("country", "pt")) == ["The Ålesund Ferry"]


def test_a_film_leaves_the_lists_it_no_longer_belongs_to() -> None:
    film = make_film(subjects=("Tides", "Work"), year=1998)
    film.year = None
    film.film_subjects.set([FilmSubject(subject=Subject.objects.get(name="Work"))])
    film.save()
    work = Subject.objects.get(name="Work").pk
    assert lists() == {"films": 1, "kind:short": 1, f"subject:{work}": 1}
    film.unpublish()
    assert lists() == {}
    assert not ListedFilm.objects.exists()
    film.save_revision().publish()
    assert lists()["films"] == 1
    Subject.objects.all().delete()
    assert lists() == {"films": 1, "kind:short": 1}
    FilmPage.objects.get().delete()
    assert lists() == {}


def test_drafts_and_translations_are_not_listed() -> None:
    film, draft = make_film(), make_film("Draft", draft=True)
    translation = make_film("Maré baixa")
    translation.translation_of = film
    translation.save()
    assert list(ListedFilm.objects.values_list("film_id", flat=True)) == [film.pk]
    assert titles(films_lists()[0]) == ["Low Water"]
    draft.save_revision().publish()
    assert lists()["films"] == 2


def test_the_lists_can_be_made_anew() -> None:
    films = [make_film(f"Film {at}", subjects=("Tides",), year=1990 + at) for at in range(4)]
    before = lists(), set(FilmFacet.objects.values_list("film_id", "facet__kind", "place"))
    FilmPage.objects.filter(pk=films[0].pk).update(live=False)
    FilmPage.objects.filter(pk=films[1].pk).update(year=2020)
    relist_all()
    assert films[0].pk not in set(ListedFilm.objects.values_list("film_id", flat=True))
    assert lists()["year:2020"] == 1
    assert "year:1990" not in lists()
    FilmPage.objects.filter(pk=films[0].pk).update(live=True)
    FilmPage.objects.filter(pk=films[1].pk).update(year=1991)
    relist_all()
    after = lists(), set(FilmFacet.objects.values_list("film_id", "facet__kind", "place"))
    assert after == before
    with CaptureQueriesContext(connection) as queries:
        relist_all()
    assert not [each for each in queries if "INSERT INTO" in each["sql"]]


def test_changes_are_told_with_their_place(monkeypatch) -> None:
    monkeypatch.setattr(paging, "PAGE_SIZE", 2)
    told = []
    films = [make_film(f"Film {at}", credits_text="") for at in range(5)]

    def hear(changes, **news) -> None:
        told.extend(changes)

    listing.relisted.connect(hear)
    try:
        films[1].unpublish()
        relist(films[1].pk)
        assert {(each.kind, each.older, each.before, each.after) for each in told} == {
            ("films", 1, 5, 4),
            ("kind", 1, 5, 4),
        }
        told.clear()
        films[4].title = "Renamed"
        films[4].save()
        assert told == []
        films[4].first_published_at = datetime(1999, 1, 1, tzinfo=UTC)
        films[4].save()
        assert {(each.kind, each.older, each.before, each.after) for each in told} == {
            ("films", 0, 4, 4),
            ("kind", 0, 4, 4),
        }
    finally:
        listing.relisted.disconnect(hear)


def test_pages_of_a_list_keep_their_films(monkeypatch) -> None:
    monkeypatch.setattr(paging, "PAGE_SIZE", 2)
    for at in range(5):
        make_film(f"Film {at}", credits_text="", countries=("PT",))
    pages = films_lists()
    assert {number: titles(page) for number, page in pages.items()} == {
        0: ["Film 4", "Film 3", "Film 2"],
        1: ["Film 1", "Film 0"],
    }
    assert (pages[0].leaves.older, pages[0].leaves.newer) == ("/films/page-1/", "")
    assert pages[1].leaves.newer == "/films/"
    make_film("Film 5", credits_text="", countries=("PT",))
    pages = films_lists([1, 2])
    assert titles(pages[1]) == ["Film 1", "Film 0"]
    assert pages[1].leaves.newer == "/films/page-2/"
    assert titles(topic("country", "pt", 2)) == ["Film 3", "Film 2"]
    assert topic("country", "pt", 2).address == "/countries/pt/page-2/"
    assert topic("country", "pt", 3) is None
    assert topic("country", "fr") is None


def test_a_topic_says_what_was_written_about_it() -> None:
    make_film(subjects=("Tides",))
    subject = Subject.objects.get()
    subject.introduction, subject.picture = "<p>Twice a day.</p>", make_picture()
    subject.save()
    page = topic("subject", str(subject.pk))
    assert (page.introduction, page.count) == ("<p>Twice a day.</p>", 1)
    html = render_page(page)
    assert "Two figures on grey sand" in html
    assert '<a href="/subjects/">Subjects</a>' in html


def test_topics_are_listed_from_a_to_z_with_their_films() -> None:
    make_film(subjects=("Évora", "Zinc"), kind="trailer", year=2021)
    make_film("Two", subjects=("zinc", "Bread"), kind="documentary", year=2019)
    page = topics_list("subject")
    lines = [(line.name, line.films) for group in page.groups for line in group.lines]
    assert lines == [("Bread", 1), ("Évora", 1), ("Zinc", 1), ("zinc", 1)]
    assert [way.label for way in page.ways] == ["kind", "year", "title"]
    kinds = [line.name for line in topics_list("kind").groups[0].lines]
    assert kinds == ["Documentaries", "Trailers"]
    years = topics_list("year").groups
    assert [(group.label, group.lines[0].href) for group in years] == [
        ("2020s", "/years/2021/"),
        ("2010s", "/years/2019/"),
    ]
    assert topics_list("place").groups == ()


def test_a_long_list_of_topics_has_headings() -> None:
    names = tuple(f"{letter}{at}" for letter in "AB" for at in range(SHORT_LIST // 2 + 1))
    make_film(subjects=names)
    assert [group.label for group in topics_list("subject").groups] == ["A", "B"]


def test_an_empty_list_has_a_page_all_the_same() -> None:
    index = FilmIndexPage.objects.get()
    index.introduction = "<p>Soon.</p>"
    page = films_lists([0], index)[0]
    assert (page.introduction, page.films, page.ways) == ("<p>Soon.</p>", (), ())
    assert "No film is shown here yet" in render_page(page)


def test_queries_do_not_grow_with_films(monkeypatch) -> None:
    monkeypatch.setattr(paging, "PAGE_SIZE", 3)
    people = [Person.objects.create(name=name) for name in ("Ines Calder", "Rui Sanches")]
    kinds = {"short": range(9)}

    def ask() -> int:
        with CaptureQueriesContext(connection) as queries:
            films_lists()
            topic_pages("kind", kinds)
            topics_list("kind")
        return len(queries)

    made = make_films(30, *people)
    assert len(films_lists()) == 10
    many = ask()
    FilmPage.objects.filter(pk__in=[film.pk for film in made[3:]]).update(live=False)
    relist_all()
    assert len(films_lists()) == 1
    assert ask() == many


@pytest.mark.parametrize(
    ("title", "sorted_by"),
    [("Évora", "evora"), ("“So What”", "so what”"), ("7 Days", "7 days"), ("!", "!"), ("Ø", "ø")],
)
def test_titles_are_sorted_without_accents_and_marks(title: str, sorted_by: str) -> None:
    assert folded(title) == sorted_by


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ({}, "Films"),
        ({"kind": "Documentaries", "place": "Ria de Alvor"}, "Documentaries shot at Ria de Alvor"),
        (
            {"decade": "1990s", "country": "Portugal", "subject": "Tides", "language": "French"},
            "Films about Tides from Portugal in French of the 1990s",
        ),
    ],
)
def test_a_list_is_told_in_words(names: dict[str, str], words: str) -> None:
    assert in_words(names) == words
