"""The rules of one conversation: its own, those of the site, its last day, and the record."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from matinee.discussion import closing
from matinee.discussion.closing import FilmRules
from matinee.discussion.deciding import By
from matinee.discussion.models import Conversation, ConversationRules, Decision
from matinee.discussion.signals import conversation_changed
from matinee.discussion.standing import standing_of
from matinee.publishing.days import turn_the_day
from matinee.publishing.models import PendingBake
from tests.discussion.said import say

ANN = By("ann")


@pytest.fixture
def studio(client, home):
    client.force_login(User.objects.create_superuser("ana", password="long and secret"))
    return client


@pytest.fixture
def heard():
    films = []

    def listen(film_ids, **news):
        films.extend(film_ids)

    conversation_changed.connect(listen)
    yield films
    conversation_changed.disconnect(listen)


def site_says(**rules):
    found = ConversationRules.load()
    for name, value in rules.items():
        setattr(found, name, value)
    found.full_clean()
    found.save()


def published(film, days_ago):
    film.first_published_at = timezone.now() - timedelta(days=days_ago)
    film.save(update_fields=["first_published_at"])


def test_rules_are_saved_told_and_written_down_once(film, heard):
    say(film)
    rules = FilmRules("all", 30, "newest")
    assert closing.set_rules(film, rules, ANN)
    assert not closing.set_rules(film, rules, ANN)
    assert heard == [film.pk]
    assert closing.rules_of(film) == rules
    assert Conversation.objects.get().shown == 1, "the counters are left alone"
    [entry] = Decision.objects.filter(comment=None)
    assert (entry.action, entry.was, entry.became, entry.by) == ("rules", "", "all", "ann")


@pytest.mark.parametrize("own", ["", "open", "all"])
def test_a_conversation_is_closed_and_opens_as_it_was(film, own):
    closing.set_rules(film, FilmRules(own), ANN)
    for _ in range(2):
        closing.close(film, ANN)
    assert not standing_of(film).takes
    for _ in range(2):
        closing.reopen(film, ANN)
    assert standing_of(film).takes
    assert closing.rules_of(film).opening == own
    actions = list(Decision.objects.order_by("pk").values_list("action", flat=True))
    assert actions[-2:] == ["close", "open"]


def test_what_the_site_closed_opens_with_the_first_comment_held(film):
    site_says(opening="closed")
    closing.reopen(film, ANN)
    assert standing_of(film).opening == "first"


def test_an_end_that_has_come_is_lifted(film):
    site_says(closes_after_days=10)
    published(film, 11)
    assert not standing_of(film).takes
    closing.reopen(film, ANN)
    assert standing_of(film).takes
    assert standing_of(film).closes_on is None


def test_a_film_can_have_no_end_where_the_site_has_one(film):
    site_says(closes_after_days=10)
    published(film, 400)
    closing.set_rules(film, FilmRules(closes_after_days=0), ANN)
    assert standing_of(film).takes


@pytest.mark.parametrize(("own", "all_films"), [(None, 10), (10, None), (10, 3)])
def test_pages_are_made_anew_on_the_day_it_closes(film, own, all_films):
    site_says(closes_after_days=all_films)
    if own:
        closing.set_rules(film, FilmRules(closes_after_days=own), ANN)
    film.first_published_at = timezone.now().replace(year=2031, month=3, day=1, hour=12, minute=0)
    film.save(update_fields=["first_published_at"])
    last, over = date(2031, 3, 10), date(2031, 3, 11)
    assert standing_of(film, last).takes
    assert not standing_of(film, over).takes
    turn_the_day(last)
    PendingBake.objects.all().delete()
    assert turn_the_day(over) == 1
    assert PendingBake.objects.filter(key=f"film:{film.pk}").exists()
    assert turn_the_day(over + timedelta(1)) == 0


def test_a_film_that_never_closes_is_not_made_anew(film):
    site_says(closes_after_days=10)
    closing.set_rules(film, FilmRules(closes_after_days=0), ANN)
    first = timezone.localdate(film.first_published_at)
    assert closing.closing_between(first, first + timedelta(100)) == set()


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ("a", "almost every comment"),
        ("x" * 101, "too long"),
        ("\n".join(f"word{number}" for number in range(1001)), "at most 1000"),
    ],
)
def test_words_that_would_hold_everything_are_refused(db, words, trouble):
    with pytest.raises(ValidationError, match=trouble):
        site_says(held_words=words)


def test_words_are_put_in_order(db):
    site_says(spam_words="  Cheap   Watches \r\n\r\ncheap watches\n[a-z]+(\n")
    assert ConversationRules.load().spam_words == "Cheap Watches\n[a-z]+("


def test_the_film_page_in_the_studio(studio, film):
    site_says(opening="all", closes_after_days=30)
    say(film, "Look at the gulls.")
    say(film, state="held")
    page = studio.get(reverse("conversation_film", args=[film.pk])).content.decode()
    for words in (
        "As the site: every comment waits",
        "as the site, after 30 days",
        "Look at the gulls.",
        "1 waits in the queue",
        "1 comment can be read",
        "Close it now",
    ):
        assert words in page
    edit = studio.get(reverse("wagtailadmin_pages:edit", args=[film.pk])).content.decode()
    assert reverse("conversation_film", args=[film.pk]) in edit


def test_rules_and_the_end_are_set_in_the_studio(studio, film):
    url = reverse("conversation_film", args=[film.pk])
    typed = {"opening": "open", "closes_after_days": "0", "order": "newest"}
    assert studio.post(url, typed).status_code == 302
    assert closing.rules_of(film) == FilmRules("open", 0, "newest")
    assert studio.post(url, {"closes_after_days": "9999"}).status_code == 200
    turn = reverse("conversation_turn", args=[film.pk])
    studio.post(turn, {"to": "closed"})
    assert not standing_of(film).takes
    assert "Open it again" in studio.get(url).content.decode()
    studio.post(turn, {"to": "open"})
    assert standing_of(film).opening == "open"
    assert studio.get(turn).status_code == 405
    assert Decision.objects.filter(by="ana").count() == 3


def test_comments_are_pinned_from_there(studio, film):
    comments = [say(film) for _ in range(4)]
    for each in comments:
        studio.post(reverse("conversation_pin", args=[each.pk]), {"to": "pin"})
    assert film.comments.filter(pinned=True).count() == 3
    page = studio.get(reverse("conversation_film", args=[film.pk])).content.decode()
    assert "3 comments are pinned under this film already" in page
    studio.post(reverse("conversation_pin", args=[comments[0].pk]), {"to": "unpin"})
    assert film.comments.filter(pinned=True).count() == 2


def test_whoever_may_not_moderate_changes_nothing(client, film):
    user = User.objects.create_user("clerk", password="long and secret")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    comment = say(film)
    for name, pk in (
        ("conversation_film", film.pk),
        ("conversation_turn", film.pk),
        ("conversation_say", film.pk),
        ("conversation_answer", comment.pk),
        ("conversation_own", comment.pk),
        ("conversation_pin", comment.pk),
    ):
        client.post(reverse(name, args=[pk]), {"to": "closed", "text": "x", "name": "y"})
    client.post(reverse("conversation_personal"), {"comment": comment.pk, "erase": 1, "sure": 1})
    assert standing_of(film).takes
    assert film.comments.count() == 1
    assert not Decision.objects.exists()
