"""What somebody may do with a comment of their own, and what visitors may report."""

from datetime import timedelta

import pytest
from django.utils import timezone

from matinee.discussion.addresses import yours_way
from matinee.discussion.deciding import By, decide, undo
from matinee.discussion.models import Comment, Conversation, Decision, Report
from matinee.publishing.models import PendingBake
from tests.discussion.said import say
from tests.discussion.writing import TEXT, post, send, set_rules

JSON = "application/json"


@pytest.fixture
def opened(film):
    set_rules(opening="open")
    return film


def own_way(comment):
    return yours_way(comment.key)


def test_a_comment_can_be_changed_while_there_is_time(client, opened):
    comment = say(opened)
    PendingBake.objects.all().delete()
    fields = {"action": "change", "text": "Better *so*.\r\n"}
    told = post(client, own_way(comment), fields, JSON).json()
    comment.refresh_from_db()
    assert (comment.text, comment.state, comment.number) == ("Better *so*.", "public", 1)
    assert "<em>so</em>" in told["html"]
    assert comment.changed_at is not None
    assert PendingBake.objects.filter(key=f"said:{comment.pk}").exists()
    assert Decision.objects.get().action == "edit"
    assert post(client, own_way(comment), fields).status_code == 303


def test_a_changed_text_is_judged_anew(client, opened):
    set_rules(spam_words="bargain", links_held=1)
    linked, spam = say(opened), say(opened, "Another thing.")
    text = "See https://harbour.example/ and go."
    told = post(client, own_way(linked), {"action": "change", "text": text}, JSON).json()
    assert told["state"] == "held"
    post(client, own_way(spam), {"action": "change", "text": "A bargain!"}, JSON)
    linked.refresh_from_db(), spam.refresh_from_db()
    assert (linked.state, linked.held_for, spam.state) == ("held", "1 link", "spam")
    assert Conversation.objects.get().shown == 0


@pytest.mark.parametrize("state", ["public", "held"])
def test_what_is_withdrawn_is_erased_and_never_comes_back(client, opened, state):
    comment = say(opened, email="wanda@mail.example", state=state)
    told = post(client, own_way(comment), {"action": "withdraw"}, JSON).json()
    assert (told["state"], told["may_change"], told["text"]) == ("withdrawn", False, "")
    comment.refresh_from_db()
    kept = (comment.text, comment.html, comment.name, comment.email, comment.link, comment.digest)
    assert kept == ("",) * 6
    undo(Decision.objects.get().batch, By("ann"))
    decide([comment.pk], "public", By("ann"))
    comment.refresh_from_db()
    assert comment.state == "withdrawn"
    assert client.get(f"/conversation/{own_way(comment)}").status_code == 200


def test_after_a_quarter_of_an_hour_nothing_changes_and_nothing_is_lost(client, opened):
    comment = say(opened, at=timezone.now() - timedelta(minutes=16))
    for action in ("change", "withdraw"):
        answer = post(client, own_way(comment), {"action": action, "text": "New words."}, JSON)
        assert answer.status_code == 409
    page = post(client, own_way(comment), {"action": "change", "text": "New words."})
    assert "New words." in page.content.decode()
    comment.refresh_from_db()
    assert (comment.text != "New words.", comment.state) == (True, "public")


def test_what_a_moderator_removed_stays_removed(client, opened):
    comment = say(opened)
    decide([comment.pk], "removed", By("ann"))
    answer = post(client, own_way(comment), {"action": "change", "text": "Again."}, JSON)
    assert answer.status_code == 409
    page = client.get(f"/conversation/{own_way(comment)}").content.decode()
    assert "removed by a moderator" in page


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "..", "\ud83d"[:0] + "ü", "a" * 900])
def test_a_forged_link_leads_nowhere(client, opened, token):
    say(opened)
    assert client.get(f"/conversation/yours/{token}/").status_code in {404, 410}
    assert client.post(f"/conversation/yours/{token}/").status_code in {404, 410}


def test_one_link_does_not_serve_for_another_purpose(client, opened):
    from matinee.discussion.addresses import confirm_way, leave_way

    key = say(opened).key
    for way in (confirm_way(key), leave_way(key)):
        token = way.split("/")[2]
        assert client.get(f"/conversation/yours/{token}/").status_code == 410


def test_a_report_counts_once_from_each_network(client, opened):
    comment = say(opened)
    way = f"report/{comment.pk}/"
    assert "Report a comment" in client.get(f"/conversation/{way}").content.decode()
    fields = {"reason": "abuse", "words": "He is rude.\x00"}
    first = post(client, way, fields, address="192.0.2.5")
    again = post(client, way, {"reason": "spam"}, address="192.0.2.5")
    assert (first.status_code, first.content) == (again.status_code, again.content)
    post(client, way, {"reason": "spam"}, address="192.0.2.6")
    post(client, way, {"reason": "spam", "leave_empty": "x"}, address="192.0.2.7")
    comment.refresh_from_db()
    assert (comment.reports, Report.objects.count()) == (2, 2)
    assert Report.objects.order_by("pk").first().words == "He is rude."
    assert "192.0.2" not in str(Report.objects.values_list("network", flat=True))


def test_reports_have_their_measure_and_their_reasons(client, opened):
    comments = [say(opened, f"Words, number {number}.") for number in range(22)]
    answers = [
        post(client, f"report/{each.pk}/", {"reason": "law"}, JSON).status_code for each in comments
    ]
    assert answers == [200] * 20 + [429] * 2
    wrong = post(client, f"report/{comments[0].pk}/", {"reason": "dull", "words": "It bores."})
    assert (wrong.status_code, "It bores." in wrong.content.decode()) == (422, True)
    held = say(opened, state="held")
    assert post(client, f"report/{held.pk}/", {"reason": "law"}).status_code == 404


@pytest.mark.parametrize(
    ("way", "method"),
    [("post/", "get"), ("post/", "put"), ("ticket/", "post"), ("preview/", "get")],
)
def test_wrong_methods_are_refused(client, db, way, method):
    answer = getattr(client, method)(f"/conversation/{way}")
    assert answer.status_code == 405
    assert "OPTIONS" in answer.headers["Allow"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"text": "x"}'),
        ("multipart/form-data; boundary=x", b"--x--"),
        ("text/plain", b"text=x"),
        ("application/x-www-form-urlencoded", b"text=" + b"x" * 300_000),
        ("application/x-www-form-urlencoded; charset=utf-16", b"text=x"),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % each for each in range(12_000))),
    ],
    ids=["json", "multipart", "plain", "huge", "utf-16", "many"],
)
def test_what_is_no_form_is_not_read(client, opened, kind, body):
    for way in ("post/", "preview/"):
        answer = post(client, way, body, JSON, content_type=kind)
        assert answer.status_code == 400
        assert "could not be read" in answer.json()["trouble"]
    assert not Comment.objects.exists()


@pytest.mark.parametrize("raw", [b"%ED%A0%80%FF%00 said", b"\xff\xfe\x00said", b"%u0041said%"])
def test_bad_encodings_are_taken_as_far_as_they_can_be_read(client, opened, raw):
    from urllib.parse import urlencode

    from tests.discussion.writing import form_of

    body = urlencode(form_of(opened, text=None)).encode() + b"&text=" + raw
    assert post(client, "post/", body, JSON).status_code == 201
    assert "said" in Comment.objects.get().text
    assert "\x00" not in Comment.objects.get().text


def test_without_the_sum_a_comment_waits_and_with_it_none_is_posted_twice(client, opened, settings):
    import base64
    import dataclasses
    import json

    from altcha import Challenge, solve_challenge

    from matinee.discussion import work

    settings.MATINEE = dataclasses.replace(settings.MATINEE, proof_of_work=True)
    assert client.get("/conversation/ticket/").json()["work"]["parameters"]["cost"] == work.COST
    assert send(client, opened).json()["state"] == "held"
    challenge = work.new_challenge("nonce")
    solution = solve_challenge(Challenge.from_dict(challenge), counter_start=work.FEWEST)
    sent = json.dumps({"challenge": challenge, "solution": solution.to_dict()})
    done = base64.b64encode(sent.encode()).decode()
    assert work.is_done(done, "nonce")
    assert not work.is_done(done, "another")
    for forged in ("", "x", "e30=", done[:-8], base64.b64encode(b"[1]").decode()):
        assert not work.is_done(forged, "nonce")


def test_the_text_of_the_form_is_the_same_text(client, opened):
    told = send(client, opened).json()
    assert client.get(told["yours"], headers={"accept": JSON}).json()["text"] == TEXT
