"""Run chunks and sound on Dask: in this process by default, on any scheduler by its address.

Dask only executes. What is done is known by the result folders, who may do it by the
job table in `releases`; a killed scheduler loses nothing.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dask
from distributed import Client, Future, LocalCluster, get_worker

from matinee.media.chunk import ChunkJob, encode_chunk
from matinee.media.errors import Cancelled
from matinee.media.plan import Plan
from matinee.media.probe import AudioFacts
from matinee.media.sound import EncodedSound, encode_sound

TOPIC = "matinee-progress"
REPORT_EVERY_S = 0.5
POLL_S = 0.25
CORES_A_CHUNK = 4
CANCEL_MARK = "cancelled"
"""A file of this name in the work folder stops every task of the film, on any machine."""


@contextmanager
def workers(scheduler: str) -> Iterator[Client]:
    """Give a Dask client: of the scheduler at an address, or of a few threads in this process.

    One chunk's encoders keep about four cores busy, so there is one thread for every four.
    """
    if scheduler:
        with Client(scheduler, set_as_default=False) as client:
            yield client
        return
    quiet = {"distributed.admin.log-length": 0, "distributed.worker.daemon": False}
    with (
        dask.config.set(quiet),
        LocalCluster(
            n_workers=1,
            threads_per_worker=max(1, (os.cpu_count() or 1) // CORES_A_CHUNK),
            processes=False,
            # None would listen on every interface, at a port that a second encode wants too.
            dashboard_address="127.0.0.1:0",
            silence_logs=50,
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client


def run_all(
    client: Client,
    jobs: Sequence[ChunkJob],
    sounds: Sequence[tuple[Path, Plan, AudioFacts, Path]],
    on_frames: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> tuple[list[Path], list[EncodedSound]]:
    """Encode all chunks and sound tracks; return their results in order.

    `on_frames` hears how many pictures are done in all. Raises the first task's error,
    or Cancelled once every task has let go.
    """
    done: dict[int, int] = {}

    def hear(event: tuple[float, Any]) -> None:
        done.update(dict([event[1]]))

    client.subscribe_topic(TOPIC, hear)
    mark = jobs[0].folder / CANCEL_MARK
    mark.unlink(missing_ok=True)
    chunk_futures = [client.submit(_chunk_task, job, pure=False) for job in jobs]
    sound_futures = [client.submit(_sound_task, *sound, mark, pure=False) for sound in sounds]
    told = -1

    def tick() -> None:
        nonlocal told
        if (count := sum(done.values())) != told:
            told = count
            on_frames(count)

    try:
        _await(chunk_futures + sound_futures, mark, tick, cancelled)
        return client.gather(chunk_futures), client.gather(sound_futures)
    finally:
        client.unsubscribe_topic(TOPIC)


def _await(
    futures: list[Future[Any]],
    mark: Path,
    tick: Callable[[], None],
    cancelled: Callable[[], bool],
) -> None:
    """Wait for all futures; on a failure or a cancel, stop the others and wait until they are."""
    pending = set(futures)
    stopping = False
    while pending:
        time.sleep(POLL_S)
        tick()
        pending = {future for future in pending if not future.done()}
        failed = any(future.status == "error" for future in futures)
        if not stopping and (failed or cancelled()):
            stopping = True
            mark.touch()
    errors = [future.exception() for future in futures if future.status == "error"]
    real = [error for error in errors if not isinstance(error, Cancelled)]
    if errors:
        raise (real or errors)[0]


def _chunk_task(job: ChunkJob) -> Path:
    worker = get_worker()
    last = 0.0

    def report(frame: int) -> None:
        nonlocal last
        if time.monotonic() - last >= REPORT_EVERY_S or frame >= job.chunk.frame_count:
            last = time.monotonic()
            worker.log_event(TOPIC, (job.chunk.index, frame))

    return encode_chunk(job, report, (job.folder / CANCEL_MARK).exists)


def _sound_task(
    master: Path, plan: Plan, facts: AudioFacts, target: Path, mark: Path
) -> EncodedSound:
    return encode_sound(master, plan, facts, target, mark.exists)
