"""Whoever was told that a comment is kept finds it there, whatever ends the process that told."""

import contextlib
import os
import random
import select
import signal
import time

import pytest
from django.db import connections

from matinee.discussion import tickets
from matinee.discussion.forms import Typed
from matinee.discussion.models import Comment, Conversation
from matinee.discussion.posting import take
from tests.discussion.writing import set_rules

KILLS = 10


@pytest.mark.django_db(transaction=True)
def test_what_was_acknowledged_outlives_a_kill(site):
    from tests.catalogue.made_films import make_film, plant_tree

    plant_tree()
    film = make_film("Low Water", credits_text="")
    set_rules(opening="open")
    dice = random.Random(4)
    told = set()
    for round_ in range(KILLS):
        told |= killed_while_posting(film.pk, round_, dice.uniform(0.02, 0.12))
    assert len(told) > KILLS
    kept = Comment.objects.filter(film=film)
    assert told <= set(kept.values_list("pk", flat=True))
    numbers = list(kept.exclude(number=None).order_by("number").values_list("number", flat=True))
    counted = Conversation.objects.get(film=film)
    assert numbers == list(range(1, len(numbers) + 1))
    assert (counted.last_number, counted.shown) == (len(numbers), kept.count())


def killed_while_posting(film: int, seed: int, after_s: float) -> set[int]:
    """Post in a process of its own, end it at a random moment, and return what it acknowledged."""
    connections.close_all()
    ear, mouth = os.pipe()
    pid = os.fork()
    if not pid:
        with contextlib.suppress(BaseException):
            post_for_ever(film, seed, mouth)
        os._exit(1)
    os.close(mouth)
    with os.fdopen(ear, "rb") as lines:
        select.select([lines], [], [], 30)
        time.sleep(after_s)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        heard = lines.read()
    # A line that was cut off was not said to the end.
    return {int(line) for line in heard.rpartition(b"\n")[0].split()}


def post_for_ever(film: int, seed: int, mouth: int) -> None:
    tickets.WAIT_S = -1
    at = 0
    parent = ""
    while True:
        text = f"Round {seed}, and comment {at} of it, at some length."
        ticket = tickets.new_ticket()
        typed = Typed(film=str(film), parent=parent, name="Wanda", text=text, ticket=ticket)
        comment = take(typed, "").comment
        os.write(mouth, b"%d\n" % comment.pk)
        parent = str(comment.pk) if at % 3 == 0 else ""
        at += 1
