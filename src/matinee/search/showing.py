"""Which of the things that were found anybody may see, and which page shows a master."""

from collections.abc import Collection, Mapping

from django.db.models import F, QuerySet

from matinee.catalogue.models import FilmPage
from matinee.catalogue.models.listed import ListedCompany, ListedPerson
from matinee.programmes.models import ProgrammePage


def public_among(kind: str, ids: Collection[int]) -> set[int]:
    """Return those of these things that have a page which anybody may see."""
    rows: Mapping[str, QuerySet] = {
        "film": FilmPage.objects.live().public(),
        "programme": ProgrammePage.objects.live().public(),
        "person": ListedPerson.objects.all(),
        "company": ListedCompany.objects.all(),
    }
    return set(rows[kind].filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()


def films_showing(masters: Collection[int]) -> dict[int, int]:
    """Return the film's page for each of these masters that plays on a page anybody may see.

    A visitor has no language, for a page is the same for everybody: the page in the site's own
    language is taken before its translations, the oldest before others.
    """
    if not masters:
        return {}
    # How a page is shown is asked of the rows: SQLite would look through all that play here.
    rows = (
        FilmPage.objects.live()
        .public()
        .filter(master_id__in=masters)
        .order_by(F("translation_of").asc(nulls_first=True), "pk")
        .values_list("master_id", "pk", "shown", "release_id")
    )
    films: dict[int, int] = {}
    for master, film, shown, release in rows:
        if release and shown == FilmPage.Shown.OWN:
            films.setdefault(master, film)
    return films
