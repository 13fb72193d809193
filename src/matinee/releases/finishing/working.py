"""Works on finishing jobs: claims one, runs it apart, and ends it with a word for people."""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from matinee.media.errors import Cancelled, MatineeError, Refused, ToolFailed
from matinee.media.events import Watch
from matinee.media.work_folder import held
from matinee.releases import claims
from matinee.releases.failure import in_words
from matinee.releases.finishing.captions import make_captions_of
from matinee.releases.finishing.chapters import propose_chapters_of
from matinee.releases.finishing.dialogue import clear_dialogue_of
from matinee.releases.finishing.task import Store, Task
from matinee.releases.lease import Lease
from matinee.releases.models import EncodeJob, FinishingJob
from matinee.releases.publication import LeaseLost

log = logging.getLogger(__name__)
Kind = FinishingJob.Kind
WORK: dict[str, Callable[[Task], Store]] = {
    Kind.DIALOGUE: clear_dialogue_of,
    Kind.CAPTIONS: make_captions_of,
    Kind.CHAPTERS: propose_chapters_of,
}
SKIPS = {
    "no-speech": "Nobody is heard speaking.",
    "no-sound": "Nothing is heard.",
    "no-model": "",
}
"""Refusals that are no failure, with words of our own where theirs would name a file."""


def finish_once(
    worker: str, *, job_id: int | None = None, stopping: Callable[[], bool] = lambda: False
) -> bool:
    """Take one job, work on it to its end, and return True; False when none may be begun.

    None is begun while a film waits to be encoded or is: people wait for that. However the work
    ends, the job's row says so and the release stays whole. When `stopping` turns true the job
    goes back to the queue.
    """
    claim = claims.claim_next(worker, job_id, FinishingJob, _ready())
    if claim is None:
        return False
    job = FinishingJob.objects.select_related("release__master").get(pk=claim.job_id)
    log.info("Finishing %s, attempt %d", _work(job), claim.attempt)
    folder = work_folder(job)
    with Lease(claim) as lease:
        watch = Watch(lease.hear, lambda: lease.should_end() or stopping())
        try:
            with held(folder):
                _finish(claim, Task(job, folder, watch))
        except LeaseLost:
            log.warning("Another worker has taken over %s", _work(job))
        except Cancelled:
            _end_early(claim, lease, folder)
        except Exception as error:  # noqa: BLE001 (the job runner: logged and told in the row)
            _end_failed(claim, job, error, folder)
    return True


def work_folder(job: FinishingJob) -> Path:
    """Return where the work on a job keeps what is half made: one place for each film and kind."""
    return settings.MATINEE_FOLDER.work / f"{job.release.key}.{job.kind}"


def _ready() -> Q:
    """Nothing while films are encoded; no captions of a release whose clear dialogue is to come."""
    encodes = EncodeJob.objects.filter(state__in=EncodeJob.ACTIVE)
    dialogues = FinishingJob.objects.filter(
        release=OuterRef("release"), kind=Kind.DIALOGUE, state__in=FinishingJob.ACTIVE
    )
    return ~Q(Exists(encodes)) & (~Q(kind=Kind.CAPTIONS) | ~Q(Exists(dialogues)))


def _finish(claim: claims.Claim, task: Task) -> None:
    """Make it, then store it and end the job: all or nothing."""
    _clean(task.folder)
    store = _made(task)
    with transaction.atomic():
        note = store()
        if not claims.finish_with(claim, note):
            raise LeaseLost
    shutil.rmtree(task.folder, ignore_errors=True)


def _clean(folder: Path) -> None:
    """Take away what a killed worker left half written."""
    for part in folder.rglob("*.part*"):
        part.unlink(missing_ok=True)


def _made(task: Task) -> Store:
    try:
        return WORK[task.job.kind](task)
    except Refused as refusal:
        if refusal.code not in SKIPS:
            raise
        note = SKIPS[refusal.code] or str(refusal)
        return lambda: note


def _end_early(claim: claims.Claim, lease: Lease, folder: Path) -> None:
    if lease.cancel_requested:
        claims.cancel(claim)
        shutil.rmtree(folder, ignore_errors=True)
    elif not lease.lost:
        claims.give_back(claim)


def _end_failed(claim: claims.Claim, job: FinishingJob, error: Exception, folder: Path) -> None:
    if isinstance(error, MatineeError) and error.code == "busy":
        # A worker taken for dead still works on it and ends when it notices. This claim is left to
        # lapse; the job is begun again then.
        log.warning("%s is still being worked on elsewhere", _work(job))
        return
    told = in_words(error, _work(job))
    if isinstance(error, ToolFailed):
        sentence = f"{_work(job)} could not be made: a program that it needs broke off."
        told = MatineeError(error.code, sentence, error.hint)
    claims.fail(claim, told)
    shutil.rmtree(folder, ignore_errors=True)


def _work(job: FinishingJob) -> str:
    return f"{job.get_kind_display()} for {job.release.master.original_name}"
