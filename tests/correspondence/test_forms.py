"""The forms: the same for everyone, nothing typed is lost, and what is kept out."""

import dataclasses
import json

import pytest
from bs4 import BeautifulSoup

from matinee.catalogue.models import FilmPage
from matinee.correspondence.admission import PER_NETWORK, comes_from_here, network_of
from matinee.correspondence.models import Enquiry, Knock, Mail
from matinee.correspondence.tidying import tidy
from matinee.publishing.pages import files_of
from tests.correspondence.letters_of import ENQUIRY, SCREENING, WISH, deliver, send

FORMS = {"footage": ENQUIRY, "host": SCREENING, "news": WISH}


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_a_form_is_the_same_bytes_for_everyone_and_those_of_its_file(client, film, sends):
    [files] = files_of([f"film:{film.pk}"]).values()
    baked = {file.address: file.content for file in files}
    other = {"Cookie": "a=b", "Accept-Language": "fr"}
    for kind in FORMS:
        address = f"{film.address}{kind}/"
        first = client.get(address)
        assert first.status_code == 200
        assert first.content == client.get(address, {"in": "12.3"}, headers=other).content
        assert first.content == baked[address]
        assert not first.cookies
        assert "Vary" not in first.headers
        assert b"maker@tidewrack.example" not in first.content


def test_a_film_that_takes_none_has_no_form(client, film, sends):
    FilmPage.objects.update(
        takes_footage_enquiries=False, takes_screening_enquiries=False, offers_news=False
    )
    addresses = [f"{film.address}{kind}/" for kind in FORMS]
    for address in addresses:
        assert client.get(address).status_code == 404
        assert client.get(f"{address}sent/").status_code == 404
        assert client.post(address).status_code == 404
    assert [file.address for file in files_of([f"film:{film.pk}"])[f"film:{film.pk}"]
            if file.address in addresses] == []  # fmt: skip
    film.live = False
    film.save()
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]


def test_every_question_has_its_label_and_its_limit(client, film, sends):
    for kind, typed in FORMS.items():
        form = soup(client.get(f"{film.address}{kind}/")).form
        asked = form.select("input, textarea")
        assert set(typed) <= {each["name"] for each in asked}
        for each in asked:
            assert form.find("label", attrs={"for": each["id"]})
            assert int(each["maxlength"]) <= 5000
            assert each["autocomplete"]
        assert form.select_one("[name=email]")["autocomplete"] == "email"
        assert form.select_one(".privacy").text


def test_what_was_typed_comes_back_with_the_reason_beside_it(client, film, sends):
    typed = {**ENQUIRY, "email": "noor", "passages": "9:00-59:00", "name": 'A "B" <c>'}
    response = send(client, f"{film.address}footage/", typed)
    assert response.status_code == 422
    assert response.headers["Cache-Control"] == "no-store"
    page = soup(response)
    kept = {each["name"]: each.get("value", each.text) for each in page.select("input, textarea")}
    assert kept == {**dict.fromkeys(kept, ""), **typed, "message": f"\n{typed['message']}",
                    "passages": f"\n{typed['passages']}"}  # fmt: skip
    wrong = page.select("[aria-invalid=true]")
    assert [each["name"] for each in wrong] == ["email", "passages"]
    for each in wrong:
        told = [page.find(id=name).text for name in each["aria-describedby"].split()]
        assert any(words for words in told)
    assert "The film ends at 25:00, before 59:00." in page.find(id="passages-wrong").text
    summary = page.find(id="wrong")
    assert summary["tabindex"] == "-1"
    assert [link["href"] for link in summary.select("a")] == ["#email", "#passages"]
    assert not Enquiry.objects.exists()


def test_an_enquiry_goes_to_the_maker(client, film, sends):
    response = send(client, f"{film.address}footage/", ENQUIRY)
    assert (response.status_code, response.headers["Location"]) == (
        303,
        f"{film.address}footage/sent/",
    )
    assert client.get(response.headers["Location"]).status_code == 200
    assert deliver() == 1
    [mail] = sends.received
    assert (mail.sender, mail.to) == ("post@tidewrack.example", "maker@tidewrack.example")
    message = mail.message
    assert message["Subject"] == "Footage and rights: Low Water (Noor Haddad)"
    assert message["Reply-To"] == "Noor Haddad <noor@archive.example>"
    assert message["From"] == "Tidewrack <post@tidewrack.example>"
    for words in (
        "1:02–1:10, the ferry\n  https://tidewrack.example/films/low-water/#t=62\n",
        "10:00\n  https://tidewrack.example/films/low-water/#t=600\n",
        "An exhibition about tides.\nTwo rooms.",
        "Territory: Europe",
        "Coast Archive",
    ):
        assert words in mail.text
    kept = Enquiry.objects.get()
    assert kept.passages == "1:02–1:10, the ferry\n10:00"
    sent = Mail.objects.get()
    assert (sent.state, sent.to, sent.text) == ("sent", "", "")
    # Whoever asked gets no copy: a stranger could have the site write to anyone.
    assert deliver() == 0
    assert len(sends.received) == 1


def test_line_ends_count_as_the_browser_counts_them(client, film, sends):
    lines = "\r\n".join(["x"] * 2500)
    assert send(client, f"{film.address}host/", {**SCREENING, "message": lines}).status_code == 303
    assert Enquiry.objects.get().message == lines.replace("\r\n", "\n")


def test_an_address_is_kept_as_one_person_s(client, film, sends):
    send(client, f"{film.address}host/", {**SCREENING, "email": "Noor@MÜNCHEN.example"})
    assert Enquiry.objects.get().email == "noor@xn--mnchen-3ya.example"


def test_a_screening_goes_to_the_house_where_the_film_names_nobody(client, film, sends):
    film.enquiries_email = ""
    film.save()
    send(client, f"{film.address}host/", SCREENING)
    deliver()
    [mail] = sends.received
    assert mail.to == "house@tidewrack.example"
    assert "Where: The reading room, Porto\nWhen: In May" in mail.text


def test_the_button_pressed_twice_is_one_enquiry(client, film, sends):
    for _ in range(2):
        assert send(client, f"{film.address}host/", SCREENING).status_code == 303
    assert Enquiry.objects.count() == Mail.objects.count() == 1


def test_without_a_mail_server_enquiries_are_kept_and_news_are_not_offered(client, film):
    assert send(client, f"{film.address}footage/", ENQUIRY).status_code == 303
    assert Enquiry.objects.count() == 1
    page = client.get(f"{film.address}news/")
    assert b"writes no e-mail" in page.content
    assert b"<form" not in page.content
    assert send(client, f"{film.address}news/", WISH).status_code == 409
    assert not Mail.objects.exists()


def test_no_header_can_be_put_in(client, film, sends):
    posts = 0
    for typed in ("Eve\r\nBcc: all@victims.example", "Eve\nX: y", "Eve\u2028X: y", "\x00Eve"):
        for name in ("name", "email", "organisation"):
            client.defaults["REMOTE_ADDR"] = f"203.0.113.{posts}"
            send(client, f"{film.address}footage/", {**ENQUIRY, name: typed})
            posts += 1
    deliver()
    assert sends.received
    for mail in sends.received:
        assert mail.to == "maker@tidewrack.example"
        assert mail.message["Bcc"] is None
        assert mail.message["X"] is None
        assert len(mail.message.get_all("Reply-To")) == 1


def test_what_a_robot_filled_in_is_not_taken_but_a_person_loses_nothing(client, film, sends):
    response = send(client, f"{film.address}footage/", {**ENQUIRY, "leave_empty": "https://x"})
    assert response.status_code == 422
    assert b"An exhibition about tides." in response.content
    assert b"leave this field empty" in response.content
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1"}, False),
        ({"Origin": "http://127.0.0.1"}, True),
        ({"Origin": "https://tidewrack.example"}, True),
        ({"Origin": "https://elsewhere.example"}, False),
        ({"Origin": "https://127.0.0.1.elsewhere.example"}, False),
        ({"Origin": "null"}, False),
        ({}, True),
    ],
)
def test_a_post_is_ours_by_what_the_browser_says(rf, sends, headers, ours):
    request = rf.post("/films/x/news/", headers=headers, HTTP_HOST="127.0.0.1")
    assert comes_from_here(request) == ours


def test_a_form_of_another_site_is_shown_and_not_taken(client, film, sends):
    foreign = {"Sec-Fetch-Site": "cross-site"}
    response = send(client, f"{film.address}news/", WISH, **foreign)
    assert response.status_code == 403
    assert b"anna@reader.example" in response.content
    assert not Mail.objects.exists()


def test_what_is_no_form_of_ours_is_not_read(client, film, sends):
    form = "application/x-www-form-urlencoded"
    for body, kind in (
        (json.dumps(WISH), "application/json"),
        ("email=" + "a" * 70_000, form),
        ("--x\r\n", "multipart/form-data; boundary=x"),
    ):
        response = client.post(f"{film.address}news/", body, content_type=kind)
        assert response.status_code == 400
        assert b"<form" in response.content


def test_one_network_sends_so_many_and_another_still_may(client, film, sends):
    limit = PER_NETWORK[0].count
    address = f"{film.address}host/"
    for number in range(limit + 3):
        response = send(client, address, {**SCREENING, "audience": str(number)})
        assert response.status_code == (303 if number < limit else 429)
    assert b"The reading room, Porto" in response.content
    assert Enquiry.objects.count() == limit
    client.defaults["REMOTE_ADDR"] = "203.0.113.9"
    assert send(client, address, SCREENING).status_code == 303
    # An address that the visitor claims counts for nothing.
    client.defaults["REMOTE_ADDR"] = "127.0.0.1"
    assert send(client, address, SCREENING, **{"X-Forwarded-For": "9.9.9.9"}).status_code == 429


def test_the_whole_site_takes_so_many_an_hour(client, film, sends, settings):
    settings.MATINEE = dataclasses.replace(settings.MATINEE, posts_per_hour=2)
    for number, status in enumerate((303, 303, 429)):
        client.defaults["REMOTE_ADDR"] = f"203.0.113.{number}"
        typed = {**SCREENING, "audience": str(number)}
        assert send(client, f"{film.address}host/", typed).status_code == status


def test_no_address_of_a_visitor_is_kept(client, film, sends):
    client.defaults["REMOTE_ADDR"] = "203.0.113.77"
    send(client, f"{film.address}news/", WISH)
    assert Knock.objects.count() == 2
    assert not any("203.0.113" in each.who or "anna" in each.who for each in Knock.objects.all())
    tidy()
    assert Knock.objects.count() == 2


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.77"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.77", "203.0.113.77"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix", ""),
    ],
)
def test_a_home_is_one_network(address, network):
    assert network_of(address) == network
