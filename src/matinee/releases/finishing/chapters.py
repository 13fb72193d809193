"""Looks for places where chapters could begin, for an editor to take or leave."""

from django.conf import settings

from matinee.media.chapter_proposals import propose_chapters
from matinee.releases.finishing.task import Store, Task
from matinee.releases.models import Release


def propose_chapters_of(task: Task) -> Store:
    """Find the long scene boundaries of a film that has no chapters of its own."""
    film = task.film()
    if film.chapters:
        return lambda: "The film has chapters of its own."
    release = task.job.release
    times = propose_chapters(
        release.folder, film, task.watch, idle=settings.MATINEE.finish_at_leisure
    )

    def store() -> str:
        # No public page shows them, so none is made anew.
        Release.objects.filter(pk=release.pk).update(proposed_chapters=times)
        if not times:
            return "No place was found where a chapter should begin."
        places = "1 place" if len(times) == 1 else f"{len(times)} places"
        return f"{places} where a chapter could begin."

    return store
