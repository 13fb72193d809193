"""The setting that names the mail server."""

import dataclasses

import pytest

from matinee.media.errors import Refused
from matinee.project.mail_url import MailServer, mail_server, read_mail_url
from matinee.project.site_settings import SiteSettings


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", MailServer("mail.example", 587, "starttls")),
        ("smtps://mail.example", MailServer("mail.example", 465, "implicit")),
        ("smtp://mail.example:25?tls=none", MailServer("mail.example", 25, "none")),
        ("smtp://mail.example/?tls=implicit", MailServer("mail.example", 465, "implicit")),
        ("smtp://localhost", MailServer("localhost", 25, "none")),
        ("smtp://127.0.0.1:2525", MailServer("127.0.0.1", 2525, "none")),
        ("smtp://[::1]:2525", MailServer("::1", 2525, "none")),
        (
            "smtp://ana%40films.example:p%3Aq%2F@mail.example:2587",
            MailServer("mail.example", 2587, "starttls", "ana@films.example", "p:q/"),
        ),
    ],
)
def test_a_server_is_read(url, server):
    assert read_mail_url(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://u:secret@mail.example:port",
        "smtp://u:secret@mail.example:99999",
        "smtp://u:secret@mail.example?tls=maybe",
        "smtps://u:secret@mail.example?tls=none",
        "smtp://u:secret@mail.example?ssl=yes",
        "smtp://u:secret/@mail.example",
    ],
)
def test_what_cannot_be_used_is_refused_without_its_password(url):
    with pytest.raises(Refused) as refused:
        read_mail_url(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("missing", ["mail_from", "address"])
def test_mail_needs_a_sender_and_an_address_to_link_to(missing):
    whole = SiteSettings(
        mail_url="smtp://localhost", mail_from="a@b.example", address="https://b.example"
    )
    assert mail_server(whole).host == "localhost"
    with pytest.raises(Refused, match=missing):
        mail_server(dataclasses.replace(whole, **{missing: ""}))
