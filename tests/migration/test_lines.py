"""What leaves one site as lines comes into another as it was."""

import json
import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.many_comments import fill_conversation
from matinee.discussion.deciding import By, decide
from matinee.discussion.models import Comment, Conversation
from matinee.media.errors import Refused
from matinee.migration.conversations.leaving import lines, new_file
from tests.discussion.said import say
from tests.migration.exports import come_in, export

FIRST = datetime(2021, 5, 1, 12, tzinfo=UTC)
FIELDS = (
    *("id", "film", "number", "place", "parent", "state", "name", "link", "badge", "text", "at"),
    *("posted", "shown", "changed", "pinned", "origin"),
)
STATES = ("public", "public", "public", "held", "removed", "withdrawn", "spam")


def alike(file) -> list[str]:
    """Return the lines of a file without its ids: what is answered is told by its origin."""
    facts = [json.loads(line) for line in file.read_text("utf-8").splitlines()[1:]]
    origins = {each["id"]: each["origin"] for each in facts}
    for each in facts:
        each["parent"] = origins.get(each["parent"])
        del each["id"]
    return sorted(json.dumps(each, sort_keys=True) for each in facts)


def empty_site():
    Comment.objects.all().delete()
    Conversation.objects.all().delete()


def test_every_field_is_there_and_no_more(film, tmp_path):
    first = say(film, "Stay.", at=FIRST, at_s=754, badge="maker", link="https://a.example/")
    say(film, "I did.", to=first, email="jo@mail.example", origin="ticket:abc")
    header, one, two = map(json.loads, export(tmp_path).read_text("utf-8").splitlines())
    assert (header["format"], header["version"], header["private"]) == (
        "matinee-conversation",
        1,
        False,
    )
    assert tuple(one) == FIELDS
    assert (one["film"], one["at"], one["badge"], one["number"]) == ("low-water", 754, "maker", 1)
    assert one["posted"] == "2021-05-01T12:00:00+00:00"
    assert (two["parent"], two["place"], two["number"]) == (one["id"], 1, None)
    assert two["origin"].startswith(f"matinee:{two['id']}-")
    private = export(tmp_path, "private.jsonl", with_private=True).read_text("utf-8").splitlines()
    assert set(json.loads(private[1])) == {*FIELDS, "email"}
    assert json.loads(private[2])["email"] == "jo@mail.example"


def test_a_file_of_lines_is_for_its_owner_and_never_replaces_another(tmp_path):
    path = tmp_path / "out.jsonl"
    with new_file(path) as file:
        file.write("x")
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Refused, match="is there already"), new_file(path):
        pass
    other = tmp_path / "other.jsonl"
    with pytest.raises(ZeroDivisionError), new_file(other):
        _ = 1 / 0
    assert [each.name for each in tmp_path.iterdir()] == ["out.jsonl"]


def test_one_film_leaves_alone(film, other):
    say(film)
    say(other)
    assert len(list(lines("high-tide"))) == 2
    with pytest.raises(Refused, match="no film “nowhere”"):
        list(lines("nowhere"))


def test_an_export_comes_back_into_its_own_site_without_doubling(film, tmp_path):
    first = say(film)
    say(film, to=first)
    say(film, state="held")
    file = export(tmp_path)
    assert come_in(file).here_already == 3
    # Into the same site after one was lost: only that comes.
    Comment.objects.get(state="held").delete()
    assert come_in(file).brought == 1
    assert Comment.objects.count() == 3


def test_what_was_erased_stays_empty(film, tmp_path):
    from matinee.discussion.erasing import erase

    first = say(film, "Mine.", email="jo@mail.example")
    say(film, to=first, text="Yours.")
    erase("jo@mail.example", By("ann"))
    file = export(tmp_path)
    before = alike(file)
    empty_site()
    come_in(file)
    assert Comment.objects.get(number=1).name == ""
    assert alike(export(tmp_path, "again.jsonl")) == before


def test_numbers_that_do_not_follow_days_are_kept(film, tmp_path):
    late = say(film, "late", state="held", at=FIRST)
    say(film, "first", at=FIRST + timedelta(days=1))
    second = say(film, "second", at=FIRST - timedelta(days=9), shown_at=FIRST - timedelta(days=9))
    say(film, "below", to=second, shown_at=FIRST - timedelta(days=20))
    decide([late.pk], "public", By("ann"))
    file = export(tmp_path)
    empty_site()
    come_in(file)
    numbers = dict(Comment.objects.filter(thread=None).values_list("text", "number"))
    assert numbers == {"first": 1, "second": 2, "late": 3}


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.integers(0, 30),
            st.sampled_from(STATES),
            st.integers(0, 9),
            st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z", "M"]), max_size=30),
        ),
        max_size=14,
    )
)
def test_out_and_in_and_out_gives_the_same_lines(film, tmp_path_factory, said):
    empty_site()
    answerable = [None]
    for number, (above, state, day, words) in enumerate(said):
        up = answerable[above % len(answerable)]
        comment = say(
            film,
            f"{words or 'x'} {number}",
            to=up,
            state="public" if state != "held" else "held",
            at=FIRST + timedelta(days=day),
            name=f"Jo {number % 3}",
        )
        if state not in {"public", "held"}:
            decide([comment.pk], state, By("ann"))
        if state == "public":
            answerable.append(comment)
    folder = tmp_path_factory.mktemp("lines")
    first = export(folder, "first.jsonl", with_private=True)
    before = alike(first)
    shown = Conversation.objects.filter(film=film).values_list("shown", "last_number")
    counted = list(shown)
    empty_site()
    if said:
        come_in(first, with_spam=True)
    second = export(folder, "second.jsonl", with_private=True)
    assert alike(second) == before
    if any(state != "held" for _, state, _, _ in said):
        assert list(shown) == counted


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda text: text.split("\n", 1)[1], "is no export of Matinee"),
        (lambda text: text.replace('"version":1', '"version":2', 1), "another version"),
        (lambda text: text[:-20], "Line 3"),
        (lambda text: text.replace('"public"', '"secret"'), "Line 2"),
        (lambda text: text.replace('"origin":"matinee', '"origin":"ticket'), "Line 2"),
        (lambda text: text.replace('"text":"', '"text":5,"x":"'), "Line 2"),
        (lambda text: text + "[" * 100_000 + "\n", "Line 4"),
        (lambda text: text.partition("\n")[0] + "\n", "no comments"),
        (lambda text: "{}", "is no export of Matinee"),
    ],
)
def test_lines_that_are_not_ours_are_refused_before_anything_changes(
    film, tmp_path, spoil, sentence
):
    first = say(film)
    say(film, to=first)
    file = export(tmp_path)
    empty_site()
    file.write_text(spoil(file.read_text("utf-8")), encoding="utf-8")
    with pytest.raises(Refused, match=sentence):
        come_in(file)
    assert not Comment.objects.exists()


def test_memory_does_not_grow_with_the_conversation(film):
    fill_conversation(film, 6000)
    list(lines())
    tracemalloc.start()
    try:
        assert sum(1 for _ in lines()) == 6001
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # Two thousand rows at a time; six thousand lines alone would be more.
    assert peak < 6_000_000
