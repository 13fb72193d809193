"""Which picture goes with a shared link: what is in it, and where it stands."""

import hashlib
import re
from dataclasses import astuple, dataclass

from matinee.catalogue.published import (
    FilmPageData,
    House,
    NamePageData,
    Picture,
    ProgrammePageData,
    TopicPageData,
)

WIDTH, HEIGHT = 1200, 630
"""In pixels: what those who show shared links ask for (1.91:1)."""

# Raise it when pictures drawn from the same things would look otherwise.
_EDITION = 1
_SIZE = re.compile(r"(\S+) (\d+)w(?:, |$)")


@dataclass(frozen=True)
class ShareCard:
    """What a share picture is drawn from. Without `picture` the title stands alone.

    `picture` is root-relative and at least as wide as the card where there is one so wide.
    """

    page: str
    title: str
    site: str
    picture: str = ""

    @property
    def address(self) -> str:
        """Where the drawn picture stands: another address for another picture."""
        facts = repr((_EDITION, *astuple(self)))
        return f"/media/cards/{hashlib.sha256(facts.encode()).hexdigest()[:16]}.jpg"


def share_card(page: object) -> ShareCard:
    """Return the card of a page; one without words or picture of its own has the site's."""
    if isinstance(page, FilmPageData):
        return ShareCard(page.address, page.title, page.house.name, _source(page.poster))
    if isinstance(page, NamePageData):
        return ShareCard(page.address, page.name, page.house.name, _source(page.picture))
    if isinstance(page, ProgrammePageData):
        return ShareCard(page.address, page.title, page.house.name, _source(page.picture))
    if isinstance(page, TopicPageData) and not page.leaves.number:
        return ShareCard(page.address, page.name, page.house.name, _source(page.picture))
    house: House = page.house  # type: ignore[attr-defined]  # every page has one
    return site_card(house)


def site_card(house: House) -> ShareCard:
    """Return the card of the site itself."""
    return ShareCard("/", house.name, house.tagline)


def _source(picture: Picture | None) -> str:
    """Return the smallest size that fills the card, else the widest there is."""
    if picture is None:
        return ""
    sizes = sorted((int(width), src) for src, width in _SIZE.findall(picture.srcset))
    return next((src for width, src in sizes if width >= WIDTH), picture.src)
