"""What the tests type, and how they find their way in mails and pages."""

import re
from urllib.parse import urlencode, urlsplit

from matinee.correspondence.addresses import leave_address
from matinee.correspondence.models import Subscription
from matinee.correspondence.outbox import Postman

ENQUIRY = {
    "name": "Noor Haddad",
    "email": "noor@archive.example",
    "organisation": "Coast Archive",
    "message": "An exhibition about tides.\nTwo rooms.",
    "passages": "1:02-1:10 the ferry\n10:00",
    "territory": "Europe",
}
WISH = {"email": "anna@reader.example"}
SCREENING = {
    "name": "Noor Haddad",
    "email": "noor@archive.example",
    "place": "The reading room, Porto",
    "wished_date": "In May",
    "message": "With a talk.",
}


def deliver() -> int:
    """Send what waits."""
    return Postman().send_due()


def link_in(text: str, which: str) -> str:
    """Return the path of the one link of a kind ("confirm", "leave") in a mail."""
    [link] = re.findall(rf"https://tidewrack\.example/correspondence/{which}/\S+", text)
    return urlsplit(link).path


def send(client, address: str, typed: dict[str, str], **headers: str):
    """Post a form as a browser does."""
    return client.post(
        address,
        urlencode(typed),
        content_type="application/x-www-form-urlencoded",
        headers={"Sec-Fetch-Site": "same-origin", **headers},
    )


def subscribe(client, film, server, email: str) -> str:
    """Take an address through the whole opt-in; return its link to leave."""
    send(client, f"{film.address}news/", {"email": email})
    deliver()
    [mail] = server.to(email)
    client.post(link_in(mail.text, "confirm"))
    server.received.clear()
    return leave_address(Subscription.objects.get(film=film, email=email).key)
