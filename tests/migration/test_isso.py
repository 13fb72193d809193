"""Comments of Isso come in from its database, which stays as it is."""

import sqlite3

import pytest

from matinee.discussion.models import Comment
from matinee.media.errors import Refused
from tests.migration.exports import come_in, isso

T0 = 1_500_000_000.0


def test_threads_and_comments_come_in(film, tmp_path):
    file = isso(
        tmp_path,
        [(1, "/films/low-water/", "Low Water"), (2, "/about/", "Us")],
        [
            (1, 1, None, T0, 1, "A **quiet** film.", "Edda &amp; Jo"),
            (1, 2, 1, T0 + 10.5, 1, "> A quiet film.\n\nYes.", None),
            (1, 3, None, T0 + 20, 2, "Waiting.", "Bram"),
            (1, 4, None, T0 + 30, 4, "", None),
            (1, 5, 4, T0 + 40, 1, "Below.", "Noor"),
            (2, 6, None, T0 + 50, 1, "Elsewhere.", "Noor"),
            (1, 7, None, T0 + 60, 4, "", None),
        ],
    )
    before = file.read_bytes()
    brought = come_in(file)
    assert (brought.format, brought.brought, brought.empty, brought.without_film) == (
        "isso",
        5,
        1,
        1,
    )
    rows = Comment.objects.order_by("pk").values_list("number", "place", "state", "name", "text")
    assert list(rows) == [
        (1, None, "public", "Edda & Jo", "A **quiet** film."),
        (None, 1, "public", "Anonymous", "> A quiet film.\n\nYes."),
        (None, None, "held", "Bram", "Waiting."),
        (2, None, "removed", "Anonymous", ""),
        (None, 1, "public", "Noor", "Below."),
    ]
    first = Comment.objects.get(number=1)
    assert (first.email, first.link) == ("edda@mail.example", "https://edda.example/")
    assert "<strong>quiet</strong>" in first.html
    assert first.posted_at.timestamp() == T0
    assert come_in(file).here_already == 5
    assert file.read_bytes() == before


def test_two_sites_comments_with_the_same_id_are_two(film, tmp_path):
    for folder, created in (("a", T0), ("b", T0 + 1)):
        (tmp_path / folder).mkdir()
        threads = [(1, "/low-water/", "")]
        come_in(isso(tmp_path / folder, threads, [(1, 1, None, created, 1, folder, "Noor")]))
    assert sorted(Comment.objects.values_list("text", flat=True)) == ["a", "b"]


@pytest.mark.parametrize("spoilt", ["other", "views", "cut"])
def test_a_database_that_is_not_isso_is_refused(film, tmp_path, spoilt):
    file = isso(tmp_path, [(1, "/low-water/", "")], [(1, 1, None, T0, 1, "x", "Noor")] * 1)
    if spoilt == "cut":
        file.write_bytes(file.read_bytes()[:3000])
    else:
        with sqlite3.connect(file) as database:
            database.execute("ALTER TABLE comments RENAME TO kept")
            if spoilt == "views":
                database.execute("CREATE VIEW comments AS SELECT * FROM kept")
        database.close()
    with pytest.raises(Refused):
        come_in(file)
    assert not Comment.objects.exists()
