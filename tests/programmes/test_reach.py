"""What a programme shows, and what shows it, is baked anew when it changes."""

import json

import pytest

from matinee.catalogue.models import FilmPage, Person, Relation
from matinee.publishing.bake import bake_all, bake_pending
from matinee.publishing.models import PendingBake
from tests.catalogue.made_films import make_film, make_picture
from tests.programmes.made_programmes import make_programme


@pytest.fixture
def public(transactional_db, site):
    from tests.catalogue.made_films import plant_tree

    plant_tree()
    return site.public


def read(public, address: str) -> str:
    return (public / address.strip("/") / "index.html").read_text()


def test_a_programme_reaches_its_films_the_lists_and_every_navigation(public, client) -> None:
    one, two = make_film("One"), make_film("Two", credits_text="")
    assert "/programmes/" not in read(public, "/people/")
    programme = make_programme(one)
    for address in ("/people/", one.address, "/"):
        assert '"/programmes/"' in read(public, address), address
    assert "Practical magic" in read(public, one.address)
    for address in (programme.address, "/programmes/"):
        answer = client.get(address)
        assert answer.content == read(public, address).encode()
        assert not answer.cookies

    draft = programme.get_latest_revision_as_object()
    draft.picks.get().film = two
    draft.picks.set([type(draft.picks.get())(film=two, sort_order=0)])
    draft.title = "Other magic"
    draft.save_revision().publish()
    assert "Other magic" in read(public, two.address)
    assert "magic" not in read(public, one.address)
    programme.delete()
    assert not (public / programme.address.strip("/")).exists()
    assert "/programmes/" not in read(public, two.address)
    assert not PendingBake.objects.exists()


def test_whatever_its_films_show_reaches_the_programme(public) -> None:
    film = make_film("One", credits_text="Director: A Birk\nEditor: Edda Vane")
    other = make_film("Behind One", kind=FilmPage.Kind.MAKING_OF, credits_text="")
    picture = make_picture()
    programme = make_programme(film, picks={0: {"picture": picture}}, chosen_by_words="Year two")

    film.title = "One and a half"
    film.save_revision().publish()
    assert "One and a half" in read(public, programme.address)
    picks = json.loads((public / programme.address.strip("/") / "picks.json").read_text())
    assert picks["picks"][0]["title"] == "One and a half"
    editor = Person.objects.get(name="Edda Vane")
    editor.name = "Edda V."
    editor.save()
    assert "Edda V." in read(public, programme.address)
    draft = other.get_latest_revision_as_object()
    draft.relations.add(Relation(other=film, kind=Relation.Kind.MAKING_OF))
    draft.save_revision().publish()
    assert other.address in read(public, programme.address)
    draft = other.get_latest_revision_as_object()
    draft.relations.set([])
    draft.save_revision().publish()
    assert other.address not in read(public, programme.address)
    src = picture.renditions.first().file.url
    assert src in read(public, programme.address)
    picture.delete()
    assert src not in read(public, programme.address)
    film.unpublish()
    assert "One and a half" not in read(public, programme.address)


def test_the_page_of_its_curator_is_led_to_while_there_is_one(public) -> None:
    film = make_film("One", credits_text="Director: Noor Adeyemi")
    noor = Person.objects.get()
    programme = make_programme(make_film("Two", credits_text=""), chosen_by=noor)
    assert noor.address in read(public, programme.address)
    film.unpublish()
    assert noor.address not in read(public, programme.address)
    noor.name = "N. Adeyemi"
    noor.save()
    for address in (programme.address, "/programmes/"):
        assert "N. Adeyemi" in read(public, address)


def test_a_whole_bake_has_the_programmes(public) -> None:
    programme = make_programme(make_film())
    (public / "programmes/index.html").unlink()
    (public / "programmes/practical-magic/picks.json").unlink()
    report = bake_all()
    assert (report.complete, report.failed) == (True, set())
    assert "Practical magic" in read(public, "/programmes/")
    assert "Low Water" in read(public, programme.address)
    assert (public / "programmes/practical-magic/picks.json").exists()
    assert bake_pending().pages == 0
