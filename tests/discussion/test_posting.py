"""Writing under a film: what is taken, how it is answered, and that no typed word is lost."""

import time

import pytest

from matinee.discussion import tickets
from matinee.discussion.models import Comment, ConversationRules

GOOD = {"name": "Wanda Ekholm", "text": "The light on the mud is like pewter, and nobody says so."}
AS_JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def opened(film):
    rules = ConversationRules.load()
    rules.opening = "open"
    rules.save()
    return film


def old_ticket(age_s=10):
    """Return a ticket that was given out a while ago."""
    from unittest.mock import patch

    now = time.time()
    with patch("django.core.signing.time.time", return_value=now - age_s):
        return tickets.new_ticket()


def send(client, film, accept="application/json", **fields):
    body = {"film": film.pk, "ticket": old_ticket(), **GOOD, **fields}
    return client.post("/conversation/post/", body_of(body), FORM, headers={"accept": accept})


FORM = "application/x-www-form-urlencoded"


def body_of(fields):
    from urllib.parse import urlencode

    return urlencode(fields)


def test_a_comment_is_public_at_once_where_the_conversation_is_open(client, opened):
    answer = send(client, opened, at="0:12")
    assert answer.status_code == 201
    told = answer.json()
    assert told["state"] == "public"
    assert "like pewter" in told["html"]
    comment = Comment.objects.get()
    assert (comment.number, comment.at_s, told["id"]) == (1, 12, comment.pk)
