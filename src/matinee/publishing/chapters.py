"""The chapters that an editor gave a film, as the file that the player's bar reads."""

from collections.abc import Iterator

from matinee.catalogue.published import FilmPageData
from matinee.catalogue.seen.addresses import chapters_address
from matinee.media.chapters import chapters_vtt, whole_chapters
from matinee.media.film import Chapter
from matinee.publishing.files import File


def chapters_file(page: FilmPageData) -> Iterator[File]:
    """Yield the editor's chapters; those of the master stand beside its renditions."""
    screen, address = page.screen, chapters_address(page.address)
    if screen is None or screen.chapters_src != address:
        return
    marks = [Chapter(each.start_s, screen.duration_s, each.title) for each in screen.chapters]
    chapters = whole_chapters(marks, screen.duration_s)
    yield File(address, chapters_vtt(chapters).encode())
