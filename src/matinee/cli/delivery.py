"""Brings a film with its words into a site and sees it through to its page.

Imported only once a site is open: it needs Django's rooms.
"""

import dataclasses
import time
from collections.abc import Callable
from pathlib import Path

from matinee.catalogue.credits_text import read_credits
from matinee.catalogue.entry import FilmEntry, enter_film
from matinee.catalogue.models import FilmPage
from matinee.media.errors import MatineeError, Refused
from matinee.media.events import Listener, Note, Progress
from matinee.media.languages import language_label
from matinee.media.probe import Probe, probe_master
from matinee.media.recipe import EncodeOptions
from matinee.releases.captions import add_captions, read_captions
from matinee.releases.jobs import work_once
from matinee.releases.masters import site_limits, take_master
from matinee.releases.models import EncodeJob, Master
from matinee.releases.queue import queue_encode, request_cancel
from matinee.releases.workers import is_a_worker_alive, report_gone, worker_name

UNKNOWN_LANGUAGE = "und"
LOOK_EVERY_S = 0.5
CANCEL_WAIT_S = 30.0
State = EncodeJob.State


@dataclasses.dataclass(frozen=True)
class Delivery:
    """A master and all that was typed about it; `captions` are (language, file) pairs."""

    master: Path
    entry: FilmEntry
    captions: tuple[tuple[str, Path], ...] = ()
    options: EncodeOptions = dataclasses.field(default_factory=EncodeOptions)


def deliver(
    delivery: Delivery, listener: Listener, stopping: Callable[[], bool] = lambda: False
) -> FilmPage:
    """Check everything, then keep the master, make its page, and encode it; return the page.

    The same master under the same title is the same film: its page is kept.
    A live worker does the encoding; without one it is done here.

    Raises Refused before anything is written, MatineeError when the encoding
    fails or `stopping` turned true.
    """
    probe = _check(delivery)
    master = take_master(delivery.master, delivery.master.name, probe)
    for language, file in delivery.captions:
        add_captions(master, language, file)
    page = _page(master, delivery.entry, listener)
    job = queue_encode(master, delivery.options)
    _see_through(job, listener, stopping)
    page.refresh_from_db()
    return page


def _check(delivery: Delivery) -> Probe:
    """Refuse whatever can be refused while nothing has been written."""
    if not delivery.entry.title.strip():
        raise Refused("no-title", "A film needs a title.", "Give one with --title.")
    read_credits(delivery.entry.credits_text)
    spoken = delivery.options.language
    for language in (*(language for language, _ in delivery.captions), spoken):
        if language != UNKNOWN_LANGUAGE:
            language_label(language)
    probe = probe_master(delivery.master, site_limits())
    for _, file in delivery.captions:
        read_captions(file, probe.duration_s)
    return probe


def _page(master: Master, entry: FilmEntry, listener: Listener) -> FilmPage:
    known: FilmPage | None = FilmPage.objects.filter(
        master=master, title=entry.title.strip()
    ).first()
    if known:
        listener(Note("This film has a page already; its words stay as they are."))
        return known
    return enter_film(dataclasses.replace(entry, master=master))


def _see_through(job: EncodeJob, listener: Listener, stopping: Callable[[], bool]) -> None:
    """Wait for the job, or do it here while no worker is alive, and raise what it failed of."""
    here = worker_name()
    told = False
    while not stopping():
        if not is_a_worker_alive():
            try:
                work_once(here, job_id=job.pk, listener=listener, stopping=stopping)
            finally:
                report_gone(here)
        job.refresh_from_db()
        if job.state not in EncodeJob.ACTIVE:
            break
        if job.state == State.RUNNING:
            listener(Progress(job.stage, job.progress))
        elif not told:
            listener(Note("A worker is there; the film waits for its turn."))
            told = True
        time.sleep(LOOK_EVERY_S)
    if job.state in EncodeJob.ACTIVE:
        _cancel(job)
    _raise_failure(job)


def _cancel(job: EncodeJob) -> None:
    """Ask for the end of the job and give its worker the time to obey."""
    request_cancel(job)
    deadline = time.monotonic() + CANCEL_WAIT_S
    job.refresh_from_db()
    while job.state in EncodeJob.ACTIVE and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY_S)
        job.refresh_from_db()


def _raise_failure(job: EncodeJob) -> None:
    if job.state == State.DONE:
        return
    if job.state == State.FAILED:
        raise MatineeError(job.error_code, job.error, job.hint)
    raise MatineeError(
        "cancelled",
        f"The encoding of {job.master.original_name} was cancelled.",
        "The same command takes it up where it stopped.",
    )
