"""Works on encode jobs."""

import logging
from collections.abc import Callable

from django.conf import settings

from matinee.media.errors import Cancelled, MatineeError
from matinee.media.events import Event, Listener, Watch
from matinee.media.film import FILM_JSON, Film, read_film
from matinee.media.pipeline import encode_film
from matinee.media.recipe import EncodeOptions, film_key
from matinee.releases import claims
from matinee.releases.failure import in_words
from matinee.releases.lease import Lease
from matinee.releases.masters import site_limits
from matinee.releases.models import EncodeJob
from matinee.releases.publication import LeaseLost, publish

log = logging.getLogger(__name__)


def work_once(
    worker: str,
    *,
    job_id: int | None = None,
    listener: Listener | None = None,
    stopping: Callable[[], bool] = lambda: False,
) -> bool:
    """Take one job, work on it to its end, and return True; False when there is none.

    However the work ends, the job's row says so; nothing is raised for a film
    that fails. When `stopping` turns true the job goes back to the queue.
    """
    claim = claims.claim_next(worker, job_id)
    if claim is None:
        return False
    job = EncodeJob.objects.select_related("master").get(pk=claim.job_id)
    log.info("Encoding %s, attempt %d", job.master.original_name, claim.attempt)
    with Lease(claim) as lease:

        def hear(event: Event) -> None:
            lease.hear(event)
            if listener:
                listener(event)

        try:
            film = _film_of(job, hear, lambda: lease.should_end() or stopping())
            publish(claim, job.master, film)
        except LeaseLost:
            log.warning("Another worker has taken over %s", job.master.original_name)
        except Cancelled:
            _end_early(claim, lease)
        except Exception as error:  # noqa: BLE001 (the job runner: logged and told in the row)
            _end_failed(claim, job, error)
    return True


def _film_of(job: EncodeJob, listener: Listener, cancelled: Callable[[], bool]) -> Film:
    """Make the film's public folder, or find it made."""
    options = EncodeOptions(
        quality=job.quality,
        av1=job.av1,
        language=job.language,
        scheduler=settings.MATINEE.scheduler,
    )
    if not job.master.path.is_file():
        raise MatineeError(
            "master-missing",
            f"The master of {job.master.original_name} is no longer in its folder.",
            "Deliver it again.",
        )
    key = film_key(job.master.sha256, options)
    folder = settings.MATINEE_FOLDER.media / "films" / key
    if (folder / FILM_JSON).is_file():
        return read_film(folder)
    return encode_film(
        job.master.path,
        folder,
        options,
        limits=site_limits(),
        watch=Watch(listener, cancelled),
        # What is half made never stands in the public folder.
        work=settings.MATINEE_FOLDER.work / key,
    )


def _end_early(claim: claims.Claim, lease: Lease) -> None:
    if lease.cancel_requested:
        claims.cancel(claim)
    elif not lease.lost:
        claims.give_back(claim)


def _end_failed(claim: claims.Claim, job: EncodeJob, error: Exception) -> None:
    if isinstance(error, MatineeError) and error.code == "busy":
        # A worker taken for dead still holds the folder and ends when it notices. This claim is
        # left to lapse; the job is begun again then.
        log.warning("%s is still being encoded elsewhere", job.master.original_name)
        return
    claims.fail(claim, in_words(error, f"Encoding {job.master.original_name}"))
