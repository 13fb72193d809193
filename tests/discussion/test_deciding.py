"""Numbers, places and the record: what a decision does, and what undoing it does."""

import pytest

from matinee.catalogue.gather.film import film_pages
from matinee.discussion.deciding import By, decide, undo
from matinee.discussion.models import Comment, Conversation, Decision
from matinee.discussion.signals import comments_changed
from tests.discussion.said import say

ANN = By("ann")


def numbers(film):
    rows = Comment.objects.filter(film=film).order_by("pk")
    return list(rows.values_list("number", "place"))


def shown(film):
    return Conversation.objects.get(film=film).shown


def test_threads_are_numbered_and_replies_have_places(film):
    first = say(film)
    second = say(film)
    reply = say(film, to=first)
    say(film, to=reply)
    say(film, to=second)
    assert numbers(film) == [(1, None), (2, None), (None, 1), (None, 2), (None, 1)]
    assert shown(film) == 5


def test_what_was_never_public_has_no_number_and_takes_none(film):
    held = say(film, state="held")
    say(film)
    assert numbers(film) == [(None, None), (1, None)]
    decide([held.pk], "public", ANN)
    assert numbers(film) == [(2, None), (1, None)]


def test_a_number_outlives_removal_and_undo(film):
    comment = say(film)
    batch = decide([comment.pk], "removed", ANN, "rude")
    assert shown(film) == 0
    say(film)
    assert numbers(film) == [(1, None), (2, None)]
    undo(batch, ANN)
    comment.refresh_from_db()
    assert (comment.state, comment.number) == ("public", 1)
    assert shown(film) == 2
    actions = Decision.objects.order_by("pk").values_list("action", "was", "became", "undone")
    assert list(actions) == [
        ("remove", "public", "removed", True),
        ("undo", "removed", "public", False),
    ]


def test_an_undo_leaves_alone_what_somebody_changed_since(film):
    comment, other = say(film), say(film)
    batch = decide([comment.pk, other.pk], "removed", ANN)
    decide([other.pk], "spam", ANN)
    undo(batch, ANN)
    states = dict(Comment.objects.values_list("pk", "state"))
    assert states == {comment.pk: "public", other.pk: "spam"}
    assert Decision.objects.filter(pk__gt=0).count() == 4
    undo(batch, ANN)
    assert Decision.objects.count() == 4


def test_an_answer_to_what_was_never_shown_stays_hidden(film):
    parent = say(film, state="held")
    reply = say(film, to=parent, state="held")
    decide([reply.pk], "public", ANN)
    assert not Comment.objects.filter(state="public").exists()
    decide([reply.pk, parent.pk], "public", ANN)
    assert numbers(film) == [(1, None), (None, 1)]


@pytest.mark.parametrize(("was", "became", "told"), [("held", "spam", 0), ("held", "public", 1)])
def test_only_what_readers_can_see_is_told(film, was, became, told):
    comment = say(film, state=was)
    heard = []

    def hear(pks, **news):
        heard.extend(pks)

    comments_changed.connect(hear)
    try:
        decide([comment.pk], became, ANN)
    finally:
        comments_changed.disconnect(hear)
    assert heard == [comment.pk] * told


def test_the_number_of_queries_does_not_grow(film, django_assert_max_num_queries):
    pks = [say(film).pk for _ in range(60)]
    with django_assert_max_num_queries(12):
        decide(pks, "removed", ANN)
    with django_assert_max_num_queries(12):
        decide(pks, "public", ANN)


def test_a_film_shows_what_is_said_under_it(film):
    first = say(film, "Stay to the end, *please*.", name="Jo <b>")
    say(film, to=first, text="I did, at 3:05.")
    below = film_pages([film.pk])[film.pk].conversation
    assert below.count == 2
    assert "Stay to the end, <em>please</em>." in below.html
    assert "Jo &lt;b&gt;" in below.html
    assert '<a href="#t=185">3:05</a>' in below.html
