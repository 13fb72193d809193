"""What reading a long conversation costs, and what one more comment costs to bake.

Makes a site in a temporary folder with one film and so many comments under it. Prints, for the
film's own page, the first leaf and the newest page: milliseconds of CPU and wall time to gather
and to render (median, 95th percentile), queries and bytes; what the conversation adds to the
film's page; then what one new thread and one new reply cost to bake, and how many files they
write, with 20 comments and with all of them.
"""

# Django's rooms can be imported once the site is made.
# ruff: noqa: PLC0415

import argparse
import dataclasses
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from many_comments import fill_conversation

from matinee.cli.new import make_site

FEW = 20


def main() -> None:
    """Make the site, measure, print and write JSON if asked."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="matinee-conversation-pages-") as folder:
        make_site(Path(folder, "site"), "Benchmark")
        _give_address()
        figures = measured(options.comments, options.runs)
    for name, value in figures.items():
        print(f"{name:<34}{value}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


def measured(comments: int, runs: int) -> dict[str, Any]:
    """Fill two films, and return what their pages cost."""
    from matinee.publishing.bake import bake_all

    few, many = _film("A Short Talk"), _film("A Long Talk")
    fill_conversation(few, FEW)
    fill_conversation(many, comments, seed=2)
    baked = _timed(bake_all)
    return {
        "comments": comments,
        "bake_everything_cpu_s": round(baked[0] / 1000, 2),
        **_pages(many.pk, runs),
        **{f"at_{FEW}_{name}": value for name, value in _one_more(few, runs).items()},
        **{f"at_{comments}_{name}": value for name, value in _one_more(many, runs).items()},
    }


def _give_address() -> None:
    """Give the site an address: without one it has no feeds to bake."""
    from django.conf import settings

    settings.MATINEE = dataclasses.replace(settings.MATINEE, address="https://films.example")


def _film(title: str) -> Any:
    from matinee.catalogue.entry import FilmEntry, enter_film

    credits = "Director: Ines Calder\nEditor: Rui Sanches\nMusic: Anna Birk\n"
    return enter_film(FilmEntry(title, credits_text=credits, synopsis="A film about tides."))


def _pages(film: int, runs: int) -> dict[str, Any]:
    from matinee.catalogue.gather.film import film_pages
    from matinee.catalogue.models import FilmPage
    from matinee.discussion.gather import below_films
    from matinee.discussion.gather.pages import leaf_pages, newest_pages

    return {
        **_page("film", lambda: film_pages([film])[film], runs),
        **_page("below", lambda: below_films(FilmPage.objects.filter(pk=film))[film], runs),
        **_page("leaf_1", lambda: leaf_pages([(film, 1)])[film, 1][0], runs),
        **_page("leaf_300", lambda: leaf_pages([(film, 300)])[film, 300][0], runs),
        **_page("newest", lambda: newest_pages([film])[film], runs),
    }


def _page(name: str, gather: Callable[[], Any], runs: int) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from matinee.catalogue.published import ConversationBelow
    from matinee.catalogue.rendering import render_page

    def html() -> str:
        data = gather()
        # What stands below a film comes as HTML.
        return str(data.html) if isinstance(data, ConversationBelow) else render_page(data)

    size = len(html().encode())
    with CaptureQueriesContext(connection) as asked:
        gather()
    return {
        f"{name}_bytes": size,
        f"{name}_queries": len(asked),
        **_times(f"{name}_gather", gather, runs),
        **_times(f"{name}_both", html, runs),
    }


def _one_more(film: Any, runs: int) -> dict[str, Any]:
    """Say one thing after the other, baking after each."""
    from matinee.discussion.models import Comment
    from matinee.publishing.bake import bake_pending

    roots = Comment.objects.filter(film=film, number__isnull=False, state="public")
    root = roots.order_by("-number").first()
    figures: dict[str, Any] = {}
    for name, answered in (("thread", None), ("reply", root)):
        cpu, written = [], []
        for _ in range(runs):
            _say(film, answered)
            spent, report = _timed(bake_pending)
            cpu.append(spent)
            written.append(report.written)
        figures[f"{name}_bake_cpu_ms"] = round(statistics.median(cpu), 1)
        figures[f"{name}_files_written"] = f"{statistics.median(written):g}, at most {max(written)}"
    return figures


def _say(film: Any, answered: Any) -> None:
    from django.db import transaction
    from django.utils import timezone

    from matinee.discussion.deciding import show_new
    from matinee.discussion.markup import VERSION, to_html
    from matinee.discussion.models import Comment

    text = "The sledge is exactly right. Look at 12:34, too."
    with transaction.atomic():
        show_new(
            Comment(
                film=film,
                parent=answered,
                thread=answered,
                name="Wanda Ekholm",
                text=text,
                html=to_html(text),
                markup_version=VERSION,
                posted_at=timezone.now(),
            )
        )


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    result = work()
    return (time.process_time() - began) * 1000, result


def _times(name: str, work: Callable[[], Any], runs: int) -> dict[str, float]:
    cpu, wall = [], []
    for _ in range(runs):
        wall_began = time.perf_counter()
        cpu.append(_timed(work)[0])
        wall.append((time.perf_counter() - wall_began) * 1000)
    return {
        f"{name}_cpu_ms": round(statistics.median(cpu), 2),
        f"{name}_cpu_ms_p95": round(statistics.quantiles(cpu, n=20)[-1], 2),
        f"{name}_wall_ms": round(statistics.median(wall), 2),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=31)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
