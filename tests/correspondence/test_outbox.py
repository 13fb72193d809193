"""Mails are sent by one sender each, whoever is killed and whatever the server says."""

import dataclasses
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections
from django.utils import timezone

from matinee.correspondence.letters import Letter
from matinee.correspondence.models import Mail
from matinee.correspondence.news import tell_note
from matinee.correspondence.outbox import RETRY_AFTER, Postman, claim_batch
from matinee.correspondence.posting import post
from matinee.project.site_folder import FOLDER_ENV, SiteFolder
from tests.correspondence.letters_of import ENQUIRY, deliver, send, subscribe

REPOSITORY = Path(__file__).parents[2]
SENDER = """
from matinee.cli.site import set_up_django
from matinee.project.site_folder import configured_folder
set_up_django(configured_folder())
from matinee.correspondence.outbox import Postman
Postman().send_due()
"""


def letter(number: int = 0) -> Letter:
    return Letter(f"reader{number}@reader.example", f"Letter {number}", f"Words {number}\n.\n")


def lapse() -> None:
    """Let every lease end."""
    Mail.objects.exclude(lease_until=None).update(lease_until=timezone.now() - timedelta(minutes=1))


def state_of(mail: Mail) -> str:
    return Mail.objects.get(pk=mail.pk).state


def test_words_arrive_as_they_were_written_and_are_not_kept(db, sends):
    text = "Größe: ten\n.\n..dots\n" + "long " * 400 + "\n"
    mail = post(Letter("anna@reader.example", "Über “tides” — ж", text))
    assert deliver() == 1
    [received] = sends.received
    assert received.text == text
    assert received.message["Subject"] == "Über “tides” — ж"
    assert received.message["Message-ID"] == f"<{mail.message_id}@tidewrack.example>"
    assert received.message["Date"]
    mail.refresh_from_db()
    assert (mail.state, mail.to, mail.text) == ("sent", "", "")


def test_a_refused_address_is_given_up_and_holds_up_nobody(db, sends, caplog):
    sends.answers["reader0@reader.example"] = "550 no such reader"
    first, second = post(letter(0)), post(letter(1))
    assert deliver() == 1
    assert (state_of(first), state_of(second)) == ("failed", "sent")
    assert "no such reader" in Mail.objects.get(pk=first.pk).error
    assert "no such reader" in caplog.text
    assert "reader0@" not in caplog.text


def test_a_mail_that_is_put_off_waits_longer_each_time_and_is_given_up(db, sends):
    sends.answers["reader0@reader.example"] = "451 later"
    mail = post(letter(0))
    for attempt, pause in enumerate(RETRY_AFTER, start=1):
        assert deliver() == 0
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == ("waiting", attempt)
        assert abs(mail.next_try_at - timezone.now() - pause) < timedelta(seconds=30)
        Mail.objects.update(next_try_at=timezone.now())
    deliver()
    assert state_of(mail) == "failed"


@pytest.mark.parametrize("trouble", ["gone", "sender refused", "password wanted"])
def test_while_the_server_is_away_no_mail_is_used_up(db, sends, settings, trouble, caplog):
    mail = post(letter(0))
    if trouble == "gone":
        settings.EMAIL_PORT = 1
    sends.refuses_sender = trouble == "sender refused"
    if trouble == "password wanted":
        sends.answers["reader0@reader.example"] = "530 who are you"
    postman = Postman()
    assert [postman.send_due() for _ in range(3)] == [0, 0, 0]
    assert caplog.text.count("The mail server is away") == 1, "it is left alone for a while"
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("waiting", 0)
    settings.EMAIL_PORT = sends.port
    sends.refuses_sender = False
    sends.answers.clear()
    postman.idle_until = None
    assert postman.send_due() == 1


def test_a_mail_that_cannot_be_written_holds_up_nobody(db, sends):
    bad = post(
        dataclasses.replace(letter(0), headers={"Reply-To": "a@b.example\nBcc: c@d.example"})
    )
    assert deliver() == 0
    good = post(letter(1))
    assert deliver() == 1
    assert (state_of(bad), state_of(good)) == ("failed", "sent")


def test_no_more_go_in_an_hour_than_was_set(db, sends, settings):
    settings.MATINEE = dataclasses.replace(settings.MATINEE, mails_per_hour=3)
    for number in range(5):
        post(letter(number))
    assert (deliver(), deliver()) == (3, 0)
    Mail.objects.filter(state="sent").update(sent_at=timezone.now() - timedelta(hours=2))
    assert deliver() == 2


def test_a_sender_killed_before_it_said_anything_loses_nothing(db, sends):
    mail = post(letter(0))
    assert claim_batch(20)
    assert deliver() == 0, "it is claimed"
    lapse()
    assert deliver() == 1
    assert state_of(mail) == "sent"


def test_a_mail_claimed_between_looking_and_taking_is_not_taken(db, sends):
    post(letter(0))
    rival = []

    def interleave(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and not rival:
            rival.append("")
            rival[0] = claim_batch(1)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(interleave):
        late = claim_batch(1)
    assert rival[0]
    assert not late


def test_an_enquiry_is_rather_sent_twice_than_never(client, film, sends):
    send(client, f"{film.address}footage/", ENQUIRY)
    sends.hang_up_after_data = True
    assert deliver() == 0
    sends.hang_up_after_data = False
    Mail.objects.update(next_try_at=timezone.now())
    assert deliver() == 1
    first, second = sends.received
    assert first.message["Message-ID"] == second.message["Message-ID"]


def test_news_is_never_sent_twice(client, film, sends, caplog):
    subscribe(client, film, sends, "anna@reader.example")
    tell_note(film, "abc", "A new cut", "Shorter.", "ana")
    sends.hang_up_after_data = True
    assert deliver() == 0
    sends.hang_up_after_data = False
    lapse()
    assert deliver() == 0
    assert len(sends.received) == 1
    assert Mail.objects.get(news__isnull=False).state == "unsure"
    assert "may or may not have gone" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_many_senders_send_each_mail_once(sends):
    for number in range(60):
        post(letter(number))
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        try:
            Postman().send_due()
        finally:
            connections.close_all()

    senders = [threading.Thread(target=work) for _ in range(4)]
    for each in senders:
        each.start()
    for each in senders:
        each.join()
    assert sorted(mail.to for mail in sends.received) == sorted(letter(n).to for n in range(60))


@pytest.mark.django_db(transaction=True)
def test_kill_9_while_the_server_reads(client, film, sends, tmp_path):
    """Real senders, killed between handing a mail over and hearing that it was taken."""
    subscribe(client, film, sends, "anna@reader.example")
    tell_note(film, "abc", "A new cut", "Shorter.", "ana")
    send(client, f"{film.address}footage/", ENQUIRY)
    folder = elsewhere(tmp_path, sends.port)
    sends.may_answer.clear()
    for _ in range(2):
        sends.got_data.clear()
        with start_sender(folder) as sender:
            assert sends.got_data.wait(60)
            sender.kill()
        assert let_leases_end(folder) > 0
    sends.may_answer.set()
    with start_sender(folder) as sender:
        assert sender.wait(60) == 0
    # The news was handed over once and never again; the enquiry till it was taken.
    assert [mail.to for mail in sends.received] == [
        "anna@reader.example",
        "maker@tidewrack.example",
        "maker@tidewrack.example",
    ]


def elsewhere(parent: Path, port: int) -> SiteFolder:
    """Make a site of its own, its database a copy of the test's."""
    folder = SiteFolder(parent / "elsewhere")
    folder.create()
    folder.settings_file.write_text(
        f'mail_url = "smtp://127.0.0.1:{port}"\nmail_from = "post@tidewrack.example"\n'
        'address = "https://tidewrack.example"\n'
    )
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as here,
        closing(sqlite3.connect(folder.database_file)) as there,
    ):
        here.backup(there)
    return folder


def start_sender(folder: SiteFolder) -> subprocess.Popen[bytes]:
    environment = {
        FOLDER_ENV: str(folder.root),
        "DJANGO_SETTINGS_MODULE": "matinee.project.settings",
    }
    return subprocess.Popen([sys.executable, "-c", SENDER], env=environment, cwd=REPOSITORY)


def let_leases_end(folder: SiteFolder) -> int:
    with closing(sqlite3.connect(folder.database_file)) as database, database:
        return database.execute(
            "UPDATE correspondence_mail SET lease_until = '2001-01-01 00:00:00'"
            " WHERE state = 'handed' OR state = 'claimed'"
        ).rowcount
