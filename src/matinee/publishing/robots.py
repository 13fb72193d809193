"""What a site asks of search engines' machines."""

from collections.abc import Iterator

from matinee.catalogue.published import HomePageData
from matinee.catalogue.seen.addresses import whole
from matinee.publishing.files import File
from matinee.publishing.sitemap import INDEX

NOT_FOR_MACHINES = ("/studio/", "/browse/")
"""The editors' rooms, and lists in every possible order."""


def robots(page: HomePageData) -> Iterator[File]:
    """Yield /robots.txt (RFC 9309): everything public may be read, and where it is listed."""
    lines = ["User-agent: *", *(f"Disallow: {each}" for each in NOT_FOR_MACHINES)]
    if page.house.base:
        lines += ["", f"Sitemap: {whole(page.house, INDEX)}"]
    yield File("/robots.txt", ("\n".join(lines) + "\n").encode())
