"""Which master's sounds and captions an editor of a film works on."""

from matinee.catalogue.models import FilmPage
from matinee.releases.models import Master, Release


def edited_master(film: FilmPage) -> Master | None:
    """Return the master of the newest draft; visitors may still see the one before it."""
    return film.get_latest_revision_as_object().master


def newest_release(master: Master | None) -> Release | None:
    """Return what was made of a master last."""
    return Release.objects.filter(master=master).first() if master else None
