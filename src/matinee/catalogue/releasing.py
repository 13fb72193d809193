"""Gives every page of a master the film that was made from it."""

from typing import Any

from matinee.catalogue.models import FilmPage
from matinee.releases.models import Release


def show_release(sender: Any, release: Release, **kwargs: Any) -> None:
    """Let the pages of the release's master play it, and open those that waited for it.

    Runs inside the transaction that wrote the release, so a page never names half a film.
    """
    for page in FilmPage.objects.filter(master_id=release.master_id):
        page.release = release
        # clean=False: a page that an editor left incomplete gets its film all the same.
        page.save(clean=False, update_fields=["release"])
        if page.opens_when_ready:
            # The revision was written before the wish to open, so publishing it ends the wish.
            page.get_latest_revision().publish()
