"""Queues what finishes a release, and ends what nobody wants any longer."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from matinee.releases.models import FinishingJob, Release


def queue_finishing(release: Release, kind: str, language: str = "") -> FinishingJob:
    """Queue one kind of work on a release, or return the job that already waits or runs for it."""
    active = FinishingJob.objects.filter(release=release, kind=kind, state__in=FinishingJob.ACTIVE)
    for _ in range(3):
        try:
            with transaction.atomic():
                return active.first() or FinishingJob.objects.create(
                    release=release, kind=kind, language=language
                )
        except IntegrityError:
            # Somebody queued the same work in this instant; it is there now.
            continue
    return active.get()


def request_cancel(job: FinishingJob) -> None:
    """Ask for a job to end: a waiting one ends now, a running one within a second or two."""
    rows = FinishingJob.objects.filter(pk=job.pk)
    rows.filter(state=FinishingJob.State.RUNNING).update(cancel_requested=True)
    rows.filter(state=FinishingJob.State.QUEUED).update(
        state=FinishingJob.State.CANCELLED, finished_at=timezone.now()
    )
