"""A comment that leads to a page of this site: its cards, and what that page says of it."""

import pytest
from django.db import transaction
from django.utils import timezone

from matinee.catalogue.gather.film import film_pages
from matinee.catalogue.gather.names import name_pages
from matinee.catalogue.models import Person
from matinee.discussion.deciding import By, decide
from matinee.discussion.gather.cards import gather_cards
from matinee.discussion.markup import to_html
from matinee.discussion.mentions import (
    comments_leading_to,
    mentioned_from,
    mentioned_pages,
    note_mentions,
)
from matinee.discussion.models import Comment, Mention
from matinee.programmes.booklet import programme_pages
from tests.catalogue.made_films import make_film
from tests.discussion.said import say
from tests.programmes.made_programmes import make_programme

ANN = By("ann")


@pytest.fixture
def neap(home):
    return make_film("Neap", year=2021, credits_text="Director: Jon Park")


def tell(film, text, **facts) -> Comment:
    """Have a comment written, and its mentions noted, as posting does."""
    with transaction.atomic():
        comment = say(film, text, **facts)
        note_mentions(comment)
    return comment


def change(comment: Comment, text: str) -> None:
    comment.text, comment.html, comment.changed_at = text, to_html(text), timezone.now()
    comment.save()
    note_mentions(comment)


@pytest.mark.parametrize(
    "link",
    [
        "[it](/films/neap/)",
        "[it](/films/neap/#t=12)",
        "[it](/films/neap/conversation/thread-2/#c-9)",
        "https://films.example/films/neap/",
        "http://www.films.example/films/neap",
        "www.films.example/films/neap/?from=mail#t=3",
        "https://studio.example/films/neap/",
    ],
)
def test_a_link_to_a_film_of_this_site_is_a_mention(film, neap, link, settings) -> None:
    settings.MATINEE = settings.MATINEE.__class__(
        address="https://films.example", hosts=("studio.example",)
    )
    comment = tell(film, f"Then see {link} as well.")
    assert set(comment.mentions.values_list("film", flat=True)) == {neap.pk}
    assert comments_leading_to("film", [neap.pk]) == {comment.pk}
    assert mentioned_from([film.pk]) == {("film", neap.pk)}


@pytest.mark.parametrize(
    "text",
    [
        "https://other.example/films/neap/",
        "[it](/films/neither/) and [that](/films/)",
        "`[it](/films/neap/)`",
        "[this film](/films/low-water/#t=3)",
        "[it](//films.example/films/neap/)",
        "/films/neap/ as bare words",
    ],
)
def test_what_is_no_link_to_another_page_of_this_site(film, neap, text) -> None:
    tell(film, text)
    assert not Mention.objects.exists()


def test_a_comment_without_such_a_link_costs_nothing(film, django_assert_num_queries) -> None:
    comment = say(film, "See https://other.example/films/neap/ at 12:34, or www.third.example.")
    with django_assert_num_queries(0):
        note_mentions(comment)


def test_an_old_address_leads_to_where_the_film_is_now(film, neap) -> None:
    neap.slug = "spring"
    neap.save_revision().publish()
    comment = tell(film, "[It](/films/neap/) was shown here, too.")
    assert set(comment.mentions.values_list("film", flat=True)) == {neap.pk}
    (card,) = gather_cards([comment.pk])[comment.pk]
    assert card.href == "/films/spring/"


def test_cards_of_a_film_a_person_and_a_programme(film, neap) -> None:
    programme = make_programme(neap, film, title="Tides")
    person = Person.objects.get(name="Jon Park")
    comment = tell(
        film,
        f"[a](/programmes/{programme.slug}/) [b](/people/{person.slug}/) [c](/films/neap/)"
        f" [c again](/films/neap/#t=4)",
    )
    cards = gather_cards([comment.pk])[comment.pk]
    assert [(card.kind, card.title, card.line) for card in cards] == [
        ("programme", "Tides", "Programme · two films"),
        ("person", "Jon Park", "Director"),
        ("film", "Neap", "By Jon Park · 2021"),
    ]
    assert {kind for kind, _ in mentioned_pages([comment.pk])} == {"film", "person", "programme"}
    assert comments_leading_to("person", [person.pk]) == {comment.pk}
    assert name_pages("person", [person.pk])[person.pk].mentions
    assert programme_pages([programme.pk])[programme.pk].mentions


def test_a_page_that_is_not_public_has_no_card(film, neap) -> None:
    comment = tell(film, "[It](/films/neap/) is better.")
    neap.unpublish()
    assert gather_cards([comment.pk]) == {}
    assert comments_leading_to("film", [neap.pk]) == {comment.pk}


def test_at_most_three_cards_stand_with_a_comment(film) -> None:
    slugs = [make_film(f"Film {number}").slug for number in range(5)]
    comment = tell(film, " ".join(f"[it](/films/{slug}/)" for slug in slugs))
    titles = [card.title for card in gather_cards([comment.pk])[comment.pk]]
    assert titles == ["Film 0", "Film 1", "Film 2"]


def test_a_changed_text_changes_what_is_noted(film, neap) -> None:
    other = make_film("Spring")
    comment = tell(film, "[It](/films/neap/) is better.")
    change(comment, "[It](/films/spring/) is better.")
    assert set(comment.mentions.values_list("film", flat=True)) == {other.pk}
    change(comment, "None is better.")
    assert not Mention.objects.exists()


def test_a_film_tells_who_speaks_of_it_elsewhere(film, neap) -> None:
    root = tell(film, "Do you know [Neap](/films/neap/)?", name="Jo")
    tell(film, "[Neap](/films/neap/), of course.", name="Ida", to=root)
    tell(neap, "[This one](/films/neap/) I mean.", name="Own")
    tell(film, "[Neap](/films/neap/) waits.", name="Held", state="held")
    mentions = film_pages([neap.pk])[neap.pk].mentions
    assert [line.name for line in mentions.lines] == ["Ida", "Jo"]
    assert mentions.lines[1].href == f"/films/low-water/conversation/#c-{root.pk}"
    assert mentions.lines[1].film.label == "Low Water"
    assert film_pages([film.pk])[film.pk].mentions is None
    decide([root.pk], "removed", ANN)
    assert [line.name for line in film_pages([neap.pk])[neap.pk].mentions.lines] == ["Ida"]
    film.unpublish()
    assert film_pages([neap.pk])[neap.pk].mentions is None


def test_only_the_newest_are_told_and_the_others_counted(
    film, neap, django_assert_max_num_queries
) -> None:
    pks = [tell(film, "[Neap](/films/neap/)!", name=f"No {number}").pk for number in range(9)]
    with django_assert_max_num_queries(60):
        mentions = film_pages([neap.pk])[neap.pk].mentions
    assert [line.name for line in mentions.lines] == [f"No {number}" for number in range(8, 2, -1)]
    assert mentions.more == 3
    with django_assert_max_num_queries(6):
        assert len(gather_cards(pks)) == 9
