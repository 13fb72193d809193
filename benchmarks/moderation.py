"""What each view of the studio's moderation costs with 200,000 comments under 50 films.

Makes a site in a temporary folder, fills it with invented comments and decisions, and asks for
each view as a browser does, the studio's own frame included. Prints milliseconds (median and
95th percentile) and queries; then what a post pays for the search index.
"""

# Django's rooms can be imported once the site is made.
# ruff: noqa: PLC0415

import argparse
import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from many_comments import fill_conversation
from many_films import fill

from matinee.cli.new import make_site
from matinee.project.site_folder import FOLDER_ENV

QUEUE = "/studio/conversations/"


@dataclass(frozen=True)
class Figure:
    """One view's cost; times in milliseconds."""

    view: str
    median: float
    p95: float
    cpu: float
    queries: int
    kilobytes: float


def main() -> None:
    """Make the site, measure, print the tables."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="matinee-moderation-") as made:
        folder = options.site or Path(made)
        if (folder / "site").exists():
            _open(folder / "site")
        else:
            _make(folder / "site", options.films, options.comments)
        client = _moderator()
        print("| view | wall ms | p95 | CPU ms | queries | KB |\n|---|---|---|---|---|---|")
        for name, address in _views(options.only):
            print(_shown(_measured(name, partial(client.get, address), options.runs)), flush=True)
        if not options.only:
            for name, run in _actions(client):
                print(_shown(_measured(name, run, options.runs)), flush=True)
            print(f"\n{_cost_of_the_index()}")


def _open(folder: Path) -> None:
    """Use a site made before, which saves the minute that filling one takes."""
    import os

    import django

    os.environ[FOLDER_ENV] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "matinee.project.settings"
    django.setup()


def _make(folder: Path, films: int, comments: int) -> None:
    make_site(folder, "Benchmark")
    began = time.perf_counter()
    _fill(films, comments)
    print(f"{comments} comments made in {time.perf_counter() - began:.0f} s")
    began = time.perf_counter()
    _index()
    print(f"their index made in {time.perf_counter() - began:.1f} s\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, default=50)
    parser.add_argument("--comments", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--site", type=Path, help="keep the site in this folder, and use it again")
    parser.add_argument("--only", default="", help="measure the views whose name has this")
    return parser.parse_args()


def _fill(films: int, comments: int) -> None:
    """Put the comments under the films, report some, and decide about some."""
    from django.db.models import F
    from django.utils import timezone

    from matinee.catalogue.models import FilmPage
    from matinee.discussion.models import Comment, Decision, Report

    fill(films)
    for number, film in enumerate(FilmPage.objects.order_by("pk")[:films]):
        fill_conversation(film, comments // films, seed=number, public=0.97)
    now = timezone.now()
    Comment.objects.filter(reports__gt=0).update(reports=1)
    reported = Comment.objects.filter(reports__gt=0).values_list("pk", flat=True)
    Report.objects.bulk_create(Report(comment_id=pk, reason="abuse", at=now) for pk in reported)
    decided = Comment.objects.exclude(state="held").annotate(odd=F("pk") % 4).filter(odd=0)
    Decision.objects.bulk_create(
        (
            Decision(
                comment_id=pk,
                film_id=film,
                action="show" if state == "public" else "remove",
                was="held",
                became=state,
                by="ann",
                at=posted_at,
                batch=f"{pk // 20:032x}",
            )
            for pk, film, state, posted_at in decided.values_list(
                "pk", "film", "state", "posted_at"
            )
        ),
        batch_size=2000,
    )


def _index() -> None:
    from matinee.discussion.search import AT_ONCE, catch_up

    while catch_up() == AT_ONCE:
        pass


def _moderator() -> Any:
    from django.contrib.auth.models import Group, User
    from django.test import Client

    user, _ = User.objects.get_or_create(username="ann")
    user.groups.add(Group.objects.get(name="Moderators"))
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    return client


def _views(only: str) -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    from matinee.catalogue.models import FilmPage
    from matinee.discussion.models import Comment

    film = FilmPage.objects.order_by("pk").first()
    held = Comment.objects.filter(state="held").exclude(email="").order_by("-pk").first()
    half = Comment.objects.order_by("-posted_at")[Comment.objects.count() // 2]
    cut = f"{half.posted_at.isoformat()}_{half.pk}".replace("+", "%2B")
    day = f"{half.posted_at:%Y-%m-%d}"
    here = f"film=%23{film.pk}"
    history = reverse("conversations:history", args=[held.pk])
    views = {
        "the studio's first page": "/studio/",
        "an empty list": f"{QUEUE}?tab=all&until=2001-01-01",
        "waiting": QUEUE,
        "reported": f"{QUEUE}?tab=reported",
        "public": f"{QUEUE}?tab=public",
        "spam": f"{QUEUE}?tab=spam",
        "removed": f"{QUEUE}?tab=removed",
        "all": f"{QUEUE}?tab=all",
        "all, oldest first": f"{QUEUE}?tab=all&order=oldest",
        "all, from the middle": f"{QUEUE}?tab=all&after={cut}",
        "all, back from the middle": f"{QUEUE}?tab=all&before={cut}",
        "public of a film": f"{QUEUE}?tab=public&{here}",
        "all of a film": f"{QUEUE}?tab=all&{here}",
        "all of a film by a part of its title": f"{QUEUE}?tab=all&film=1",
        "of a person by e-mail": f"{QUEUE}?tab=all&person={held.email}",
        "of a person by name": f"{QUEUE}?tab=public&person={held.name}",
        "with links": f"{QUEUE}?tab=public&links=1",
        "with links, waiting": f"{QUEUE}?links=1",
        "with a moment": f"{QUEUE}?tab=all&moments=1",
        "of one day": f"{QUEUE}?tab=all&since={day}&until={day}",
        "held for a reason": f"{QUEUE}?held_for=first+comment",
        "held for a reason nobody had": f"{QUEUE}?held_for=none",
        "search, rare": f"{QUEUE}?tab=all&q=harbour2371",
        "search, rare, in public": f"{QUEUE}?tab=public&q=harbour2371",
        "search, an address": f"{QUEUE}?tab=all&q=person77%40",
        "search, common": f"{QUEUE}?tab=all&q=the",
        "search, common, waiting": f"{QUEUE}?q=neighbour",
        "search, common, removed, of a film": f"{QUEUE}?tab=removed&{here}&q=neighbour",
        "search, two words": f"{QUEUE}?tab=all&q=harbour+neighbour",
        "search, a phrase": f"{QUEUE}?tab=all&q=%22harbour+ferry%22",
        "search, two letters": f"{QUEUE}?tab=all&q=of",
        "search, nothing": f"{QUEUE}?tab=all&q=zzqxj",
        "search, common letters, no hit": f"{QUEUE}?tab=all&q=othe+rthe+ighb+xbird",
        "search, two letters, no hit": f"{QUEUE}?tab=all&q=zq",
        "history by e-mail": history,
        "history by name": f"{history}?by=name",
        "history by network": f"{history}?by=network",
        "record": f"{QUEUE}record/",
        "record of a film": f"{QUEUE}record/?{here}",
        "record of an action": f"{QUEUE}record/?action=remove",
        "record of nobody": f"{QUEUE}record/?by=nobody",
        "bans": f"{QUEUE}bans/",
    }
    yield from ((name, address) for name, address in views.items() if only in name)


def _actions(client: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield what moderators do, each time with other comments."""
    from matinee.discussion.models import Comment

    pks = iter(list(Comment.objects.filter(state="public").values_list("pk", flat=True)[::37]))
    held = iter(list(Comment.objects.filter(state="held").values_list("pk", flat=True)))
    batches: list[str] = []

    def act(action: str, count: int, source: Iterator[int]) -> Any:
        chosen = {"do": action, "pk": [next(source) for _ in range(count)]}
        answer = client.post(f"{QUEUE}act/", chosen, HTTP_ACCEPT="application/json")
        batches.append(answer.json()["batch"])
        return answer

    def undo() -> Any:
        fields = {"batch": batches.pop()}
        return client.post(f"{QUEUE}undo/", fields, HTTP_ACCEPT="application/json")

    yield "remove 1", lambda: act("remove", 1, pks)
    yield "approve 1", lambda: act("approve", 1, held)
    yield "remove 50", lambda: act("remove", 50, pks)
    yield "approve 50", lambda: act("approve", 50, held)
    yield "undo 50", undo


def _measured(view: str, run: Callable[[], Any], runs: int) -> Figure:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    answer = run()
    if answer.status_code != 200:
        raise SystemExit(f"{view}: {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        run()
    asked, walls, cpus = len(queries), [], []
    for _ in range(runs):
        gc.collect()
        began, worked = time.perf_counter(), time.process_time()
        run()
        cpus.append((time.process_time() - worked) * 1000)
        walls.append((time.perf_counter() - began) * 1000)
    walls.sort()
    p95 = walls[min(len(walls) - 1, round(len(walls) * 0.95))]
    size = len(answer.content) / 1000
    return Figure(view, statistics.median(walls), p95, statistics.median(cpus), asked, size)


def _shown(figure: Figure) -> str:
    return (
        f"| {figure.view} | {figure.median:.0f} | {figure.p95:.0f} | {figure.cpu:.0f} |"
        f" {figure.queries} |"
        f" {figure.kilobytes:.0f} |"
    )


def _cost_of_the_index() -> str:
    """Return what indexing costs: a post as it comes, and each in bulk later."""
    from django.db import connection, transaction

    from matinee.discussion.models import Comment, new_key
    from matinee.discussion.search import catch_up

    model = Comment.objects.filter(state="held").first()

    def posts(count: int) -> float:
        walls = []
        for _ in range(count):
            model.pk, model.key, model.number, model.place = None, new_key(), None, None
            began = time.perf_counter()
            with transaction.atomic():
                model.save(force_insert=True)
            walls.append((time.perf_counter() - began) * 1000)
        return statistics.median(walls)

    with_triggers = posts(1000)
    began = time.perf_counter()
    later, in_s = catch_up(), time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER discussion_search_add")
        without = posts(1000)
    with connection.schema_editor() as editor:
        import_module("matinee.discussion.migrations.0002_search").add_search(None, editor)
    return (
        f"a post takes {with_triggers:.3f} ms, without the trigger {without:.3f} ms;"
        f" {later} new comments were indexed in {in_s * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
