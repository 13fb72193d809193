"""People and companies have pages once a published film credits them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matinee.catalogue.gather.lists import PAGE_SIZE, films_lists
from matinee.catalogue.gather.names import name_pages, names_lists
from matinee.catalogue.models import FilmIndexPage, Person
from tests.catalogue.made_films import make_film

pytestmark = pytest.mark.usefixtures("home")


def test_a_filmography_is_by_role_and_newest_first() -> None:
    make_film("Old", year=1999, credits_text="Editor: Ana Birk\nDirector: Ana Birk")
    make_film("New", year=2020, credits_text="Director: Ana Birk\nKeeper of the sledge: Ana Birk")
    person = Person.objects.get()
    person.identifiers = [("identifier", {"scheme": "isni", "value": "0000 0001"})]
    person.save()
    page = name_pages("person", [person.pk])[person.pk]
    assert [(g.role, [film.title for film in g.films]) for g in page.filmography] == [
        ("Director", ["New", "Old"]),
        ("Editor", ["Old"]),
        ("Keeper of the sledge", ["New"]),
    ]
    assert page.links[0].href == "https://isni.org/isni/00000001"
    assert page.filmography[0].films[0].byline[0].href == "/people/ana-birk/"


def test_a_drafts_crew_stays_unknown() -> None:
    make_film(draft=True)
    person = Person.objects.get(name="Ines Calder")
    assert name_pages("person", [person.pk]) == {}
    assert names_lists("person")[0].names == ()


def test_names_are_listed_by_sort_name() -> None:
    make_film(credits_text="Thanks: Ana Zorn, Zoe Adler, The Harbour Choir")
    names = [link.label for link in names_lists("person")[0].names]
    assert names == ["Zoe Adler", "The Harbour Choir", "Ana Zorn"]


def test_queries_do_not_grow_with_names() -> None:
    make_film("One", credits_text="Director: A One\nEditor: B One")
    ids = list(Person.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as few:
        assert len(name_pages("person", ids)) == 2
    for number in range(6):
        make_film(f"F{number}", credits_text=f"Director: A {number}\nEditor: B {number}")
    ids = list(Person.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as many:
        assert len(name_pages("person", ids)) == 14
    assert len(many) == len(few)


def test_the_list_of_films_has_pages() -> None:
    for number in range(PAGE_SIZE + 1):
        make_film(f"Film {number}", credits_text="")
    first, second = films_lists()
    assert first.films[0].title == f"Film {PAGE_SIZE}"
    assert [film.title for film in second.films] == ["Film 0"]
    assert first.page_hrefs == ("/films/", "/films/page-2/")
    assert second.address == "/films/page-2/"


def test_an_empty_site_has_lists_all_the_same() -> None:
    index = FilmIndexPage.objects.get()
    index.introduction = "<p>Soon.</p>"
    assert films_lists(index)[0].introduction == "<p>Soon.</p>"
    assert films_lists()[0].films == ()
    assert names_lists("company")[0].page_count == 1
