"""A film is entered whole, with its people, or not at all."""

import pytest

from matinee.catalogue.entry import FilmEntry, enter_film
from matinee.catalogue.models import Company, FilmPage, Person
from matinee.media.errors import Refused
from matinee.releases.signals import released
from tests.catalogue.made_films import CREDITS, make_film, make_master, make_release

pytestmark = pytest.mark.usefixtures("home")


def test_a_film_is_entered_with_its_people() -> None:
    release = make_release()
    film = make_film(
        master=release.master,
        year=2024,
        countries=("Portugal", "fr"),
        languages=("Portuguese",),
        subjects=("Tides",),
        body_html="<p>Sand</p>",
        support=(("Give", "https://give.example/"),),
    )
    assert film.live
    assert film.release == release
    assert film.countries == ["PT", "FR"]
    assert film.credits.count() == 9
    assert Company.objects.get().name == "The Estuary Review"
    mixer = film.credits.get(role_key="mixer")
    assert (mixer.person.name, mixer.for_word, mixer.on_behalf_of) == (
        "Wen Halloran",
        "at",
        "Quayside",
    )
    assert film.get_latest_revision_as_object().credits.count() == 9


def test_known_names_are_matched_not_doubled() -> None:
    band = Company.objects.create(name="Grey Lanterns")
    make_film(credits_text="Music: Grey Lanterns\nDirector: Ines Calder")
    make_film("Two", credits_text="Editor: Ines Calder")
    assert Person.objects.count() == 1
    assert band.credits.count() == 1


def test_two_films_of_one_title_have_two_addresses() -> None:
    addresses = [make_film("Low Water").address for _ in range(3)]
    assert addresses == ["/films/low-water/", "/films/low-water-2/", "/films/low-water-3/"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Page 2", "page-2-film"), ("썰물", "sseolmul"), ("?!", "film"), ("x" * 255, "x" * 80)],
)
def test_every_title_has_an_address(title: str, slug: str) -> None:
    assert make_film(title).slug == slug


@pytest.mark.parametrize("draft", [False, True])
def test_a_page_opens_when_its_film_is_made(draft: bool) -> None:
    film = make_film(master=make_master(), draft=draft)
    assert not film.live
    release = make_release()
    released.send(sender=type(release), release=release)
    film.refresh_from_db()
    assert film.release == release
    assert film.live is not draft
    assert not film.opens_when_ready
    assert film.credits.count() == 9


def test_a_draft_is_not_public() -> None:
    film = make_film(draft=True)
    assert not film.live
    assert film.credits.count() == 9


@pytest.mark.parametrize(
    "entry",
    [
        FilmEntry(""),
        FilmEntry("x" * 256),
        FilmEntry("A", year=3),
        FilmEntry("A", kind="opera"),
        FilmEntry("A", countries=("Atlantis",)),
        FilmEntry("A", support=(("Give", "javascript:alert(1)"),)),
        FilmEntry("A", credits_text=CREDITS + "Editor:"),
    ],
)
def test_what_cannot_be_entered_leaves_nothing_behind(entry: FilmEntry) -> None:
    with pytest.raises(Refused):
        enter_film(entry)
    assert not FilmPage.objects.exists()
    assert not Person.objects.exists()


def test_names_get_addresses_of_their_own() -> None:
    first = Person.objects.create(name="Ines Calder")
    second = Person.objects.create(name="Inés Calder")
    page = Person.objects.create(name="Page 2")
    korean = Person.objects.create(name="김 바다")
    assert (first.address, second.slug) == ("/people/ines-calder/", "ines-calder-2")
    assert (page.slug, first.sort_name) == ("page-2-person", "Calder, Ines")
    assert korean.slug
    assert korean.sort_name == "김 바다"
    assert Company.objects.create(name="The Estuary Review").sort_name == "Estuary Review, The"
