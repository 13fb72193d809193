"""`matinee finish`: queues what films lack that were released before there was such a thing."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matinee.cli.site import open_site
from matinee.media.errors import Refused

if TYPE_CHECKING:
    from matinee.catalogue.models import FilmPage
    from matinee.releases.models import FinishingJob, Release


@click.command()
@click.argument("film", default="")
@click.option("--all", "everything", is_flag=True, help="Every film that has been released here.")
@click.option("--again", is_flag=True, help="Also what was tried before and found nothing to do.")
@click.pass_obj
def finish(site: Path | None, film: str, *, everything: bool, again: bool) -> None:
    """Queue what FILM lacks: clear dialogue, captions, proposed chapters.

    FILM is its title, or the last part of its address. New films are queued by themselves; this
    is for those that were released by an earlier version, or before a setting was changed. The
    worker does the work.
    """
    if bool(film) == everything:
        wrong = "A film is named, and all are asked for" if film else "No film is named"
        raise Refused("no-film", f"{wrong}.", "Name one film, or give --all.")
    open_site(site)
    from matinee.releases.finishing.queue import queue_missing

    count = 0
    for title, release in _releases(film):
        jobs = queue_missing(release, again=again)
        count += len(jobs)
        click.echo(f"{title}: {in_words(jobs) or 'nothing to queue'}")
    click.echo(f"{count} {'job' if count == 1 else 'jobs'} queued.", err=True)


def in_words(jobs: Iterable["FinishingJob"]) -> str:
    """Name what jobs make, such as "clear dialogue, captions"."""
    return ", ".join(job.get_kind_display().lower() for job in jobs)


def following(page: "FilmPage") -> "list[FinishingJob]":
    """Return the work on a film that is not done yet."""
    from matinee.releases.models import FinishingJob

    active = FinishingJob.objects.filter(state__in=FinishingJob.ACTIVE)
    return list(active.filter(release=page.release_id))


def _releases(film: str) -> Iterator[tuple[str, "Release"]]:
    """Yield each film's title and release; all when none is named."""
    from matinee.catalogue.models import FilmPage

    pages = FilmPage.objects.exclude(release=None).select_related("release__master")
    if film:
        pages = pages.filter(title=film) or pages.filter(slug=_slug(film))
        if not pages:
            raise Refused(
                "film-unknown",
                f"There is no released film called “{film}”.",
                "Give its title as it stands on its page, or the last part of its address.",
            )
    for page in pages:
        yield page.title, _release_of(page)


def _release_of(page: "FilmPage") -> "Release":
    assert page.release  # noqa: S101 (for the type checker: pages without one are left out)
    return page.release


def _slug(film: str) -> str:
    """Return the last part of an address, whole or alone."""
    return film.rstrip("/").rpartition("/")[2]
