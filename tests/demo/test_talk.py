"""The conversation of the sample site, on films made without encoding them."""

import pytest

from matinee.cli.demo.house.talk import talk
from matinee.discussion.models import Comment, Conversation
from matinee.discussion.standing import standing_of


@pytest.fixture
def films(db, site):
    from tests.catalogue.made_films import make_film, plant_tree

    plant_tree()
    keys = ("heights", "corridor", "come-in", "making-come-in")
    return {key: make_film(key.replace("-", " ").title(), credits_text="") for key in keys}


def test_people_speak_once(films):
    talk(films)
    count = Comment.objects.count()
    talk(films)
    assert Comment.objects.count() == count
    shown = Conversation.objects.get(film=films["heights"]).shown
    assert shown == Comment.objects.filter(film=films["heights"], state="public").count()
    assert Comment.objects.filter(state="removed", replies__isnull=False).exists()


def test_one_conversation_is_open_and_one_over(films):
    talk(films)
    assert standing_of(films["heights"]).takes
    assert not standing_of(films["corridor"]).takes


def test_what_is_recommended_is_mentioned(films):
    talk(films)
    mentioned = Comment.objects.filter(mentions__film=films["come-in"])
    assert [each.name for each in mentioned] == ["Lorcan Teague"]
    assert "{" not in "".join(Comment.objects.values_list("text", flat=True))
