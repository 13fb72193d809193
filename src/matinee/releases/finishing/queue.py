"""Queues what finishes a release, and ends what nobody wants any longer."""

from collections.abc import Iterator

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from matinee.media.film import Film, film_from
from matinee.releases.finishing.languages import captions_in, spoken_language
from matinee.releases.finishing.tracks import heard_tracks, unclear_tracks
from matinee.releases.models import FinishingJob, Release

Kind = FinishingJob.Kind


def queue_finishing(release: Release, kind: str, language: str = "") -> FinishingJob:
    """Queue one kind of work on a release, or return the job that already waits or runs for it.

    A `language` says that an editor asks for captions in it, whatever captions there are; a job
    that waits takes it on.
    """
    active = FinishingJob.objects.filter(release=release, kind=kind, state__in=FinishingJob.ACTIVE)
    if language:
        active.filter(state=FinishingJob.State.QUEUED).update(language=language)
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


def queue_missing(release: Release, *, again: bool = False) -> list[FinishingJob]:
    """Queue what the site's settings want of a release and it has not; return the new jobs.

    What was tried before and ended well, if only to find that nobody speaks, is tried once more
    only when `again` is asked for. Captions wait by themselves until the clear dialogue is there.
    """
    jobs = FinishingJob.objects.filter(release=release)
    left = jobs.filter(state__in=FinishingJob.ACTIVE if again else (*FinishingJob.ACTIVE, "done"))
    settled = set(left.values_list("kind", flat=True))
    wanted = [kind for kind in _missing(release, film_from(release.film)) if kind not in settled]
    return [queue_finishing(release, kind) for kind in wanted]


def request_cancel(job: FinishingJob) -> None:
    """Ask for a job to end: a waiting one ends now, a running one within a second or two."""
    rows = FinishingJob.objects.filter(pk=job.pk)
    rows.filter(state=FinishingJob.State.RUNNING).update(cancel_requested=True)
    rows.filter(state=FinishingJob.State.QUEUED).update(
        state=FinishingJob.State.CANCELLED, finished_at=timezone.now()
    )


def _missing(release: Release, film: Film) -> Iterator[Kind]:
    """Yield what the release has not, in the order in which it is made."""
    heard = heard_tracks(film)
    if settings.MATINEE.clear_dialogue and unclear_tracks(film):
        yield Kind.DIALOGUE
    captioned = captions_in(release.master, spoken_language(film)).exists()
    if settings.MATINEE.automatic_captions and heard and not captioned:
        yield Kind.CAPTIONS
    if not film.chapters and not release.proposed_chapters:
        yield Kind.CHAPTERS
