"""Turns the day: a screening of yesterday has been, a conversation has ended; pages say so."""

from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from matinee.catalogue.models import Screening
from matinee.discussion.closing import closing_between
from matinee.publishing.marks import key_of, mark
from matinee.publishing.said_reach import conversation_reach

FIRST_LOOK_BACK = timedelta(days=400)
"""A site that has no last day (new, or moved without it) looks back so far."""


def turn_the_day(today: date | None = None) -> int:
    """Mark the films whose screenings have passed, or whose conversation closed, since last asked.

    Return how many films that are.

    Does its work once a day, where the site is; any other call costs a look at a file. The
    day is kept after the marks are committed: who dies between does it again.
    """
    day = today or timezone.localdate()
    last = _last_day()
    if last is not None and last >= day:
        return 0
    since = last or day - FIRST_LOOK_BACK
    films, closed = films_to_turn(since, day), closing_between(since, day)
    with transaction.atomic():
        mark({key_of("film", pk) for pk in films} | conversation_reach(closed))
    _keep(day)
    return len(films | closed)


def films_to_turn(last: date, today: date) -> set[int]:
    """Return the films with a screening that was coming on the last day and is past today.

    Their translations too, which show the original's screenings.
    """
    passed = Screening.objects.filter(on__gte=last, on__lt=today)
    rows = passed.values_list("film_id", "film__translations")
    return {pk for row in rows for pk in row if pk}


def _last_day() -> date | None:
    try:
        return date.fromisoformat(_file().read_text().strip())
    except (FileNotFoundError, ValueError):
        return None


def _keep(day: date) -> None:
    part = _file().with_suffix(".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_text(day.isoformat())
    part.replace(_file())


def _file() -> Path:
    folder: Path = settings.MATINEE_FOLDER.work
    return folder / "day"
