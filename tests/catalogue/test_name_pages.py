"""People and companies have pages once a published film credits them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matinee.catalogue.gather import name_lists
from matinee.catalogue.gather.name_lists import initials_in_use, letter_lists, names_index
from matinee.catalogue.gather.names import name_pages
from matinee.catalogue.initials import initial_of
from matinee.catalogue.models import Person
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
    assert names_index("person").groups == ()
    assert names_index("person").letters == ()


def test_names_are_listed_from_a_to_z_accents_aside() -> None:
    make_film(credits_text="Thanks: Ana Zorn, Zoe Adler, Per Ågren, Per Adlersson, 3 Kind")
    page = names_index("person")
    assert [(group.label, [link.label for link in group.names]) for group in page.groups] == [
        ("A", ["Zoe Adler", "Per Adlersson", "Per Ågren"]),
        ("K", ["3 Kind"]),
        ("Z", ["Ana Zorn"]),
    ]
    assert [(letter.label, letter.count) for letter in page.letters] == [
        ("A", 3),
        ("K", 1),
        ("Z", 1),
    ]


def test_a_long_list_is_found_by_its_letters(monkeypatch) -> None:
    monkeypatch.setattr(name_lists, "WHOLE", 3)
    monkeypatch.setattr(name_lists, "PAGE_SIZE", 2)
    make_film(credits_text="Thanks: Ana Zorn, Zoe Adler, Per Ågren, Per Adlersson")
    assert names_index("person").groups == ()
    assert initials_in_use("person") == ["a", "z"]
    first, second = letter_lists("person", ["a"])["a"]
    assert first.page_hrefs == ("/people/letter-a/", "/people/letter-a/page-2/")
    assert [link.label for link in second.groups[0].names] == ["Per Ågren"]
    assert letter_lists("person", ["q"]) == {"q": []}


@pytest.mark.parametrize(
    ("sort_name", "initial"),
    [
        ("Calder, Ines", "c"),
        ("Ångström", "a"),
        ("Østergaard", "o"),
        ("“Quiet” Jones", "q"),
        ("4 Winds", "0-9"),
        ("김서연", "hangul"),
        ("Иванова", "cyrillic"),
        ("王", "cjk"),
        ("…", "other"),
        ("", "other"),
    ],
)
def test_every_name_has_a_heading(sort_name: str, initial: str) -> None:
    assert initial_of(sort_name) == initial


def test_who_made_two_films_with_someone_is_named() -> None:
    for title in ("One", "Two"):
        make_film(title, credits_text="Director: Ana Birk\nEditor: Rui Low\nThanks: Jo Pike")
    make_film("Three", credits_text="Director: Ana Birk\nProduction company: Harbour Works")
    draft = "Director: Ana Birk\nProduction company: Harbour Works"
    make_film("Four", credits_text=draft, draft=True)
    pages = name_pages("person", Person.objects.values_list("pk", flat=True))
    together = {page.name: [link.label for link in page.collaborators] for page in pages.values()}
    assert together == {"Ana Birk": ["Rui Low"], "Rui Low": ["Ana Birk"], "Jo Pike": []}


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


def test_an_empty_site_has_lists_all_the_same() -> None:
    assert names_index("company").page_count == 1
