"""The studio: enquiries are read and answered, and an editor writes to those who wait."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from matinee.correspondence.models import Enquiry, Mail
from tests.correspondence.letters_of import ENQUIRY, deliver, send, subscribe


@pytest.fixture
def studio(client, home):
    client.force_login(User.objects.create_superuser("ana", password="long and secret"))
    return client


@pytest.fixture
def clerk(client, home):
    """Return the browser of someone who may open the studio and no more."""
    user = User.objects.create_user("clerk", password="long and secret")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    return client


def test_an_enquiry_is_read_and_marked_as_answered(studio, film, sends):
    send(studio, f"{film.address}footage/", {**ENQUIRY, "organisation": "<b>Coast"})
    page = studio.get(reverse("enquiries:index"), {"q": "haddad"}).content.decode()
    assert "Noor Haddad" in page
    assert "Noor Haddad" not in studio.get(reverse("enquiries:index"), {"q": "zz"}).content.decode()
    assert reverse("enquiries:add") not in page
    assert studio.get(reverse("enquiries:add")).status_code == 302
    enquiry = Enquiry.objects.get()
    url = reverse("enquiries:edit", args=[enquiry.pk])
    page = studio.get(url).content.decode()
    for words in (
        'mailto:noor@archive.example"',
        "tides.<br>Two rooms.",
        "&lt;b&gt;Coast",
        "1:02–1:10, the ferry",
        "Territory: Europe",
    ):
        assert words in page
    assert studio.post(url, {"state": "answered", "name": "Someone else"}).status_code == 302
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.name) == ("answered", "Noor Haddad")
    assert "Noor" not in str(enquiry), "the studio's log outlives the enquiry"


def test_the_export_runs_nothing_in_a_spreadsheet(studio, film, sends):
    send(studio, f"{film.address}footage/", {**ENQUIRY, "name": '=HYPERLINK("https://x.example")'})
    response = studio.get(reverse("enquiries:index"), {"export": "csv"})
    [row] = csv.DictReader(io.StringIO(response.getvalue().decode()))
    assert row["Name"].startswith("'=HYPERLINK")
    assert row["Passages"] == "1:02–1:10, the ferry\n10:00"


def test_an_editor_looks_at_a_note_before_it_goes_once(studio, film, sends):
    for who in ("anna", "ben"):
        subscribe(studio, film, sends, f"{who}@reader.example")
    listed = studio.get(reverse("correspondence_news:index")).content.decode()
    url = reverse("correspondence_news:write", args=[film.pk])
    assert url in listed
    nonce = BeautifulSoup(studio.get(url).content, "html.parser").select_one("[name=nonce]")
    note = {"subject": "A new cut", "text": "It is\nshorter.", "nonce": nonce["value"]}
    looked = studio.post(url, {**note, "look": ""}).content.decode()
    assert "It goes to 2 readers" in looked
    assert not Mail.objects.filter(news__isnull=False).exists()
    assert "<textarea" in studio.post(url, {**note, "change": ""}).content.decode()
    for _ in range(2):
        assert studio.post(url, {**note, "send": ""}).status_code == 302
    assert deliver() == 2
    assert "It is\nshorter." in sends.received[0].text


def test_whoever_may_not_publish_writes_to_nobody_and_reads_nothing(clerk, film, sends):
    subscribe(clerk, film, sends, "anna@reader.example")
    url = reverse("correspondence_news:write", args=[film.pk])
    assert url not in clerk.get(reverse("correspondence_news:index")).content.decode()
    assert clerk.post(url, {"subject": "x", "text": "x", "send": ""}).status_code == 302
    assert not Mail.objects.filter(news__isnull=False).exists()
    send(clerk, f"{film.address}footage/", ENQUIRY)
    assert clerk.get(reverse("enquiries:index")).status_code == 302
