"""CPU seconds of Matinee's one decode for all rungs beside one ffmpeg process per rung.

Both make the same rungs with the same encoder settings from the same master, in turns,
in the same run; medians of several runs. `--memory` measures instead the peak memory of
the whole pipeline's processes for a short and a long master: it should be flat.
"""

import argparse
import dataclasses
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from montage import write_montage

from matinee.media.chunk import ChunkJob, encode_chunk
from matinee.media.ladder import Ladder
from matinee.media.plan import Plan, plan_encode
from matinee.media.probe import probe_master
from matinee.media.recipe import EncodeOptions

MIB = 1024 * 1024
SAMPLE_S = 0.1


def main() -> None:
    """Measure, print a table, and write JSON if asked."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="matinee-bench-", dir=options.work) as folder:
        figures = _memory(options, Path(folder)) if options.memory else _cpu(options, Path(folder))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--master", type=Path, help="a film of yours; default: a made montage")
    parser.add_argument("--seconds", type=int, default=24, help="length of the montage")
    parser.add_argument("--runs", type=int, default=3, choices=range(1, 10))
    parser.add_argument("--quality", default="normal", choices=["draft", "normal", "best"])
    parser.add_argument("--no-av1", action="store_true")
    parser.add_argument("--memory", action="store_true", help="measure peak memory instead")
    parser.add_argument("--minutes", type=int, nargs="+", default=[1, 10], help="with --memory")
    parser.add_argument("--work", type=Path, help="where to put temporary files")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    return parser.parse_args()


def _cpu(options: argparse.Namespace, folder: Path) -> dict[str, object]:
    master = options.master or folder / "montage.mp4"
    if not options.master:
        write_montage(master, options.seconds)
    probe = probe_master(master)
    plan = plan_encode(probe, EncodeOptions(options.quality, av1=not options.no_av1))
    alone = {rung.name: _with_rungs(plan, (rung,)) for rung in plan.ladder.rungs}
    spent: dict[str, list[float]] = {name: [] for name in ("cascade", *alone)}
    walls: dict[str, list[float]] = {"cascade": [], "alone": []}
    for run in range(options.runs):
        cpu_s, wall_s = _timed(lambda: _encode(master, plan, folder))
        spent["cascade"].append(cpu_s)
        walls["cascade"].append(wall_s)
        walls["alone"].append(0.0)
        for name, single in alone.items():
            cpu_s, wall_s = _timed(lambda single=single: _encode(master, single, folder))
            spent[name].append(cpu_s)
            walls["alone"][-1] += wall_s
        print(f"run {run + 1} of {options.runs} done", file=sys.stderr)
    facts = {
        "master": f"{probe.width}x{probe.height}, {probe.duration_s:.0f} s, "
        f"{probe.video.bitrate_bps / 1e6:.0f} Mb/s {probe.video.codec}",
        "cpu_s": {name: round(statistics.median(runs), 2) for name, runs in spent.items()},
        "wall_s": {name: round(statistics.median(runs), 2) for name, runs in walls.items()},
        "runs": options.runs,
    }
    _print_cpu(facts, len(alone))
    return facts


def _with_rungs(plan: Plan, rungs: tuple) -> Plan:
    return dataclasses.replace(plan, ladder=Ladder(rungs))


def _encode(master: Path, plan: Plan, folder: Path) -> None:
    out = folder / "chunks"
    for chunk in plan.chunks:
        encode_chunk(ChunkJob(master, "0" * 64, out, plan, chunk))
    shutil.rmtree(out)


def _timed(work: Callable[[], None]) -> tuple[float, float]:
    """Return CPU seconds of the processes that `work` started and waited for, and wall seconds."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return cpu_s, time.monotonic() - started


def _print_cpu(facts: dict, rung_count: int) -> None:
    cpu_s = facts["cpu_s"]
    apart = sum(seconds for name, seconds in cpu_s.items() if name != "cascade")
    print(f"master: {facts['master']}; medians of {facts['runs']} runs\n")
    for name, seconds in cpu_s.items():
        print(f"{'all rungs, one decode' if name == 'cascade' else name + ' alone':28}"
              f"{seconds:9.2f} CPU s")  # fmt: skip
    print(f"{'the rungs alone, summed':28}{apart:9.2f} CPU s")
    print(f"{'a rung, by one decode':28}{cpu_s['cascade'] / rung_count:9.2f} CPU s")
    print(f"{'a rung, alone':28}{apart / rung_count:9.2f} CPU s")
    walls = facts["wall_s"]
    print(f"\none decode costs {cpu_s['cascade'] / apart:.2f} of a process per rung in CPU time")
    print(f"wall: {walls['cascade']:.1f} s beside {walls['alone']:.1f} s")


def _memory(options: argparse.Namespace, folder: Path) -> dict[str, object]:
    rows = []
    print(f"{'film':>8} {'peak of all processes':>24} {'peak of ffmpeg':>16}")
    for minutes in options.minutes:
        master = folder / f"master-{minutes}.mp4"
        write_montage(master, 60 * minutes)
        row = {"minutes": minutes, **_peak(options, master, folder / f"film-{minutes}")}
        rows.append(row)
        print(f"{minutes:6} m {row['all_mib']:20.0f} MiB {row['ffmpeg_mib']:12.0f} MiB", flush=True)
        master.unlink()
    return {"quality": options.quality, "memory": rows}


def _peak(options: argparse.Namespace, master: Path, out: Path) -> dict[str, float]:
    """Run `matinee media encode` and sample the resident memory of its process tree."""
    command = [sys.executable, "-m", "matinee", "media", "encode", str(master), str(out)]
    command += ["--quality", options.quality, "--json", *(["--no-av1"] if options.no_av1 else [])]
    highest = highest_ffmpeg = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        root = psutil.Process(process.pid)
        while process.poll() is None:
            total, ffmpeg = _resident(root)
            highest, highest_ffmpeg = max(highest, total), max(highest_ffmpeg, ffmpeg)
            time.sleep(SAMPLE_S)
    if process.returncode:
        sys.exit(f"the encode failed with status {process.returncode}")
    return {"all_mib": highest / MIB, "ffmpeg_mib": highest_ffmpeg / MIB}


def _resident(root: psutil.Process) -> tuple[int, int]:
    """Return the resident bytes of a process tree, and those of the ffmpeg processes in it."""
    total = ffmpeg = 0
    try:
        for process in (root, *root.children(recursive=True)):
            size = process.memory_info().rss
            total += size
            ffmpeg += size if "ffmpeg" in process.name() else 0
    except psutil.NoSuchProcess:
        pass
    return total, ffmpeg


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main()
