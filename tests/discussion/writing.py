"""Visitors who write under films, as their browsers send it."""

import itertools
import time
from typing import Any
from urllib.parse import urlencode

from django.core.signing import TimestampSigner, b62_encode
from django.test import Client

from matinee.catalogue.models import FilmPage
from matinee.discussion import tickets
from matinee.discussion.models import ConversationRules

FORM = "application/x-www-form-urlencoded"
TEXT = "The light on the mud is like pewter, and nobody says so."
_NETWORKS = itertools.count(1)


def set_rules(**rules: Any) -> None:
    """Change the rules of all conversations."""
    row = ConversationRules.load()
    for name, value in rules.items():
        setattr(row, name, value)
    row.save()


def ticket_of(age_s: float) -> str:
    """Return a ticket that was given out so long ago."""
    signer = TimestampSigner(salt="matinee.discussion.ticket")
    nonce = tickets.new_ticket().partition(":")[0]
    value = f"{nonce}:{b62_encode(int(time.time() - age_s))}"
    return f"{value}:{signer.signature(value)}"


def form_of(film: FilmPage | int | str, **fields: Any) -> dict[str, Any]:
    """Return a form that is in order, with some fields otherwise; None leaves a field out."""
    pk = film.pk if isinstance(film, FilmPage) else film
    usual = {"film": pk, "name": "Wanda Ekholm", "text": TEXT, "ticket": ticket_of(60)}
    return {name: value for name, value in {**usual, **fields}.items() if value is not None}


def post(client: Client, way: str, fields: Any, accept: str = "text/html", **headers: str) -> Any:
    """Post a form to a way of the endpoint."""
    body = fields if isinstance(fields, (str, bytes)) else urlencode(fields)
    address = headers.pop("address", "192.0.2.1")
    kind = headers.pop("content_type", FORM)
    return client.post(
        f"/conversation/{way}",
        body,
        kind,
        headers={"accept": accept, **headers},
        REMOTE_ADDR=address,
    )


def send(client: Client, film: FilmPage | int | str, *, address: str = "", **fields: Any) -> Any:
    """Post a comment as the script does, each from another network unless one is named."""
    network = address or f"198.51.100.{next(_NETWORKS) % 250}"
    return post(client, "post/", form_of(film, **fields), "application/json", address=network)
