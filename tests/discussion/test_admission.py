"""Who may write just now, from which pages, how much; and what the rules make of it."""

import dataclasses
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from matinee.correspondence.admission import forget_knocks, hashes_of
from matinee.correspondence.models import DaySalt
from matinee.discussion import ground, held
from matinee.discussion.models import Ban, Comment
from matinee.discussion.models.conversation import Opening
from tests.discussion.said import say
from tests.discussion.writing import TEXT, form_of, post, send, set_rules

JSON = "application/json"


@pytest.fixture
def opened(film):
    set_rules(opening="open")
    return film


def site(settings, **facts):
    settings.MATINEE = dataclasses.replace(settings.MATINEE, **facts)


def judge(words="calm words", *, opening=Opening.OPEN, **facts):
    said = {"words": words, "links": 0, "known": True}
    lists = {name: facts.pop(name) for name in ("held_words", "spam_words") if name in facts}
    limit = facts.pop("links_held", 3)
    rules = held.Rules(opening, limit, **lists)
    verdict = held.judge(held.Said(**{**said, **facts}), rules)
    return str(verdict.state), verdict.reason


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ("public", "")),
        ({"links": 2}, ("public", "")),
        ({"links": 3}, ("held", "3 links")),
        ({"links": 9, "links_held": 0}, ("public", "")),
        ({"opening": Opening.ALL_HELD}, ("held", "every comment waits here")),
        ({"opening": Opening.FIRST_HELD}, ("public", "")),
        ({"opening": Opening.FIRST_HELD, "known": False}, ("held", "first comment")),
        ({"known": False}, ("public", "")),
        ({"worked": False}, ("held", "sent without the browser’s sum")),
        ({"films_with_same": 2}, ("public", "")),
        ({"films_with_same": 3}, ("spam", "the same words under 3 films")),
        ({"films_with_same": 3, "links": 9}, ("spam", "the same words under 3 films")),
    ],
)
def test_the_gravest_rule_decides(facts, expected):
    assert judge(**facts) == expected


@pytest.mark.parametrize(
    ("listed", "words", "found"),
    [
        ("casino", "A CASINO by the sea", True),
        ("casino", "an occasino is none", False),
        ("casino", "casino-night", True),
        ("casino", "https://casino.example/", True),
        ("casino", "ca\u200bsi\u00adno", True),
        ("casino", "ｃａｓｉｎｏ", True),
        ("caf\u00e9", "the cafe\u0301", True),
        ("caf\u00e9", "the cafe", False),
        ("STRASSE", "die Straße", True),
        ("free  money", "get FREE\n money now", True),
        ("free money", "free moneybags", False),
        ("$$$", "so cheap$$$", True),
        ("c++", "in c++, of course", True),
        ("c++", "abc++", False),
        ("\n  \n", "anything", False),
        ("μία", "ΜΊΑ φορά", True),
        ("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", False),
    ],
)
def test_words_are_found_whole_whatever_their_case_and_way_of_writing(listed, words, found):
    assert (judge(words, held_words=listed)[0] == "held") is found
    assert (judge(words, spam_words=listed)[0] == "spam") is found


def test_links_to_this_site_are_none_that_count():
    links = ["https://films.example/films/x/", "/films/y/", "#t=5", "HTTPS://Films.example"]
    assert held.count_links(links, "", "https://films.example") == 0
    other = ["https://a.example/", "http://films.example.org/", "https://films.example:8/"]
    assert held.count_links(other, "https://me.example/", "https://films.example") == 4


def test_a_first_comment_waits_and_who_is_known_does_not(client, film):
    told = send(client, film, email="wanda@mail.example").json()
    assert told["state"] == "held"
    assert Comment.objects.get().held_for == "first comment"
    say(film, name="Wanda Ekholm", email="wanda@mail.example")
    facts = {"email": "WANDA@mail.example", "text": "And another thing, about the sound."}
    assert send(client, film, name="wanda ekholm", **facts).json()["state"] == "public"
    other = {**facts, "text": "Something else that nobody said."}
    assert send(client, film, name="Someone Else", **other).json()["state"] == "held"
    unsigned = {"text": "A name alone tells nothing.", "name": "Wanda Ekholm"}
    assert send(client, film, **unsigned).json()["state"] == "held"
    say(film, name="Wanda Ekholm", email="wanda@mail.example", state="removed")
    last = {**facts, "text": "After a removal I am looked at again."}
    assert send(client, film, **last).json()["state"] == "held"


def test_spam_looks_to_its_sender_as_if_it_waited(client, opened):
    set_rules(spam_words="bargain")
    told = send(client, opened, text="What a bargain, this film, for everyone!").json()
    assert told["state"] == "held"
    assert "spam" not in str(told).lower().replace("spamming", "")
    assert Comment.objects.get().state == "spam"


def test_the_same_words_again_are_refused_or_are_spam(client, opened):
    from tests.catalogue.made_films import make_film

    others = [make_film(f"Water {number}", credits_text="") for number in range(2)]
    send(client, opened)
    again = send(client, opened, text=f"  {TEXT.upper()}!!")
    assert (again.status_code, "said already" in again.json()["trouble"]) == (409, True)
    assert send(client, others[0]).json()["state"] == "public"
    assert send(client, others[1]).json()["state"] == "held"
    assert Comment.objects.get(film=others[1]).state == "spam"


def test_thanks_may_be_said_by_many(client, opened):
    for name in ("Jo", "Ann", "Åsa"):
        assert send(client, opened, text="Thank you!", name=name).status_code == 201
    assert send(client, opened, text="thank you", name="jo").status_code == 409


@pytest.mark.parametrize(
    ("limit", "address"), [("comments_per_network", "192.0.2.7"), ("comments_per_film", "")]
)
def test_an_hour_has_its_measure(client, opened, settings, limit, address):
    site(settings, **{limit: 3})
    answers = [
        send(client, opened, address=address, text=f"Words that differ, number {number}.")
        for number in range(5)
    ]
    assert [answer.status_code for answer in answers] == [201, 201, 201, 429, 429]
    assert "ticket" in answers[-1].json()
    Comment.objects.update(posted_at=timezone.now() - timedelta(hours=2))
    late = send(client, opened, address=address, text="An hour and some later.")
    assert late.status_code == 201
    site(settings, **{limit: 0})
    for number in range(4):
        text = f"No measure at all, number {number}."
        assert send(client, opened, address=address, text=text).status_code == 201


def test_one_network_counts_across_midnight(client, opened, settings):
    site(settings, comments_per_network=2)
    yesterday = timezone.now().date() - timedelta(days=1)
    DaySalt.objects.create(day=yesterday, salt="older")
    older = hashes_of("192.0.2.7")[1]
    for _ in range(2):
        say(opened, at=timezone.now() - timedelta(minutes=30), network=older)
    assert send(client, opened, address="192.0.2.7").status_code == 429
    assert send(client, opened, address="192.0.2.8").status_code == 201


def test_salts_are_kept_a_week(db):
    today = timezone.now().date()
    for days in range(12):
        DaySalt.objects.create(day=today - timedelta(days=days), salt=f"salt{days}")
    assert len(set(hashes_of("192.0.2.7"))) == 8
    forget_knocks()
    assert len(hashes_of("192.0.2.7")) == 7
    assert min(DaySalt.objects.values_list("day", flat=True)) == today - timedelta(days=6)


@pytest.mark.parametrize(
    ("kind", "value"), [("name", "wanda ekholm"), ("email", "wanda@mail.example")]
)
def test_who_is_banned_reads_a_sentence(client, opened, kind, value):
    Ban.objects.create(kind=kind, value=value, by="ann", at=timezone.now())
    answer = send(client, opened, email="Wanda@Mail.example")
    assert answer.status_code == 403
    page = post(client, "post/", form_of(opened, email="Wanda@Mail.example"))
    assert f"{TEXT}</textarea>" in page.content.decode()
    assert not Comment.objects.exists()


HERE = {"host": "films.example"}


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({}, True),
        ({"origin": "https://films.example"}, True),
        ({"origin": "https://pages.example", "sec-fetch-site": "cross-site"}, True),
        ({"origin": "https://PAGES.example"}, True),
        ({"origin": "https://films.example", "sec-fetch-site": "same-site"}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"origin": "https://evil.example"}, False),
        ({"origin": "https://pages.example.evil.example"}, False),
        ({"origin": "http://pages.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "null", "sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
    ],
)
def test_only_pages_of_this_site_may_post(client, opened, settings, headers, taken):
    site(
        settings,
        address="https://films.example",
        conversation_endpoint="https://talk.films.example",
        conversation_origins=("https://pages.example/",),
    )
    answer = post(client, "post/", form_of(opened), JSON, **headers)
    assert answer.status_code == (201 if taken else 403)
    told = answer.headers.get("Access-Control-Allow-Origin", "")
    assert told == (
        headers.get("origin", "").lower() if taken and len(headers.get("origin", "")) else ""
    )
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Origin" in answer.headers["Vary"]
    assert not answer.cookies


def test_pages_elsewhere_are_told_before_they_post(client, db, settings):
    site(settings, conversation_origins=("https://pages.example",))
    asked = {"origin": "https://pages.example", "access-control-request-method": "POST"}
    answer = client.options("/conversation/post/", headers=asked)
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "https://pages.example"
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    foreign = client.options("/conversation/post/", headers={"origin": "https://evil.example"})
    assert "Access-Control-Allow-Origin" not in foreign.headers


def test_the_ways_of_the_endpoint_name_its_host(client, opened, settings):
    site(settings, address="https://films.example", conversation_endpoint="https://talk.example/")
    told = send(client, opened).json()
    assert told["yours"].startswith("https://talk.example/conversation/yours/")
    page = client.get(f"/conversation/write/{opened.pk}/").content.decode()
    assert 'action="https://talk.example/conversation/post/"' in page
    assert f'href="https://films.example{opened.address}"' in page
    assert "form-action 'self' https://talk.example" in page
    assert "connect-src 'self' https://talk.example" in page


def test_the_policy_lets_pages_write_to_the_endpoint_alone():
    from matinee.media.errors import Refused
    from matinee.project.security_headers import PUBLIC_POLICY, public_policy

    assert public_policy("") == PUBLIC_POLICY
    assert "form-action 'self' https://talk.example;" in public_policy("https://talk.example")
    for wrong in ("https://talk.example; script-src *", "*", "talk.example", "https://a b"):
        with pytest.raises(Refused):
            public_policy(wrong)


@pytest.mark.parametrize(
    ("sql", "values", "index"),
    [
        (ground._LAST_BY, ["wanda@mail.example", 20], "comment_email"),
        (ground._SAME, ["d", "2026-11-22", 50], "comment_digest"),
        (ground._NTH_BY_NETWORK, ["a", "b", "2026-11-22", 19], "comment_network"),
        (ground._NTH_UNDER_FILM, [1, "2026-11-22", 599], "comment_film_day"),
    ],
)
def test_what_a_post_asks_is_answered_by_an_index(db, sql, values, index):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        plan = " ".join(row[3] for row in cursor.fetchall())
    assert f"INDEX {index} (" in plan
