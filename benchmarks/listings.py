"""What each public listing costs on a site of 10,000 films, and what one more film costs.

Makes a site in a temporary folder, with invented films, and renders each listing as the baker
and the server do. Prints milliseconds (median and 95th percentile, CPU and wall) and queries.
"""

# Django's rooms can be imported once the site is made; chance needs a seed, not secrecy; pages
# are written in bulk past Wagtail's tree, which adds them one by one.
# ruff: noqa: PLC0415, S311, SLF001

import argparse
import gc
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from matinee.cli.new import make_site

WORDS = (
    *("tide", "harbour", "winter", "letter", "orchard", "signal"),
    *("paper", "river", "lamp", "salt", "bridge", "garden"),
)
COUNTRIES = """
AR AT AU BA BD BE BG BO BR CA CH CL CM CN CO CR CU CV CZ DE DK DO DZ EC EE EG ES ET
FI FR GB GE GH GR GT HK HN HR HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KR KZ LA LB LK LT LU LV
MA MD ME MG MK ML MN MX MY MZ NG NI NL NO NP NZ PA PE PH PK PL PT PY RO RS RW SE SN TN TR
""".split()  # noqa: SIM905
LANGUAGES = """
ar bn bg ca cs da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja ka ko lt lv mk nl no pl
pt ro ru sr sv tr uk
""".split()  # noqa: SIM905
KINDS = ("documentary", "short", "feature", "music-video", "advertisement", "trailer", "making-of")
ROLES = ("director", "editor", "cinematographer", "composer", "cast", "cast", "producer", "thanks")
BEGAN = datetime(2001, 1, 1, tzinfo=UTC)


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


def fill(count: int) -> None:
    """Make the films, and who and what they share."""
    from django.db import transaction

    from matinee.catalogue.models import Company, Person, Place, Subject

    chance = random.Random(7)
    with transaction.atomic():
        people = _named(Person, 2000, lambda at: f"{_word(at)} {_word(at // 12)} {at}")
        companies = _named(Company, 300, lambda at: f"{_word(at)} Pictures {at}")
        subjects = _named(Subject, 60, lambda at: f"{_word(at)} {at}")
        places = _named(Place, 150, lambda at: f"{_word(at)} Bay {at}")
        films = _films(count, chance)
        _credits(films, people, companies, chance)
        _topics(films, subjects, places, chance)


def _word(at: int) -> str:
    return WORDS[at % len(WORDS)].capitalize()


def _named(model: Any, count: int, name: Callable[[int], str]) -> list[int]:
    sorted_names = hasattr(model, "usual_sort_name")
    rows = []
    for at in range(count):
        row = model(name=name(at), slug=f"{model.kind}-{at}")
        if sorted_names:
            row.sort_name = row.usual_sort_name()
            row.initial = row.sort_name[0].lower()
        rows.append(row)
    model.objects.bulk_create(rows)
    return list(model.objects.order_by("pk").values_list("pk", flat=True))


def _films(count: int, chance: random.Random) -> list[int]:
    """Write pages and films straight into their tables, one film in two with a release."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    from matinee.catalogue.models import FilmIndexPage, FilmPage

    index = FilmIndexPage.objects.get()
    releases = _releases(count // 2)
    kind = ContentType.objects.get_for_model(FilmPage)
    shared = {"depth": index.depth + 1, "content_type": kind, "locale": index.locale, "live": True}
    films = []
    for at in range(count):
        title = f"{'The ' if at % 5 == 0 else ''}{_word(chance.randrange(99))} {_word(at)} {at}"
        published = BEGAN + timedelta(hours=at * 21)
        film = FilmPage(
            title=title,
            draft_title=title,
            slug=f"film-{at}",
            path=FilmIndexPage._get_path(index.path, index.depth + 1, at + 1),
            url_path=f"{index.url_path}film-{at}/",
            first_published_at=published,
            last_published_at=published,
            kind=chance.choice(KINDS),
            year=chance.randrange(1960, 2026),
            countries=chance.sample(COUNTRIES, chance.choice((1, 1, 2))),
            languages=chance.sample(LANGUAGES, chance.choice((1, 1, 2))),
            synopsis=" ".join(chance.choices(WORDS, k=40)) + ".",
            body=[("text", f"<p>{' '.join(chance.choices(WORDS, k=300))}</p>")],
            running_time_s=chance.randrange(60, 9000),
            release_id=releases[at // 2] if at % 2 else None,
            **shared,
        )
        film.fill_sort_title()
        films.append(film)
    pages = Page._meta.local_concrete_fields
    Page.objects.bulk_create(
        [
            Page(**{field.attname: getattr(film, field.attname) for field in pages})
            for film in films
        ],
        batch_size=1000,
    )
    ids = dict(Page.objects.filter(depth=index.depth + 1).values_list("path", "pk"))
    for film in films:
        film.page_ptr_id = film.pk = ids[film.path]
    for at in range(0, count, 500):
        FilmPage.objects._insert(
            films[at : at + 500], fields=FilmPage._meta.local_concrete_fields, using="default"
        )
    FilmIndexPage.objects.update(numchild=count)
    return [film.pk for film in films]


def _releases(count: int) -> list[int]:
    from matinee.releases.models import Master, Release

    masters = [
        Master(sha256=f"{at:064x}", file=f"{at}.mov", original_name="cut.mov", size_bytes=9)
        for at in range(count)
    ]
    Master.objects.bulk_create(masters, batch_size=1000)
    ids = list(Master.objects.order_by("pk").values_list("pk", flat=True))
    sizes = [[f"poster-{width}.webp", width] for width in (480, 960, 1280)]
    poster = {"file": "poster-1280.webp", "width": 1280, "height": 720, "time_s": 1.0}
    made = {
        "width": 1280,
        "height": 720,
        "hls": "index.m3u8",
        "dash": "index.mpd",
        "progressive": {"file": "film.mp4", "width": 854, "height": 480, "size_bytes": 9},
        "posters": [{**poster, "sizes": sizes}] * 4,
        "storyboard": None,
        "chapters": [],
        "chapters_vtt": "",
        "video": [],
        "audio": [],
    }
    Release.objects.bulk_create(
        [
            Release(
                key=f"{at:016x}",
                master_id=pk,
                film={**made, "duration_s": 60.0 + at},
                duration_s=60.0 + at,
                width=1280,
                height=720,
                frame_rate="25",
            )
            for at, pk in enumerate(ids)
        ],
        batch_size=500,
    )
    return list(Release.objects.order_by("pk").values_list("pk", flat=True))


def _credits(
    films: list[int], people: list[int], companies: list[int], chance: random.Random
) -> None:
    from matinee.catalogue.models import Credit

    rows = []
    for film in films:
        named = chance.sample(people, len(ROLES))
        rows += [
            Credit(film_id=film, role_key=role, person_id=pk, sort_order=at)
            for at, (role, pk) in enumerate(zip(ROLES, named, strict=True))
        ]
        rows.append(
            Credit(
                film_id=film,
                role_key="production-company",
                company_id=chance.choice(companies),
                sort_order=len(ROLES),
            )
        )
    Credit.objects.bulk_create(rows, batch_size=2000)


def _topics(
    films: list[int], subjects: list[int], places: list[int], chance: random.Random
) -> None:
    from matinee.catalogue.models import FilmPlace, FilmSubject

    # Half of the films share one subject, as on a site that has a theme.
    FilmSubject.objects.bulk_create(
        [
            FilmSubject(film_id=film, subject_id=pk, sort_order=at)
            for film in films
            for at, pk in enumerate(
                {subjects[0 if chance.random() < 0.5 else 1], *chance.sample(subjects[2:], 2)}
            )
        ],
        batch_size=2000,
    )
    FilmPlace.objects.bulk_create(
        [FilmPlace(film_id=film, place_id=chance.choice(places), sort_order=0) for film in films],
        batch_size=2000,
    )


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
