"""What is pinned, who may moderate, and that both are written down."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User

from matinee.discussion.deciding import By, decide
from matinee.discussion.models import Comment, Decision
from matinee.discussion.moderators import GROUPS, grant_first, may_moderate
from matinee.discussion.signals import comments_changed
from matinee.discussion.studio.pinning import pin, unpin
from matinee.media.errors import Refused
from tests.discussion.said import say

ANN = By("ann")


@pytest.fixture
def heard():
    heard_pks = []

    def listen(pks, **news):
        heard_pks.extend(pks)

    comments_changed.connect(listen)
    yield heard_pks
    comments_changed.disconnect(listen)


def test_pinning_is_told_and_written_down_once(film, heard):
    comment = say(film)
    heard.clear()
    assert pin(comment.pk, ANN)
    assert pin(comment.pk, ANN) == ""
    assert Comment.objects.get().pinned
    assert unpin(comment.pk, ANN)
    assert unpin(comment.pk, ANN) == ""
    assert heard == [comment.pk] * 2
    assert list(Decision.objects.order_by("pk").values_list("action", "by")) == [
        ("pin", "ann"),
        ("unpin", "ann"),
    ]


def test_a_reply_and_what_is_not_public_cannot_be_pinned(film):
    comment = say(film)
    for other in (say(film, to=comment), say(film, state="held")):
        with pytest.raises(Refused):
            pin(other.pk, ANN)
    assert not Decision.objects.exists()


def test_a_film_has_three_pins_and_a_removal_frees_one(film):
    comments = [say(film) for _ in range(4)]
    for each in comments[:3]:
        pin(each.pk, ANN)
    with pytest.raises(Refused, match="3 comments"):
        pin(comments[3].pk, ANN)
    decide([comments[0].pk], "removed", ANN)
    assert pin(comments[3].pk, ANN)


def test_the_usual_groups_moderate_until_somebody_takes_it_from_them(db):
    for name in (*GROUPS, "Guests"):
        Group.objects.get_or_create(name=name)
    permission = Permission.objects.filter(codename="moderate")
    permission.delete()
    app = apps.get_app_config("discussion")
    grant_first(using="default", sender=app)
    assert set(permission.get().group_set.values_list("name", flat=True)) == set(GROUPS)
    Group.objects.get(name="Editors").permissions.clear()
    grant_first(using="default", sender=app)
    assert [each.name for each in permission.get().group_set.all()] == ["Moderators"]


def test_who_may_moderate(db):
    user = User.objects.create_user("ann")
    assert not may_moderate(user)
    user.user_permissions.add(Permission.objects.get(codename="moderate"))
    assert may_moderate(User.objects.get(pk=user.pk))
    user.is_active = False
    user.save()
    assert not may_moderate(User.objects.get(pk=user.pk))
    assert may_moderate(User.objects.create_superuser("root"))
