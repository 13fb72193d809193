"""Two names of one person become one, and nothing that named either is lost."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from matinee.catalogue.merging import merge_names, preview_merge
from matinee.catalogue.models import Company, FilmPage, Person
from matinee.catalogue.redirects import move_address
from matinee.media.errors import Refused
from matinee.publishing.moved import moved
from tests.catalogue.made_films import make_film

pytestmark = pytest.mark.usefixtures("home")


def people(*names: str) -> list[Person]:
    return [Person.objects.get(name=name) for name in names]


def printed(film: FilmPage) -> list[str]:
    return [credit.printed_name() for credit in film.credits.order_by("sort_order")]


def test_credits_move_and_the_address_leads_on(client) -> None:
    kept_film = make_film("Ebb", credits_text="Director: Inês Calder\nEditor: Rui Sanches")
    film = make_film("Flow", credits_text="Editor: Ines Calder\nSound: Tomé Leal")
    kept, dropped = people("Inês Calder", "Ines Calder")
    assert preview_merge(dropped).credits == 1
    assert preview_merge(dropped).films == 1
    old = dropped.address
    merge_names(kept, dropped)
    assert printed(film) == ["Inês Calder", "Tomé Leal"]
    assert printed(kept_film) == ["Inês Calder", "Rui Sanches"]
    assert not Person.objects.filter(name="Ines Calder").exists()
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, kept.address)


def test_a_film_may_go_on_printing_the_old_spelling() -> None:
    make_film("Ebb", credits_text="Director: Inês Calder")
    film = make_film("Flow", credits_text="Editor: Ines Calder")
    merge_names(*people("Inês Calder", "Ines Calder"), keep_spelling=True)
    assert printed(film) == ["Ines Calder"]
    assert film.credits.get().person.name == "Inês Calder"


def test_a_draft_keeps_its_credits() -> None:
    make_film("Ebb", credits_text="Director: Inês Calder")
    film = make_film("Flow", credits_text="Editor: Ines Calder\nSound: Tomé Leal")
    draft = film.get_latest_revision_as_object()
    draft.title = "Flow, recut"
    draft.save_revision()
    merge_names(*people("Inês Calder", "Ines Calder"))
    draft = FilmPage.objects.get(pk=film.pk).get_latest_revision_as_object()
    names = [credit.person.name for credit in draft.credits.all()]
    assert (draft.title, names) == ("Flow, recut", ["Inês Calder", "Tomé Leal"])


def test_one_role_is_credited_once() -> None:
    film = make_film("Flow", credits_text="Director: Inês Calder\nDirector: Ines Calder")
    merge_names(*people("Inês Calder", "Ines Calder"))
    assert printed(film) == ["Inês Calder"]


def test_what_only_the_dropped_one_said_is_taken_over() -> None:
    make_film("Flow", credits_text="Director: Inês Calder\nEditor: Ines Calder")
    kept, dropped = people("Inês Calder", "Ines Calder")
    dropped.biography = "<p>Walks a lot.</p>"
    dropped.links = [("link", {"label": "Site", "href": "https://calder.example"})]
    dropped.identifiers = [("identifier", {"scheme": "wikidata", "value": "Q1"})]
    dropped.save()
    merge_names(kept, dropped)
    kept.refresh_from_db()
    assert kept.biography == "<p>Walks a lot.</p>"
    assert [block.value["href"] for block in kept.links] == ["https://calder.example"]
    assert [block.value["value"] for block in kept.identifiers] == ["Q1"]


def test_a_person_and_a_company_stay_apart() -> None:
    make_film("Flow", credits_text="Director: Inês Calder\nProduction company: Harbour Works")
    with pytest.raises(Refused, match="cannot be made one"):
        merge_names(Person.objects.get(), Company.objects.get())
    with pytest.raises(Refused, match="cannot be made one"):
        merge_names(Person.objects.get(), Person.objects.get())


def test_a_new_address_is_led_to_without_a_chain(client) -> None:
    make_film("Flow", credits_text="Director: Ines Calder")
    person = Person.objects.get()
    for slug in ("ines", "inês-c", "calder"):
        person.slug = slug
        person.save()
    for old in ("/people/ines-calder/", "/people/ines/"):
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (301, "/people/calder/")
    assert client.get("/people/calder/").status_code == 200


def test_an_address_that_is_taken_again_leads_nowhere_else() -> None:
    move_address("/people/a/", "/people/b/")
    move_address("/people/b/", "/people/a/")
    assert {(row.old_path, row.redirect_link) for row in Redirect.objects.all()} == {
        ("/people/b", "/people/a/")
    }


def test_the_old_address_of_a_film_leads_to_it(client) -> None:
    film = make_film("Flow")
    film.slug = "flow-2024"
    film.save_revision()
    assert client.get("/films/flow/").status_code == 200
    film.save_revision().publish()
    answer = client.get("/films/flow/")
    assert (answer.status_code, answer["Location"]) == (301, "/films/flow-2024/")
    assert [file.content.decode().splitlines() for file in moved()] == [
        [
            "/films/flow/ /films/flow-2024/ 301",
            "/films/flow/transcript/* /films/flow-2024/transcript/:splat 301",
        ]
    ]


def test_an_editor_makes_one_of_two_names(client) -> None:
    make_film("Flow", credits_text="Director: Inês Calder\nEditor: Ines Calder")
    kept, dropped = people("Inês Calder", "Ines Calder")
    url = reverse("merge_names", args=["person", kept.pk])
    assert client.get(url).status_code == 302
    client.force_login(User.objects.create_superuser("editor", password="long and secret"))
    assert "Same as another" in client.get(url).content.decode()
    listing = client.get(reverse(f"{Person.snippet_viewset.url_namespace}:list"))
    assert url in listing.content.decode()
    assert "Choose the name" in client.post(url, {"other": ""}).content.decode()
    asked = client.post(url, {"other": dropped.pk}).content.decode()
    assert "takes over 1 credit in 1 film" in asked
    assert Person.objects.count() == 2
    assert client.post(url, {"other": dropped.pk, "confirmed": "on"}).status_code == 302
    assert Person.objects.get() == kept
