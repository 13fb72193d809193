"""Comments a second, kept through kills, and beside Isso: on a fresh site in a temporary folder.

    python -m venv /tmp/isso && /tmp/isso/bin/pip install isso==0.14.0 gunicorn
    .venv/bin/python benchmarks/conversation.py --isso /tmp/isso/bin/python --kills 200

Prints lines of JSON. `writers`: so many processes post through the function that the view calls,
every rule included. `kills`: a posting process is killed again and again; what it acknowledged
must be there. `http`: posts and reads over HTTP, ours and Isso's in turns, by the same clients;
`server_ms` is the servers' own CPU for one, which a busy machine hardly changes.
"""

import argparse
import json
import os
import random
import select
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from conversation_http import compare
from posting_writers import faults, forked, make_films, raise_limits, write

from matinee.cli.new import make_site


def main() -> None:
    """Measure what was asked for."""
    options = _options()
    # Ended from outside, it still ends the servers it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="matinee-conversation-") as folder:
        site = Path(folder, "site")
        make_site(site, "Benchmark")
        films = make_films(options.films)
        raise_limits()
        if options.writers:
            _say("writers", **measure_writers(films, options.writers, options.posts, options.runs))
        if options.kills:
            _say("kills", **measure_kills(films[:3], options.kills))
        if options.isso:
            for line in compare(site, options.isso, Path(folder), options.runs):
                _say("http", **line)


def measure_writers(films: list[int], writers: int, posts: int, runs: int) -> dict[str, Any]:
    """Let processes post at once, and count what is there afterwards."""
    from matinee.discussion.models import Comment  # noqa: PLC0415 - the site is made by now

    speeds, cpu_ms, errors, lost = [], [], 0, 0
    for run in range(runs):
        before = Comment.objects.count()
        ears = []
        began = time.perf_counter()
        for number in range(writers):
            ear, mouth = os.pipe()
            seed = run * writers + number
            forked(lambda mouth=mouth, seed=seed: _work(mouth, films, seed, posts))
            os.close(mouth)
            ears.append(ear)
        told = [json.loads(os.fdopen(ear).read()) for ear in ears]
        speeds.append(writers * posts / (time.perf_counter() - began))
        for _ in ears:
            os.wait()
        errors += sum(len(each["errors"]) for each in told)
        lost += before + sum(each["posts"] for each in told) - Comment.objects.count()
        cpu_ms.append(sum(each["cpu_s"] for each in told) * 1000 / (writers * posts))
    return {
        "writers": writers,
        "posts": writers * posts * runs,
        "posts_s": round(statistics.median(speeds)),
        "all_runs": [round(speed) for speed in speeds],
        "cpu_ms": round(statistics.median(cpu_ms), 2),
        "errors": errors,
        "lost": lost,
        "faults": faults(),
    }


def measure_kills(films: list[int], kills: int) -> dict[str, Any]:
    """Kill a posting process at random moments; what it acknowledged must be there."""
    from matinee.discussion.models import Comment  # noqa: PLC0415 - the site is made by now

    dice = random.Random(11)  # noqa: S311 - moments need a seed, not secrecy
    told: set[int] = set()
    for number in range(kills):
        told |= _killed(films, 10_000 + number, dice.uniform(0.0, 0.25))
    kept = set(Comment.objects.filter(pk__in=told).values_list("pk", flat=True))
    return {
        "kills": kills,
        "acknowledged": len(told),
        "missing": len(told - kept),
        "faults": faults(),
    }


def _work(mouth: int, films: list[int], seed: int, posts: int) -> None:
    began = time.process_time()
    done = write(films, seed, posts, lambda _: None)
    facts = {"posts": done.posts, "errors": done.errors, "cpu_s": time.process_time() - began}
    os.write(mouth, json.dumps(facts).encode())


def _killed(films: list[int], seed: int, after_s: float) -> set[int]:
    """Post in a process of its own, kill it after its first words, return what it acknowledged."""
    ear, mouth = os.pipe()

    def post_on() -> None:
        write(films, seed, 10**6, lambda comment: os.write(mouth, b"%d\n" % comment.pk))

    pid = forked(post_on)
    os.close(mouth)
    with os.fdopen(ear, "rb") as lines:
        select.select([lines], [], [], 60)
        time.sleep(after_s)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        heard = lines.read()
    return {int(line) for line in heard.rpartition(b"\n")[0].split()}


def _say(kind: str, **facts: Any) -> None:
    print(json.dumps({"measured": kind, **facts}), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--films", type=int, default=20)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--posts", type=int, default=1000, help="of each writer, in each run")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--isso", type=Path, help="a Python in whose environment Isso is")
    return parser.parse_args()


if __name__ == "__main__":
    main()
