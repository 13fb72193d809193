"""Invented programmes for tests."""

from typing import Any

from matinee.catalogue.models import FilmPage
from matinee.programmes.models import Pick, ProgrammeIndexPage, ProgrammePage


def make_programme(
    *films: FilmPage,
    title: str = "Practical magic",
    picks: dict[int, Any] | None = None,
    **facts: Any,
) -> ProgrammePage:
    """Make a published programme of these films; `picks` are further facts by place."""
    programme = ProgrammePage(title=title, **facts)
    programme.picks = [
        Pick(film=film, sort_order=place, **(picks or {}).get(place, {}))
        for place, film in enumerate(films)
    ]
    ProgrammeIndexPage.objects.get().add_child(instance=programme)
    programme.save_revision().publish()
    return ProgrammePage.objects.get(pk=programme.pk)
