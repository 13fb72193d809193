"""The search: what is found, that no typed syntax reaches the index, that nothing erased stays."""

from pathlib import Path

import pytest
from django.db import connection

from matinee.discussion import search
from matinee.discussion.models import Comment
from matinee.discussion.search import catch_up, forget, found, parts_of
from tests.discussion.said import say


def hits(typed):
    return set(found(Comment.objects.all(), typed).values_list("name", flat=True))


def indexed(gram):
    """Ask the index alone what it knows, beside the comments themselves."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM discussion_search WHERE discussion_search MATCH %s", [f'"{gram}"']
        )
        return [pk for (pk,) in cursor.fetchall()]


@pytest.fixture
def said(film):
    say(film, "The harbour at low water.", name="Ada", email="ada@mail.example")
    say(film, "Water in the harbour, ÉTÉ.", name="Bram", link="https://quay.example/about")
    say(film, 'She said "stay" NEAR(a b) AND 100% of_it * went', name="Cleo")


WAYS = [
    ("harbour", {"Ada", "Bram"}),
    ("HARBOUR", {"Ada", "Bram"}),
    ("arbou", {"Ada", "Bram"}),
    ('"low water"', {"Ada"}),
    ("“low water”", {"Ada"}),
    ("harbour ete", set()),
    ("été", {"Bram"}),
    ("water harbour low", {"Ada"}),
    ("ada@mail", {"Ada"}),
    ("quay.example/ab", {"Bram"}),
    ("bram", {"Bram"}),
    ("at", {"Ada", "Bram"}),
    ("lo", {"Ada"}),
    ("zq", set()),
    ("NEAR(a", {"Cleo"}),
    ("AND", {"Cleo"}),
    ("100%", {"Cleo"}),
    ("of_it", {"Cleo"}),
    ("ofxit", set()),
    ("text:harbour", set()),
    ("harbour*", set()),
    ('"stay', {"Cleo"}),
    ("^harbour", set()),
    ("har bou", {"Ada", "Bram"}),
    ("hou", set()),
    ("har\x00bou", {"Ada", "Bram"}),
    ("", {"Ada", "Bram", "Cleo"}),
    ('"', {"Ada", "Bram", "Cleo"}),
]


@pytest.mark.parametrize(("typed", "names"), WAYS, ids=[typed for typed, _ in WAYS])
def test_any_part_of_a_comment_is_found(said, typed, names):
    assert hits(typed) == names


def test_words_and_phrases_are_told_apart():
    assert parts_of('  low "the  quay" water low ') == ["the quay", "low", "water"]
    assert parts_of("x" * 500) == ["x" * 100]


def test_what_is_not_indexed_yet_is_found_too(said, monkeypatch):
    monkeypatch.setattr(search, "AT_ONCE", 1)
    monkeypatch.setattr(search.catch_up, "__defaults__", (1,))
    assert hits("harbour") == {"Ada", "Bram"}
    assert search._upto() < Comment.objects.latest("pk").pk


def test_a_common_part_is_looked_for_in_the_rows(said, monkeypatch):
    catch_up()
    monkeypatch.setattr(search, "COMMON", 0)
    assert hits("harbour") == {"Ada", "Bram"}


def test_the_index_follows_what_changes_and_goes(film):
    comment, other = say(film, "Pewter and mud."), say(film, "Glass and salt.")
    assert indexed("pew") == []
    assert catch_up() == 2
    assert indexed("pew") == [comment.pk]
    Comment.objects.filter(pk=comment.pk).update(text="Copper and mud.")
    assert (indexed("pew"), indexed("cop")) == ([], [comment.pk])
    Comment.objects.filter(pk=comment.pk).update(state="removed")
    comment.delete()
    assert (indexed("cop"), indexed("gla")) == ([], [other.pk])
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO discussion_search (discussion_search) VALUES"
                       " ('integrity-check')")  # fmt: skip


def test_a_comment_that_comes_with_an_older_id_is_indexed_at_once(film):
    first = say(film, "Pewter.")
    catch_up()
    pk = first.pk
    first.delete()
    first.pk = pk
    first.save(force_insert=True)
    assert indexed("pew") == [pk]


@pytest.mark.django_db(transaction=True)
def test_nothing_of_an_erased_comment_is_left_in_the_file(transactional_db, site):
    from tests.catalogue.made_films import make_film, plant_tree

    plant_tree()
    film = make_film("Low Water")
    # Each three of these letters stand alone in the index, so they can be looked for in bytes.
    secret = "\u1401\u1402\u1403\u1404\u1405"
    comment = say(film, f"It is {secret}.")
    for _ in range(3):
        say(film, "Something else.")
    catch_up()
    assert secret[:3].encode() in _bytes_of_the_database()
    Comment.objects.filter(pk=comment.pk).update(text="", html="")
    forget()
    left = _bytes_of_the_database()
    for at in range(len(secret) - 2):
        assert secret[at : at + 3].encode() not in left


def _bytes_of_the_database():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = Path(connection.settings_dict["NAME"])
    return b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))


def test_few_letters_are_looked_for_among_the_newest(said, monkeypatch):
    assert search.note_on("ow") == (
        "So few letters are looked for among the newest 40,000 comments only."
    )
    assert search.note_on("ow water") == search.note_on("") == ""
    monkeypatch.setattr(search, "READ_THROUGH", 1)
    assert hits("of") == {"Cleo"}
    assert hits("at") == set()
