"""Queues encode jobs, and ends what nobody wants any longer."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from matinee.media.recipe import EncodeOptions
from matinee.releases.models import EncodeJob, Master


def queue_encode(master: Master, options: EncodeOptions) -> EncodeJob:
    """Queue the work on a master, or return the job that already waits or runs for it.

    A finished film is queued again without harm: its files are found, only
    its news is told once more.
    """
    recipe = {"quality": options.quality, "av1": options.av1, "language": options.language}
    active = EncodeJob.objects.filter(master=master, state__in=EncodeJob.ACTIVE, **recipe)
    for _ in range(3):
        try:
            with transaction.atomic():
                return active.first() or EncodeJob.objects.create(master=master, **recipe)
        except IntegrityError:
            # Somebody queued the same work in this instant; it is there now.
            continue
    return active.get()


def request_cancel(job: EncodeJob) -> None:
    """Ask for a job to end: a waiting one ends now, a running one within a second or two."""
    rows = EncodeJob.objects.filter(pk=job.pk)
    rows.filter(state=EncodeJob.State.RUNNING).update(cancel_requested=True)
    rows.filter(state=EncodeJob.State.QUEUED).update(
        state=EncodeJob.State.CANCELLED, finished_at=timezone.now()
    )
