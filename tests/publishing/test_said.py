"""What is said is baked: each event changes exactly the files that show it."""

import random
import sqlite3
import sys
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from matinee.discussion.deciding import By, decide, undo
from matinee.discussion.models import Comment, Conversation, ConversationRules
from matinee.discussion.signals import comments_changed, conversation_changed
from matinee.publishing.bake import bake_all, bake_pending, has_marks
from matinee.publishing.marks import LEAF, NEWEST, THREAD, kind_of, note
from matinee.publishing.models import BakedFile, PendingBake
from matinee.publishing.said_reach import conversation_pages, said_reach
from tests.catalogue.made_films import make_film
from tests.discussion.said import say
from tests.publishing.seen_site import with_address

ANN = By("ann")
TALK = "conversation/"


@pytest.fixture
def small(monkeypatch) -> None:
    """Cut conversations so small that a few comments fill many pages."""
    sizes = {"THREADS_A_LEAF": 2, "REPLIES_SHOWN": 1, "REPLIES_A_PART": 2, "COUNTED": 2}
    sizes |= {"_ROUND": (2, 4, 8, 16)}
    for name, module in list(sys.modules.items()):
        for size in sizes if name.startswith("matinee.") else ():
            if hasattr(module, size):
                monkeypatch.setattr(module, size, sizes[size])


@pytest.fixture
def film(planted, settings):
    with_address(settings)
    ConversationRules.objects.update_or_create(pk=1, defaults={"opening": "open"})
    made = make_film("Low Water", credits_text="Director: Ines Calder")
    bake_all()
    return made


def files(public: Path) -> dict[str, bytes]:
    """Return the files of the site, those of the film by their place below its page."""
    found = (file for file in public.rglob("*") if file.is_file())
    return {
        str(file.relative_to(public)).removeprefix("films/low-water/"): file.read_bytes()
        for file in found
        if "static" not in file.parts
    }


def changed(public: Path, before: dict[str, bytes]) -> set[str]:
    """Bake what is marked; return the files that are others now."""
    assert not bake_pending().failed
    now = files(public)
    return {name for name in now.keys() | before.keys() if now.get(name) != before.get(name)}


ALWAYS = {"index.html", f"{TALK}feed.xml", "conversation/feed.xml"}


def shown_in(*pages: str) -> set[str]:
    return ALWAYS | {f"{TALK}{page}index.html" for page in pages}


@pytest.mark.usefixtures("small")
def test_a_thread_changes_its_leaf_and_the_newest_page(film, site):
    expected = [
        shown_in("", "newest/"),
        shown_in("", "newest/"),
        # One that begins a leaf gives the leaf before it a way on.
        shown_in("", "page-2/", "newest/"),
        # One that fills a leaf closes the leaf before it for those who read backwards.
        shown_in("page-2/", "newest/", "newest/page-1/"),
        shown_in("page-2/", "page-3/", "newest/"),
        shown_in("page-3/", "newest/", "newest/page-1/", "newest/page-2/"),
        shown_in("page-3/", "page-4/", "newest/"),
    ]
    for pages in expected:
        before = files(site.public)
        say(film)
        # The film's page shows the first two, and how many there are.
        assert changed(site.public, before) == pages


@pytest.mark.usefixtures("small")
def test_a_reply_changes_where_it_stands(film, site):
    first = say(film)
    for _ in range(3):
        say(film)
    bake_pending()
    expected = [
        shown_in("", "newest/page-1/"),
        # The second does not stand with its thread, which tells how many more there are.
        shown_in("", "newest/page-1/", "thread-1/"),
        shown_in("", "newest/page-1/", "thread-1/", "thread-1/page-2/"),
        # From here on a round figure is told, so only every so often the leaf changes.
        shown_in("", "newest/page-1/", "thread-1/page-2/"),
        shown_in("thread-1/page-2/", "thread-1/page-3/"),
        shown_in("", "newest/page-1/", "thread-1/page-3/"),
    ]
    for pages in expected:
        before = files(site.public)
        say(film, to=first)
        assert changed(site.public, before) == pages


@pytest.mark.usefixtures("small")
def test_who_is_answered_elsewhere_is_named_there(film, site):
    first = say(film)
    second = say(film, to=first, name="Jo")
    say(film, to=first)
    say(film, to=second)
    bake_pending()
    before = files(site.public)
    decide([second.pk], "removed", ANN)
    assert changed(site.public, before) == shown_in("", "newest/", "thread-1/", "thread-1/page-2/")
    there = (site.public / "films/low-water/conversation/thread-1/page-2/index.html").read_text()
    assert "a comment that was removed" in there
    assert "Jo" not in there


def test_a_moment_changes_the_moments(film, site):
    say(film)
    bake_pending()
    before = files(site.public)
    say(film, at_s=75)
    assert changed(site.public, before) == shown_in("", "newest/") | {f"{TALK}moments.json"}
    before = files(site.public)
    say(film)
    assert f"{TALK}moments.json" not in changed(site.public, before)
    decide(list(Comment.objects.filter(at_s=75).values_list("pk", flat=True)), "spam", ANN)
    changed(site.public, before)
    assert f"{TALK}moments.json" not in files(site.public)


def test_a_changed_text_and_a_pin_change_the_pages_of_the_comment(film, site):
    comment = say(film)
    say(film)
    bake_pending()
    before = files(site.public)
    with transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(
            html="<p>Mended.</p>", changed_at=timezone.now()
        )
        comments_changed.send(Comment, pks=[comment.pk])
    assert changed(site.public, before) == shown_in("", "newest/")
    before = files(site.public)
    with transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(pinned=True)
        comments_changed.send(Comment, pks=[comment.pk])
    assert changed(site.public, before) == {
        f"{TALK}index.html", f"{TALK}newest/index.html", "index.html"
    }  # fmt: skip


def test_what_was_never_shown_changes_nothing(film, site):
    before = files(site.public)
    held = say(film, state="held")
    decide([held.pk], "spam", ANN)
    assert changed(site.public, before) == set()


def test_a_mentioned_film_and_its_readers_are_told(film, site):
    from matinee.discussion.mentions import note_mentions

    make_film("Slack Tide", credits_text="")
    bake_pending()
    before = files(site.public)
    with transaction.atomic():
        note_mentions(say(film, "See [it](/films/slack-tide/), too."))
    assert changed(site.public, before) == shown_in("", "newest/") | {"films/slack-tide/index.html"}


def test_a_film_that_stays_what_it_is_marks_no_further_page(film):
    for _ in range(30):
        say(film)
    bake_pending()
    film.synopsis = "Another."
    film.save_revision().publish()
    kinds = {kind_of(key) for key in PendingBake.objects.values_list("key", flat=True)}
    assert not kinds & {LEAF, NEWEST, THREAD, "conversation"}
    film.title = "High Water"
    film.save_revision().publish()
    bake_pending()


@pytest.mark.usefixtures("small")
def test_a_new_title_address_or_end_reaches_every_page(film, site):
    first = say(film)
    for _ in range(6):
        say(film)
        say(film, to=first)
    bake_pending()
    pages = [name for name in files(site.public) if name.startswith(TALK) and "html" in name]
    assert len(pages) > 9
    film.title = "High Water"
    film.save_revision().publish()
    bake_pending()
    assert all(b"High Water" in files(site.public)[name] for name in pages)
    with transaction.atomic():
        Conversation.objects.update(opening="closed")
        conversation_changed.send(Conversation, film_ids=[film.pk])
    bake_pending()
    now = files(site.public)
    assert all(b"Comments are closed." in now[name] for name in pages)
    assert not any(b"/conversation/reply/" in now[name] for name in pages)
    film.slug = "high-water"
    film.save_revision().publish()
    bake_pending()
    moved = {name.removeprefix("films/high-water/") for name in files(site.public)}
    assert set(pages) <= moved
    assert not (site.public / "films/low-water").exists()
    nothing_left_to_bake()


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("way", ["unpublish", "delete", "restrict", "none"])
def test_what_is_no_longer_public_leaves_no_page(film, site, way):
    first = say(film, at_s=4)
    for _ in range(5):
        say(film)
        say(film, to=first)
    bake_pending()
    if way == "restrict":
        PageViewRestriction.objects.create(page=film, restriction_type="login")
    elif way == "none":
        Conversation.objects.update(opening="none")
        conversation_changed.send(Conversation, film_ids=[film.pk])
    else:
        getattr(film, way)()
    bake_pending()
    left = {name for name in files(site.public) if name.startswith((TALK, "films/low-water/"))}
    # The feed of the whole site stands at a like address.
    assert left <= {"conversation/feed.xml"}
    assert not BakedFile.objects.filter(key__regex=r"^(leaf|newest|thread|moments):").exists()
    nothing_left_to_bake()


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_what_marks_bring_is_what_a_whole_bake_brings(film, order):
    dice = random.Random(order)
    batches = []
    ConversationRules.objects.update(order=order)
    for step in range(27):
        shown = list(Comment.objects.filter(film=film, state="public"))
        act = dice.choice(("say", "reply", "reply", "reply", "decide", "undo", "pin"))
        if act == "say" or not shown:
            say(film, f"Step {step}", at_s=dice.choice((None, None, step)))
        elif act == "reply":
            say(film, f"Step {step}", to=dice.choice([*shown, shown[0], shown[0]]))
        elif act == "decide":
            some = dice.sample(shown, min(len(shown), dice.choice((1, 1, 4))))
            state = dice.choice(("removed", "spam", "withdrawn", "held"))
            batches.append(decide([each.pk for each in some], state, ANN))
        elif act == "undo" and batches:
            undo(batches.pop(), ANN)
        else:
            pin(dice.choice(shown))
        if dice.random() < 0.6:
            bake_pending()
        if step % 9 == 8:
            bake_pending()
            nothing_left_to_bake()


def pin(comment: Comment) -> None:
    with transaction.atomic():
        Comment.objects.filter(pk=comment.pk, thread=None).update(pinned=not comment.pinned)
        comments_changed.send(Comment, pks=[comment.pk])


def nothing_left_to_bake() -> None:
    report = bake_all()
    assert (report.written, report.removed, report.failed) == (0, 0, set())


def test_the_number_of_queries_does_not_grow(film, django_assert_max_num_queries):
    talk(film)
    other = make_film("Other", credits_text="Director: Ines Calder")
    pks = [talk(other).pk, *Comment.objects.values_list("pk", flat=True)]
    with django_assert_max_num_queries(4):
        said_reach(pks[:1])
    with django_assert_max_num_queries(4):
        said_reach(pks)
    with django_assert_max_num_queries(3):
        conversation_pages([film.pk, other.pk])
    bake_pending()
    before = asked()
    talk(make_film("More", credits_text="Director: Ines Calder"))
    talk(film)
    bake_pending()
    assert asked() == before


def talk(film) -> Comment:
    """Have enough said under a film that its conversation has pages of each kind."""
    root = say(film, at_s=5)
    for _ in range(13):
        say(film)
    for _ in range(7):
        say(film, to=root)
    return root


def asked() -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        bake_all()
    return sum(query["sql"].startswith("SELECT") for query in captured)


def test_more_comments_than_one_query_can_name_are_baked(film, site):
    said = [say(film, f"Number {number}.") for number in range(3)]
    # Marks of comments that have gone since, as many as a large import leaves.
    note([f"said:{10**6 + number}" for number in range(3000)])
    connection.ensure_connection()
    allowed = connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 2000)
    try:
        assert bake_pending().complete
    finally:
        connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, allowed)
    assert not has_marks()
    html = (site.public / film.address.strip("/") / "index.html").read_text()
    assert all(f"Number {number}." in html for number in range(len(said)))
