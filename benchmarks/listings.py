"""What each public listing costs on a site of 10,000 films, and what one more film costs.

Makes a site in a temporary folder, with invented films, and renders each listing as the baker
and the server do. Prints milliseconds (median and 95th percentile, CPU and wall) and queries.
"""

# Django's rooms can be imported once the site is made.
# ruff: noqa: PLC0415, SLF001

import argparse
import gc
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from many_films import fill

from matinee.cli.new import make_site


@dataclass(frozen=True)
class Figure:
    """One listing's cost; times in milliseconds."""

    listing: str
    wall: float
    wall_p95: float
    cpu: float
    cpu_p95: float
    queries: int


def main() -> None:
    """Make the site, measure, print a table and write JSON if asked."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="matinee-listings-") as folder:
        make_site(Path(folder, "site"), "Benchmark")
        began = time.perf_counter()
        fill(options.films)
        print(f"{options.films} films made in {time.perf_counter() - began:.0f} s")
        began = time.perf_counter()
        lists_made()
        print(f"their lists made in {time.perf_counter() - began:.1f} s\n")
        figures = []
        print("| listing | wall ms | p95 | CPU ms | p95 | queries |\n|---|---|---|---|---|---|")
        for name, run in listings(options.only):
            figures.append(measured(name, run, options.runs))
            print(_shown(figures[-1]), flush=True)
        print()
        publishing = published_one() if not options.only else {}
        for name, value in publishing.items():
            print(f"{name}: {value}")
    if options.json:
        told = {"figures": [asdict(each) for each in figures], "one more film": publishing}
        options.json.write_text(json.dumps(told, indent=1) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", default="", help="measure the listings whose name has this")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    return parser.parse_args()


def lists_made() -> None:
    """Make the table of facets and say that everything is baked."""
    from matinee.catalogue.listing import relist_all
    from matinee.publishing import house
    from matinee.publishing.models import PendingBake

    relist_all()
    house.remember(house.house_digest())
    PendingBake.objects.all().delete()


def listings(only: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield each public listing with what makes its bytes."""
    from django.test import Client

    from matinee.catalogue.models import Facet
    from matinee.catalogue.paging import closed_pages
    from matinee.publishing.pages import files_of

    client = Client(SERVER_NAME="127.0.0.1")
    total = Facet.objects.get(kind="films").films
    keys = {
        "/films/": "films",
        "/films/page-1/ (the oldest)": "films:1",
        f"/films/page-{closed_pages(total)}/": f"films:{closed_pages(total)}",
    }
    for kind in ("subject", "place", "country", "language", "kind", "year"):
        facet = Facet.objects.filter(kind=kind).order_by("-films").first()
        deep = closed_pages(facet.films) // 2
        keys[f"{kind}, {facet.films} films"] = f"{kind}:{facet.value}"
        if deep:
            keys[f"{kind}, page {deep}"] = f"{kind}:{facet.value}/{deep}"
    for name in ("subjects", "places", "countries", "languages", "kinds", "years"):
        keys[f"/{name}/"] = name
    keys |= {"/people/": "people", "/people/letter-s/": "people:s", "/companies/": "companies"}
    keys |= {"/": "home"}
    for name, key in keys.items():
        if only in name:
            yield name, lambda key=key: files_of([key])
    shared = Facet.objects.filter(kind="subject").order_by("-films")[0].films
    for query in _questions(total, shared):
        if only in query:
            yield query, lambda query=query: _answer(client, query)


def _questions(total: int, shared: int) -> Iterator[str]:
    pages, deep = -(-total // 24), shared // 24 - 4
    browse = "/films/browse/"
    yield browse
    yield f"{browse}?page={pages}"
    for sort in ("title", "year", "shortest"):
        yield f"{browse}?sort={sort}"
        yield f"{browse}?sort={sort}&page={pages}"
    for facts in (
        "kind=short",
        "subject=subject-0",
        "country=pt",
        "kind=short&subject=subject-0",
        "subject=subject-0&decade=1990",
        "kind=documentary&country=pt&language=pt",
    ):
        for sort in ("", "&sort=title", "&sort=shortest"):
            yield f"{browse}?{facts}{sort}"
    yield f"{browse}?subject=subject-0&page={deep}"
    yield f"{browse}?subject=subject-0&sort=title&page={deep}"


def _answer(client: Any, query: str) -> object:
    answer = client.get(query)
    if answer.status_code != 200:
        raise SystemExit(f"{query} answered {answer.status_code}")
    return answer.content


def measured(name: str, run: Callable[[], object], runs: int) -> Figure:
    """Run it once to count queries and warm up, then some times for the clock."""
    from django.db import connection

    queries = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        queries.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        run()
    # What filling the site left behind is no server's; looking through it is not measured.
    gc.collect()
    gc.freeze()
    walls, cpus = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    return Figure(
        name,
        statistics.median(walls),
        statistics.quantiles(walls, n=20)[-1],
        statistics.median(cpus),
        statistics.quantiles(cpus, n=20)[-1],
        len(queries),
    )


def published_one() -> dict[str, Any]:
    """Publish a film as the studio does, and say what that wrote and rendered."""
    from django.db import transaction

    from matinee.catalogue.entry import FilmEntry, enter_film
    from matinee.publishing import bake, marks
    from matinee.publishing.models import PendingBake

    costs = []
    # So that saving and baking are measured apart.
    marks._bake_soon = lambda: None
    for at in range(4):
        began = time.process_time()
        with transaction.atomic():
            enter_film(
                FilmEntry(
                    f"One More Film {at}",
                    year=2025,
                    kind="documentary",
                    countries=("PT", "FR"),
                    languages=("pt",),
                    subjects=("Tide 0", "Winter 2", "Letter 15"),
                    places=("Salt Bay 9",),
                    credits_text=(
                        "Director: Tide Tide 0\nEditor: Harbour Tide 1\nCast: Winter Tide 2\n"
                        "Production company: Tide Pictures 0"
                    ),
                )
            )
        saved = time.process_time()
        marked = PendingBake.objects.count()
        report = bake.bake_pending()
        costs.append((saved - began, time.process_time() - saved, marked, report.pages))
    # The first also renders what no later one does: a database that nobody has asked yet.
    saving, baking, marked, pages = costs[-1]
    return {
        "one more film, saved in CPU ms": round(saving * 1000),
        "its marks": marked,
        "files rendered for it": pages,
        "baked in CPU ms": round(baking * 1000),
    }


def _shown(each: Figure) -> str:
    times = (each.wall, each.wall_p95, each.cpu, each.cpu_p95)
    shown = " | ".join(f"{figure:.1f}" for figure in times)
    return f"| {each.listing} | {shown} | {each.queries} |"


if __name__ == "__main__":
    main()
