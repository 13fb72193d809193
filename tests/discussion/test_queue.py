"""The queue: what it shows, what its buttons and keys do, and how it takes them back."""

import json
import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from matinee.discussion.deciding import By, decide
from matinee.discussion.models import Comment, Decision, Report
from matinee.discussion.studio import actions
from matinee.discussion.studio.queue_filters import tab_counts
from tests.discussion.said import say

QUEUE = "/studio/conversations/"
JSON = {"HTTP_ACCEPT": "application/json"}


def state(comment):
    return Comment.objects.get(pk=comment.pk).state


def post(studio, way, **fields):
    return studio.post(reverse(f"conversations:{way}"), fields)


def do(studio, action, *comments, **fields):
    """Do something as the script does, and return its answer."""
    fields = {"do": action, "pk": [each.pk for each in comments], **fields}
    return json.loads(studio.post(reverse("conversations:act"), fields, **JSON).content)


def shown(studio, query=""):
    """Return the ids of the comments on a page of the queue, in their order."""
    page = studio.get(f"{QUEUE}{query}").content.decode()
    return [int(pk) for pk in re.findall(r'data-row="(\d+)"', page)]


WAYS = ["", "act/", "undo/", "all/", "record/", "record.csv", "bans/"]


@pytest.mark.parametrize("way", WAYS)
def test_only_moderators_see_it(home, way):
    editor = User.objects.create_user("bea", password="low-water-7")
    editor.groups.add(Group.objects.create(name="Poster painters"))
    client = Client()
    assert client.get(QUEUE + way).status_code == 302
    client.force_login(editor)
    for answer in (client.get(QUEUE + way), client.post(QUEUE + way)):
        assert answer.status_code in {302, 405}
        assert "Comments" not in answer.content.decode()


def test_tabs_show_comments_by_state_the_newest_first(film, studio):
    held = [say(film, state="held") for _ in range(2)]
    public, spam = say(film), say(film, state="spam")
    gone = say(film)
    decide([gone.pk], "removed", By("ann"))
    assert shown(studio) == [held[1].pk, held[0].pk]
    assert shown(studio, "?tab=public") == [public.pk]
    assert shown(studio, "?tab=spam") == [spam.pk]
    assert shown(studio, "?tab=removed") == [gone.pk]
    everything = [gone.pk, spam.pk, public.pk, held[1].pk, held[0].pk]
    assert shown(studio, "?tab=all") == everything
    assert shown(studio, "?tab=all&order=oldest") == everything[::-1]
    counts = {"waiting": "2", "reported": "0", "public": "1", "spam": "1", "removed": "1"}
    assert tab_counts() == counts | {"all": "5"}


def test_a_row_tells_what_a_moderator_needs(film, studio):
    first = say(film, "Which harbour is it?", email="wanda@mail.example")
    say(film, state="removed", email="wanda@mail.example")
    comment = say(
        film,
        "<script>alert(1)</script> *Look* at https://harbour.example/",
        to=first,
        state="held",
        email="wanda@mail.example",
        held_for="3 links",
        at_s=754,
    )
    page = studio.get(QUEUE).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <em>Look</em>" in page
    assert "Held: 3 links" in page
    assert "Answers Wanda Ekholm: Which harbour is it?" in page
    assert ">Besides: 1 public, 1 removed</a>" in page
    assert "at 12:34" in page
    assert f'value="approve {comment.pk}"' in page


def test_pages_are_cut_after_rows_and_turn_back(film, studio, monkeypatch):
    monkeypatch.setattr("matinee.discussion.studio.queue_paging.ROWS", 3)
    same = say(film, state="held").posted_at
    pks = [say(film, state="held", at=same).pk for _ in range(7)]
    pks = sorted([*pks, pks[0] - 1], reverse=True)
    seen, query = [], ""
    for _ in range(3):
        page = studio.get(QUEUE + query)
        seen += shown(studio, query)
        query = f"?{page.context['on']}"
    assert seen == pks
    assert page.context["on"] == ""
    back = f"?{page.context['back']}"
    assert shown(studio, back) == pks[3:6]
    first = studio.get(QUEUE + back).context["back"]
    assert shown(studio, f"?{first}") == pks[:3]


@pytest.mark.parametrize(
    "query",
    ["?after=x", "?before=2026-01-01_1", "?tab=nothing", "?since=soon", "?id=x", "?film=%23"],
)
def test_an_address_that_makes_no_sense_shows_a_page(film, studio, query):
    assert studio.get(QUEUE + query).status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("film=low", "abcd"),
        ("film=nowhere", ""),
        ("person=wanda ekholm", "ab"),
        ("person=JO@mail.example", "c"),
        ("links=1", "b"),
        ("moments=1", "c"),
        ("held_for=3 links", "b"),
        ("held_for=first comment", "a"),
        ("q=pewter", "d"),
        ("q=mail.example jo", "c"),
        ("until=2001-01-01", ""),
        ("since=2001-01-01", "abcd"),
    ],
)
def test_filters_narrow_the_list(film, studio, query, found):
    comments = {
        "a": say(film, "A quiet one.", state="held", held_for="first comment"),
        "b": say(film, "See https://harbour.example/", state="held", held_for="3 links"),
        "c": say(film, "At last", state="held", name="Jo", email="jo@mail.example", at_s=3),
        "d": say(film, "The mud is like pewter.", state="held", name="Edda"),
    }
    exact = f"film=%23{film.pk} Low Water" if query == "film=low" else query
    for each in (query, exact):
        rows = shown(studio, f"?{each}")
        assert sorted(rows) == sorted(comments[name].pk for name in found)


def test_an_action_answers_with_the_rows_and_can_be_undone(film, studio, moderator):
    comments = [say(film, state="held") for _ in range(3)]
    said = do(studio, "remove", *comments[:2], reason="Insult", own_reason="twice")
    assert said["said"] == "2 comments removed."
    assert said["counts"]["waiting"] == "1"
    assert [row["pk"] for row in said["rows"]] == [each.pk for each in comments[:2]]
    assert "Removed by ann: Insult: twice" in said["rows"][0]["html"]
    entry = Decision.objects.first()
    assert (entry.user, entry.reason, entry.action) == (moderator, "Insult: twice", "remove")
    answer = studio.post(
        reverse("conversations:undo"),
        {"batch": said["batch"], "seen": [comments[0].pk]},
        **JSON,
    )
    again = json.loads(answer.content)
    assert [row["pk"] for row in again["rows"]] == [comments[0].pk]
    assert {state(each) for each in comments} == {"held"}


def test_without_a_script_a_button_leads_back_to_the_same_page(film, studio):
    comment = say(film, state="held")
    back = f"{QUEUE}?tab=waiting&order=oldest"
    answer = post(studio, "act", do=f"approve {comment.pk}", next=back)
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{back}&done=")
    assert state(comment) == "public"
    page = studio.get(answer["Location"]).content.decode()
    assert "1 comment approved." in page
    batch = re.search(r'name="batch" value="(\w+)"', page)[1]
    post(studio, "undo", batch=batch, next=back)
    assert state(comment) == "held"


@pytest.mark.parametrize("foreign", ["https://bad.example/", "//bad.example", "/studio/pages/"])
def test_a_button_leads_nowhere_else(film, studio, foreign):
    comment = say(film, state="held")
    answer = post(studio, "act", do=f"hold {comment.pk}", next=foreign)
    assert answer["Location"].startswith(QUEUE)


def test_what_answers_the_unseen_is_not_approved_and_told_so(film, studio):
    parent = say(film, state="held")
    reply = say(film, to=parent, state="held")
    said = do(studio, "approve", reply)["said"]
    assert (
        said
        == "Nothing changed. 1 comment answers something that was never shown; approve that first."
    )
    assert do(studio, "approve", reply, parent)["said"] == "2 comments approved."


def test_pinning_is_asked_of_who_pins(film, studio):
    reply = say(film, to=say(film))
    assert (
        "cannot" in do(studio, "pin", reply)["said"] or "Only" in do(studio, "pin", reply)["said"]
    )
    root = reply.thread
    assert do(studio, "pin", root)["said"] == "1 comment pinned."
    assert Comment.objects.get(pk=root.pk).pinned
    assert do(studio, "unpin", root)["said"] == "1 comment unpinned."


def test_reports_are_shown_and_settled(film, studio):
    kept, gone = say(film), say(film)
    for comment in (kept, gone):
        Report.objects.create(
            comment=comment, reason="abuse", words="Twice now", at=comment.posted_at
        )
        Comment.objects.filter(pk=comment.pk).update(reports=1)
    page = studio.get(f"{QUEUE}?tab=reported").content.decode()
    assert page.count("Insults or threatens someone, “Twice now”") == 2
    assert do(studio, "settle", kept)["said"] == "1 comment settled."
    do(studio, "remove", gone)
    assert shown(studio, "?tab=reported") == []
    assert Report.objects.filter(settled_at=None).count() == 0
    assert state(kept) == "public"


def test_all_that_match_are_asked_for_then_done_in_parts(film, studio, monkeypatch):
    monkeypatch.setattr(actions, "PART", 2)
    comments = [say(film, f"Buy {number}", state="held") for number in range(5)]
    other = say(film, "Lovely", state="held")
    asked = post(studio, "all", do="spam", q="buy")
    assert "5 comments match" in asked.content.decode()
    assert state(comments[0]) == "held"
    late = say(film, "Buy this too", state="held")
    sent = {"do": "spam", "q": "buy", "confirmed": 1, "upto": asked.context["upto"]}
    answer = post(studio, "all", **sent)
    assert {state(each) for each in comments} == {"spam"}
    assert (state(other), state(late)) == ("held", "held")
    batch = answer["Location"].partition("done=")[2]
    assert Decision.objects.filter(batch=batch).count() == 5
    post(studio, "undo", batch=batch)
    assert {state(each) for each in comments} == {"held"}


def test_what_takes_long_goes_on_in_the_next_request(film, studio, monkeypatch):
    monkeypatch.setattr(actions, "PART", 2)
    monkeypatch.setattr(actions, "WITHIN_S", 0.0)
    comments = [say(film, state="held") for _ in range(5)]
    fields = {"do": "remove", "confirmed": 1, "upto": comments[-1].pk, "tab": "all"}
    for _ in range(9):
        answer = post(studio, "all", **fields)
        if answer.status_code == 302:
            break
        fields = answer.context["fields"]
    batch = answer["Location"].partition("done=")[2]
    assert Decision.objects.filter(batch=batch).count() == 5
    fields = {"batch": batch}
    for _ in range(9):
        answer = post(studio, "undo", **fields)
        if answer.status_code == 302:
            break
        fields = answer.context["fields"]
    assert {state(each) for each in comments} == {"held"}
    assert Decision.objects.filter(action="undo").values("batch").distinct().count() == 1


def test_words_are_changed_and_the_record_tells_that_not_what(film, studio):
    comment = say(film, "My number is 555 0199.")
    address = reverse("conversations:edit", args=[comment.pk])
    assert "My number is 555 0199." in studio.get(address).content.decode()
    studio.post(address, {"text": "My number is *gone*.", "reason": "private"})
    comment.refresh_from_db()
    assert comment.html == "<p>My number is <em>gone</em>.</p>\n"
    assert comment.changed_at
    entry = Decision.objects.get()
    assert (entry.action, entry.reason, entry.by) == ("edit", "private", "ann")
    assert "555" not in str(list(Decision.objects.values()))


def test_a_page_costs_the_same_number_of_queries_however_full(
    film, studio, django_assert_max_num_queries
):
    for number in range(12):
        first = say(film, email=f"p{number}@mail.example")
        say(film, to=first, name=f"Name {number}")
    studio.get(f"{QUEUE}?tab=all")
    with django_assert_max_num_queries(30):
        studio.get(f"{QUEUE}?tab=all")


def test_the_studio_begins_with_what_waits(film, studio):
    assert "comments wait" not in studio.get("/studio/").content.decode()
    for _ in range(2):
        say(film, state="held")
    assert "2 comments wait" in studio.get("/studio/").content.decode()
