"""How far the work on a film is that its viewers get besides, in words for editors."""

from dataclasses import dataclass

from matinee.catalogue.captions_editor.languages import language_names
from matinee.media.errors import Refused
from matinee.releases.finishing.queue import queue_finishing, request_cancel
from matinee.releases.models import FinishingJob, Release

State, Kind = FinishingJob.State, FinishingJob.Kind


@dataclass(frozen=True)
class Work:
    """One kind of work on a release: what it makes, and what became of it last.

    `job` is the key of the job that may be cancelled, 0 where nothing waits or runs.
    """

    kind: str
    name: str
    purpose: str
    state: str
    said: str
    percent: int
    job: int
    done_before: bool

    @property
    def is_running(self) -> bool:
        """Whether a bar shows how far it is."""
        return self.state == State.RUNNING


_PURPOSES = {
    Kind.DIALOGUE: "A second sound in which every word is heard. The film's own stays as it is.",
    Kind.CAPTIONS: "What is said, written down by a machine, for you to go over. Captions that"
    " people wrote or have been over are never replaced; automatic ones in a language you choose"
    " are made anew.",
    Kind.CHAPTERS: "Places where a chapter could begin, for you to choose from.",
}


def film_work(release: Release) -> list[Work]:
    """Return every kind of work with its newest job, in three queries at most."""
    newest = {job.kind: job for job in FinishingJob.objects.filter(release=release).order_by("pk")}
    return [_work(kind, newest.get(kind.value), release) for kind in Kind]


def ask_for(release: Release, kind: str, language: str = "") -> None:
    """Queue one kind of work on a release; `language` is a tag, "" for as it is heard.

    Raises Refused for a kind or a language that is none.
    """
    if kind not in Kind.values or language not in {"", *language_names()}:
        raise Refused("finishing-kind", "This cannot be made here.", "Open the page again.")
    queue_finishing(release, kind, language)


def cancel(release: Release, job: int) -> None:
    """Ask for a job of this release to end; nothing happens when it has ended already."""
    for found in FinishingJob.objects.filter(release=release, pk=job):
        request_cancel(found)


def _work(kind: FinishingJob.Kind, job: FinishingJob | None, release: Release) -> Work:
    active = job is not None and job.state in FinishingJob.ACTIVE
    return Work(
        kind=kind.value,
        name=str(kind.label),
        purpose=_PURPOSES[kind],
        state=job.state if job else "",
        said=_said(job) if job else _unasked(kind, release),
        percent=round(job.progress * 100) if job else 0,
        job=job.pk if job and active and not job.cancel_requested else 0,
        done_before=job is not None and not active,
    )


def _unasked(kind: FinishingJob.Kind, release: Release) -> str:
    if kind == Kind.CAPTIONS and release.master.captions.exists():
        return "The film has captions already."
    if kind == Kind.CHAPTERS and release.film.get("chapters"):
        return "The film has chapters of its own."
    return "Nobody has asked for it yet."


def _said(job: FinishingJob) -> str:
    if job.state == State.QUEUED:
        return "Waiting for its turn, which comes when no film is being made."
    if job.state == State.RUNNING:
        said = "Being ended" if job.cancel_requested else "Being made"
        return f"{said}: {job.stage}." if job.stage else f"{said}."
    if job.state == State.FAILED:
        return f"It could not be made. {job.error} {job.hint}".strip()
    return job.note or ("It was cancelled." if job.state == State.CANCELLED else "Done.")
