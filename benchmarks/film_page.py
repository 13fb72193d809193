"""What a film's page costs with hundreds of credits: gathered from the database and rendered.

Makes a site in a temporary folder with one film of so many credits, every one another person's,
half of the cast with characters, and a few films by the same director. Prints milliseconds of
CPU and of wall time (median and 95th percentile), queries, and the size of the page.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from matinee.cli.new import make_site

FAMILIES = ["Aalto", "Borg", "Cray", "Dunn", "Ebner", "Falk", "Grau", "Hale", "Irving", "Jansson"]
GIVEN = ["Ada", "Bram", "Cleo", "Dov", "Edda", "Finn", "Gro", "Hal", "Ines", "Jo"]
OTHERS = 8


def main() -> None:
    """Make the site, measure, print and write JSON if asked."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="matinee-film-page-") as folder:
        make_site(Path(folder, "site"), "Benchmark")
        figures = measured(fill(options.credits), options.runs)
    for name, value in figures.items():
        print(f"{name:<28}{value}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


def fill(credits: int) -> int:
    """Make the film and the others of its director; return its id."""
    from matinee.catalogue.models import Credit, FilmIndexPage, FilmPage, Person  # noqa: PLC0415 - after set-up
    from matinee.catalogue.roles import ROLES  # noqa: PLC0415 - after set-up

    index = FilmIndexPage.objects.get()
    keys = list(ROLES)
    people = [
        Person.objects.create(name=f"{given} {family} {number}")
        for number in range(-(-credits // 100))
        for family in FAMILIES
        for given in GIVEN
    ][:credits]

    def credit(place: int, person: Person) -> Credit:
        if place == 0:
            return Credit(role_key="director", person=person, sort_order=0)
        if place < credits // 4:
            character = f"The pilot of boat {place}" if place % 2 else ""
            return Credit(role_key="cast", person=person, sort_order=place, character=character)
        # Several names a role, as departments have them.
        key = keys[(place // 3) % len(keys)]
        return Credit(role_key=key, person=person, sort_order=place, on_behalf_of="")

    film = FilmPage(title="Four Hundred Hands", slug="hands", kind="feature", year=2024)
    film.credits = [credit(place, person) for place, person in enumerate(people)]
    index.add_child(instance=film)
    for number in range(OTHERS):
        other = FilmPage(title=f"Film {number}", slug=f"film-{number}", kind="short")
        other.credits = [Credit(role_key="director", person=people[0], sort_order=0)]
        index.add_child(instance=other)
    return int(film.pk)


def measured(film_id: int, runs: int) -> dict[str, Any]:
    """Gather and render the page so many times."""
    from django.db import connection  # noqa: PLC0415 - after set-up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - after set-up

    from matinee.catalogue.gather.film import film_pages  # noqa: PLC0415 - after set-up
    from matinee.catalogue.rendering import render_page  # noqa: PLC0415 - after set-up

    def page() -> str:
        return render_page(film_pages([film_id])[film_id])

    size = len(page().encode())
    with CaptureQueriesContext(connection) as asked:
        data = film_pages([film_id])[film_id]
    return {
        "credits": data.credit_count,
        "page_bytes": size,
        "queries": len(asked),
        **_times("gather", lambda: film_pages([film_id]), runs),
        **_times("render", lambda: render_page(data), runs),
        **_times("both", page, runs),
    }


def _times(name: str, work: Callable[[], Any], runs: int) -> dict[str, float]:
    cpu, wall = [], []
    for _ in range(runs):
        cpu_began, wall_began = time.process_time(), time.perf_counter()
        work()
        cpu.append((time.process_time() - cpu_began) * 1000)
        wall.append((time.perf_counter() - wall_began) * 1000)
    return {
        f"{name}_cpu_ms": round(statistics.median(cpu), 2),
        f"{name}_cpu_ms_p95": round(statistics.quantiles(cpu, n=20)[-1], 2),
        f"{name}_wall_ms": round(statistics.median(wall), 2),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--credits", type=int, default=400)
    parser.add_argument("--runs", type=int, default=41)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
