"""Told of replies: asked for, confirmed, told once and late enough, and ended in one press."""

import dataclasses
import re
import threading
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.utils import timezone

from matinee.correspondence.models import Mail
from matinee.correspondence.outbox import Postman
from matinee.discussion import notices, telling
from matinee.discussion.deciding import AUTHOR, By, decide, undo
from matinee.discussion.letters import excerpt
from matinee.discussion.models import Comment, NoticeAddress, ReplyNotice, Report
from matinee.discussion.telling import tell_moderators, tell_replies
from matinee.discussion.tidying import tidy
from tests.correspondence.mail_server import MailServer
from tests.discussion.said import say

ANN = By("ann")
ANNA = "anna@reader.example"


@pytest.fixture
def sends(settings):
    """Let the site send its mail to a server of this machine."""
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        settings.MATINEE = dataclasses.replace(
            settings.MATINEE,
            mail_url=f"smtp://127.0.0.1:{server.port}",
            mail_from="Tidewrack <post@tidewrack.example>",
            mail_to="house@tidewrack.example",
            address="https://tidewrack.example",
            site_name="Tidewrack",
        )
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server
        server.shutdown()


def deliver():
    return Postman().send_due()


def link_in(text, which):
    [link] = re.findall(rf"https://tidewrack\.example/conversation/notices/{which}/\S+", text)
    return urlsplit(link).path


def wish(film, email=ANNA, **facts):
    """Have something said whose author wants to hear of replies and confirmed it."""
    comment = say(film, email=email, wants_notices=True, **facts)
    notices.ask(comment)
    notices.confirm(NoticeAddress.objects.get(email=email).key)
    Mail.objects.all().delete()
    return comment


def later(minutes=6):
    return tell_replies(timezone.now() + timedelta(minutes=minutes))


def test_an_address_is_told_once_its_owner_pressed_the_button(client, film, sends):
    comment = say(film, email=ANNA, wants_notices=True)
    notices.ask(comment)
    deliver()
    [mail] = sends.received
    assert mail.to == ANNA
    assert mail.message["Auto-Submitted"] == "auto-replied"
    say(film, to=comment, name="Ben")
    assert later() == 0
    link = link_in(mail.text, "confirm")
    assert "anna" not in link
    assert client.get(link).status_code == 200
    assert NoticeAddress.objects.get().confirmed_at is None, "programs open links, too"
    for _ in range(2):
        assert client.post(link).status_code == 200
    assert later() == 1, "what was answered meanwhile is told, too"


def test_a_stranger_cannot_flood_an_address(film, sends):
    for number in range(6):
        notices.ask(say(film, f"Number {number}", email=ANNA, wants_notices=True))
    assert deliver() == 3
    notices.ask(say(film, email="spam@reader.example", wants_notices=True, state="spam"))
    assert deliver() == 0


def test_a_reply_is_told_with_a_few_words_and_the_way_there(film, sends):
    comment = wish(film)
    reply = say(film, "> The light\n\nAt *three* it\nturns.", to=comment, name="Ben\r\nBcc: x")
    assert tell_replies() == 0, "it may still be corrected"
    assert later() == 1
    deliver()
    [mail] = sends.to(ANNA)
    assert mail.message["Subject"] == "A reply to what you wrote under Low Water"
    assert "Ben Bcc: x under Low Water:\n“At *three* it turns.”" in mail.text
    assert f"https://tidewrack.example/films/low-water/conversation/#c-{reply.pk}" in mail.text
    assert mail.message["Bcc"] is None
    assert later() == later(600) == 0


def test_replies_that_wait_together_are_one_mail_and_more_come_half_an_hour_later(film, sends):
    comment = wish(film)
    for name in ("Ben", "Cy"):
        say(film, to=comment, name=name)
    assert later() == 1
    say(film, to=comment, name="Dee")
    assert later(12) == 0
    assert later(40) == 1
    deliver()
    texts = [mail.text for mail in sends.to(ANNA)]
    assert ["Ben under" in texts[0], "Cy under" in texts[0], "Dee under" in texts[0]] == [1, 1, 0]
    assert "Dee under" in texts[1]


def test_a_mail_quotes_a_dozen_and_counts_the_rest(film, sends):
    comment = wish(film)
    for number in range(15):
        say(film, f"Number {number} speaks", to=comment, name="Ben")
    assert later() == 1
    deliver()
    [mail] = sends.to(ANNA)
    assert mail.text.count("speaks”") == 12
    assert "And 3 more." in mail.text
    assert mail.message["Subject"].startswith("15 replies")


@pytest.mark.parametrize("facts", [{"email": ANNA}, {"network": "n1", "name": "Wanda Ekholm"}])
def test_nobody_is_told_of_their_own_reply(film, sends, facts):
    comment = wish(film, network="n1") if "email" in facts else None
    if comment is None:
        comment = say(film, email="", network="n1", wants_notices=True)
        Comment.objects.filter(pk=comment.pk).update(email=ANNA)
        comment = wish(film, network="n1")
    say(film, to=comment, **{"name": "Wanda Ekholm", **facts})
    assert later() == 0


def test_what_was_taken_back_is_not_told_until_it_is_shown_again(film, sends):
    comment = wish(film)
    reply = say(film, to=comment, name="Ben")
    batch = decide([reply.pk], "removed", ANN)
    assert later() == 0
    undo(batch, ANN)
    assert later() == 1
    undo(decide([reply.pk], "removed", ANN), ANN)
    assert later(120) == 0


def test_a_held_reply_is_told_once_it_is_shown(film, sends):
    comment = wish(film)
    reply = say(film, to=comment, name="Ben", state="held", at=timezone.now() - timedelta(3))
    assert later() == 0
    decide([reply.pk], "public", ANN)
    assert later() == 1


def test_whoever_withdrew_what_was_answered_is_not_told(film, sends):
    comment = wish(film)
    say(film, to=comment, name="Ben")
    decide([comment.pk], "withdrawn", AUTHOR)
    assert later() == 0


def test_an_import_tells_nobody(film, sends):
    comment = wish(film)
    long_ago = timezone.now() - timedelta(days=900)
    say(film, to=comment, name="Ben", at=long_ago, shown_at=long_ago)
    assert not ReplyNotice.objects.exists()


def test_a_site_without_mail_pays_no_query(film, django_assert_num_queries):
    comment = say(film, email=ANNA, wants_notices=True)
    reply = say(film, to=comment)
    with django_assert_num_queries(0):
        notices.ask(comment)
        telling.note_replies([reply.pk])
        assert tell_replies() == tell_moderators() == 0


@pytest.mark.parametrize("method", ["button", "one-click"])
def test_leaving_takes_one_press_and_what_waits_back(client, film, sends, method):
    comment = wish(film)
    say(film, to=comment, name="Ben")
    later()
    deliver()
    [mail] = sends.to(ANNA)
    link = link_in(mail.text, "leave")
    assert mail.message["List-Unsubscribe"] == f"<https://tidewrack.example{link}>"
    assert mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert client.get(link).status_code == 200
    assert NoticeAddress.objects.exists()
    say(film, to=comment, name="Cy")
    assert later(60) == 1
    body = "List-Unsubscribe=One-Click" if method == "one-click" else ""
    for _ in range(2):
        answer = client.post(
            link,
            body,
            content_type="application/x-www-form-urlencoded",
            headers={"Origin": "https://mail.elsewhere.example", "Sec-Fetch-Site": "cross-site"},
        )
        assert answer.status_code == 200
    assert deliver() == 0
    assert not NoticeAddress.objects.exists()
    assert not Comment.objects.filter(wants_notices=True).exists()


def test_links_serve_one_purpose_and_forged_ones_none(client, film, sends):
    wish(film)
    key = NoticeAddress.objects.get().key
    from matinee.discussion.addresses import confirm_way, endpoint, leave_way

    leave = endpoint(leave_way(key))
    confirm = endpoint(confirm_way(key))
    for link in (
        confirm.replace("confirm", "leave"),
        leave.replace(key, key[::-1]),
        f"/conversation/notices/leave/{key}/",
    ):
        client.post(link)
    assert NoticeAddress.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_tells_all_or_nothing(film, sends, monkeypatch):
    comment = wish(film)
    say(film, to=comment, name="Ben")

    def die(*args, **facts):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(telling, "post", die)
        with pytest.raises(KeyboardInterrupt):
            later()
    assert not Mail.objects.exists()
    assert not connection.in_atomic_block
    assert later() == 1
    assert later() == 0


def test_moderators_are_told_at_most_once_an_hour_and_only_of_something_new(film, sends):
    now = timezone.now()
    assert not tell_moderators(now)
    first = say(film, state="held")
    assert tell_moderators(now)
    assert not tell_moderators(now + timedelta(hours=2)), "nothing new waits"
    say(film, state="held")
    assert not tell_moderators(now + timedelta(minutes=30))
    assert tell_moderators(now + timedelta(minutes=61))
    decide([first.pk], "public", ANN)
    Report.objects.create(comment=first, reason="abuse", at=now)
    assert tell_moderators(now + timedelta(hours=3))
    deliver()
    mails = sends.to("house@tidewrack.example")
    assert [mail.message["Subject"] for mail in mails] == [
        "Tidewrack: 1 comment waits to be looked at",
        "Tidewrack: 2 comments wait to be looked at",
        "Tidewrack: 1 comment waits to be looked at and 1 comment was reported",
    ]
    assert "https://tidewrack.example/studio/" in mails[0].text


def test_an_address_nobody_confirmed_is_forgotten_after_a_week(film, sends):
    notices.ask(say(film, email=ANNA, wants_notices=True))
    tidy(timezone.now() + timedelta(days=6, hours=23))
    assert NoticeAddress.objects.exists()
    tidy(timezone.now() + timedelta(days=7, hours=1))
    assert not NoticeAddress.objects.exists()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> said\nMine", "Mine"),
        ("a\x00b\x1b[31m", "a b [31m"),
        ("word " * 100, ("word " * 56).strip() + " …"),
    ],
)
def test_an_excerpt_is_plain_words(text, expected):
    assert excerpt(text) == expected
