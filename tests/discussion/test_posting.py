"""Writing under a film: what is taken, how it is answered, and that no typed word is lost."""

import html
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from matinee.discussion.models import Comment, Conversation
from matinee.publishing.models import PendingBake
from tests.discussion.said import say
from tests.discussion.writing import TEXT, form_of, post, send, set_rules, ticket_of


@pytest.fixture
def opened(film):
    set_rules(opening="open")
    return film


def test_a_comment_is_public_at_once_where_the_conversation_is_open(client, opened):
    answer = send(client, opened, at="0:12", link="wanda.example", email="Wanda@Mail.example")
    told = answer.json()
    comment = Comment.objects.get()
    assert (answer.status_code, told["state"], told["id"]) == (201, "public", comment.pk)
    assert (comment.number, comment.at_s, comment.text) == (1, 12, TEXT)
    assert (comment.link, comment.email) == ("https://wanda.example/", "wanda@mail.example")
    assert f'id="c-{comment.pk}"' in told["html"]
    assert TEXT in told["html"]
    assert told["address"].endswith(f"#c-{comment.pk}")
    assert "mail.example" not in answer.content.decode()
    assert PendingBake.objects.filter(key=f"said:{comment.pk}").exists()


def test_a_comment_that_waits_is_shown_to_its_author_alone(client, opened):
    set_rules(opening="all")
    told = send(client, opened).json()
    comment = Comment.objects.get()
    assert (told["state"], told["address"], comment.number) == ("held", "", None)
    assert TEXT in told["html"]
    assert told["yours"] in told["html"]
    assert not PendingBake.objects.filter(key__startswith="said:").exists()


def test_an_answer_says_whom_it_answers_however_deep(client, opened):
    root = say(opened, name="Hesper Dunlop")
    reply = say(opened, name="Casimir Vogt", to=root)
    told = send(client, opened, parent=reply.pk).json()
    answer = Comment.objects.get(pk=told["id"])
    assert (answer.parent, answer.thread, answer.place) == (reply, root, 2)
    assert "in reply to" in told["html"]
    assert "Casimir Vogt" in told["html"]


def test_an_answer_without_a_script_keeps_what_it_answers(client, opened):
    root = say(opened, name="Hesper Dunlop", text="Fifty-one notebooks.")
    form = client.get(f"/conversation/reply/{root.pk}/").content.decode()
    assert "Fifty-one notebooks." in form
    assert f'name="parent" value="{root.pk}"' in form
    sent = post(client, "post/", form_of(opened, parent=root.pk))
    own = client.get(sent.headers["Location"]).content.decode()
    assert (sent.status_code, Comment.objects.get(parent=root).place) == (303, 1)
    assert "Hesper Dunlop" in own


def test_without_a_script_there_is_a_preview_then_the_own_page(client, opened):
    first = post(client, "post/", form_of(opened, ticket=None, text="*Softly* & slowly, at 1:05."))
    page = first.content.decode()
    assert first.status_code == 409
    assert "<em>Softly</em> &amp; slowly" in page
    assert "*Softly* &amp; slowly, at 1:05.</textarea>" in page
    assert 'value="Wanda Ekholm"' in page
    assert not Comment.objects.exists()

    second = post(client, "post/", form_of(opened, text="*Softly* & slowly, at 1:05."))
    assert second.status_code == 303
    own = client.get(second.headers["Location"])
    assert "Your comment is public" in own.content.decode()
    assert "<em>Softly</em> &amp; slowly" in own.content.decode()
    assert Comment.objects.get().number == 1


def test_a_ticket_in_the_page_serves_to_post(client, opened):
    page = post(client, "post/", form_of(opened, ticket=None)).content.decode()
    ticket = page.partition('name="ticket" value="')[2].partition('"')[0]
    told = send(client, opened, ticket=ticket)
    assert told.json()["trouble"].startswith("That was very quick")


@pytest.mark.parametrize(
    ("ticket", "words"),
    [
        (lambda: "", "Look it over"),
        (lambda: "made:up:ticket", "Look it over"),
        (lambda: ticket_of(60) + "x", "Look it over"),
        (lambda: ticket_of(0), "very quick"),
        (lambda: ticket_of(25 * 3600), "longer than a day"),
    ],
    ids=["none", "made up", "forged", "fresh", "old"],
)
def test_a_ticket_that_is_not_good_loses_nothing(client, opened, ticket, words):
    ticket = ticket()
    answer = send(client, opened, ticket=ticket)
    assert answer.status_code == 409
    assert words in answer.json()["trouble"]
    page = post(client, "post/", form_of(opened, ticket=ticket)).content.decode()
    assert f"{TEXT}</textarea>" in page
    assert not Comment.objects.exists()


def test_the_same_ticket_twice_is_one_comment(client, opened):
    ticket = ticket_of(60)
    first = send(client, opened, ticket=ticket)
    again = send(client, opened, ticket=ticket)
    assert first.json()["id"] == again.json()["id"]
    assert (again.status_code, Comment.objects.count()) == (201, 1)
    assert Conversation.objects.get().shown == 1


def test_another_text_with_a_used_ticket_comes_back_with_a_new_one(client, opened):
    ticket = ticket_of(60)
    send(client, opened, ticket=ticket)
    answer = send(client, opened, ticket=ticket, text="And then the ferry, at last.")
    assert answer.status_code == 409
    assert answer.json()["ticket"] not in {"", ticket}
    assert Comment.objects.count() == 1


def test_a_second_press_without_its_ticket_is_one_comment(client, opened):
    first = send(client, opened, address="192.0.2.9")
    again = send(client, opened, address="192.0.2.9")
    assert first.json()["id"] == again.json()["id"]
    assert Comment.objects.count() == 1


def test_an_answer_stands_in_its_thread(client, opened):
    thread = say(opened)
    reply = say(opened, to=thread)
    told = send(client, opened, parent=reply.pk)
    comment = Comment.objects.get(pk=told.json()["id"])
    assert (comment.thread, comment.parent, comment.place) == (thread, reply, 2)


def test_what_cannot_be_answered_leaves_the_words(client, opened):
    from tests.catalogue.made_films import make_film

    other = make_film("High Water", credits_text="")
    parents = [say(other).pk, say(opened, state="held").pk, 987654321, "x", "-1", "9" * 30]
    for parent in parents:
        answer = send(client, opened, parent=parent)
        assert (answer.status_code, "no longer there" in answer.json()["trouble"]) == (409, True)
        page = post(client, "post/", form_of(opened, parent=parent)).content.decode()
        assert f"{TEXT}</textarea>" in page
        assert 'name="parent" value=""' in page


@pytest.mark.parametrize("opening", ["closed", "none"])
def test_a_closed_conversation_takes_nothing_and_loses_nothing(client, opened, opening):
    set_rules(opening=opening)
    answer = send(client, opened)
    assert answer.status_code == {"closed": 409, "none": 404}[opening]
    page = post(client, "post/", form_of(opened)).content.decode()
    assert f"{TEXT}</textarea>" in page
    assert "formaction" not in page
    assert not Comment.objects.exists()


def test_a_conversation_whose_time_is_over_is_closed(client, opened):
    opened.first_published_at = timezone.now() - timedelta(days=40)
    opened.save()
    set_rules(closes_after_days=30)
    assert "closed" in send(client, opened).json()["trouble"]


@pytest.mark.parametrize("named", ["", "x", "0", "-3", "99999", "9" * 40, "1e3", "①"])
def test_a_film_that_is_not_there(client, opened, named):
    answer = send(client, named)
    assert (answer.status_code, answer.json()["fields"]) == (404, {})


def test_a_film_that_is_not_public_is_not_there(client, opened):
    opened.unpublish()
    assert send(client, opened).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("text", " \n\u200b ", "Please write something."),
        ("text", "a" * 5001, "at most 5,000 characters; these are 1 more"),
        ("name", "\u2066 \u2069", "Please give a name"),
        ("name", "N" * 81, "at most 80"),
        ("email", "no address", "no e-mail address"),
        ("email", "a@b", "no e-mail address"),
        ("email", f"{'a' * 250}@mail.example", "e-mail address"),
        ("link", "javascript:alert(1)", "no address of a site"),
        ("link", "https://user@harbour.example", "no address of a site"),
        ("at", "soon", "like 12:34"),
        ("at", "1:99", "like 12:34"),
        ("leave_empty", "spam", "there for robots"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(client, opened, field, typed, sentence):
    answer = send(client, opened, **{field: typed})
    assert answer.status_code == 422
    assert sentence in answer.json()["fields"][field]
    page = post(client, "post/", form_of(opened, **{field: typed})).content.decode()
    assert f'href="#write-{field}"' in page
    assert html.escape(sentence) in page
    assert not Comment.objects.exists()


def test_a_moment_lies_within_the_film(client, opened):
    opened.running_time_s = 600
    opened.save()
    assert send(client, opened, at="10:01").json()["fields"]["at"] == "The film ends at 10:00."
    assert send(client, opened, at="599").status_code == 201


def test_notices_need_an_address(client, opened):
    assert "email" in send(client, opened, notices="1").json()["fields"]


def test_letters_are_kept_and_what_steers_is_not(client, opened):
    typed = "A\x00 o\u0308 \u202eevil\u202c \ud83d\ude00\r\n\r\n\r\n\r\nend"
    body = form_of(
        opened,
        name="Zoe\u0308\n Ash",
        text=typed.encode("utf-16", "surrogatepass").decode("utf-16"),
    )
    told = post(client, "post/", body, "application/json").json()
    comment = Comment.objects.get(pk=told["id"])
    assert comment.text == "A ö evil 😀\n\nend"
    assert comment.name == "Zoë Ash"


def test_the_database_away_keeps_the_words(client, opened):
    from django.db import OperationalError

    def away(execute, sql, params, many, context):
        raise OperationalError("disk I/O error")

    with connection.execute_wrapper(away):
        answer = send(client, opened)
        page = post(client, "post/", form_of(opened))
    assert (answer.status_code, page.status_code) == (503, 503)
    assert "try again" in answer.json()["trouble"]
    assert f"{TEXT}</textarea>" in page.content.decode()
    assert 'name="ticket" value="' in page.content.decode()
    assert not Comment.objects.exists()


def test_the_form_as_a_page_shows_what_is_answered(client, opened):
    comment = say(opened, "Stay to the end.")
    page = client.get(f"/conversation/reply/{comment.pk}/", {"at": "754"}).content.decode()
    assert "Stay to the end." in page
    assert f'name="parent" value="{comment.pk}"' in page
    assert 'value="754"' in page
    own = client.get(f"/conversation/write/{opened.pk}/", {"at": '7"><b>'})
    assert own.status_code == 200
    assert "<b>" not in own.content.decode().partition("<main")[2]
    assert own.headers["Cache-Control"] == "no-store"
    assert client.get("/conversation/reply/987654/").status_code == 404


def test_a_preview_keeps_nothing(client, opened):
    fields = form_of(opened, text="> a *quotation*")
    told = post(client, "preview/", fields, "application/json").json()
    assert "<blockquote>" in told["html"]
    page = post(client, "preview/", fields)
    assert page.status_code == 200
    assert "<blockquote>" in page.content.decode()
    assert not Comment.objects.exists()


def test_a_post_costs_a_constant_number_of_queries(client, opened, django_assert_max_num_queries):
    for number in range(30):
        say(opened, f"Said before, number {number}.")
    send(client, opened)
    with django_assert_max_num_queries(22):
        send(client, opened, text="Something that nobody said before, truly.")
