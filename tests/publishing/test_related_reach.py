"""A change of one film is baked on the pages of the films it belongs with."""

import pytest
from django.db import transaction
from wagtail.rich_text import RichText

from matinee.catalogue.models import Credit, ElsewhereFilm, FilmPage, Relation
from matinee.publishing.models import PendingBake
from tests.catalogue.whole_films import credit, person, whole_film

pytestmark = pytest.mark.usefixtures("home", "site")

VIMEO = "https://vimeo.com/1234567"


def marked(change) -> set[str]:
    """Return the titles of the films whose pages a change marks."""
    # Marks are baked, and so gone, as soon as a transaction commits.
    with transaction.atomic():
        change()
        rows = PendingBake.objects.filter(key__startswith="film:")
        keys = list(rows.values_list("key", flat=True))
    found = FilmPage.objects.filter(pk__in=[key.partition(":")[2] for key in keys])
    return set(found.values_list("title", flat=True))


@pytest.fixture
def tide(home) -> FilmPage:
    return whole_film("Tide", [credit("director", "Ines Calder")])


def test_a_film_reaches_those_by_its_maker_and_those_tied_to_it(tide) -> None:
    whole_film("Same maker", [credit("director", "Ines Calder")])
    whole_film("Same editor", [credit("editor", "Ines Calder")])
    whole_film("Trailer", relations=[Relation(kind="trailer", other=tide)])
    whole_film("Text", body=[("film", {"film": tide, "note": ""})])
    whole_film("Translation", translation_of=tide)
    whole_film("Stranger")
    assert marked(tide.save) == {"Tide", "Same maker", "Trailer", "Text", "Translation"}


def test_new_and_lost_links_reach_what_they_lead_to(tide) -> None:
    film = whole_film("Text")
    film.body = [("text", RichText(f'<p><a linktype="page" id="{tide.pk}">A</a></p>'))]
    assert "Tide" in marked(film.save)
    film.body = []
    assert "Tide" in marked(film.save)
    assert "Tide" not in marked(film.save)


def test_a_relation_reaches_both_ends(tide) -> None:
    film = whole_film("Trailer")
    tie = Relation(film=film, kind="trailer", other=tide)
    assert marked(tie.save) == {"Trailer", "Tide"}
    assert marked(tie.delete) == {"Trailer", "Tide"}


def test_a_new_maker_reaches_their_other_films(tide) -> None:
    film = whole_film("Neap")
    new = Credit(film=film, role_key="director", person=person("Ines Calder"))
    assert marked(new.save) >= {"Neap", "Tide"}


def test_what_a_host_says_reaches_where_it_plays() -> None:
    whole_film("There", shown="elsewhere", elsewhere_url=VIMEO)
    embed = {"url": VIMEO, "title": "A", "caption": "", "picture": None}
    whole_film("Embeds", body=[("embed", embed)])
    whole_film("Neither")
    told = ElsewhereFilm(url=VIMEO, gone_since="2026-03-03T12:00:00Z")
    assert marked(told.save) == {"There", "Embeds"}
