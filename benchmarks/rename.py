"""What it costs to rename someone in 200 films: saved, and every page that says the name written.

Makes a site in a temporary folder and prints seconds of CPU and of wall time, each the median.
"""

# Django's rooms can be imported once the site is made.
# ruff: noqa: PLC0415

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from matinee.cli.new import make_site


def main() -> None:
    """Make the site, rename the director again and again, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, default=200)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="matinee-rename-") as folder:
        make_site(Path(folder, "site"), "Benchmark")
        director = fill(options.films)
        spent = [renamed(director, f"Director {number}") for number in range(options.runs)]
    for name, seconds in zip(("CPU", "wall"), zip(*spent, strict=True), strict=True):
        print(f"{name:<6}{statistics.median(seconds):.2f} s")


def fill(films: int) -> int:
    """Make the films of one director, bake them, and return the director's id."""
    from matinee.catalogue.models import Credit, FilmIndexPage, FilmPage, Person
    from matinee.publishing.bake import bake_all

    index = FilmIndexPage.objects.get()
    director = Person.objects.create(name="Director")
    for number in range(films):
        film = FilmPage(title=f"Film {number}", slug=f"film-{number}")
        film.credits = [Credit(role_key="director", person=director, sort_order=0)]
        index.add_child(instance=film)
    bake_all()
    return int(director.pk)


def renamed(pk: int, name: str) -> tuple[float, float]:
    """Rename, and return the CPU and the wall seconds until all pages are written."""
    from matinee.catalogue.models import Person

    director = Person.objects.get(pk=pk)
    director.name = name
    cpu, wall = time.process_time(), time.perf_counter()
    director.save()
    return time.process_time() - cpu, time.perf_counter() - wall


if __name__ == "__main__":
    main()
