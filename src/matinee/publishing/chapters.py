"""The chapters that an editor gave a film, as the file that the player's bar reads."""

from collections.abc import Iterator

from matinee.catalogue.chapters_track import chapters_track
from matinee.catalogue.published import FilmPageData
from matinee.catalogue.seen.addresses import chapters_address
from matinee.publishing.files import File


def chapters_file(page: FilmPageData) -> Iterator[File]:
    """Yield the editor's chapters, where there are any."""
    if track := chapters_track(page):
        yield File(chapters_address(page.address), track.encode())
