"""What is kept about a person is given to them, or is gone: from the tables and from the file."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from matinee.correspondence.models import Mail
from matinee.discussion import erasing
from matinee.discussion.bans import banned
from matinee.discussion.deciding import AUTHOR, By, decide, undo
from matinee.discussion.models import (
    Ban,
    Comment,
    Conversation,
    Decision,
    Mention,
    NoticeAddress,
    Report,
)
from matinee.discussion.signals import comments_changed
from matinee.discussion.tidying import tidy
from tests.discussion.said import say

ANN = By("ann")
ANNA = "anna.kestrel@reader.example"
SECRET = "My brother Ossian ran the ferry at Skerrow"


def anna(film, text=SECRET, **facts):
    return say(film, text, **{"name": "Anna Kestrel", "email": ANNA, **facts})


def test_the_export_holds_all_there_is(film):
    comment = anna(film, network="abc")
    decide([comment.pk], "removed", ANN, "too private")
    Report.objects.create(comment=comment, reason="private", words="Names him", at=timezone.now())
    NoticeAddress.objects.create(email=ANNA, asked_at=timezone.now())
    Ban.objects.create(kind="email", value=ANNA, reason="rude", by="ann", at=timezone.now())
    say(film, email="other@reader.example")
    kept = json.loads(json.dumps(erasing.export(f" {ANNA.upper()} ")))
    assert kept["email"] == ANNA
    [told] = kept["comments"]
    assert (told["text"], told["name"], told["film"]) == (SECRET, "Anna Kestrel", "Low Water")
    assert [each["words"] for each in kept["reports"]] == ["Names him"]
    assert [each["reason"] for each in kept["decisions"]] == ["too private"]
    assert kept["notices"]["confirmed_at"] is None
    assert [each["reason"] for each in kept["bans"]] == ["rude"]


@pytest.mark.parametrize("email", ["", "nobody", "@", "a@" + "x" * 80 + ".example"])
def test_no_address_is_nobodys(film, email):
    say(film)
    assert erasing.export(email)["comments"] == []
    assert erasing.erase(email, ANN).emptied == 0
    assert Comment.objects.get().text


def test_a_thread_keeps_its_shape_and_nothing_of_the_person(film):
    heard = []

    def listen(pks, **news):
        heard.extend(pks)

    shown = anna(film, at_s=12, network="abc", digest="d")
    reply = say(film, to=shown, name="Ben")
    Mention.objects.create(comment=shown, film=film)
    gone = anna(film, state="removed", number=None)
    held = anna(film, state="held")
    comments_changed.connect(listen)
    try:
        erased = erasing.erase(ANNA, ANN)
    finally:
        comments_changed.disconnect(listen)
    assert (erased.emptied, erased.deleted) == (1, 2)
    assert not Comment.objects.filter(pk__in=[gone.pk, held.pk]).exists()
    shown.refresh_from_db()
    assert (shown.state, shown.number, shown.last_place) == ("withdrawn", 1, 1)
    assert {shown.name, shown.email, shown.text, shown.html, shown.network, shown.digest} == {""}
    assert shown.at_s is None
    assert not Mention.objects.exists()
    assert shown.pk in heard
    reply.refresh_from_db()
    assert (reply.state, reply.place) == ("public", 1)
    assert Conversation.objects.get().shown == 1
    assert set(Decision.objects.values_list("action", "by")) == {("erase", "ann")}


def test_nothing_brings_it_back(film):
    withdrawn = anna(film)
    earlier = decide([withdrawn.pk], "withdrawn", AUTHOR)
    removed = anna(film)
    erasing.erase(ANNA, ANN)
    for batch in {earlier, *Decision.objects.values_list("batch", flat=True)}:
        undo(batch, ANN)
    decide([withdrawn.pk, removed.pk], "public", ANN)
    assert not Comment.objects.filter(state="public").exists()


def test_what_others_wrote_below_it_is_never_deleted(film):
    held = anna(film, state="held")
    own = anna(film, to=held, state="held")
    others = say(film, to=own, state="held", name="Ben")
    erasing.erase(ANNA, ANN)
    assert Comment.objects.get(pk=others.pk).text
    assert set(Comment.objects.filter(pk__in=[held.pk, own.pk]).values_list("text")) == {("",)}


def test_a_ban_outlives_it_and_names_nobody(film):
    Ban.objects.create(kind="email", value=ANNA, by="ann", at=timezone.now())
    erasing.erase(ANNA, ANN)
    assert "anna" not in Ban.objects.get().value
    assert banned("Other", ANNA, "")
    assert not banned("Other", "other@reader.example", "")
    assert len(erasing.export(ANNA)["bans"]) == 1


def test_one_comment_or_all_of_a_name_without_an_address(film):
    first, second = (say(film, f"Number {n}", name="Cy") for n in range(2))
    say(film, "Not Cy", name="Dee")
    erasing.erase_comments([first.pk], ANN)
    assert set(Comment.objects.exclude(text="").values_list("text", flat=True)) == {
        "Number 1",
        "Not Cy",
    }
    alike = erasing.comments_alike(second)
    assert [each.pk for each in alike] == [second.pk]


@pytest.mark.django_db(transaction=True)
def test_the_bytes_are_gone_from_the_file(film):
    others = [say(film, f"Somebody else’s words, number {n}") for n in range(40)]
    comment = anna(film, SECRET + " " + "and further " * 300)
    anna(film, state="held", text=SECRET + " again")
    Comment.objects.filter(pk=comment.pk).update(text=SECRET + " corrected")
    decide([each.pk for each in others[::3]], "removed", ANN)
    NoticeAddress.objects.create(email=ANNA, asked_at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = Path(connection.settings_dict["NAME"])

    def stands(words):
        files = [file, file.with_name(f"{file.name}-wal")]
        return any(words.encode() in each.read_bytes() for each in files if each.exists())

    assert stands(ANNA)
    assert stands(SECRET)
    erased = erasing.erase(ANNA, ANN)
    assert erased.scrubbed
    assert not stands(ANNA)
    assert not stands(SECRET)
    assert not stands("Ossian")
    assert stands("Somebody else’s words, number 7")


@pytest.mark.django_db(transaction=True)
def test_the_search_finds_nothing_of_it(film):
    from matinee.discussion.search import catch_up

    comment = anna(film)
    catch_up()
    with connection.cursor() as cursor:

        def found():
            cursor.execute(
                "SELECT rowid FROM discussion_search WHERE discussion_search MATCH '\"oss\"'"
            )
            return [row[0] for row in cursor.fetchall()]

        assert found() == [comment.pk]
        erasing.erase(ANNA, ANN)
        assert found() == []
        cursor.execute("INSERT INTO discussion_search(discussion_search) VALUES('integrity-check')")


def test_mails_that_wait_with_it_go_and_the_others_in_them_are_told_anew(film, settings):
    from matinee.correspondence.letters import Letter
    from matinee.correspondence.posting import post
    from matinee.discussion.models import ReplyNotice

    asked = say(film, name="Ben", email="ben@reader.example", wants_notices=True)
    hers, others = anna(film, to=asked), say(film, to=asked, name="Cy")
    mail = post(Letter("ben@reader.example", "Replies", SECRET), cause="notices:x")
    for reply in (hers, others):
        ReplyNotice.objects.create(
            reply=reply, due_at=timezone.now(), told_at=timezone.now(), mail=mail
        )
    erasing.erase(ANNA, ANN)
    assert not Mail.objects.exists()
    assert list(ReplyNotice.objects.values_list("reply", "told_at")) == [(others.pk, None)]


@pytest.fixture
def studio(client, home):
    client.force_login(User.objects.create_superuser("ana", password="long and secret"))
    return client


def test_the_studio_shows_first_and_asks_again(studio, film):
    anna(film)
    url = reverse("conversation_personal")
    page = studio.post(url, {"email": ANNA}).content.decode()
    assert SECRET in page
    got = studio.post(url, {"email": ANNA, "export": "1"})
    assert got["Content-Type"] == "application/json"
    assert json.loads(got.content)["comments"][0]["text"] == SECRET
    assert "Tick the box" in studio.post(url, {"email": ANNA, "erase": "1"}).content.decode()
    assert Comment.objects.get().text
    assert studio.post(url, {"email": ANNA, "erase": "1", "sure": "1"}).status_code == 302
    assert not Comment.objects.get().text


def test_the_studio_erases_by_comment(studio, film):
    comment = say(film, name="Cy")
    say(film, name="cy")
    url = reverse("conversation_personal")
    assert f'value="{comment.pk}"' in studio.get(url, {"comment": comment.pk}).content.decode()
    for typed in ({}, {"email": ANNA, "comment": comment.pk}, {"comment": 999}):
        assert "error" in studio.post(url, typed).content.decode()
    studio.post(url, {"comment": comment.pk, "alike": "on", "erase": "1", "sure": "1"})
    assert set(Comment.objects.values_list("text", flat=True)) == {""}


def test_a_moderator_alone_does_not_erase(client, film):
    user = User.objects.create_user("mod", password="long and secret")
    group = Group.objects.create(name="Readers")
    group.permissions.add(
        Permission.objects.get(codename="moderate"), Permission.objects.get(codename="access_admin")
    )
    user.groups.add(group)
    client.force_login(user)
    comment = say(film)
    url = reverse("conversation_personal")
    assert client.get(url).status_code == 302
    client.post(url, {"comment": comment.pk, "erase": "1", "sure": "1"})
    assert Comment.objects.get().text


def test_what_was_kept_long_enough_goes_by_itself(film):
    now = timezone.now()
    comment = say(film, network="abc")
    spam = say(film, state="spam")
    shown = say(film, "Buy watches at once")
    decide([shown.pk], "spam", ANN)
    Report.objects.create(comment=comment, reason="abuse", at=now, settled_at=now, network="n")
    Report.objects.create(comment=comment, reason="spam", at=now, network="n")
    Ban.objects.create(kind="network", value="n", by="ann", at=now, until=now + timedelta(30))
    tidy(now + timedelta(days=6))
    assert Comment.objects.get(pk=comment.pk).network == "abc"
    tidy(now + timedelta(days=8))
    assert not Comment.objects.exclude(network="").exists()
    assert not Report.objects.exclude(network="").exists()
    assert Comment.objects.filter(pk=spam.pk).exists()
    assert Ban.objects.exists()
    tidy(now + timedelta(days=31))
    assert not Comment.objects.filter(pk=spam.pk).exists()
    assert not Ban.objects.exists()
    shown.refresh_from_db()
    assert (shown.text, shown.number, shown.state) == ("", 2, "spam")
    assert Report.objects.count() == 2
    tidy(now + timedelta(days=91))
    assert [each.reason for each in Report.objects.all()] == ["spam"]
