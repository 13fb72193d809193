"""Comments of WordPress come in with their threads, days and fates, and only once."""

from datetime import UTC, datetime

import pytest

from matinee.discussion.deciding import By, decide
from matinee.discussion.models import Comment, Conversation
from matinee.discussion.signals import comments_changed
from matinee.media.errors import Refused
from matinee.media.events import Watch
from matinee.migration.conversations import landing
from matinee.migration.conversations.bringing import Stopped
from tests.discussion.said import say
from tests.migration.exports import come_in, comment, item, wxr


def told(film):
    """Return number, place, state and the first words of all comments, in order."""
    rows = Comment.objects.filter(film=film).order_by("pk")
    return [(c.number, c.place, c.state, c.text.partition(" ")[0]) for c in rows]


def test_threads_nesting_and_days_are_kept(film, tmp_path):
    file = wxr(
        tmp_path,
        item(
            comment(12, "third", at="2019-03-05 10:00:00"),
            comment(10, "first", at="2019-03-03 10:00:00"),
            comment(13, "answer", parent=10, at="2019-03-06 10:00:00"),
            comment(11, "deep", parent=13, at="2019-03-07 10:00:00"),
            comment(14, "last", parent=12, at="2019-03-08 10:00:00"),
        ),
    )
    brought = come_in(file)
    assert (brought.format, brought.comments, brought.brought) == ("wordpress", 5, 5)
    assert told(film) == [
        (1, None, "public", "first"),
        (2, None, "public", "third"),
        (None, 1, "public", "answer"),
        (None, 2, "public", "deep"),
        (None, 1, "public", "last"),
    ]
    deep = Comment.objects.get(text="deep")
    assert (deep.parent.text, deep.thread.text) == ("answer", "first")
    assert deep.posted_at == datetime(2019, 3, 7, 10, tzinfo=UTC)
    assert (deep.email, deep.origin) == ("wanda@mail.example", "wordpress:estuary.example:11")
    conversation = Conversation.objects.get(film=film)
    assert (conversation.shown, conversation.last_number) == (5, 2)
    assert list(Comment.objects.filter(number__gt=0).values_list("last_place", flat=True)) == [2, 1]


def test_numbers_go_on_after_what_is_here(film, tmp_path):
    here = say(film)
    come_in(wxr(tmp_path, item(comment(1, "old"), comment(2, "older", parent=1))))
    say(film, to=Comment.objects.get(text="old"), text="new")
    assert told(film)[1:] == [
        (2, None, "public", "old"),
        (None, 1, "public", "older"),
        (None, 2, "public", "new"),
    ]
    assert here.number == 1


def test_what_became_of_them_there_is_what_becomes_here(film, tmp_path):
    file = wxr(
        tmp_path,
        item(
            comment(1, "seen"),
            comment(2, "waiting", approved="0"),
            comment(3, "junk", approved="spam"),
            comment(4, "binned", approved="trash"),
            comment(5, "", approved="trash"),
            comment(6, "ping", type="pingback"),
            comment(7, "track", type="trackback"),
            comment(8, "order", type="order_note"),
            comment(9, "old style", type=""),
        ),
    )
    brought = come_in(file)
    assert brought.states == {"public": 2, "held": 1, "removed": 1}
    assert (brought.spam, brought.empty, brought.notes) == (1, 1, {"pingbacks": 3})
    assert come_in(file, with_spam=True).states == {"spam": 1}
    assert {text: (number, state) for number, _, state, text in told(film)} == {
        "seen": (1, "public"),
        "waiting": (None, "held"),
        "junk": (None, "spam"),
        "binned": (None, "removed"),
        "old": (2, "public"),
    }


def test_what_is_gone_keeps_the_shape_of_its_thread(film, tmp_path):
    file = wxr(
        tmp_path,
        item(
            comment(1, "binned", approved="trash"),
            comment(2, "junk", approved="spam", parent=1),
            comment(3, "answer", parent=2),
        ),
    )
    come_in(file)
    assert told(film) == [
        (1, None, "removed", "binned"),
        (None, 1, "spam", "junk"),
        (None, 2, "public", "answer"),
    ]
    assert Conversation.objects.get(film=film).shown == 1


def test_a_second_time_adds_only_what_is_new(film, tmp_path):
    first = [comment(1, "one"), comment(2, "two", parent=1)]
    come_in(wxr(tmp_path, item(*first)))
    decide(Comment.objects.filter(text="two").values_list("pk", flat=True), "removed", By("ann"))
    brought = come_in(wxr(tmp_path, item(*first, comment(3, "three", parent=1))))
    assert (brought.brought, brought.here_already) == (1, 2)
    assert told(film) == [
        (1, None, "public", "one"),
        (None, 1, "removed", "two"),
        (None, 2, "public", "three"),
    ]


def test_an_answer_comes_later_than_the_file_with_its_question(film, tmp_path):
    come_in(wxr(tmp_path, item(comment(1, "one"), comment(2, "held", approved="0"))))
    later = item(comment(3, "to-one", parent=1), comment(4, "to-held", parent=2))
    come_in(wxr(tmp_path, later))
    assert told(film)[2:] == [(None, 1, "public", "to-one"), (None, None, "held", "to-held")]
    # It is shown once its question is.
    held = Comment.objects.filter(state="held")
    decide(list(held.values_list("pk", flat=True)), "public", By("ann"))
    assert told(film)[3] == (None, 1, "public", "to-held")


def test_an_import_that_was_stopped_goes_on(film, tmp_path, monkeypatch):
    monkeypatch.setattr(landing, "BATCH", 4)
    comments = [comment(n, f"c{n}", parent=max(0, n - 3)) for n in range(1, 14)]
    file = wxr(tmp_path, item(*comments))
    asked = iter([False, False, True])
    with pytest.raises(Stopped, match="8 of 13 comments came in"):
        come_in(file, watch=Watch(cancelled=lambda: next(asked)))
    assert Comment.objects.count() == 8
    brought = come_in(file)
    assert (brought.brought, brought.here_already) == (5, 8)
    broken = told(film)
    Comment.objects.all().delete()
    Conversation.objects.all().delete()
    come_in(file)
    assert told(film) == broken


def test_broken_threads_are_mended_and_told(film, tmp_path):
    file = wxr(
        tmp_path,
        item(
            comment(1, "loop-a", parent=2),
            comment(2, "loop-b", parent=3),
            comment(3, "loop-c", parent=1),
            comment(4, "tail", parent=3),
            comment(5, "self", parent=5),
            comment(6, "orphan", parent=999),
            comment(7, "twin"),
            comment(7, "double"),
        ),
    )
    brought = come_in(file)
    assert brought.notes == {"duplicates": 1, "loops": 2, "without_parent": 1}
    above = {c.text: c.parent.text if c.parent else "" for c in Comment.objects.all()}
    assert above == {
        "loop-a": "",
        "loop-b": "loop-c",
        "loop-c": "loop-a",
        "tail": "loop-c",
        "self": "",
        "orphan": "",
        "twin": "",
    }


@pytest.mark.parametrize("day", ["0000-00-00 00:00:00", "1601-01-01 00:00:00", "9999-12-31 1", "x"])
def test_a_day_that_cannot_be_true_is_that_of_the_comment_before(film, tmp_path, day):
    comments = (comment(1, "one", at="2019-03-04 10:00:00"), comment(2, "two", at=day))
    assert come_in(wxr(tmp_path, item(*comments))).notes == {"undated": 1}
    assert Comment.objects.get(text="two").posted_at == datetime(2019, 3, 4, 10, tzinfo=UTC)


def test_an_answer_older_than_its_question_stands_below_it(film, tmp_path):
    file = wxr(
        tmp_path,
        item(
            comment(2, "answer", parent=1, at="2019-03-01 10:00:00"),
            comment(1, "question", at="2019-03-02 10:00:00"),
        ),
    )
    come_in(file)
    assert told(film) == [(1, None, "public", "question"), (None, 1, "public", "answer")]
    assert Comment.objects.get(text="answer").posted_at.day == 1


def test_moderators_can_look_at_everything_first(film, tmp_path):
    come_in(wxr(tmp_path, item(comment(1, "one"), comment(2, "two", parent=1))), held=True)
    assert told(film) == [(None, None, "held", "one"), (None, None, "held", "two")]
    decide(Comment.objects.values_list("pk", flat=True), "public", By("ann"))
    assert told(film) == [(1, None, "public", "one"), (None, 1, "public", "two")]


def test_a_dry_run_says_the_same_and_changes_nothing(film, tmp_path):
    file = wxr(tmp_path, item(comment(1), comment(2)), item(comment(3), slug="about", title="Us"))
    brought = come_in(file, dry=True)
    assert (brought.brought, brought.without_film) == (2, 1)
    assert brought.unknown == [("https://www.estuary.example/2019/03/about/", "Us", 1)]
    assert not Comment.objects.exists()


def test_pages_find_their_films(film, other, tmp_path):
    from matinee.catalogue.redirects import move_address

    move_address("/films/the-tide/", other.address)
    file = wxr(
        tmp_path,
        item(comment(1), slug="low-water", title="x"),
        item(comment(2), slug="the-tide", title="x"),
        item(comment(3), slug="our-film", title="High  tide"),
        item(comment(4), slug="about", title="x"),
        item(comment(5), slug="rushes", title="x"),
    )
    assert come_in(file, dry=True).without_film == 3
    assert come_in(file, dry=True, by_title=True).without_film == 2
    by_map = {"estuary.example/2019/03/about": "-", "/2019/03/rushes": "high-tide"}
    brought = come_in(file, by_map=by_map)
    assert [address.split("/")[-2] for address, _, _ in brought.unknown] == ["our-film"]
    found = dict(Comment.objects.values_list("origin", "film__slug"))
    assert {key[-1]: slug for key, slug in found.items()} == {
        "1": "low-water",
        "2": "high-tide",
        "5": "high-tide",
    }


def test_one_film_takes_the_comments_of_one_page_only(film, tmp_path):
    one = wxr(tmp_path, item(comment(1), slug="a"), name="one.xml")
    two = wxr(tmp_path, item(comment(1), slug="a"), item(comment(2), slug="b"))
    assert come_in(one, film="low-water").brought == 1
    with pytest.raises(Refused, match="comments of 2 pages"):
        come_in(two, film="low-water")
    with pytest.raises(Refused, match="no film “high-water”"):
        come_in(one, film="high-water")
    with pytest.raises(Refused, match="no film “nowhere”"):
        come_in(two, by_map={"x": "nowhere"})
    with pytest.raises(Refused, match="None of the 2 comments belongs to a film"):
        come_in(two)


def test_queries_and_news_do_not_grow_with_the_comments(
    film, tmp_path, django_assert_max_num_queries
):
    comments = [comment(n, f"c{n}", parent=n // 2) for n in range(1, 61)]
    heard = []

    def hear(pks, **news):
        heard.append(len(pks))

    comments_changed.connect(hear)
    try:
        with django_assert_max_num_queries(30):
            come_in(wxr(tmp_path, item(*comments)))
    finally:
        comments_changed.disconnect(hear)
    assert heard == [60]


def test_nobody_is_written_to(film, tmp_path):
    from matinee.correspondence.models import Mail
    from matinee.discussion.models import ReplyNotice

    say(film, "Write to me.", email="ilse@mail.example", wants_notices=True)
    come_in(wxr(tmp_path, item(comment(1), comment(2, parent=1))))
    assert not Comment.objects.filter(origin__startswith="wordpress", wants_notices=True).exists()
    assert not Mail.objects.exists()
    assert not ReplyNotice.objects.exists()


def test_what_names_links_and_texts_hold_is_made_harmless(film, tmp_path):
    text = (
        'See <a href="https://a.example/x">this</a> &amp; <script>alert(1)</script>'
        "<img src=x onerror=alert(1)>\n\nNext *line* &lt;b&gt;"
    )
    author = "Tom &amp; <b>Jo</b>\u202e"
    file = wxr(tmp_path, item(comment(1, text, author=author, author_url="javascript:alert(1)")))
    come_in(file)
    said = Comment.objects.get()
    assert (said.name, said.link) == ("Tom & Jo", "")
    assert said.text == "See [this](<https://a.example/x>) &\n\nNext \\*line\\* \\<b>"
    assert "<p>Next *line* &lt;b&gt;</p>" in said.html
    assert "script" not in said.html


def test_a_text_without_end_is_cut_and_told(film, tmp_path):
    brought = come_in(wxr(tmp_path, item(comment(1, "word " * 60_000), comment(2, "w " * 9_000))))
    assert brought.cut == 1
    first, second = Comment.objects.order_by("pk")
    assert first.text.endswith(" …")
    assert 19_900 < len(first.text) <= 20_000
    assert len(second.text) == 17_999


def test_a_link_to_this_site_becomes_a_mention(film, other, tmp_path):
    come_in(wxr(tmp_path, item(comment(1, 'As in <a href="/films/high-tide/">it</a>?'))))
    said = Comment.objects.get()
    assert said.text == "As in [it](</films/high-tide/>)?"
    assert [mention.film_id for mention in said.mentions.all()] == [other.pk]
