"""Who is kept out: names and addresses as they are read, networks by that day's salt."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from matinee.correspondence.models import DaySalt
from matinee.discussion.bans import banned, folded, hashed
from matinee.discussion.deciding import By, decide
from matinee.discussion.models import Ban, Comment, Decision
from tests.discussion.said import say

pytestmark = pytest.mark.django_db


def ban(kind, value, *, days=None, salt=""):
    now = timezone.now()
    until = now + timedelta(days=days) if days is not None else None
    return Ban.objects.create(kind=kind, value=value, salt=salt, by="ann", at=now, until=until)


def test_nobody_is_banned_on_a_new_site():
    assert not banned("", "", "")
    assert not banned("Wanda", "wanda@mail.example", "192.0.2.7")


@pytest.mark.parametrize("typed", ["ÅSA  Ek", "Åsa Ek", "A\u030asa Ek ", "Åsa\u200b Ek", "ÅSA EK"])
def test_a_name_is_compared_as_it_reads(typed):
    ban("name", folded("Åsa Ek"))
    assert banned(typed, "", "")
    assert not banned("Åsa", "", "")


def test_an_address_and_a_network_are_compared_too():
    ban("email", "troll@mail.example")
    ban("network", hashed("192.0.2.7", "salt-1"), salt="salt-1", days=3)
    assert banned("Anyone", "Troll@Mail.example", "198.51.100.1")
    assert banned("Anyone", "", "192.0.2.7")
    assert not banned("Anyone", "", "192.0.2.8")
    assert not banned("Anyone", "", "")


def test_a_ban_that_is_over_keeps_nobody_out():
    ban("name", "wanda", days=-1)
    ban("network", hashed("192.0.2.7", "s"), salt="s", days=-1)
    assert not banned("Wanda", "", "192.0.2.7")


def test_it_is_one_query(django_assert_num_queries):
    for number in range(30):
        ban("network", hashed(f"192.0.2.{number}", "s"), salt="s", days=3)
    with django_assert_num_queries(1):
        assert banned("Wanda", "wanda@mail.example", "192.0.2.29")


def posted_from(network, film, **facts):
    """Have something said from a network, as a post from there keeps it."""
    salt, _ = DaySalt.objects.get_or_create(day=timezone.now().date())
    return say(film, network=hashed(network, salt.salt), **facts)


def test_an_author_is_banned_by_name_address_and_network(film, studio):
    comment = posted_from("192.0.2.7", film, name="Troll", email="troll@mail.example")
    address = reverse("conversations:ban", args=[comment.pk])
    assert "The network it came from" in studio.get(address).content.decode()
    answer = studio.post(
        address, {"kinds": ["name", "email", "network"], "span": "", "reason": "again"}
    )
    assert answer["Location"] == reverse("conversations:history", args=[comment.pk])
    DaySalt.objects.all().delete()
    assert banned("TROLL", "", "")
    assert banned("", "troll@mail.example", "")
    assert banned("", "", "192.0.2.7")
    assert not banned("Wanda", "", "192.0.2.8")
    network = Ban.objects.get(kind="network")
    assert timedelta(days=29) < network.until - timezone.now() <= timedelta(days=30)
    assert Ban.objects.get(kind="name").until is None
    actions = Decision.objects.filter(action="ban").values_list("reason", flat=True)
    assert sorted(actions) == ["E-mail: again", "Name: again", "Network: again"]
    assert "Kept out by ann" in studio.get(answer["Location"]).content.decode()


def test_a_network_whose_salt_is_gone_cannot_be_banned(film, studio):
    comment = posted_from("192.0.2.7", film)
    DaySalt.objects.all().delete()
    address = reverse("conversations:ban", args=[comment.pk])
    answer = studio.post(address, {"kinds": ["network"], "span": "7"})
    assert answer.status_code == 200
    assert not Ban.objects.exists()


def test_a_ban_leads_to_everything_of_theirs(film, studio):
    comments = [say(film, name="Troll") for _ in range(3)]
    kept = say(film)
    address = reverse("conversations:ban", args=[comments[0].pk])
    answer = studio.post(address, {"kinds": ["name"], "span": "7", "then": "spam"})
    page = studio.get(answer["Location"])
    assert "3 comments match" in page.content.decode()
    fields = {**page.context["asked"], "do": "spam", "confirmed": 1, "upto": page.context["upto"]}
    studio.post(reverse("conversations:all"), fields)
    states = dict(Comment.objects.values_list("pk", "state"))
    assert {states[each.pk] for each in comments} == {"spam"}
    assert states[kept.pk] == "public"


def test_bans_are_listed_added_and_ended(home, studio):
    address = reverse("conversations:bans")
    studio.post(address, {"kind": "email", "value": " Troll@Mail.Example ", "span": "30"})
    page = studio.get(address).content.decode()
    assert "troll@mail.example" in page
    assert banned("", "TROLL@mail.example", "")
    assert studio.post(address, {"kind": "name", "value": "\u200b"}).status_code == 200
    one = Ban.objects.get()
    studio.post(reverse("conversations:end_ban", args=[one.pk]))
    assert not banned("", "troll@mail.example", "")
    assert list(Decision.objects.values_list("action", flat=True)) == ["unban", "ban"]
    assert "troll" not in str(list(Decision.objects.values()))


def test_a_history_tells_all_of_one_person(film, studio):
    first = posted_from("192.0.2.7", film, email="jo@mail.example", name="Jo")
    other = posted_from("192.0.2.7", film, name="jo")
    say(film, email="jo@mail.example", name="Joan", state="spam")
    decide([first.pk], "removed", By("ann"), "rude")
    address = reverse("conversations:history", args=[first.pk])
    page = studio.get(address).content.decode()
    assert "1 removed, 1 spam." in page
    assert "remove by ann, rude" in page
    page = studio.get(f"{address}?by=name").content.decode()
    assert "1 public, 1 removed." in page
    assert f'data-row="{other.pk}"' in page
    page = studio.get(f"{address}?by=network").content.decode()
    assert "1 public, 1 removed." in page
    nobody = say(film, name="", text="")
    assert studio.get(reverse("conversations:history", args=[nobody.pk])).status_code == 404


def test_the_record_tells_who_did_what_and_exports_it(film, studio):
    comment = say(film)
    batch = decide([comment.pk], "removed", By("ann"), "=1+1")
    decide([say(film).pk], "spam", By("bea"))
    address = reverse("conversations:record")
    page = studio.get(address).content.decode()
    assert "public to removed" in page
    assert "=1+1" in page
    only = studio.get(f"{address}?by=bea&film=low").content.decode()
    assert "public to spam" in only
    assert "public to removed" not in only
    assert "public to spam" not in studio.get(f"{address}?action=remove").content.decode()
    table = studio.get(reverse("conversations:export")).content.decode()
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["action"] for row in rows] == ["spam", "remove"]
    assert rows[1]["reason"] == "'=1+1"
    assert rows[1]["film"] == "Low Water"
    studio.post(reverse("conversations:undo"), {"batch": batch, "next": address})
    assert Comment.objects.get(pk=comment.pk).state == "public"
    assert "(undone)" in studio.get(address).content.decode()


def test_the_record_offers_once_to_undo_what_was_decided_together(film, studio):
    decide([say(film).pk for _ in range(3)], "removed", By("ann"))
    page = studio.get(reverse("conversations:record")).content.decode()
    assert page.count("Undo all 3") == 1
    assert page.count('name="batch"') == 1
