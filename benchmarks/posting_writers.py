"""Writers that post invented comments through the door the site itself uses, for conversation.py.

They are forks of a process in which Django is set up, so that each begins at once; whoever forks
closes its connections first.
"""

# Django's rooms can be imported once the site is made.
# ruff: noqa: PLC0415, S311 - invented words need a seed, not secrecy

import os
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from many_comments import NAMES, SURNAMES, WORDS

NETWORKS = 400


@dataclass
class Written:
    """What one writer did."""

    posts: int = 0
    errors: list[str] = field(default_factory=list)
    slowest_s: float = 0.0


def make_films(count: int) -> list[int]:
    """Make films with an open conversation, and return their ids."""
    from matinee.catalogue.models import FilmIndexPage, FilmPage
    from matinee.discussion.models import ConversationRules

    rules = ConversationRules.load()
    rules.opening = "open"
    # As a site would have them.
    rules.held_words = "\n".join(f"heldword{number}" for number in range(100))
    rules.spam_words = "\n".join(f"spamword{number}" for number in range(100))
    rules.save()
    index = FilmIndexPage.objects.get()
    films = [
        index.add_child(instance=FilmPage(title=f"Film {number}", slug=f"film-{number}"))
        for number in range(count)
    ]
    return [film.pk for film in films]


def raise_limits(limit: int = 100_000) -> None:
    """Set the limits so high that no writer meets them; they are counted all the same."""
    from dataclasses import replace

    from django.conf import settings

    settings.MATINEE = replace(
        settings.MATINEE, comments_per_network=limit, comments_per_film=limit
    )


def forms(films: list[int], seed: int) -> Iterator[dict[str, str]]:
    """Yield what visitors type, without tickets; six of ten are told whom to answer later."""
    dice = random.Random(seed)
    while True:
        number = dice.randrange(10**9)
        words = " ".join(dice.choices(WORDS.split(), k=dice.randint(5, 80))).capitalize()
        link = f" https://harbour{number % 997}.example/page" if dice.random() < 0.1 else ""
        yield {
            "film": str(dice.choice(films)),
            "answers": "yes" if dice.random() < 0.6 else "",
            "name": f"{dice.choice(NAMES)} {dice.choice(SURNAMES)}",
            "email": f"person{number % 4000}@mail.example" if dice.random() < 0.5 else "",
            "text": f"{words} {number}.{link}",
            "at": str(dice.randrange(1500)) if dice.random() < 0.16 else "",
        }


def network_of(number: int) -> str:
    """Return one of the networks from which is posted."""
    return f"10.{number % NETWORKS // 250}.{number % 250}.7"


def write(films: list[int], seed: int, posts: int, told: Callable[[Any], None]) -> Written:
    """Post so many comments, telling of each when it is kept."""
    from matinee.discussion import tickets
    from matinee.discussion.forms import Typed
    from matinee.discussion.posting import take

    tickets.WAIT_S = -1  # nobody types here
    written = Written()
    parents: dict[str, list[int]] = {}
    for at, form in enumerate(forms(films, seed)):
        if at == posts:
            return written
        known = parents.setdefault(form["film"], [])
        parent = str(known[at % len(known)]) if form.pop("answers") and known else ""
        typed = Typed(**form, parent=parent, ticket=tickets.new_ticket())
        began = time.perf_counter()
        try:
            comment = take(typed, network_of(at * 7 + seed)).comment
        except Exception as error:  # noqa: BLE001 - they are counted, whatever they are
            written.errors.append(f"{type(error).__name__}: {error}")
        else:
            written.posts += 1
            known.append(comment.pk)
            told(comment)
        written.slowest_s = max(written.slowest_s, time.perf_counter() - began)
    return written


def forked(work: Callable[[], None]) -> int:
    """Run something in a fork of this process, which ends with it; return its id."""
    from django.db import connections

    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        work()
        status = 0
    finally:
        connections.close_all()
        os._exit(status)


def faults() -> list[str]:
    """Return what is wrong with numbers, places and counters."""
    from django.db.models import Count, Max

    from matinee.discussion.models import Comment, Conversation

    public = Comment.objects.filter(state="public")
    found = []
    for each in Conversation.objects.all():
        rows = public.filter(film=each.film_id)
        threads = rows.filter(thread=None).aggregate(n=Count("pk"), top=Max("number"))
        if not threads["n"] == (threads["top"] or 0) == each.last_number:
            found.append(f"film {each.film_id}: numbers {threads}, counter {each.last_number}")
        if rows.count() != each.shown:
            found.append(f"film {each.film_id}: {rows.count()} shown, counter {each.shown}")
    threads = public.exclude(thread=None).values("thread", "thread__last_place")
    counted = threads.annotate(n=Count("pk"), top=Max("place"))
    return found + [
        f"thread {each}"
        for each in counted
        if not each["n"] == each["top"] == each["thread__last_place"]
    ]
