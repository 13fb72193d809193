"""Comments of Disqus come in by threads and posts, whatever their order in the file."""

import pytest

from matinee.discussion.models import Comment
from tests.migration.exports import come_in, disqus, post, thread

FILM = thread(7, "https://estuary.example/films/low-water/", "film-7", "Low Water")


def test_threads_and_posts_come_in(film, tmp_path):
    file = disqus(
        tmp_path,
        post(101, 7, "<p>One<br>two</p><p>Three</p>"),
        post(102, 7, "<p>An <em>answer</em>, @Jonah:disqus</p>", parent=101, author="Pilar"),
        post(103, 7, "<p>Gone</p>", deleted="true"),
        post(104, 7, "<p>Below</p>", parent=103),
        post(105, 7, "<p>Buy</p>", spam="true"),
        FILM,
    )
    brought = come_in(file)
    assert (brought.format, brought.brought, brought.spam) == ("disqus", 4, 1)
    rows = list(Comment.objects.order_by("pk").values_list("number", "place", "state", "text"))
    assert rows == [
        (1, None, "public", "One\ntwo\n\nThree"),
        (None, 1, "public", "An *answer*, @Jonah"),
        (2, None, "removed", "Gone"),
        (None, 1, "public", "Below"),
    ]
    answer = Comment.objects.get(name="Pilar")
    assert (answer.origin, answer.posted_at.isoformat()) == (
        "disqus:102",
        "2015-06-04T10:00:00+00:00",
    )
    assert come_in(file).here_already == 4


@pytest.mark.parametrize(
    ("link", "identifier", "title", "found"),
    [
        ("https://estuary.example/2015/low-water.html", "", "", 1),
        ("http://estuary.example/?p=12", "low-water", "", 1),
        ("http://estuary.example/?p=12", "/films/low-water/", "", 1),
        ("http://estuary.example/?p=13", "", "", 1),
        ("http://estuary.example/?p=12", "", "Low Water", 0),
        ("", "", "", 0),
    ],
)
def test_links_and_identifiers_lead_to_the_film(film, tmp_path, link, identifier, title, found):
    other = (thread(8, "https://estuary.example/low-water", "x"), post(1, 8))
    file = disqus(tmp_path, *other, thread(7, link, identifier, title), post(2, 7))
    by_map = {"estuary.example/?p=13": "low-water"}
    assert come_in(file, by_map=by_map).brought == 1 + found


def test_an_answer_to_another_thread_begins_one_of_its_own(film, tmp_path):
    file = disqus(
        tmp_path,
        FILM,
        thread(8, "https://estuary.example/about/"),
        post(1, 8),
        post(2, 7, parent=1),
        post(3, 99),
    )
    brought = come_in(file)
    assert (brought.brought, brought.without_film) == (1, 2)
    assert brought.notes == {"without_parent": 1}
    assert Comment.objects.get().number == 1
