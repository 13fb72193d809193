"""What is said of a film elsewhere is baked on its page, and its card where it is said."""

import pytest
from django.db import transaction
from django.utils import timezone

from matinee.catalogue.models import FilmPage, Person
from matinee.discussion.deciding import By, decide, undo
from matinee.discussion.markup import to_html
from matinee.discussion.mentions import note_mentions
from matinee.publishing.bake import bake_pending
from tests.catalogue.made_films import make_film
from tests.discussion.said import say

pytestmark = pytest.mark.usefixtures("home")
ANN = By("ann")


@pytest.fixture
def read(site):
    def read(address: str) -> str:
        # What visitors wrote is baked when the worker comes, not by whoever posts.
        bake_pending()
        return (site.public / address.strip("/") / "index.html").read_text("utf-8")

    return read


@pytest.fixture
def films():
    low = make_film("Low Water", credits_text="Director: Ines Calder")
    return low, make_film("Neap", credits_text="Director: Jon Park")


def tell(film, text, **facts):
    with transaction.atomic():
        comment = say(film, text, **facts)
        note_mentions(comment)
    return comment


def change(comment, text) -> None:
    with transaction.atomic():
        comment.text, comment.html, comment.changed_at = text, to_html(text), timezone.now()
        comment.save()
        note_mentions(comment)


def test_a_comment_comes_and_goes_on_the_page_it_leads_to(films, read) -> None:
    low, neap = films
    assert "In conversations" not in read(neap.address)
    comment = tell(low, "Do see [it](/films/neap/).", name="Wanda Ekholm")
    page = read(neap.address)
    assert "In conversations" in page
    assert f'href="/films/low-water/conversation/#c-{comment.pk}"' in page
    batch = decide([comment.pk], "removed", ANN)
    assert "In conversations" not in read(neap.address)
    undo(batch, ANN)
    assert "Wanda Ekholm" in read(neap.address)
    change(comment, "I was wrong.")
    assert "In conversations" not in read(neap.address)


def test_a_held_comment_is_told_of_when_it_is_shown(films, read) -> None:
    low, neap = films
    comment = tell(low, "Do see [it](/films/neap/).", state="held")
    assert "In conversations" not in read(neap.address)
    decide([comment.pk], "public", ANN)
    assert "In conversations" in read(neap.address)


def test_a_new_title_stands_on_the_card_and_in_the_line(films, read) -> None:
    low, neap = films
    tell(low, "Do see [it](/films/neap/).")
    assert ">Neap</a>" in read(low.address)
    neap.title = "Spring Tide"
    neap.save_revision().publish()
    assert ">Spring Tide</a>" in read(low.address)
    low = FilmPage.objects.get(pk=low.pk)
    low.title = "Lower Water"
    low.save_revision().publish()
    assert "Lower Water</cite>" in read(neap.address)


def test_what_is_unpublished_or_deleted_is_no_longer_told_of(films, read) -> None:
    low, neap = films
    tell(low, "Do see [it](/films/neap/).")
    tell(neap, "Do see [it](/films/low-water/).")
    neap.unpublish()
    page = read(low.address)
    assert ">Neap</a>" not in page
    assert "In conversations" not in page
    FilmPage.objects.get(pk=neap.pk).save_revision().publish()
    assert ">Neap</a>" in read(low.address)
    FilmPage.objects.get(pk=neap.pk).delete()
    page = read(low.address)
    assert ">Neap</a>" not in page
    assert "In conversations" not in page


def test_people_are_told_of_too(films, read) -> None:
    low, _ = films
    person = Person.objects.get(name="Jon Park")
    tell(low, "All by [him](/people/jon-park/).")
    assert "In conversations" in read(person.address)
    assert ">Jon Park</a>" in read(low.address)
    person.name = "Jonas Park"
    person.save()
    assert ">Jonas Park</a>" in read(low.address)
