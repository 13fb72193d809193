"""The house answers: signed, with its badge, also when visitors can say nothing any more."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.urls import reverse

from matinee.catalogue.models import Person
from matinee.discussion import closing
from matinee.discussion.closing import FilmRules
from matinee.discussion.deciding import By, decide
from matinee.discussion.models import Comment, Decision, Mention, Signature
from tests.catalogue.made_films import make_film
from tests.discussion.said import say


@pytest.fixture
def studio(client, home):
    user = User.objects.create_superuser("ana", password="long and secret")
    user.first_name, user.last_name = "Ana", "Reis"
    user.save()
    client.force_login(user)
    return client


def send(studio, url, **typed):
    page = BeautifulSoup(studio.get(url).content, "html.parser")
    values = {
        name: (page.select_one(f"[name={name}]") or {}).get("value", "")
        for name in ("nonce", "name", "link", "person")
    }
    return studio.post(url, {**values, "text": "Thank you.", **typed})


def test_an_answer_is_signed_and_public_at_once(studio, film):
    comment = say(film)
    url = reverse("conversation_answer", args=[comment.pk])
    assert comment.text in studio.get(url).content.decode()
    response = send(studio, url, text="At the *weir*, 1:02.", link="https://reis.example/")
    assert response.status_code == 302
    answer = Comment.objects.get(parent=comment)
    assert (answer.state, answer.place, answer.thread_id) == ("public", 1, comment.pk)
    assert (answer.name, answer.link, answer.badge) == (
        "Ana Reis",
        "https://reis.example/",
        "editor",
    )
    assert '<em>weir</em>, <a href="#t=62">1:02</a>' in answer.html
    assert (answer.email, answer.network) == ("", "")
    assert Signature.objects.get().link == "https://reis.example/"
    assert 'value="https://reis.example/"' in studio.get(url).content.decode()


def test_under_their_own_film_makers_answer_as_the_maker(studio, film):
    other = make_film("High Water", credits_text="Director: Jon Park")
    ines = Person.objects.get(name="Ines Calder")
    for where in (film, other):
        send(studio, reverse("conversation_say", args=[where.pk]), person=ines.pk, name="Ines")
    badges = dict(Comment.objects.values_list("film", "badge"))
    assert badges == {film.pk: "maker", other.pk: "editor"}


def test_two_presses_are_one_answer(studio, film):
    url = reverse("conversation_say", args=[film.pk])
    nonce = "7c1c3f2e-5ad6-4d3b-9d0e-1f6a51f7a001"
    for _ in range(2):
        assert send(studio, url, nonce=nonce).status_code == 302
    assert Comment.objects.count() == 1


def test_the_last_word_may_be_said_under_a_closed_conversation(studio, film):
    comment = say(film)
    closing.close(film, By("ana"))
    send(studio, reverse("conversation_answer", args=[comment.pk]))
    assert Comment.objects.filter(parent=comment, state="public").exists()
    closing.set_rules(film, FilmRules("none"), By("ana"))
    assert studio.get(reverse("conversation_say", args=[film.pk])).status_code == 302


def test_a_waiting_comment_is_shown_with_its_answer(studio, film):
    comment = say(film, state="held")
    url = reverse("conversation_answer", args=[comment.pk])
    assert "Show it and answer" in studio.get(url).content.decode()
    send(studio, url)
    comment.refresh_from_db()
    assert (comment.state, comment.number) == ("public", 1)
    assert Comment.objects.get(parent=comment).place == 1


def test_what_was_removed_is_not_answered_and_nothing_typed_is_lost(studio, film):
    comment = say(film)
    decide([comment.pk], "removed", By("ana"))
    response = send(studio, reverse("conversation_answer", args=[comment.pk]), text="Kept words")
    assert "Kept words" in response.content.decode()
    assert "cannot be read by visitors" in response.content.decode()
    assert Comment.objects.count() == 1


def test_it_can_be_looked_at_first_and_runs_nothing(studio, film):
    url = reverse("conversation_say", args=[film.pk])
    hostile = "*So* <script>alert(1)</script>"
    page = send(studio, url, text=hostile, look="1").content.decode()
    assert "<em>So</em>" in page
    assert "<script>alert(1)" not in page
    assert not Comment.objects.exists()


def test_own_words_are_changed_and_taken_away(studio, film):
    other = make_film("High Water", credits_text="")
    send(studio, reverse("conversation_say", args=[film.pk]))
    mine = Comment.objects.get()
    url = reverse("conversation_own", args=[mine.pk])
    studio.post(url, {"text": f"See [it]({other.address})."})
    mine.refresh_from_db()
    assert mine.changed_at
    assert Mention.objects.get().film_id == other.pk
    studio.post(url, {"text": "x", "take": "1"})
    mine.refresh_from_db()
    assert mine.state == "withdrawn"
    actions = Decision.objects.order_by("pk").values_list("action", "by")
    assert list(actions) == [("edit", "ana"), ("withdraw", "ana")]


def test_nobody_changes_what_another_wrote(studio, film):
    visitors = say(film)
    colleague = say(film, user=User.objects.create_superuser("ben"), badge="editor")
    for each in (visitors, colleague):
        studio.post(reverse("conversation_own", args=[each.pk]), {"text": "Mine now"})
    assert not Comment.objects.filter(text="Mine now").exists()
