"""Who may work on a job: every change of state is one conditional update.

Two workers never run one job, because the second one's update finds no row.
A claim is known by worker and attempt, so a worker that lost its lease and
comes back cannot write over its successor.
"""

import dataclasses
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from matinee.media.errors import MatineeError
from matinee.releases.models import EncodeJob, FinishingJob, Job, Release

State = Job.State
JobKind = type[EncodeJob] | type[FinishingJob]
BROKEN_OFF = {
    EncodeJob: "The encoding of this film was begun several times and broke off each time.",
    FinishingJob: "This work on the film was begun several times and broke off each time.",
}
ANY = Q()


@dataclasses.dataclass(frozen=True)
class Claim:
    """The right to work on one job until the lease ends."""

    job_id: int
    worker: str
    attempt: int
    kind: JobKind = EncodeJob

    def rows(self) -> QuerySet[EncodeJob] | QuerySet[FinishingJob]:
        """Return the job's row if the claim still holds, else nothing."""
        return self.kind.objects.filter(
            pk=self.job_id, state=State.RUNNING, worker=self.worker, attempt=self.attempt
        )


def claim_next(
    worker: str, job_id: int | None = None, kind: JobKind = EncodeJob, ready: Q = ANY
) -> Claim | None:
    """Take the oldest job that waits or whose worker fell silent; None when there is none.

    `job_id` asks for that job alone, `ready` says which may be begun now.
    """
    give_up_on_lapsed(kind)
    waiting = kind.objects.filter(_claimable(timezone.now()), ready)
    if job_id is not None:
        waiting = waiting.filter(pk=job_id)
    for pk, attempt in waiting.values_list("pk", "attempt")[:20]:
        now = timezone.now()
        taken = kind.objects.filter(_claimable(now), ready, pk=pk, attempt=attempt).update(
            state=State.RUNNING,
            worker=worker,
            attempt=F("attempt") + 1,
            heartbeat_at=now,
            lease_until=now + _lease(),
            started_at=Coalesce("started_at", now),
        )
        if taken:
            return Claim(pk, worker, attempt + 1, kind)
    return None


def give_up_on_lapsed(kind: JobKind) -> None:
    """End the jobs whose worker fell silent and that should not be begun again."""
    now = timezone.now()
    lapsed = kind.objects.filter(state=State.RUNNING, lease_until__lt=now)
    lapsed.filter(cancel_requested=True).update(state=State.CANCELLED, finished_at=now)
    lapsed.filter(attempt__gte=settings.MATINEE.job_attempts).update(
        state=State.FAILED,
        finished_at=now,
        error_code="worker-died",
        error=BROKEN_OFF[kind],
        hint="This machine may lack memory for it; its log may say more.",
    )


def refresh(claim: Claim, stage: str, progress: float) -> bool:
    """Renew the lease and note the progress; False when the claim is lost."""
    now = timezone.now()
    return bool(
        claim.rows().update(
            heartbeat_at=now, lease_until=now + _lease(), stage=stage[:60], progress=progress
        )
    )


def is_cancel_requested(claim: Claim) -> bool:
    """Tell whether someone asked for the job to end."""
    return claim.rows().filter(cancel_requested=True).exists()


def finish(claim: Claim, release: Release) -> bool:
    """Note that an encode job is done and what it made; False when the claim is lost."""
    return _done(claim, release=release)


def finish_with(claim: Claim, note: str) -> bool:
    """Note that a finishing job is done and what became of it; False when the claim is lost."""
    return _done(claim, note=note)


def fail(claim: Claim, error: MatineeError) -> bool:
    """Note what went wrong, in words for people; False when the claim is lost."""
    return bool(
        claim.rows().update(
            state=State.FAILED,
            finished_at=timezone.now(),
            error_code=error.code,
            error=error.message,
            hint=error.hint,
        )
    )


def cancel(claim: Claim) -> bool:
    """Note that the work ended on request; False when the claim is lost."""
    return bool(claim.rows().update(state=State.CANCELLED, finished_at=timezone.now()))


def give_back(claim: Claim) -> bool:
    """Put the job back in the queue as if this attempt had not been; False when it is lost."""
    return bool(
        claim.rows().update(
            state=State.QUEUED, worker="", lease_until=None, attempt=F("attempt") - 1
        )
    )


def _done(claim: Claim, **facts: Release | str) -> bool:
    return bool(
        claim.rows().update(
            **facts,
            state=State.DONE,
            progress=1.0,
            stage="",
            finished_at=timezone.now(),
            error_code="",
            error="",
            hint="",
        )
    )


def _claimable(now: datetime) -> Q:
    return Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=now)


def _lease() -> timedelta:
    return timedelta(seconds=settings.MATINEE.lease_s)
