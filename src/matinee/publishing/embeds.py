"""The page that other sites show as a film's player."""

from collections.abc import Iterator

from matinee.catalogue.published import FilmPageData
from matinee.catalogue.rendering import public_environment
from matinee.catalogue.seen.addresses import embed_address, player_address
from matinee.publishing.files import File


def embed_page(page: FilmPageData) -> Iterator[File]:
    """Yield the film's player alone; a film that plays elsewhere has none here."""
    if page.screen and player_address(page.house, page.address):
        template = public_environment().get_template("catalogue/embed.html")
        yield File(embed_address(page.address), template.render(page=page).encode())
