"""Pages that say one thing."""

from dataclasses import dataclass

from matinee.catalogue.published.shared import Head, House


@dataclass(frozen=True)
class NoticePageData:
    """A page that says one thing, such as 404 or 500."""

    house: House
    head: Head
    address: str
    status: int
    title: str
    text: str
