"""Our own long work in another process: heard, ended, and its errors told as they were."""

import os
import time

import pytest

from matinee.media.apart import run_apart
from matinee.media.errors import Cancelled, Refused, ToolFailed
from matinee.media.events import Note, Progress, Watch


def halve(facts, watch):
    """Work that tells how far it is and prints what nobody asked for."""
    print("a library's own words")
    watch.listener(Progress("halve", 0.5))
    watch.listener(Note(f"in process {os.getpid()}"))
    return {"half": facts["whole"] / 2}


def refuse(facts, watch):
    raise Refused("too-odd", "Three has no half.", "Give an even number.")


def break_down(facts, watch):
    raise ZeroDivisionError("on the way")


def sleep(facts, watch):
    watch.listener(Progress("sleep", 0.1))
    time.sleep(60)
    return {}


def test_the_work_is_done_elsewhere_and_its_events_are_heard():
    heard = []
    assert run_apart(halve, {"whole": 3}, Watch(heard.append)) == {"half": 1.5}
    assert heard[0] == Progress("halve", 0.5)
    assert heard[1].message != f"in process {os.getpid()}"


def test_a_refusal_arrives_as_it_was():
    with pytest.raises(Refused) as caught:
        run_apart(refuse, {})
    assert (caught.value.code, caught.value.hint) == ("too-odd", "Give an even number.")


def test_a_breakdown_leaves_its_words_for_the_log():
    with pytest.raises(ToolFailed) as caught:
        run_apart(break_down, {})
    assert "on the way" in caught.value.log_text()


def test_a_cancelled_watch_ends_it():
    heard = []
    with pytest.raises(Cancelled):
        run_apart(sleep, {}, Watch(heard.append, lambda: bool(heard)), idle=True)
