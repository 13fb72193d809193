"""From a master to a finished film: probe, plan, encode, package, verify, hand over."""

import shutil
import time
from pathlib import Path

from matinee.media.chunk import ChunkJob
from matinee.media.cluster import run_all, workers
from matinee.media.digest import sha256_of
from matinee.media.errors import Cancelled, Refused
from matinee.media.events import Done, Note, Planned, Progress, Watch
from matinee.media.film import FILM_JSON, Film, read_film
from matinee.media.limits import Limits
from matinee.media.package import Parts, package_film
from matinee.media.plan import Plan, plan_encode
from matinee.media.probe import probe_master
from matinee.media.recipe import EncodeOptions, film_key
from matinee.media.verify import verify_film
from matinee.media.work_folder import held

ENCODE_SHARE, PACKAGE_SHARE = 0.9, 0.03
"""Parts of the whole that encoding and packaging take; verifying takes the rest."""


def encode_film(
    master: Path,
    out: Path,
    options: EncodeOptions = EncodeOptions(),
    *,
    limits: Limits = Limits(),
    watch: Watch = Watch(),
    work: Path | None = None,
) -> Film:
    """Make the film folder `out` from a master, or return the one that is there.

    Everything is written into `work` (by default beside `out`) and renamed to `out` when
    it is verified. Finished chunks stay there after a failure, a cancel or a kill, and
    the next call with the same master and options goes on from them.

    Raises Refused for a master that cannot be taken or an `out` that holds something
    else, Cancelled on request, ToolFailed or Unverified when the work fails.
    """
    probe = probe_master(master, limits)
    digest = sha256_of(master)
    if out.exists():
        return _standing(out, film_key(digest, options))
    plan = plan_encode(probe, options)
    with held(work or out.with_name(f"{out.name}.part")) as folder:
        tell = _Teller(plan, watch)
        tell.planned()
        parts = _encode(master, digest, plan, folder, tell)
        package = folder / "package"
        shutil.rmtree(package, ignore_errors=True)
        package.mkdir()
        film = package_film(plan, parts, package)
        tell.at("verify", ENCODE_SHARE + PACKAGE_SHARE)
        verify_film(film, package, master, plan, tell.verified, watch.cancelled)
        if watch.cancelled():
            raise Cancelled
        _hand_over(package, out)
        shutil.rmtree(folder, ignore_errors=True)
    tell.done(film, out)
    return film


class _Teller:
    """Turns counts into events: the fraction of the whole never falls."""

    def __init__(self, plan: Plan, watch: Watch) -> None:
        self.plan = plan
        self.watch = watch
        self.started = time.monotonic()
        self.highest = 0.0

    def planned(self) -> None:
        grid = self.plan.grid
        rungs = tuple(rung.name for rung in self.plan.ladder.rungs)
        self.watch.listener(
            Planned(grid.duration_s, grid.frame_count, rungs, len(self.plan.chunks))
        )
        self.at("encode", 0.0)

    def at(self, stage: str, fraction: float, speed: float = 0.0) -> None:
        self.highest = max(self.highest, min(1.0, fraction))
        self.watch.listener(Progress(stage, round(self.highest, 4), round(speed, 3)))

    def frames(self, count: int) -> None:
        part = count / self.plan.grid.frame_count
        elapsed = max(0.001, time.monotonic() - self.started)
        self.at("encode", ENCODE_SHARE * part, part * self.plan.grid.duration_s / elapsed)

    def verified(self, fraction: float) -> None:
        begin = ENCODE_SHARE + PACKAGE_SHARE
        self.at("verify", begin + (1 - begin) * fraction)

    def done(self, film: Film, out: Path) -> None:
        for note in film.notes:
            self.watch.listener(Note(note))
        size = sum(file.stat().st_size for file in out.iterdir())
        self.at("done", 1.0)
        self.watch.listener(Done(str(out), film.duration_s, size))


def _standing(out: Path, key: str) -> Film:
    if (out / FILM_JSON).is_file() and (film := read_film(out)).key == key:
        return film
    raise Refused(
        "out-exists",
        f"There is already something else in {out.name}.",
        "Name a folder that does not exist yet.",
    )


def _encode(
    master: Path,
    digest: str,
    plan: Plan,
    folder: Path,
    tell: _Teller,
) -> Parts:
    chunks = folder / "chunks"
    chunks.mkdir(exist_ok=True)
    jobs = [ChunkJob(master, digest, chunks, plan, chunk) for chunk in plan.chunks]
    sounds = [
        (master, plan, facts, folder / f"sound-{index}.mp4")
        for index, facts in enumerate(plan.probe.audio)
    ]
    with workers(plan.options.scheduler) as client:
        folders, encoded = run_all(client, jobs, sounds, tell.frames, tell.watch.cancelled)
    tell.at("package", ENCODE_SHARE)
    return Parts(master, digest, folders, encoded)


def _hand_over(package: Path, out: Path) -> None:
    """Rename the package to its final name; across file systems, copy beside it first."""
    out.parent.mkdir(parents=True, exist_ok=True)
    if package.stat().st_dev == out.parent.stat().st_dev:
        package.rename(out)
        return
    beside = out.with_name(f".{out.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(package, beside)
    beside.rename(out)
