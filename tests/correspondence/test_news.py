"""Tell me when: asked for, confirmed, told once, and ended."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from matinee.catalogue.models import FilmPage, Screening
from matinee.correspondence import addresses
from matinee.correspondence.models import Knock, Mail, News, Subscription, Watched
from matinee.correspondence.news import SETTLES_AFTER, tell_news, tell_note
from matinee.correspondence.tidying import tidy
from tests.correspondence.letters_of import WISH, deliver, link_in, send, subscribe

NEXT_YEAR = date(timezone.now().year + 1, 5, 8)


def later() -> int:
    """Tell the news once the page has been left alone."""
    return tell_news(timezone.now() + SETTLES_AFTER)


def screening(film, **facts) -> None:
    page = FilmPage.objects.get(pk=film.pk)
    page.screenings.add(Screening(**{"on": NEXT_YEAR, "venue": "Quay Cinema", **facts}))
    page.save_revision().publish()


def release(film) -> None:
    page = FilmPage.objects.get(pk=film.pk)
    page.status = "released"
    page.save_revision().publish()


def test_an_address_is_on_the_list_once_its_owner_pressed_the_button(client, film, sends):
    response = send(client, f"{film.address}news/", {"email": " Anna@Reader.Example "})
    assert response.status_code == 303
    deliver()
    [mail] = sends.received
    assert mail.to == "anna@reader.example"
    assert mail.message["Auto-Submitted"] == "auto-replied"
    link = link_in(mail.text, "confirm")
    assert "anna" not in link
    # A program that checks mails opens the link; that is no consent.
    page = client.get(link)
    assert (page.status_code, page.cookies) == (200, {})
    assert "no-store" in page.headers["Cache-Control"]
    assert Subscription.objects.get().confirmed_at is None
    for _ in range(2):
        assert client.post(link).status_code == 200
    assert Subscription.objects.get().confirmed_at


def test_the_answer_is_the_same_whoever_is_known(client, film, sends):
    subscribe(client, film, sends, "known@reader.example")
    send(client, f"{film.address}news/", {"email": "pending@reader.example"})
    answers = [
        send(client, f"{film.address}news/", {"email": f"{who}@reader.example"})
        for who in ("known", "pending", "new")
    ]
    assert len({(each.status_code, each.content, str(each.headers)) for each in answers}) == 1
    deliver()
    [known] = sends.to("known@reader.example")
    assert "you are on the list" in known.message["Subject"]
    assert link_in(known.text, "leave")


def test_a_stranger_cannot_flood_an_address(client, film, sends):
    for number in range(6):
        client.defaults["REMOTE_ADDR"] = f"203.0.113.{number}"
        assert send(client, f"{film.address}news/", WISH).status_code == 303
    deliver()
    assert len(sends.received) == 3


def test_a_link_lasts_a_week(client, film, sends, monkeypatch):
    send(client, f"{film.address}news/", WISH)
    key = Subscription.objects.get().key
    link = addresses.confirm_address(key)
    week = addresses.CONFIRM_WITHIN_S
    monkeypatch.setattr(addresses, "CONFIRM_WITHIN_S", -1)
    assert client.post(link).status_code == 410
    monkeypatch.setattr(addresses, "CONFIRM_WITHIN_S", week)
    tidy(timezone.now() + timedelta(seconds=week - 60))
    assert Subscription.objects.count() == 1
    tidy(timezone.now() + timedelta(seconds=week + 60))
    assert Subscription.objects.count() == Mail.objects.count() == 0
    assert client.post(link).status_code == 410


def test_a_link_serves_one_purpose(client, film, sends):
    send(client, f"{film.address}news/", WISH)
    key = Subscription.objects.get().key
    confirm, leave = addresses.confirm_address(key), addresses.leave_address(key)
    for link in (
        confirm.replace("confirm", "leave"),
        leave.replace("leave", "confirm"),
        f"/correspondence/confirm/{key}/",
        f"/correspondence/leave/{key}/",
        leave.replace(key, key[::-1]),
    ):
        client.post(link)
        assert Subscription.objects.get().confirmed_at is None


def test_news_of_the_release_goes_once_to_everyone(client, film, sends):
    for who in ("anna", "ben"):
        subscribe(client, film, sends, f"{who}@reader.example")
    send(client, f"{film.address}news/", {"email": "unsure@reader.example"})
    deliver()
    sends.received.clear()
    release(film)
    assert tell_news() == 0, "a change is told when the page has been left alone"
    assert later() == 1
    assert deliver() == 2
    assert {mail.to for mail in sends.received} == {"anna@reader.example", "ben@reader.example"}
    mail = sends.received[0]
    assert mail.message["Subject"] == "Low Water is here"
    assert "https://tidewrack.example/films/low-water/" in mail.text
    # Said again in any way, nobody is written to again.
    page = FilmPage.objects.get(pk=film.pk)
    page.status = "in-progress"
    page.save_revision().publish()
    later()
    release(film)
    assert later() == 0
    assert deliver() == 0


def test_a_draft_or_a_film_that_is_still_being_made_is_no_news(client, film, sends):
    subscribe(client, film, sends, "anna@reader.example")
    page = FilmPage.objects.get(pk=film.pk)
    page.status = "released"
    page.save_revision()
    assert later() == 0
    made, page.release, page.master = page.release, None, None
    page.save_revision().publish()
    assert later() == 0
    page.master, page.release = made.master, made
    page.save(update_fields=["release", "master"])
    assert later() == 1


def test_screenings_that_come_are_told_together_and_once(client, film, sends):
    screening(film, venue="Before anyone asked")
    subscribe(client, film, sends, "anna@reader.example")
    screening(film, town="Porto", note="with a talk")
    screening(film, on=date(2001, 2, 3), venue="Long ago")
    assert later() == 1
    deliver()
    [mail] = sends.received
    assert mail.message["Subject"] == "Low Water: 8 May, Porto"
    assert f"8 May {NEXT_YEAR.year}\nQuay Cinema, Porto\nwith a talk" in mail.text
    assert "Before anyone asked" not in mail.text
    assert "Long ago" not in mail.text
    # Another hour and another note are corrections.
    page = FilmPage.objects.get(pk=film.pk)
    for each in page.screenings.all():
        each.note = "without a talk"
    page.save_revision().publish()
    assert later() == 0
    screening(film, venue="Old Pier")
    screening(film, venue="Lighthouse")
    assert later() == 1
    assert News.objects.latest("made_at").subject == "Low Water: new screenings"


def test_whoever_comes_later_is_not_told_what_was_told(client, film, sends):
    subscribe(client, film, sends, "anna@reader.example")
    release(film)
    later()
    subscribe(client, film, sends, "ben@reader.example")
    deliver()
    assert sends.to("ben@reader.example") == []
    assert not Watched.objects.exclude(changed_at=None).exists()


def test_an_editors_note_goes_once(client, film, sends):
    subscribe(client, film, sends, "anna@reader.example")
    words = ("A new cut\r\nBcc: x@y.example", "It is ten minutes shorter.", "ana")
    assert tell_note(film, "abc", *words) == 1
    assert tell_note(film, "abc", *words) == 0
    deliver()
    [mail] = sends.received
    assert mail.message["Subject"] == "A new cut Bcc: x@y.example"
    assert mail.message["Bcc"] is None
    assert "It is ten minutes shorter." in mail.text


@pytest.mark.parametrize("method", ["button", "one-click"])
def test_leaving_takes_one_press_and_can_be_repeated(client, film, sends, method):
    subscribe(client, film, sends, "anna@reader.example")
    tell_note(film, "abc", "A new cut", "Shorter.", "ana")
    deliver()
    [mail] = sends.received
    link = link_in(mail.text, "leave")
    assert mail.message["List-Unsubscribe"] == f"<https://tidewrack.example{link}>"
    assert mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert client.get(link).status_code == 200
    assert Subscription.objects.count() == 1
    tell_note(film, "def", "Another", "Still waiting in the outbox.", "ana")
    body = "List-Unsubscribe=One-Click" if method == "one-click" else ""
    for _ in range(2):
        answer = client.post(
            link,
            body,
            content_type="application/x-www-form-urlencoded",
            headers={"Origin": "https://mail.elsewhere.example"},
        )
        assert answer.status_code == 200
    assert Subscription.objects.count() == Mail.objects.filter(news__isnull=False).count() == 0
    assert deliver() == 0
    assert client.get(link).status_code == 200


def test_a_film_that_goes_takes_its_list_along(client, film, sends):
    subscribe(client, film, sends, "anna@reader.example")
    film.delete()
    assert not Subscription.objects.exists()


def test_knocks_are_forgotten_after_a_day(client, film, sends):
    send(client, f"{film.address}news/", WISH)
    Knock.objects.update(at=timezone.now() - timedelta(hours=25))
    tidy()
    assert not Knock.objects.exists()
