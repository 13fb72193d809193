"""What a question costs on a site of 10,000 films with 10,000 hours of speech.

Makes the site in a folder that can be kept, with invented films and speech, and asks a mix of
questions as visitors do. Prints how long the index took, how large it is beside its text, and
milliseconds (median, 95th and 99th percentile, CPU and wall) for each sort of question.
"""

# Django's rooms can be imported once the site is made; chance needs a seed, not secrecy.
# ruff: noqa: PLC0415, S311

import argparse
import gc
import json
import os
import random
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from many_films import fill
from spoken_words import LANGUAGES, Vocabulary, hour_of, vocabulary

from matinee.project.site_folder import FOLDER_ENV

AT_ONCE = 8
"""Hours written in one transaction, as the worker does."""


@dataclass(frozen=True)
class Figure:
    """One sort of question; times in milliseconds."""

    sort: str
    questions: int
    found: float
    """Share of the questions that found something."""
    wall: float
    wall_p95: float
    wall_p99: float
    cpu: float
    cpu_p95: float


def main() -> None:
    """Make the site where it is missing, measure, print tables and write JSON if asked."""
    options = _options()
    words = {language: vocabulary(language) for language in dict.fromkeys(LANGUAGES)}
    told: dict[str, Any] = {}
    if not (options.folder / "site").exists():
        told["build"] = _built(options, words)
    else:
        os.environ[FOLDER_ENV] = str(options.folder / "site")
        os.environ["DJANGO_SETTINGS_MODULE"] = "matinee.project.settings"
        import django

        django.setup()
    told["sizes"] = _sizes()
    _print_facts(told)
    figures = _measured(_questions(words, options.questions))
    told["figures"] = [asdict(each) for each in figures]
    print("\n| question | asked | found | wall ms | p95 | p99 | CPU ms | p95 |")
    print("|---|---|---|---|---|---|---|---|")
    for each in figures:
        times = (each.wall, each.wall_p95, each.wall_p99, each.cpu, each.cpu_p95)
        shown = " | ".join(f"{figure:.1f}" for figure in times)
        print(f"| {each.sort} | {each.questions} | {each.found:.0%} | {shown} |")
    if options.json:
        options.json.write_text(json.dumps(told, indent=1) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the site is made, or was made before")
    parser.add_argument("--films", type=int, default=10_000)
    parser.add_argument("--hours", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=100, help="of each sort")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    return parser.parse_args()


def _built(options: argparse.Namespace, words: dict[str, Vocabulary]) -> dict[str, Any]:
    from matinee.cli.new import make_site

    make_site(options.folder / "site", "Benchmark")
    from matinee.catalogue.public_names import list_all_names

    fill(options.films)
    list_all_names()
    began, cpu = time.perf_counter(), time.process_time()
    _things_indexed()
    things_s = time.perf_counter() - began
    spoken_at = time.perf_counter()
    longest = _speech_indexed(options.hours, words)
    return {
        "things, s": round(things_s, 1),
        "speech, s": round(time.perf_counter() - spoken_at, 1),
        "together, CPU s": round(time.process_time() - cpu, 1),
        "longest transaction, ms": round(longest * 1000),
        "most memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _things_indexed() -> None:
    from matinee.search.index import catch_up
    from matinee.search.models import PendingWords

    PendingWords.objects.get_or_create(key="everything")
    while catch_up():
        pass


def _speech_indexed(hours: int, words: dict[str, Vocabulary]) -> float:
    """Write hour after hour, past the caption files, and return the longest transaction in s."""
    from django.db import transaction

    from matinee.catalogue.models import FilmPage
    from matinee.search.speech import PreparedTrack, put_track, with_lines

    shown = FilmPage.objects.filter(release__isnull=False).order_by("pk")
    pairs = shown.values_list("pk", "release__master_id")
    masters = []
    for pk, master in pairs:
        FilmPage.objects.filter(pk=pk).update(master_id=master)
        masters.append(master)
    languages = [LANGUAGES[at % len(LANGUAGES)] for at in range(hours)]
    longest = 0.0
    for at in range(0, hours, AT_ONCE):
        ready = [
            with_lines(
                PreparedTrack(
                    masters[number % len(masters)],
                    # A second hour of a master stands as another of its languages.
                    f"{languages[number]}-{number // len(masters)}",
                    automatic=True,
                    file=f"{number}.vtt",
                ),
                list(hour_of(words[languages[number]], number)),
            )
            for number in range(at, min(at + AT_ONCE, hours))
        ]
        began = time.perf_counter()
        with transaction.atomic():
            for track in ready:
                put_track(track)
        longest = max(longest, time.perf_counter() - began)
        if at % 400 == 0:
            print(f"{at} hours", flush=True)
    return longest


def _sizes() -> dict[str, Any]:
    """Return megabytes of each table of the search, and of the text that it finds."""
    from django.db import connection

    from matinee.search.models import SpokenBlock
    from matinee.search.passages import lines_of, unpack

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, SUM(pgsize) FROM dbstat WHERE name LIKE '%search_%' AND aggregate = 1"
            " AND name NOT LIKE 'discussion%' AND name NOT LIKE 'wagtail%' GROUP BY name"
        )
        tables = {name: size / 1e6 for name, size in cursor.fetchall()}
    numbers = list(SpokenBlock.objects.order_by("number").values_list("number", flat=True))
    sample = list(SpokenBlock.objects.in_bulk(numbers[:: max(1, len(numbers) // 500)]).values())
    lines = [
        line for block in sample for written in unpack(block.data) for line in lines_of(written)
    ]
    each = sum(len(line.words.encode()) + 1 for line in lines) / len(sample)
    speech = each * len(numbers) / 1e6
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT SUM(LENGTH(CAST(title AS BLOB)) + LENGTH(CAST(names AS BLOB))"
            " + LENGTH(CAST(words AS BLOB))) FROM search_indexedthing"
        )
        things = cursor.fetchone()[0] / 1e6
    return {
        "tables, MB": {name: round(size, 1) for name, size in tables.items() if size > 0.1},
        "text of speech, MB": round(speech, 1),
        "text of things, MB": round(things, 1),
        "all tables to text": round(sum(tables.values()) / (speech + things), 2),
    }


def _print_facts(told: dict[str, Any]) -> None:
    for title, facts in told.items():
        print(f"\n{title}")
        for name, value in facts.items():
            print(f"  {name}: {value}")


def _questions(words: dict[str, Vocabulary], count: int) -> dict[str, list[str]]:
    """Return questions of each sort, in all languages."""
    from matinee.search.models import SpokenBlock
    from matinee.search.passages import lines_of, unpack

    chance = random.Random(5)
    numbers = list(SpokenBlock.objects.values_list("number", flat=True))
    blocks = SpokenBlock.objects.in_bulk(chance.sample(numbers, min(count, len(numbers))))
    lines = [
        [line.words.rstrip(".") for written in unpack(block.data) for line in lines_of(written)]
        for block in blocks.values()
    ]

    def ranked(low: int, high: int) -> list[str]:
        return [
            chance.choice(words[chance.choice(LANGUAGES)].words[low:high]) for _ in range(count)
        ]

    def row(length: int) -> list[str]:
        found = []
        for each in lines:
            said = " ".join(each).split()
            at = chance.randrange(len(said) - length)
            found.append(" ".join(said[at : at + length]))
        return found

    middling, common = ranked(300, 5_000), ranked(0, 40)
    return {
        "rare word": ranked(20_000, 60_000),
        "middling word": middling,
        "very common word": common,
        "two words": row(2),
        "middling and common": [f"{a} {b}" for a, b in zip(middling, common, strict=True)],
        "two common words": [
            f"{a} {b}"
            for a, b in (
                chance.choices(words[chance.choice(LANGUAGES)].words[:60], k=2)
                for _ in range(count)
            )
        ],
        "phrase of two": [f'"{each}"' for each in row(2)],
        "phrase of five": [f'"{each}"' for each in row(5)],
        "phrase of common words": [
            '"{}"'.format(" ".join(chance.choices(words[chance.choice(LANGUAGES)].words[:60], k=3)))
            for _ in range(count)
        ],
        "while typing, 2 letters": [each[:2] for each in middling],
        "while typing, 3 letters": [each[:3] for each in middling],
        "while typing, two words": [each[:-1] for each in row(2)],
        "film's title": [f"harbour {at * 7}" for at in range(count)],
        "word of many titles": ["tide", "harbour", "winter", "letter", "river"] * (count // 5),
        "person": [f"tide river {at}" for at in range(count)],
        "miss": [f"{each}zqx" for each in middling],
    }


def _measured(questions: dict[str, Sequence[str]]) -> list[Figure]:
    from matinee.search.asking import ask

    for asked in questions.values():
        ask(asked[0])
    gc.collect()
    gc.freeze()
    figures, all_times, every = [], [], 0
    for sort, asked in questions.items():
        times = []
        hits = 0
        for question in asked:
            found, wall, cpu = _timed(lambda question=question: ask(question))
            hits += bool(found.things or found.sayings)
            times.append((wall, cpu))
        figures.append(_figure(sort, hits, times))
        all_times += times
        every += hits
    return [*figures, _figure("all of them", every, all_times)]


def _timed(run: Callable[[], Any]) -> tuple[Any, float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    found = run()
    return found, (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def _figure(sort: str, hits: int, times: Sequence[tuple[float, float]]) -> Figure:
    walls, cpus = [wall for wall, _ in times], [cpu for _, cpu in times]
    wall_parts, cpu_parts = statistics.quantiles(walls, n=100), statistics.quantiles(cpus, n=100)
    return Figure(
        sort,
        len(times),
        hits / len(times),
        statistics.median(walls),
        wall_parts[94],
        wall_parts[98],
        statistics.median(cpus),
        cpu_parts[94],
    )


if __name__ == "__main__":
    main()
