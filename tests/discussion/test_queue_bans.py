"""Who is kept out: names and addresses as they are read, networks by that day's salt."""

from datetime import timedelta

import pytest
from django.utils import timezone

from matinee.discussion.bans import banned, folded, hashed
from matinee.discussion.models import Ban

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
